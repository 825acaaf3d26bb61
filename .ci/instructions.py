#!/usr/bin/env python3
"""Instructions a ticket, by layer, compared with checked-in figures:

python3 .ci/instructions.py [--update] FIGURES FOLDER HOLDS_FOR..

FOLDER has two callgrind profiles of every case, CASE.1 and CASE.2, and beside each, as CASE.1.tickets, how many tickets
it did. What the second has more is what tickets cost; what it takes to start is in both. More than 5 % above FIGURES is
a failure, but for a few instructions, and so is a name that only one of them has. HOLDS_FOR are the lines that head the
figures.

Code is inlined across files, but callgrind knows for every instruction which file it was written in: its layer is that
file's. The standard library and the tools that layers share belong to none. Inlined, they count with the code of a layer
that stands before them in the same function; in functions of their own, as `library`.

Left out are SHA-256, since valgrind has no SHA instructions, and the C library's memcpy and memset, which differ from
machine to machine.
"""

import argparse
import collections
import pathlib
import re
import sys

MOST_GROWTH = 0.05
# So few are no growth.
FEW = 20
# So many can change their layer when the same code is compiled in another folder, where all layers together take no more:
# 38 have, of 8,636.
MOVED = 50

# The first pattern that fits a path says its layer.
LAYERS = [
    (r"/base64-\d|/usersig/src/bytes/base64\.rs$", "base64"),
    (r"/simd-adler32-\d", "checksum"),
    (r"/usersig/src/wire/deflate[./]", "deflate"),
    (r"/usersig/src/wire/(document[./]|json\.rs$)", "document"),
    (r"/usersig/src/wire/inflate[./]", "inflate"),
    (r"/usersig/src/signing/(signed_text|hmac|message|sha256)\.rs$", "signed text"),
    (r"^/rustc/|/rustlib/src/|/itoa-\d|/usersig/src/bytes/byte_writer\.rs$", "library"),
    (r"/usersig/src/", "the rest"),
    # SHA-256, the C library, the program that calls.
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
        sys.exit(f"there is no profile in {arguments.folder}")
    if arguments.update:
        write(arguments.figures, arguments.holds_for, now)
    elif not compare(read(arguments.figures), now):
        sys.exit(f"instructions: not as in {arguments.figures}; if it must be so, run .ci/instructions --update")


def by_layer(folder, case):
    """What a ticket costs in each layer, in instructions."""
    costs, tickets = [], []
    for run in (f"{case}.1", f"{case}.2"):
        costs.append(layers_of(folder / run))
        tickets.append(int((folder / f"{run}.tickets").read_text()))
    counts = {layer: round((cost - costs[0][layer]) / (tickets[1] - tickets[0])) for layer, cost in costs[1].items()}
    counts = {layer: count for layer, count in sorted(counts.items()) if count > 0 and layer != "left out"}
    return {**counts, "all": sum(counts.values())}


def layers_of(profile):
    """The instructions of a whole run by layer. Only a function's own ones: what it calls has lines of its own."""
    names, costs, total = {}, collections.Counter(), 0
    layer, is_of_a_call = None, False
    for line in profile.read_text().splitlines():
        key, _, value = line.partition("=")
        if key in ("fl", "fi", "fe", "cfi", "cfl"):
            # A name is written in full the first time only.
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
        sys.exit(f"{profile}: {costs.total()} instructions were read, and it says {total}")
    return costs


def compare(before, now):
    """Tells what changed, and whether it may."""
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
            remark = "shrank: .ci/instructions --update keeps it so"
        print(f"{name:30} {old:7} {new:7} {growth:+7}  {remark}".rstrip())
    return is_as_good


def read(figures):
    lines = [line for line in figures.read_text().splitlines() if line.startswith("#")]
    print(*lines, sep="\n")
    rows = (line.split("\t") for line in figures.read_text().splitlines() if not line.startswith("#"))
    return {name: int(count) for name, count in rows}


def write(figures, holds_for, counts):
    lines = ["# Instructions a ticket, by case and layer: .ci/instructions compares them, .ci/instructions --update"]
    lines += ["# writes them. They hold for:", *(f"# {line}" for line in holds_for)]
    lines += [f"{name}\t{count}" for name, count in counts.items()]
    figures.write_text("\n".join(lines) + "\n")
    print(figures.read_text(), end="")


if __name__ == "__main__":
    main()
