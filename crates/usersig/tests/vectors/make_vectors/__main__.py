"""Writes attacks.jsonl, json_syntax.jsonl and golden.json into the folder above; --check only compares.

README.md in that folder explains the fields, attacks.md the rows. Every ticket is signed for the claims it states, so
that the fault a vector names is the only reason to refuse it.
"""

import json
import pathlib
import sys

from check import check
from golden import golden_vectors
from layers import LAYERS, vectors_of
from syntax import json_syntax_lines

FOLDER = pathlib.Path(__file__).resolve().parent.parent


def main():
    layers = {layer: vectors_of(layer) for layer in LAYERS}
    attacks = [line for lines in layers.values() for line in lines]
    syntax = list(json_syntax_lines())
    goldens = golden_vectors()
    check(attacks, syntax, goldens, (FOLDER / "attacks.md").read_text())

    files = {
        "attacks.jsonl": "".join(json.dumps(line) + "\n" for line in attacks),
        "json_syntax.jsonl": "".join(json.dumps(line) + "\n" for line in syntax),
        "golden.json": json.dumps(goldens, indent=1) + "\n",
    }
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in files.items() if (FOLDER / name).read_bytes() != text.encode()]
        sys.exit(f"these files differ from what the generator makes: {', '.join(stale)}" if stale else 0)
    for name, text in files.items():
        (FOLDER / name).write_bytes(text.encode())
    for name, lines in {**layers, "JSON texts": syntax, "golden": goldens}.items():
        print(f"{name}: {len(lines)} vectors")


if __name__ == "__main__":
    main()
