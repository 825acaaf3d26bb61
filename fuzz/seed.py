#!/usr/bin/env python3
"""Writes seeds for every fuzz target from the test vectors into the folder corpus/ beside this file."""

import base64
import hashlib
import json
import pathlib
import struct
import zlib

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = HERE.parent / "crates/usersig/tests/vectors"
REPORTS = HERE.parent / "crates/usersig-doctor/tests/vectors/reports.jsonl"


def lines(name):
    return [json.loads(line) for line in (VECTORS / name).read_text().splitlines()]


def from_ticket(text):
    """The stream in a ticket, or no bytes if the text has the fault."""
    try:
        return base64.b64decode(text.translate(str.maketrans("*-_", "+/=")), validate=True)
    except ValueError:
        return b""


def from_stream(stream):
    """The document in a stream, or no bytes if the stream has the fault or the document is too large."""
    inflater = zlib.decompressobj()
    try:
        document = inflater.decompress(stream, 4096)
    except zlib.error:
        return b""
    return document if inflater.eof else b""


def userbuf_of(document):
    try:
        return base64.b64decode(json.loads(document)["TLS.userbuf"], validate=True)
    except (ValueError, TypeError, KeyError, RecursionError):
        return b""


def legal(vector):
    """The bytes from which src/legal.rs makes the claims of a golden vector."""
    name = vector.get("room_name", "")
    kind = 2 if name else 1 if "room_id" in vector else 0
    text = vector["user_id"]
    user_id = bytes(ord(character) - ord(" ") for character in text)
    numbers = struct.pack("<QII", vector["time"], vector["expire"] - 1, vector["sdk_app_id"])
    rights = struct.pack("<BBI", vector.get("privileges", 0), kind, vector.get("room_id", 0))
    return numbers + rights + struct.pack("<B32sB64s", len(text) - 1, user_id, max(len(name), 1) - 1, name.encode())


def main():
    attacks = lines("attacks.jsonl")
    tickets = [line["ticket"] for line in lines("official.jsonl") + attacks if "ticket" in line]
    streams = [from_ticket(ticket) for ticket in tickets]
    documents = [from_stream(stream) for stream in streams]
    syntax = [bytes.fromhex(line["hex"]) if "hex" in line else line["text"].encode()
              for line in lines("json_syntax.jsonl")]
    documents += syntax + [b'{"x":' + text + b"}" for text in syntax]
    claims = [legal(vector) for vector in json.loads((VECTORS / "golden.json").read_text())]

    # A diagnosis takes long, so of each kind of attack there is one. The first byte chooses the user, the key and the kind
    # of ticket.
    kinds = {(attack["row"], attack.get("cause")): attack["ticket"] for attack in attacks if "ticket" in attack}
    texts = [json.loads(line)["text"] for line in REPORTS.read_text().splitlines()]
    texts += kinds.values()

    corpora = {
        "both_paths_agree": [claim + struct.pack("<BHBHB", 1, 40, change, 90, change)
                             for claim in claims for change in range(2)],
        "diagnose_any_text": [bytes([choice, 0]) + text.encode() for text in texts for choice in (0, 0x40)],
        "inflate_any_bytes": streams,
        "map_key_bytes": map(userbuf_of, documents),
        "read_any_document": [b"\6" + document for document in documents if document],
        "sign_any_id": claims,
        "sign_then_bend": [claim + struct.pack("<BBHB", layer, 0, 40, 0x41) for claim in claims for layer in range(3)],
        "verify_any_text": [ticket.encode() for ticket in tickets],
    }
    write(HERE, corpora)


def write(package, corpora):
    """Writes the seeds of each target into the corpus of its package."""
    for target, seeds in corpora.items():
        folder = package / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        seeds = {hashlib.sha1(seed).hexdigest(): seed for seed in seeds if seed}
        assert seeds, target
        for name, seed in seeds.items():
            (folder / name).write_bytes(seed)
        print(f"{target}: {len(seeds)} seeds")


if __name__ == "__main__":
    main()
