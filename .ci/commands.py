#!/usr/bin/env python3
"""Takes marked commands out of a page: python3 .ci/commands.py README.md ci:run FOLDER

Each `sh` block that follows a line `<!-- ci:run -->` becomes a file of the folder, in order.
"""

import pathlib
import re
import sys


def main():
    page, marker, folder = sys.argv[1:]
    text = pathlib.Path(page).read_text()
    blocks = re.findall(rf"^<!-- {marker} -->\n+```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    marked = text.count(f"<!-- {marker} -->")
    if len(blocks) != marked:
        sys.exit(f"{page}: {marked} times <!-- {marker} -->, followed by {len(blocks)} sh blocks")
    pathlib.Path(folder).mkdir(parents=True)
    for number, block in enumerate(blocks, 1):
        (pathlib.Path(folder) / f"{number:02}.sh").write_text(block)


if __name__ == "__main__":
    main()
