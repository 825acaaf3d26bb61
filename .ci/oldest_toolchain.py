#!/usr/bin/env python3
"""Checks that each package builds with its rust-version: python3 .ci/oldest_toolchain.py SCRATCH

If the toolchain of that version is installed, it checks the package. Else two other checks stand in for it, and this
script says so.

* No dependency that users build declares a newer rust-version.
* The lint incompatible_msrv of clippy is active in each target. In a copy of the project, it must refuse an item of the
  standard library that is newer. The step `clippy` then refuses such items in the project itself.

These checks do not find syntax that the older compiler does not know.
"""

import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Stable since this version.
PROBE_VERSION = (1, 91)
PROBE = """
#[allow(dead_code, missing_docs)]
fn newer_than_the_rust_version() -> std::time::Duration {
    std::time::Duration::from_mins(1)
}
"""


def cargo(*arguments, **options):
    return subprocess.run(["cargo", *arguments], text=True, **options)


def version_of(package):
    return tuple(int(number) for number in package["rust_version"].split(".")[:2])


def main():
    scratch = pathlib.Path(sys.argv[1])
    metadata = json.loads(cargo("metadata", "--all-features", "--locked", "--format-version=1", cwd=ROOT, check=True,
                                stdout=subprocess.PIPE).stdout)
    members = set(metadata["workspace_members"])
    published = [package for package in metadata["packages"] if package["id"] in members and package["publish"] != []]
    if without := [package["name"] for package in published if not package["rust_version"]]:
        sys.exit(f"no rust-version: {', '.join(without)}")

    without_toolchain = []
    for package in published:
        if cargo(f"+{package['rust_version']}", "--version", capture_output=True).returncode == 0:
            cargo(f"+{package['rust_version']}", "check", "--package", package["name"], "--all-features", "--locked",
                  cwd=ROOT, check=True)
        else:
            without_toolchain.append(package)
    if without_toolchain:
        check_without_toolchain(metadata, without_toolchain, scratch)


def check_without_toolchain(metadata, packages, scratch):
    for package in packages:
        print(f"{package['name']} declares rust-version {package['rust_version']}. It is NOT built with that one, "
              "which is not installed")
        needed = dependencies_of(metadata, package)
        newer = [other["name"] for other in needed if other["rust_version"] and version_of(other) > version_of(package)]
        if newer:
            sys.exit(f"{package['name']} needs packages with a newer rust-version: {', '.join(sorted(newer))}")
        print(f"  checked instead: none of its {len(needed)} dependencies declares a newer one")
    refused = packages_with_active_lint(packages, scratch)
    if missed := [package["name"] for package in packages if package["id"] not in refused]:
        sys.exit(f"clippy does not refuse a newer item of the standard library in: {', '.join(missed)}")
    print("  checked instead: clippy refuses newer items of the standard library in each of them")


def dependencies_of(metadata, package):
    """The packages that a user of this one builds."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    found, left = set(), [package["id"]]
    while left:
        for dependency in nodes[left.pop()]["deps"]:
            is_built = any(kind["kind"] != "dev" for kind in dependency["dep_kinds"])
            if is_built and dependency["pkg"] not in found:
                found.add(dependency["pkg"])
                left.append(dependency["pkg"])
    return [other for other in metadata["packages"] if other["id"] in found]


def packages_with_active_lint(packages, scratch):
    """Adds the probe to each package of a copy, and returns those in which clippy refuses it."""
    copy = scratch / "oldest-toolchain"
    copy.mkdir(parents=True)
    list_files = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(list_files, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    archive = subprocess.run(["tar", "-c", "--null", "-T", "-"], cwd=ROOT, check=True, input=files,
                             stdout=subprocess.PIPE).stdout
    subprocess.run(["tar", "-x"], cwd=copy, check=True, input=archive)

    probed = {}
    for package in packages:
        if version_of(package) >= PROBE_VERSION:
            sys.exit(f"{package['name']}: PROBE must be newer than rust-version {package['rust_version']}")
        root = next(target["src_path"] for target in package["targets"] if {"lib", "bin"} & set(target["kind"]))
        source = copy / pathlib.Path(root).relative_to(ROOT)
        source.write_text(source.read_text() + PROBE)
        probed[str(source)] = package["id"]
    return {probed[file] for file in files_with_lint(copy) if file in probed}


def files_with_lint(folder):
    # The dependencies that the step `clippy` has built are used again.
    built = os.environ.get("CARGO_TARGET_DIR", ROOT / "target")
    output = cargo("clippy", "--workspace", "--all-features", "--locked", "--quiet", "--message-format=json",
                   "--target-dir", str(built), cwd=folder, check=True, stdout=subprocess.PIPE).stdout
    for line in output.splitlines():
        message = json.loads(line)
        code = (message.get("message") or {}).get("code") or {}
        if code.get("code") == "clippy::incompatible_msrv":
            yield from (str(folder / span["file_name"]) for span in message["message"]["spans"])


if __name__ == "__main__":
    main()
