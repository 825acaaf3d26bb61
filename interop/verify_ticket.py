#!/usr/bin/env python3
"""Verifies a ticket from standard input with the key in USERSIG_KEY.

python3 interop/verify_ticket.py --sdkappid N --user-id ID [--at UNIX] < ticket
"""

import argparse
import base64
import hashlib
import hmac
import json
import os
import re
import struct
import sys
import time
import zlib

MOST_CHARACTERS = 4096
MOST_BYTES = 4096


class Refused(Exception):
    pass


def from_base64(text, what):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused(f"{what} is not base64") from None
    if base64.b64encode(data).decode() != text:
        raise Refused(f"{what} is not canonical base64")
    return data


def from_ticket(ticket):
    if not 1 <= len(ticket) <= MOST_CHARACTERS:
        raise Refused("the ticket is empty or too long")
    if not re.fullmatch(r"[A-Za-z0-9*-]+_{0,2}", ticket):
        raise Refused("the ticket has characters outside its alphabet")
    packed = from_base64(ticket.translate(str.maketrans("*-_", "+/=")), "the ticket")
    stream = zlib.decompressobj()
    try:
        document = stream.decompress(packed, MOST_BYTES + 1)
    except zlib.error:
        raise Refused("the ticket is not a zlib stream") from None
    if len(document) > MOST_BYTES:
        raise Refused("the document is too big")
    if not stream.eof or stream.unused_data:
        raise Refused("the zlib stream is cut off, or something follows it")
    return document


def members_once(pairs):
    known = [name for name, _ in pairs if name.startswith("TLS.")]
    if len(set(known)) != len(known):
        raise ValueError("a member comes twice")
    return dict(pairs)


def no_constant(word):
    raise ValueError(f"{word} is no JSON")


def claims_of(document):
    def integer(text):
        return int(text) if text != "-0" else -0.0
    try:
        claims = json.loads(document.decode(), object_pairs_hook=members_once, parse_int=integer,
                            parse_constant=no_constant)
        json.dumps(claims, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refused("the document is not JSON, or a member comes twice") from None
    if type(claims) is not dict or claims.get("TLS.ver") != "2.0":
        raise Refused("the document is not an object of version 2.0")
    for name, kind in (("identifier", str), ("sdkappid", int), ("time", int), ("expire", int), ("sig", str)):
        if type(claims.get(f"TLS.{name}")) is not kind:
            raise Refused(f"TLS.{name} is missing or has the wrong type")
    numbers = claims["TLS.sdkappid"], claims["TLS.time"], claims["TLS.expire"]
    if min(numbers) < 0 or not 1 <= numbers[0] < 2**32 or numbers[1] + numbers[2] >= 2**63:
        raise Refused("a number is out of range")
    return claims


def signed_text(claims, userbuf):
    text = "".join(f"TLS.{name}:{claims[f'TLS.{name}']}\n" for name in ("identifier", "sdkappid", "time", "expire"))
    if userbuf is not None:
        text += f"TLS.userbuf:{base64.b64encode(userbuf).decode()}\n"
    return text.encode()


def rights_of(userbuf):
    """The fields of a PrivateMapKey's userbuf."""
    try:
        version, length = struct.unpack_from(">BH", userbuf)
        account = userbuf[3:3 + length]
        app, room, expires, privileges, kind = struct.unpack_from(">IIIII", userbuf, 3 + length)
        rest = userbuf[23 + length:]
        if version == 1:
            named, = struct.unpack_from(">H", rest)
            room, rest = rest[2:2 + named].decode(), rest[2 + named:]
            if len(room.encode()) != named:
                raise ValueError
        if version > 1 or rest:
            raise ValueError
        return {"version": version, "account": account.decode(), "sdkappid": app, "room": room,
                "expires_at": expires, "privileges": privileges, "account_type": kind}
    except (ValueError, struct.error):
        raise Refused("the userbuf cannot be read") from None


def verify(ticket, sdk_app_id, user_id, now, key):
    claims = claims_of(from_ticket(ticket))
    userbuf = None
    if "TLS.userbuf" in claims:
        if type(claims["TLS.userbuf"]) is not str or not claims["TLS.userbuf"]:
            raise Refused("TLS.userbuf is empty or no text")
        userbuf = from_base64(claims["TLS.userbuf"], "TLS.userbuf")
    if claims["TLS.sdkappid"] != sdk_app_id:
        raise Refused(f"it is for app {claims['TLS.sdkappid']}")
    expected = hmac.new(key.encode(), signed_text(claims, userbuf), hashlib.sha256).digest()
    if not hmac.compare_digest(from_base64(claims["TLS.sig"], "TLS.sig"), expected):
        raise Refused("the signature is not by this key")
    if claims["TLS.identifier"] != user_id:
        raise Refused(f"it is for user {json.dumps(claims['TLS.identifier'])}")
    expires_at = claims["TLS.time"] + claims["TLS.expire"]
    if userbuf is not None:
        claims["userbuf"] = rights_of(userbuf)
        if (claims["userbuf"]["account"], claims["userbuf"]["sdkappid"]) != (user_id, sdk_app_id):
            raise Refused("the userbuf is for another user or app")
        expires_at = min(expires_at, claims["userbuf"]["expires_at"])
    if now > expires_at:
        raise Refused(f"it expired at {expires_at}")
    return claims


def main():
    options = argparse.ArgumentParser(description="Verify a UserSig ticket from standard input.")
    options.add_argument("--sdkappid", type=int, required=True)
    options.add_argument("--user-id", required=True)
    options.add_argument("--at", type=int, default=None, metavar="UNIX", help="the time to judge by")
    options = options.parse_args()
    key = os.environ.get("USERSIG_KEY")
    if not key:
        sys.exit("set USERSIG_KEY to the app's key")
    ticket = sys.stdin.buffer.read(MOST_CHARACTERS + 2).decode("ascii", "replace").removesuffix("\n")
    now = int(time.time()) if options.at is None else options.at
    try:
        claims = verify(ticket, options.sdkappid, options.user_id, now, key)
    except Refused as reason:
        print(f"refused: {reason}")
        sys.exit(1)
    print(f"good: {json.dumps(claims)}")


if __name__ == "__main__":
    main()
