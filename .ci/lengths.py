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


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, stdout=subprocess.PIPE, text=True).stdout
    sources = [file for file in listed.split("\0") if file and pathlib.Path(file).suffix in SUFFIXES
               and pathlib.Path(file).name not in OTHERS and (root / file).exists()]
    lines = {file: len((root / file).read_text().splitlines()) for file in sources}
    if missing := sorted(TABLES.keys() - lines.keys()):
        sys.exit(f"lengths: TABLES lists files that do not exist: {', '.join(missing)}")
    long = sorted(file for file, count in lines.items() if count > MOST_LINES and file not in TABLES)

    if long or not sources:
        sys.exit("\n".join([f"lengths: more than {MOST_LINES} lines", *(f"{file}: {lines[file]}" for file in long)]))
    print(f"lengths: {len(sources)} files have at most {MOST_LINES} lines")


if __name__ == "__main__":
    main()
