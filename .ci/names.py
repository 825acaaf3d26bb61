#!/usr/bin/env python3
"""Checks that the things the pages name exist: python3 .ci/names.py

* Relative links of all Markdown files, with their headings.
* Tests, vectors and files that SECURITY.md names. A `*` at the end stands for any ending.
* Each line of a Rust example in CONTRIBUTING.md and on the page about the emulator, which quote the sources, and in the
  README, which quotes an example.
* The Chinese twin of the README and of each page in docs. Both have the same number of headings, rows and examples.
"""

import pathlib
import re
import subprocess
import sys


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
                            stdout=subprocess.PIPE, text=True, check=True).stdout
    return [pathlib.Path(name) for name in listed.splitlines() if pathlib.Path(name).is_file()]


def anchors(page):
    """The anchors that GitHub makes of headings."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links():
    for page in tracked("*.md"):
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = page.parent / name if name else page
            if not file.exists() or (anchor and anchor not in anchors(file)):
                yield f"{page} links to {target}, which does not exist"


def unknown_names(sources):
    files = tracked()
    for name in re.findall(r"`([a-z0-9_./*-]+)`", pathlib.Path("SECURITY.md").read_text(encoding="utf-8")):
        word = name.removesuffix("*")
        if "/" in word or "." in word:
            exists = any(str(file).endswith(word) or word in str(file.parent) for file in files)
        else:
            exists = word in sources or "_" not in word or any(file.stem == word for file in files)
        if not exists:
            yield f"SECURITY.md names {name}, which does not exist"


def unknown_quotes(sources):
    server = pathlib.Path("examples/src/bin/minimal_server.rs").read_text(encoding="utf-8")
    for name, quoted in (("CONTRIBUTING.md", sources), ("README.md", server), ("README.zh-CN.md", server),
                         ("docs/emulator.md", sources), ("docs/emulator.zh-CN.md", sources)):
        text = pathlib.Path(name).read_text(encoding="utf-8")
        for block in re.findall(r"^```rust\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
            for line in filter(None, map(str.strip, block.splitlines())):
                if line not in quoted:
                    yield f"{name} quotes a line that is not in the sources: {line}"


def missing_twins():
    for page in tracked("README.md", "docs/*.md"):
        if page.name.endswith(".zh-CN.md"):
            continue
        twin = page.with_suffix(".zh-CN.md")
        if not twin.exists():
            yield f"{page} has no {twin.name}"
            continue
        for what, start in (("headings", "#"), ("table rows", "|"), ("examples", "```")):
            counts = [sum(line.startswith(start) for line in text.read_text(encoding="utf-8").splitlines())
                      for text in (page, twin)]
            if counts[0] != counts[1]:
                yield f"{page} has {counts[0]} {what}, and {twin.name} has {counts[1]}"


def main():
    sources = "\n".join(file.read_text(encoding="utf-8") for file in tracked("*.rs", "*.jsonl"))
    faults = [*broken_links(), *unknown_names(sources), *unknown_quotes(sources), *missing_twins()]
    sys.exit("\n".join(faults) if faults else None)


if __name__ == "__main__":
    main()
