#!/usr/bin/env python3
"""Fails if a page is hard to read by two measures that need no judgement: python3 .ci/prose.py

* In an English page at most one sentence in four has a colon or a semicolon.
* The project's README has at most 150 lines in each language.

Code, tables and headings do not count. CONTRIBUTING.md has the other rules, which only a reader can check.
"""

import pathlib
import re
import subprocess
import sys

MOST_MARKS = 0.25
MOST_LINES = 150
# Below this number of sentences, a single colon would decide.
FEWEST_SENTENCES = 5


def sentences(page):
    """The sentences of a page, with code and the targets of links left out."""
    page = re.sub(r"```.*?```|<!--.*?-->", "", page, flags=re.S)
    page = re.sub(r"`[^`]*`", "code", page)
    page = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", page)
    text = [line for line in page.splitlines() if not line.startswith(("|", "#"))]
    items = re.split(r"\n\s*\n|^\s*(?:[*-]|\d+\.)\s+", "\n".join(text), flags=re.M)
    found = (sentence for item in items for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z*\"])", " ".join(item.split())))
    return [sentence for sentence in found if len(sentence.split()) >= 4]


def faults(name, page):
    lines = len(page.splitlines())
    if name in ("README.md", "README.zh-CN.md") and lines > MOST_LINES:
        yield f"{name}: {lines} lines, at most {MOST_LINES}"
    if not name.endswith(".zh-CN.md"):
        found = sentences(page)
        marks = sum(len(re.findall(r"[:;](?=\s|$)", sentence)) for sentence in found)
        if len(found) >= FEWEST_SENTENCES and marks > MOST_MARKS * len(found):
            yield f"{name}: {marks} colons and semicolons in {len(found)} sentences, at most one in four"


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    listed = subprocess.run(["git", "ls-files", "-z", "*.md"], cwd=root, check=True, stdout=subprocess.PIPE, text=True)
    pages = [name for name in listed.stdout.split("\0") if name and (root / name).exists()]
    wrong = [fault for name in pages for fault in faults(name, (root / name).read_text(encoding="utf-8"))]
    if wrong or not pages:
        sys.exit("\n".join(["prose: hard to read", *wrong]))
    print(f"prose: {len(pages)} pages have short sentences")


if __name__ == "__main__":
    main()
