#!/usr/bin/env python3
"""Fails if a package states another version than the root Cargo.toml: python3 .ci/versions.py

Lock files are not looked at, because cargo refuses those that do not fit.
"""

import pathlib
import re
import sys

# In a Cargo.toml, our packages and our dependencies.
CARGO = r'^(?:version|usersig.*version) = "([^"]+)"'
PLACES = {
    "Cargo.toml": CARGO,
    "bindings/Cargo.toml": CARGO,
    "crates/usersig-capi/Makefile": r"^VERSION *:?= *(\S+)",
    "crates/usersig-emulator/fixtures/node/package.json": r'^  "version": "([^"]+)"',
    "crates/usersig-emulator/fixtures/python/pyproject.toml": r'^version = "([^"]+)"',
    "crates/usersig-node/README.md": r"\busersig-([^ /]+)\.tgz",
    "crates/usersig-node/package.json": r'^  "version": "([^"]+)"',
    "crates/usersig-server/deploy/kubernetes/deployment.yaml": r"/usersig-server:(\S+)",
}


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    found = {file: re.findall(pattern, (root / file).read_text(encoding="utf-8"), re.MULTILINE)
             for file, pattern in PLACES.items()}
    if missing := [file for file, versions in found.items() if not versions]:
        sys.exit(f"versions: no version in {', '.join(missing)}")
    version = found["Cargo.toml"][0]
    if others := [f"{file} has {other}" for file, versions in found.items() for other in versions if other != version]:
        sys.exit("\n".join([f"versions: the root Cargo.toml has {version}", *others]))
    print(f"versions: {len(found)} files have {version}")


if __name__ == "__main__":
    main()
