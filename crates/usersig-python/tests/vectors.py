"""The vectors of the library."""

import json
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "usersig/tests/vectors"


def lines(name):
    vectors = [json.loads(line) for line in (FOLDER / name).read_text().splitlines()]
    assert vectors, "a file without vectors proves nothing"
    return vectors


def golden():
    return json.loads((FOLDER / "golden.json").read_text())
