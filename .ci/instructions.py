#!/usr/bin/env python3
"""Compares the instructions that a ticket takes in each layer with the figures in the repository:

python3 .ci/instructions.py [--update] FIGURES FOLDER HOLDS_FOR..

FOLDER has two callgrind profiles of every case, CASE.1 and CASE.2, and the files CASE.1.tickets and CASE.2.tickets with
the number of tickets in each. The second profile has more tickets. The difference is their cost, because the cost of
starting is in both. It is a failure if a layer takes 5 % and a few instructions more than in FIGURES, or if only one
side has a layer. HOLDS_FOR are the lines at the head of the figures.

Code is inlined across files, but callgrind knows the file of every instruction, and a layer is a set of files. The
standard library and the tools that layers share belong to no layer. Inlined, they count with the layer that stands
before them in the same function. In functions of their own they count as `library`.

SHA-256 does not count, because valgrind has no SHA instructions. Neither do memcpy and memset of the C library, because
they differ between machines.
"""

import argparse
import collections
import pathlib
import re
import sys

MOST_GROWTH = 0.05
# A growth by this many instructions is ignored.
FEW = 20
# This many instructions can change their layer when the same code is compiled in another folder, although all layers
# together take the same. 38 of 8,636 did.
MOVED = 50

# The first pattern that matches a path gives its layer.
LAYERS = [
    (r"/base64-\d|/usersig/src/bytes/base64/", "base64"),
    (r"/simd-adler32-\d|/usersig/src/wire/checksum\.rs$", "checksum"),
    (r"/usersig/src/wire/(deflate[./]|draft\.rs$|template\.rs$)", "deflate"),
    (r"/usersig/src/wire/(document|json)[./]", "document"),
    (r"/usersig/src/wire/inflate[./]", "inflate"),
    (r"/usersig/src/signing/(signed_text|hmac|message|sha256)\.rs$", "signed text"),
    (r"^/rustc/|/rustlib/src/|/itoa-\d|/usersig/src/bytes/byte_writer\.rs$", "library"),
    (r"/usersig/src/", "the rest"),
    # SHA-256, the C library and the measuring program.
    (r"", "left out"),
]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("figures", type=pathlib.Path)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("holds_for", nargs="+")
    arguments = arguments.parse_args()

    now = {}
    for profile in sorted(arguments.folder.glob("*.1")):
        case = profile.name.removesuffix(".1")
        for layer, count in by_layer(arguments.folder, case).items():
            now[f"{case}, {layer}"] = count
    if not now:
        sys.exit(f"{arguments.folder} has no profile")
    if arguments.update:
        write(arguments.figures, arguments.holds_for, now)
    elif not compare(read(arguments.figures), now):
        sys.exit(f"instructions: not as in {arguments.figures}. If that is intended, run .ci/instructions --update")


def by_layer(folder, case):
    """The instructions that a ticket takes in each layer."""
    costs, tickets = [], []
    for run in (f"{case}.1", f"{case}.2"):
        costs.append(layers_of(folder / run))
        tickets.append(int((folder / f"{run}.tickets").read_text()))
    counts = {layer: round((cost - costs[0][layer]) / (tickets[1] - tickets[0])) for layer, cost in costs[1].items()}
    counts = {layer: count for layer, count in sorted(counts.items()) if count > 0 and layer != "left out"}
    return {**counts, "all": sum(counts.values())}


def layers_of(profile):
    """The instructions of a whole run by layer. A called function does not count with its caller."""
    names, costs, total = {}, collections.Counter(), 0
    layer, is_of_a_call = None, False
    for line in profile.read_text().splitlines():
        key, _, value = line.partition("=")
        if key in ("fl", "fi", "fe", "cfi", "cfl"):
            # Only the first mention of a name is in full.
            number, _, name = value.partition(" ")
            path = names.setdefault(number, name)
            entered = next(layer for pattern, layer in LAYERS if re.search(pattern, path))
            if key == "fl" or key in ("fi", "fe") and entered != "library":
                layer = entered
        elif key == "calls":
            is_of_a_call = True
        elif re.fullmatch(r"[\d+*-]\S* \d+", line):
            if not is_of_a_call:
                costs[layer] += int(line.split()[1])
            is_of_a_call = False
        elif line.startswith("totals:"):
            total = int(line.split()[1])
    if costs.total() != total:
        sys.exit(f"{profile}: read {costs.total()} instructions, but the profile states {total}")
    return costs


def compare(before, now):
    """Prints the changes and returns whether they are allowed."""
    is_as_good = before.keys() == now.keys()
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name, 0), now.get(name, 0)
        growth, remark = new - old, ""
        whole = name.partition(",")[0] + ", all"
        as_many_in_all = abs(now.get(whole, 0) - before.get(whole, 0)) <= FEW
        most = max(old * MOST_GROWTH, MOVED if as_many_in_all else FEW)
        if growth > most:
            remark, is_as_good = "GREW", False
        elif -growth > most:
            remark = "shrank: .ci/instructions --update records it"
        print(f"{name:30} {old:7} {new:7} {growth:+7}  {remark}".rstrip())
    return is_as_good


def read(figures):
    lines = [line for line in figures.read_text().splitlines() if line.startswith("#")]
    print(*lines, sep="\n")
    rows = (line.split("\t") for line in figures.read_text().splitlines() if not line.startswith("#"))
    return {name: int(count) for name, count in rows}


def write(figures, holds_for, counts):
    lines = ["# Instructions of a ticket, by case and layer. .ci/instructions compares them, and --update writes them."]
    lines += ["# They are valid for:", *(f"# {line}" for line in holds_for)]
    lines += [f"{name}\t{count}" for name, count in counts.items()]
    figures.write_text("\n".join(lines) + "\n")
    print(figures.read_text(), end="")


if __name__ == "__main__":
    main()
