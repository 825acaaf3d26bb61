#!/usr/bin/env python3
"""Takes marked commands out of pages: python3 .ci/commands.py MARKER FOLDER PAGE...

Each `sh` block below a line <!-- MARKER --> becomes a script in the folder, in order: 01.sh, 02.sh and so on. A page
and its translation PAGE.zh-CN.md must have the same commands, apart from comments, so only the English ones are
written. It is a failure if there are none.
"""

import pathlib
import re
import sys


def blocks_of(page, marker):
    text = page.read_text()
    blocks = re.findall(rf"^<!-- {marker} -->\n+```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    marked = text.count(f"<!-- {marker} -->")
    if len(blocks) != marked:
        sys.exit(f"{page}: <!-- {marker} --> stands {marked} times, and {len(blocks)} times an sh block follows")
    return blocks


def without_comments(blocks):
    lines = "".join(blocks).splitlines()
    return [re.sub(r" *#.*", "", line) for line in lines if not re.match(r" *#", line)]


def main():
    marker, folder, *pages = sys.argv[1:]
    pages = [pathlib.Path(page) for page in pages]
    blocks = []
    for page in pages:
        if page.name.endswith(".zh-CN.md"):
            continue
        own = blocks_of(page, marker)
        translation = page.with_suffix(".zh-CN.md")
        if translation in pages and without_comments(own) != without_comments(blocks_of(translation, marker)):
            sys.exit(f"{page} and {translation} have different commands")
        blocks += own
    if not blocks:
        sys.exit(f"no page has commands marked {marker}")
    pathlib.Path(folder).mkdir(parents=True)
    for number, block in enumerate(blocks, 1):
        (pathlib.Path(folder) / f"{number:02}.sh").write_text(block)


if __name__ == "__main__":
    main()
