#!/usr/bin/env python3
"""Runs the `console` blocks of pages and compares what they print: python3 .ci/pages.py [--write] PAGE...

The blocks of a page are one session of bash, in an empty folder. A line `$ COMMAND` is typed, lines `> MORE` continue it,
and the lines below are what it prints, standard error included. `[..]` stands for any text within a line. With --write,
a page gets the lines that its commands printed wherever these differ.
"""

import pathlib
import re
import subprocess
import sys
import tempfile


def commands_of(page):
    """Pairs of a command and the lines it must print."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(([line[2:]], []))
            elif line.startswith("> ") and not found[-1][1]:
                found[-1][0].append(line[2:])
            else:
                found[-1][1].append(line)
    return [("\n".join(command), "\n".join(expected).strip("\n")) for command, expected in found]


def session(commands, folder, mark="--- page command ---"):
    """The output of each command of a session."""
    script = "".join(f"{command}\nlast=$?; echo '{mark}'; (exit $last)\n" for command, _ in commands)
    done = subprocess.run(["bash"], input=script, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=600, check=False)
    return [printed.strip("\n") for printed in done.stdout.split(f"{mark}\n")]


def matches(expected, printed):
    pattern = ".*".join(re.escape(part) for part in expected.split("[..]"))
    return re.fullmatch(pattern, printed) is not None


def typed(command):
    return "$ " + command.replace("\n", "\n> ") + "\n"


def main():
    failed, names = False, sys.argv[1:]
    write = names[:1] == ["--write"]
    for name in names[write:]:
        page = pathlib.Path(name)
        text = page.read_text(encoding="utf-8")
        commands = commands_of(text)
        with tempfile.TemporaryDirectory() as folder:
            printed = session(commands, folder)
        if len(printed) < len(commands):
            sys.exit(f"{name}: the session ended early, after {printed[-1]!r}")
        place = 0
        for (command, expected), actual in zip(commands, printed):
            place = text.index(typed(command), place) + len(typed(command))
            if matches(expected, actual):
                continue
            if write:
                text = text[:place] + text[place:].replace(expected and expected + "\n", actual and actual + "\n", 1)
            else:
                failed = True
                print(f"{name}: $ {command}\nexpected:\n{expected}\nprinted:\n{actual}\n")
        if write:
            page.write_text(text, encoding="utf-8")
        print(f"{name}: {len(commands)} commands")
    sys.exit(failed)


if __name__ == "__main__":
    main()
