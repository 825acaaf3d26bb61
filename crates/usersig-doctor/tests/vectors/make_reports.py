#!/usr/bin/env python3
"""Writes reports.jsonl: the faults of public reports about tickets, one line each, built anew with a throw-away key.

A line has the number of the report, its source, the fault (`why`), the text that the reporter had, everything that the
doctor is told, and the finding that must come first. `--check` compares and writes nothing.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import struct
import sys
import urllib.parse
import zlib

KEY = "3f9a1c7be2d04586a1b3c5d7e9f00112233445566778899aabbccddeeff0a1b2"
OTHER_KEY = "11c7be2d04586a1b3c5d7e9f00112233445566778899aabbccddeeff0a1b23f9"
PEM = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----\n"
APP, USER, TIME, LIFETIME, NOW = 1400123456, "user_10086", 1760000000, 604800, 1760000060


def mac(text, key=KEY):
    return hmac.new(key.encode(), text.encode() if isinstance(text, str) else text, hashlib.sha256).digest()


def lines(user=USER, app=APP, time=TIME, lifetime=LIFETIME, userbuf=None):
    text = f"TLS.identifier:{user}\nTLS.sdkappid:{app}\nTLS.time:{time}\nTLS.expire:{lifetime}\n"
    return text + (f"TLS.userbuf:{userbuf}\n" if userbuf else "")


def document(sig, user=USER, app=APP, time=TIME, lifetime=LIFETIME, userbuf=None):
    members = {"TLS.ver": "2.0", "TLS.identifier": user, "TLS.sdkappid": app, "TLS.expire": lifetime, "TLS.time": time}
    if userbuf:
        members["TLS.userbuf"] = userbuf
    return {**members, "TLS.sig": sig}


def standard(raw):
    return base64.b64encode(raw).decode()


def alphabet(text):
    return text.replace("+", "*").replace("/", "-").replace("=", "_")


def pack(members):
    return alphabet(standard(zlib.compress(json.dumps(members).encode())))


def ticket(key=KEY, text=None, **claims):
    return pack(document(standard(mac(text if text is not None else lines(**claims), key)), **claims))


def userbuf(account=USER, app=APP, room=12345, name=None, end=TIME + LIFETIME, privileges=255, room_bytes=None):
    raw = struct.pack(">BH", 1 if name else 0, len(account)) + account.encode()
    raw += struct.pack(">IIIII", app, 0 if name else room, end, privileges, 0)
    if name:
        raw += struct.pack(">H", len(name)) + (room_bytes or name.encode())
    return raw


def map_key(raw, write=standard):
    return ticket(userbuf=write(raw))


def with_standard_symbols():
    """The claims of a ticket that has each symbol of the standard alphabet."""
    for by in range(1000):
        text = standard(zlib.compress(json.dumps(document(standard(mac(lines(time=TIME - by))), time=TIME - by)).encode()))
        if text.count("+") > 1 and "/" in text and "=" in text:
            return text
    raise ValueError("no such ticket")


def wrapped(raw):
    return base64.encodebytes(raw).decode().rstrip("\n")


def reports():
    good = ticket()
    yield 1, "tls-sig-api-v2-php#5", "'\\n' in single quotes is signed", ticket(text=lines().replace("\n", "\\n")), {}, "other_signed_text"
    yield 2, "tls-sig-api-v2-php#2", "the PEM of an old key pair is the key", ticket(key=PEM), {"key": PEM}, "garbled_key"
    yield 3, "tls-sig-api-v2-java#15", "the standard alphabet is kept", with_standard_symbols(), {}, "standard_alphabet"
    yield 3, "tls-sig-api-v2-java#15", "the clock is read twice", ticket(text=lines(time=TIME + 1)), {}, "other_signed_text"
    yield 4, "tls-sig-api-v2-java#18", "another app's key signed", ticket(key=OTHER_KEY), {}, "wrong_key_or_text"
    yield 4, "tls-sig-api-v2-java#18", "another app's key signed, and it is known", ticket(key=OTHER_KEY), {"other_key": OTHER_KEY}, "other_apps_key"
    yield 6, "tls-sig-api-v2-java 7226a95", "the encoder wraps the ticket", "\n".join(good[i:i + 76] for i in range(0, len(good), 76)), {}, "white_space"
    long = userbuf(account="a" * 32, name="room_" + "x" * 30)
    yield 6, "tls-sig-api-v2-java 7226a95", "the encoder wraps the userbuf", ticket(user="a" * 32, userbuf=wrapped(long)), {"user_id": "a" * 32, "room_name": "room_" + "x" * 30}, "bad_member"
    yield 7, "tls-sig-api-v2-java fcc4b3d", "the userbuf is signed and not written", pack(document(standard(mac(lines(userbuf=standard(userbuf())))))), {"room_id": 12345}, "other_signed_text"
    yield 8, "tls-sig-api-v2-node 5370ba8", "the userbuf has the lifetime, not the end", map_key(userbuf(end=LIFETIME)), {"room_id": 12345}, "map_expiry"
    yield 9, "tls-sig-api-v2-go 743a871", "the account stands in the place of the room", map_key(userbuf(name="lobby", room_bytes=USER[:5].encode())), {"room_name": "lobby"}, "wrong_room"
    yield 9, "tls-sig-api-v2-go 743a871", "two bytes are left behind the userbuf", map_key(userbuf() + b"\0\0"), {"room_id": 12345}, "map_layout"
    yield 10, "tls-sig-api-v2-go 063a921", "200 stands for the eighth bit", map_key(userbuf(privileges=200)), {"room_id": 12345, "needed": 2}, "missing_privilege"
    yield 11, "tls-sig-api-v2-python 902686f", "the account is fixed", map_key(userbuf(account="xiaojun")), {"room_id": 12345}, "map_account"
    yield 12, "tls-sig-api-v2-php 6cb26b2", "debug output stands before the ticket", "debug\\n" + good, {}, "in_other_text"
    legacy = {"TLS.account_type": "0", "TLS.identifier": USER, "TLS.appid_at_3rd": "0", "TLS.sdk_appid": str(APP), "TLS.expire_after": "15552000", "TLS.version": "201803230000", "TLS.time": str(TIME), "TLS.sig": "MEUCIQ=="}
    yield 13, "tls-sig-api-java#11", "the JSON of version 1 is pasted", json.dumps(legacy), {}, "legacy_version"
    yield 13, "tls-sig-api-java#11", "the JSON of version 1 lacks its first brace", json.dumps(legacy)[1:], {}, "legacy_version"
    yield 14, "TIMSDK#275", "the rest of the query is pasted", f"{good}&random=99999999&contenttype=json", {}, "in_other_text"
    yield 15, "TRTCSDK#155", "a cut ticket stands in a URL", f"https://example.com/?usersig={good[:128]}&x=1", {}, "in_other_text"
    yield 16, "TRTCSDK#133", "the id is Chinese", ticket(user="张三"), {"user_id": "张三"}, "invalid_user_id"
    yield 17, "TRTCSDK#29", "the ticket is another user's", ticket(user="user_1"), {}, "wrong_user_id"
    yield 18, "TRTCSDK#329", "the app is fixed in a component", ticket(app=1400000001), {}, "wrong_sdk_app_id"
    yield 23, "TIMSDK#586", "the account was kicked", good, {"valid_after": TIME + 10}, "revoked"
    yield 24, "TIMSDK#996", "the key of the cloud API is given", ticket(key=OTHER_KEY), {"key": "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"}, "wrong_key"
    yield 25, "TIMSDK PR#1100", "the ticket is a week old", good, {"now": TIME + LIFETIME + 5}, "expired"
    yield 26, "TUICallKit#449", "another build signs something else", ticket(text="garbage"), {}, "wrong_key_or_text"
    yield 27, "usersig_server_source#3", "base64 is applied twice", standard(good.encode()), {}, "base64_twice"
    yield 28, "qcloudsms_php#1", "a no-break space stands behind the key", ticket(key=KEY + "\u00a0"), {}, "garbled_key"
    yield 28, "qcloudsms_php#1", "a zero-width space stands behind the given key", good, {"key": KEY + "\u200b"}, "garbled_key"
    yield 30, "TRTC_UniApp#3", "the key is empty", ticket(key=""), {}, "key_not_loaded"
    unsigned = {name: value for name, value in document("").items() if name != "TLS.sig"}
    packed = base64.urlsafe_b64encode(zlib.compress(json.dumps(unsigned).encode())).decode()
    yield 32, "a public Dart service", "the MAC stands behind a dot", f"{packed}.{base64.urlsafe_b64encode(mac(lines())).decode()}", {}, "detached_signature"
    yield 33, "a public Koa router", "only the MAC is passed on", urllib.parse.quote(standard(mac(lines())), safe=""), {}, "bare_mac"
    yield 34, "a public NestJS service", "only the lines are encoded", alphabet(standard((lines() + "TLS.sig:x\n").encode())), {}, "signed_text_only"
    nested = {"TLS": {name[4:]: value for name, value in document(standard(mac(lines()))).items()}}
    yield 35, "a public TanStack route", "the document is nested and not compressed", base64.urlsafe_b64encode(json.dumps(nested).encode()).decode().rstrip("="), {}, "not_compressed"
    raw = zlib.compressobj(wbits=-15)
    deflated = raw.compress(json.dumps(document(standard(mac(lines())))).encode()) + raw.flush()
    yield 36, "a public TypeScript function", "the document is deflated without a header", alphabet(standard(deflated)), {}, "raw_deflate"
    members = {"TLS.ver": "2.0", "TLS.identifier": USER, "TLS.sdkappid": APP, "TLS.expire": LIFETIME, "TLS.time": TIME}
    in_order = "".join(sorted(line + "\n" for line in lines().splitlines()))
    yield 37, "a public PHP plugin", "the lines are sorted", ticket(text=in_order), {}, "other_signed_text"
    yield 38, "a public Express route", "a moment is the lifetime", ticket(lifetime=TIME + 86400), {}, "lifetime_is_a_time"
    yield 39, "a public Java adapter", "the JSON is signed", ticket(text=json.dumps(members, separators=(",", ":"))), {}, "other_signed_text"
    yield 40, "a public Rust crate", "a label is TLS.app_id", ticket(text=lines().replace("sdkappid", "app_id")), {}, "other_signed_text"


def main():
    path = pathlib.Path(__file__).with_name("reports.jsonl")
    known = {"key": KEY, "user_id": USER, "sdk_app_id": APP, "now": NOW}
    rows = [
        {"report": number, "source": source, "why": why, "text": text, **known, **asked, "first": first}
        for number, source, why, text, asked, first in reports()
    ]
    written = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if path.read_text(encoding="utf-8") == written else f"{path.name} is not what this script writes")
    path.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
