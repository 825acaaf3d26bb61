"""The MAC."""

import hashlib
import hmac
import json

from claims import (
    base64_text, changed, document_text, mac, members, number_room, rights, signature_of, signed_text, with_signature,
)
from constants import APP, EXPIRE, KEY, OTHER_KEY, SAMPLE_KEY, TIME
from good import GOOD
from vector import refused


def key_vectors():
    point = bytes.fromhex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                          "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
    body = base64_text(bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004") + point)
    pem = f"-----BEGIN PUBLIC KEY-----\n{body[:64]}\n{body[64:]}\n-----END PUBLIC KEY-----\n"
    yield refused("mac_by_public_key", "V38", "HMAC with the text of a v1 public key, which everybody knows",
                  "bad_signature", members(key=pem))
    yield refused("mac_by_public_key_trimmed", "V38", "the same without its last line end", "bad_signature",
                  members(key=pem.rstrip()))
    yield refused("mac_by_other_key", "V63", "signed with another app's key", "bad_signature", members(key=OTHER_KEY))
    for name, why, key in (
        ("decoded_key", "the key's hex digits decoded", bytes.fromhex(KEY)),
        ("key_in_capitals", "the key in capital letters", KEY.upper()),
        ("key_and_line_end", "the key and the line end of its file", KEY + "\n"),
        ("key_cut", "the key without its last digit", KEY[:-1]),
    ):
        yield refused(f"mac_by_{name}", "V63", f"signed with {why}", "bad_signature", members(key=key))
    yield refused("mac_by_empty_key", "V64", "signed with the empty key", "bad_signature", members(key=""))
    yield refused("mac_by_sample_key", "V64", "signed with the key printed in the official documents",
                  "bad_signature", members(key=SAMPLE_KEY))


def text_mac_vectors():
    text = signed_text("alice", APP, TIME, EXPIRE)
    lines = text.splitlines(keepends=True)
    for name, why, data in (
        ("zero", "is all zeros", bytes(32)),
        ("sha_256", "is a plain SHA-256 of key and text", hashlib.sha256(KEY.encode() + text).digest()),
        ("sha_512_cut", "is HMAC-SHA512 cut to 32 bytes",
         hmac.new(KEY.encode(), text, hashlib.sha512).digest()[:32]),
        ("no_last_line_end", "covers the text without its last line end", mac(KEY, text[:-1])),
        ("carriage_returns", "covers lines that end in CR LF", mac(KEY, text.replace(b"\n", b"\r\n"))),
        ("other_order", "covers the lines in another order",
         mac(KEY, lines[0] + lines[1] + lines[3] + lines[2])),
        ("version_line", "covers a line for the version too", mac(KEY, b"TLS.ver:2.0\n" + text)),
        ("key_and_text_swapped", "has key and text in each other's place", mac(text, KEY.encode())),
        ("document", "covers the document", mac(KEY, document_text(changed(GOOD, **{"TLS.sig": None})).encode())),
    ):
        yield refused(f"mac_{name}", "V63", f"the MAC {why}", "bad_signature",
                      with_signature(json.dumps(base64_text(data))))
    for name, claims in (("id", {"identifier": "alicf"}), ("time", {"time": TIME + 1}),
                         ("expire", {"expire": EXPIRE + 1}), ("sdkappid", {"app": APP + 1})):
        yield refused(f"mac_of_other_{name}", "V63", "one claim was changed after signing", "bad_signature",
                      with_signature(json.dumps(base64_text(signature_of(members(**claims))))))
    yield refused("mac_claims_shifted", "V63", "digits moved from the lifetime to the time", "bad_signature",
                  changed(members(expire=864_000), **{"TLS.time": f"{TIME}8", "TLS.expire": "64000"}))


def userbuf_mac_vectors():
    genuine = number_room()
    yield refused("mac_userbuf_stripped", "P11", "a genuine map key whose userbuf was taken away", "bad_signature",
                  changed(genuine, **{"TLS.userbuf": None}))
    yield refused("mac_userbuf_added", "P11", "a genuine UserSig to which a userbuf was added", "bad_signature",
                  changed(GOOD, **{"TLS.userbuf": genuine["TLS.userbuf"]}), room_id=7)
    yield refused("mac_userbuf_changed", "P11", "a genuine map key with more privileges than were signed",
                  "bad_signature", room_id=7,
                  content=changed(number_room(privileges=42), **{"TLS.userbuf": genuine["TLS.userbuf"]}))
    yield refused("mac_userbuf_of_other_room", "P11", "a genuine map key with another one's userbuf",
                  "bad_signature", changed(number_room(8), **{"TLS.userbuf": genuine["TLS.userbuf"]}), room_id=7)
    raw_text = signed_text("alice", APP, TIME, EXPIRE) + b"TLS.userbuf:" + rights(number=7) + b"\n"
    yield refused("mac_userbuf_as_bytes", "P11", "the MAC covers the userbuf's bytes instead of its base64",
                  "bad_signature", room_id=7,
                  content=changed(genuine, **{"TLS.sig": json.dumps(base64_text(mac(KEY, raw_text)))}))
