#!/usr/bin/env python3
"""Runs the library's test vectors against an implementation, and reports class by class.

python3 interop/run_vectors.py [--all]    --all also lists the classes without a failure

The implementation here is `judge`, in pure Python. To test yours, replace it. docs/vectors.md explains the vectors.
"""

import collections
import hashlib
import hmac
import json
import pathlib
import sys

import verify_ticket
from verify_ticket import Refused

# The module zlib tells neither the unused bits nor the number of blocks.
NOT_SEEN_HERE = {"V16", "V28"}
MOST_NESTED = 16
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "crates/usersig/tests/vectors"


def judge(vector):
    """Returns 0 if the ticket is accepted, else the code of its refusal. The checks are in the documented order."""
    text = vector["ticket"] if "ticket" in vector else bytes.fromhex(vector["ticket_hex"]).decode("utf-8", "replace")
    if not text:
        return 70002
    try:
        claims = verify_ticket.claims_of(verify_ticket.from_ticket(text))
        userbuf = None
        if "TLS.userbuf" in claims:
            userbuf = claims["TLS.userbuf"]
            if type(userbuf) is not str or not userbuf:
                return 70003
            userbuf = verify_ticket.from_base64(userbuf, "TLS.userbuf")
        mac = verify_ticket.from_base64(claims["TLS.sig"], "TLS.sig")
    except Refused:
        return 70003
    if depth(claims.values()) > MOST_NESTED:
        return 70003
    if len(mac) != 32 or not 1 <= len(claims["TLS.identifier"].encode()) <= 128:
        return 70003
    if claims["TLS.sdkappid"] != vector["sdk_app_id"]:
        return 70014
    signed = verify_ticket.signed_text(claims, userbuf)
    if not hmac.compare_digest(mac, hmac.new(vector["key"].encode(), signed, hashlib.sha256).digest()):
        return 70009
    if claims["TLS.identifier"] != vector["user_id"]:
        return 70013
    room = vector.get("room_id", vector.get("room_name"))
    if (room is None) != (userbuf is None):
        return 70003
    return judge_times_and_room(vector, claims, userbuf, room)


def depth(values):
    """How deep containers are nested in the values, level by level, because recursion has a limit."""
    containers = [value for value in values if type(value) in (dict, list)]
    found = 0
    while containers:
        found += 1
        inner = [value for one in containers for value in (one.values() if type(one) is dict else one)]
        containers = [value for value in inner if type(value) in (dict, list)]
    return found


def judge_times_and_room(vector, claims, userbuf, room):
    issued_at, now = claims["TLS.time"], vector["now"]
    expires_at, rights = issued_at + claims["TLS.expire"], None
    if userbuf is not None:
        try:
            rights = verify_ticket.rights_of(userbuf)
        except Refused:
            return -100006
        of_ticket = claims["TLS.identifier"], claims["TLS.sdkappid"]
        is_named = rights["version"] == 1
        if (rights["account"], rights["sdkappid"]) != of_ticket or rights["privileges"] > 255 or rights["room"] == "":
            return -100006
        if is_named and userbuf[7 + len(rights["account"].encode()):][:4] != b"\0\0\0\0":
            return -100006
        expires_at = min(expires_at, rights["expires_at"])
    if vector.get("valid_after") is not None and issued_at <= vector["valid_after"]:
        return 70001
    if vector.get("future_tolerance") is not None and issued_at > now:
        return 0 if issued_at <= now + vector["future_tolerance"] else 70003
    if now > expires_at + vector.get("leeway", 0):
        return 70001
    if rights and (rights["room"] != room or vector.get("needed", 0) & ~rights["privileges"]):
        return -100006
    return 0


def main():
    lines = (FOLDER / "attacks.jsonl").read_text(encoding="utf-8").splitlines()
    vectors = [json.loads(line) for line in lines]
    classes = collections.defaultdict(list)
    for vector in vectors:
        classes[vector["row"]].append((vector, judge(vector)))
    failed, unexpected = 0, []
    for row, judged in sorted(classes.items()):
        wrong = [(vector, code) for vector, code in judged if code != vector["expect"]]
        failed += len(wrong)
        unexpected += [vector for vector, _ in wrong if row not in NOT_SEEN_HERE]
        if wrong or "--all" in sys.argv:
            expected = ", and the others cannot be seen here" if row in NOT_SEEN_HERE else ""
            print(f"{row:9} {len(judged) - len(wrong):3} of {len(judged):3}{expected}")
        for vector, code in wrong:
            print(f"    {vector['name']}: {code} instead of {vector['expect']}, {vector['why']}")
    print(f"{len(vectors) - failed} of {len(vectors)} vectors in {len(classes)} classes")
    sys.exit(bool(unexpected))


if __name__ == "__main__":
    main()
