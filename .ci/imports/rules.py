"""The faults of a crate's imports, in words."""

import pathlib

from imports.graph import Crate


def faults_of(sources, is_strict=True):
    """A crate that is not strict may have circles of a module and the modules inside it."""
    crate = Crate(sources)
    circles = list(crate.circles_of_folders())
    if is_strict and not circles:
        circles += crate.circles_of_files()
    faults = [f"{path(module)} imports from the root of the crate" for module in crate.imports_of_the_root()]
    faults += ["a circle: " + " -> ".join(map(path, circle)) for circle in circles]
    if is_strict:
        faults += [f"{path(source)} imports {path(target)}, which stands below it in lib.rs"
                   for source, target in crate.backward_imports()]
        faults += [f"{path(module)} says super::" for module in crate.users_of_super()]
    return faults


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
