"""Checks the vectors against their schema, with the package jsonschema: python3 interop/check_schema.py"""

import json
import pathlib
import sys

import jsonschema

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "crates/usersig/tests/vectors"
FILES = {"attacks.jsonl": "attack", "golden.json": "golden", "json_syntax.jsonl": "json_syntax", "official.jsonl": "official"}


def main():
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for file, kind in FILES.items():
        text = (FOLDER / file).read_text(encoding="utf-8")
        vectors = json.loads(text) if file.endswith(".json") else [json.loads(line) for line in text.splitlines()]
        validator = jsonschema.Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{kind}"})
        faults = [(vector["name"] if "name" in vector else vector, error.message)
                  for vector in vectors for error in validator.iter_errors(vector)]
        if faults or not vectors:
            sys.exit(f"{file}: {faults[:3] or 'no vectors'}")
        print(f"schema: {len(vectors)} vectors of {file}")


main()
