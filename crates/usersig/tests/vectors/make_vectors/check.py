"""Checks the vectors with readers that are not ours."""

import base64
import json
import re
import zlib

from claims import mac, signed_text

# The causes a verifier reports only after it has verified the MAC.
AFTER_THE_MAC = {"wrong_user_id", "not_a_user_sig", "not_a_private_map_key", "bad_private_map", "revoked",
                 "not_yet_valid", "expired", "wrong_room", "missing_privilege"}


def lenient_reason(line):
    """The reason for which even a lenient reader refuses this ticket, or None."""
    text = bytes.fromhex(line["ticket_hex"]) if "ticket_hex" in line else line["ticket"].encode()
    text = text.translate(bytes.maketrans(b"*-_", b"+/="))
    said = json.loads(zlib.decompress(base64.b64decode(text)))
    claims = [said[f"TLS.{name}"] for name in ("identifier", "sdkappid", "time", "expire")]
    expected = mac(line["key"], signed_text(*claims, said.get("TLS.userbuf")))
    if base64.b64decode(said["TLS.sig"]) != expected:
        return "signature"
    if claims[:2] != [line["user_id"], line["sdk_app_id"]]:
        return "user or app"
    if line["now"] > claims[2] + claims[3] + line.get("leeway", 0):
        return "expired"
    return None


def is_json(data):
    def no_constant(text):
        raise ValueError(text)
    try:
        json.loads(data.decode(), parse_constant=no_constant)
    except (ValueError, RecursionError):
        return False
    return True


def check(attacks, syntax, goldens, page):
    check_attacks(attacks, set(re.findall(r"^\| ([A-Z]\d\d) \|", page, re.MULTILINE)))
    check_syntax(syntax)
    check_goldens(goldens)


def check_attacks(attacks, rows):
    names = [line["name"] for line in attacks]
    assert len(set(names)) == len(names), [name for name in names if names.count(name) > 1]
    named = {line["row"] for line in attacks} - {"accepted"}
    assert named == rows, f"attacks.md and the vectors do not have the same rows: {sorted(named ^ rows)}"
    for line in attacks:
        if line["expect"] == 0:
            assert lenient_reason(line) is None, (line["name"], lenient_reason(line))
        elif line["cause"] in AFTER_THE_MAC:
            assert lenient_reason(line) != "signature", line["name"]


def check_syntax(syntax):
    names = [line["name"] for line in syntax]
    assert len(set(names)) == len(names), [name for name in names if names.count(name) > 1]
    for line in syntax:
        data = bytes.fromhex(line["hex"]) if "hex" in line else line["text"].encode()
        places = [data, b'{"x":' + data + b',"a":1}', b'{"a":1,"x":' + data + b"}"]
        if line["name"].startswith("n_"):
            assert not any(map(is_json, places)), line["name"]
        if line["name"].startswith("y_"):
            assert all(map(is_json, places)), line["name"]


def check_goldens(goldens):
    every_id = "".join(line["user_id"] for line in goldens)
    assert all(chr(number) in every_id for number in range(0x20, 0x7f))
    assert all(1 <= len(line["user_id"]) <= 32 for line in goldens)
    assert all(1 <= len(line.get("room_name", "x")) <= 64 for line in goldens)
