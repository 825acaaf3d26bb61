#!/usr/bin/env python3
"""Fails if imports do not go one way: python3 .ci/circles.py [--self-test]

* No modules import each other in a circle, neither as files nor as folders. A module and the modules inside it are
  different files, so a child must not import from a parent that imports from it.
* A module does not import from one that lib.rs declares in a later group. Blank lines separate groups.
* A path starts at `crate` and not at `super`, so that an import names the defining module.
* A crate imports only the crates that MAY_IMPORT lists for it.

Code that only tests have does not count. `--self-test` tries the check itself.
"""

import json
import pathlib
import subprocess
import sys

from imports.rules import faults_of, wrong_imports
from imports.self_test import self_test

# Which of our crates each one may import. The pure crates come first.
MAY_IMPORT = {
    "usersig": set(),
    "usersig-doctor": {"usersig"},
    "usersig-login": {"usersig"},
    "usersig-cli": {"usersig", "usersig-doctor"},
    "usersig-emulator": {"usersig", "usersig-doctor", "usersig-login"},
    "usersig-server": {"usersig", "usersig-doctor"},
    "usersig-capi": {"usersig", "usersig-doctor", "usersig-figures"},
    "usersig-node": {"usersig", "usersig-doctor", "usersig-figures"},
    "usersig-python": {"usersig", "usersig-doctor", "usersig-figures"},
    # Times the library inside the bindings. Only benches/languages uses it.
    "usersig-figures": {"usersig"},
}


def packages_of(manifest):
    command = ["cargo", "metadata", "--no-deps", "--format-version=1", "--locked", "--manifest-path", manifest]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["packages"]


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    root = pathlib.Path(__file__).resolve().parent.parent
    packages = [package for manifest in ("Cargo.toml", "bindings/Cargo.toml") for package in packages_of(root / manifest)]
    found = list(wrong_imports(packages, MAY_IMPORT))
    modules = 0
    for folder in sorted(root.glob("crates/*/src")):
        sources = {file.relative_to(folder): file.read_text() for file in folder.rglob("*.rs")}
        modules += len(sources)
        found += [f"{folder.parent.name}: {fault}" for fault in faults_of(sources)]
    if found or not modules:
        sys.exit("\n".join(["circles:", *found]))
    print(f"circles: none among {modules} modules")


if __name__ == "__main__":
    main()
