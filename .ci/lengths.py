#!/usr/bin/env python3
"""Fails if a source file has more than 200 lines: python3 .ci/lengths.py

A file holds one idea and is read from top to bottom. Tables of data may be longer.
"""

import pathlib
import subprocess
import sys

MOST_LINES = 200
SUFFIXES = {"", ".js", ".mjs", ".py", ".rs", ".sh", ".ts", ".css", ".html"}
# Files without a suffix that are not sources.
OTHERS = {".gitignore", "LICENSE-APACHE", "LICENSE-MIT"}

# Tables of data, and what they list.
TABLES = {
    "crates/usersig/src/codes/error_code/table.rs": "a row for each error code",
    "crates/usersig-doctor/src/finding_id.rs": "a row for each finding",
    "crates/usersig-node/js/index.d.ts": "the types of every export",
}

# Folders that still have longer files.
NOT_YET = [
    "benches",
]


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, stdout=subprocess.PIPE, text=True).stdout
    sources = [file for file in listed.split("\0") if file and pathlib.Path(file).suffix in SUFFIXES
               and pathlib.Path(file).name not in OTHERS and (root / file).exists()]
    lines = {file: len((root / file).read_text().splitlines()) for file in sources}
    if missing := sorted(TABLES.keys() - lines.keys()):
        sys.exit(f"lengths: TABLES lists files that do not exist: {', '.join(missing)}")
    long = sorted(file for file, count in lines.items() if count > MOST_LINES and file not in TABLES)

    waived = {folder: [file for file in long if file.startswith(f"{folder}/")] for folder in NOT_YET}
    for folder, files in waived.items():
        if not files:
            print(f"lengths: no file of {folder} is too long, so NOT_YET need not list it")
    found = [file for file in long if not any(file in files for files in waived.values())]
    if found or not sources:
        sys.exit("\n".join([f"lengths: more than {MOST_LINES} lines", *(f"{file}: {lines[file]}" for file in found)]))
    print(f"lengths: {len(sources)} files, of which {len(long)} too long ones are not refused yet")


if __name__ == "__main__":
    main()
