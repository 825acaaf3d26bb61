"""Members in base64: TLS.sig and TLS.userbuf."""

import hashlib
import hmac
import json

from claims import base64_text, changed, members, rights, signature_of, signed_text, with_signature
from constants import APP, EXPIRE, KEY, TIME, U32_MAX
from good import GOOD, first_slashed
from vector import refused


def signature_vectors():
    genuine = signature_of(GOOD)
    text = json.loads(GOOD["TLS.sig"])
    yield refused("field_sig_true", "V41", "true is loosely equal to any text", "bad_field", with_signature("true"))
    for name, value in (("one", "1"), ("zero", "0"), ("array", "[1]"), ("object", "{}"), ("empty", '""'),
                        ("false", "false"), ("in_array", f'["{text}"]')):
        yield refused(f"field_sig_{name}", "V42", f"TLS.sig is {value}", "bad_field", with_signature(value))
    yield refused("field_sig_bytes", "V43", "the MAC as an array of its 32 bytes", "bad_field",
                  with_signature(json.dumps(list(genuine), separators=(",", ":"))))

    slashed = first_slashed()
    standard = json.loads(slashed["TLS.sig"])
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for name, why, written in (
        ("line_feed", "a line feed inside", standard[:20] + "\n" + standard[20:]),
        ("line_feed_after", "a line feed at the end", standard + "\n"),
        ("space_before", "a space before", " " + standard),
        ("base64url", "in the URL alphabet", standard.translate(str.maketrans("+/", "-_"))),
        ("ticket_alphabet", "in the ticket alphabet", standard.translate(str.maketrans("+/=", "*-_"))),
        ("no_padding", "without its padding", standard.rstrip("=")),
        ("padding_twice", "with one padding character too many", standard + "="),
        ("loose_bits_1", "with a loose bit set", standard[:-2] + last[last.index(standard[-2]) | 1] + "="),
        ("loose_bits_2", "with the other loose bit set", standard[:-2] + last[last.index(standard[-2]) | 2] + "="),
        ("junk", "with a character decoders skip", standard[:20] + "!" + standard[20:]),
        ("hex", "in hexadecimal", signature_of(slashed).hex()),
    ):
        yield refused(f"field_sig_{name}", "V44", f"the MAC {why}", "bad_field",
                      changed(slashed, **{"TLS.sig": json.dumps(written)}))
    whole = signed_text("alice", APP, TIME, EXPIRE)
    for name, why, data in (
        ("16_bytes", "only its first 16 bytes", genuine[:16]),
        ("31_bytes", "its last byte is missing", genuine[:31]),
        ("33_bytes", "one byte more", genuine + b"\0"),
        ("64_bytes", "32 bytes more", genuine + bytes(32)),
        ("sha_512", "64 bytes by HMAC-SHA512", hmac.new(KEY.encode(), whole, hashlib.sha512).digest()),
        ("sha_1", "20 bytes by HMAC-SHA1", hmac.new(KEY.encode(), whole, hashlib.sha1).digest()),
        ("1_byte", "only its first byte", genuine[:1]),
    ):
        yield refused(f"field_sig_{name}", "V45", f"the MAC has the wrong length: {why}", "bad_field",
                      with_signature(json.dumps(base64_text(data))))


def userbuf_vectors():
    text = base64_text(rights(number=U32_MAX))
    assert "/" in text and text.endswith("==")
    yield refused("field_userbuf_empty", "V79", "an empty userbuf where a map key is asked for", "bad_field",
                  members(userbuf=""), room_id=7)
    yield refused("field_userbuf_empty_in_user_sig", "V79", "an empty userbuf where a UserSig is asked for",
                  "bad_field", members(userbuf=""))
    yield refused("field_userbuf_empty_not_signed", "V79", "an empty userbuf that some signers leave unsigned",
                  "bad_field", GOOD | {"TLS.userbuf": '""'})
    for name, why, written in (
        ("base64url", "in the URL alphabet", text.replace("/", "_")),
        ("ticket_alphabet", "in the ticket alphabet", text.replace("/", "-").replace("=", "_")),
        ("no_padding", "without its padding", text.rstrip("=")),
        ("half_padding", "with half of its padding", text[:-1]),
        ("padding_thrice", "with one padding character too many", text + "="),
        ("loose_bits", "with a loose bit set", text[:-3] + chr(ord(text[-3]) + 1) + "=="),
        ("line_feed", "with a line feed inside", text[:20] + "\n" + text[20:]),
        ("space_after", "with a space at the end", text + " "),
        ("hex", "in hexadecimal with an odd digit", rights(number=U32_MAX).hex() + "0"),
    ):
        yield refused(f"field_userbuf_{name}", "V51", f"a userbuf {why}", "bad_field",
                      members(userbuf=written), room_id=U32_MAX)
