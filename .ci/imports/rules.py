"""The faults of a crate's imports, in words."""

import pathlib

from imports.graph import Crate


def faults_of(sources):
    crate = Crate(sources)
    # Many circles of files can come from one circle of folders, so that one is reported first.
    circles = list(crate.circles_of_folders()) or list(crate.circles_of_files())
    return [
        *(f"{path(module)} imports from the root of the crate" for module in crate.imports_of_the_root()),
        *("a circle: " + " -> ".join(map(path, circle)) for circle in circles),
        *(f"{path(source)} imports {path(target)}, which stands below it in lib.rs"
          for source, target in crate.backward_imports()),
        *(f"{path(module)} says super::" for module in crate.users_of_super()),
    ]


def path(module):
    return "::".join(("crate", *module))


def wrong_imports(packages, may_import):
    """Packages of the folder crates/ that import one they must not know."""
    ours = {package["name"] for package in packages}
    for package in packages:
        name = package["name"]
        if pathlib.Path(package["manifest_path"]).parent.parent.name != "crates":
            continue
        if name not in may_import:
            yield f"{name}: MAY_IMPORT does not say which packages it may import"
            continue
        for imported in sorted({dependency["name"] for dependency in package["dependencies"]} & ours):
            if imported not in may_import[name]:
                yield f"{name} imports {imported}"
