"""Strings of the document, and the depth of containers."""

from claims import document_text, members, wrong
from constants import MOST_BYTES
from extra import nested, with_extra
from good import GOOD, GOOD_TEXT
from vector import accepted, document, refused


def json_text_vectors():
    for number, name in ((0x00, "nul"), (0x01, "start"), (0x09, "tab"), (0x0a, "line_feed"), (0x0d, "return"),
                         (0x1b, "escape"), (0x1f, "last")):
        text = f"al{chr(number)}ice"
        yield refused(f"json_raw_{name}_in_id", "V59", f"control character {number:#04x} as it is in the id",
                      "bad_json", document(document_text(wrong(identifier=(f'"{text}"', text)))))
        yield refused(f"json_raw_{name}_in_extra", "V59",
                      f"control character {number:#04x} as it is in an unknown member",
                      "bad_json", with_extra(f'"{text}"'))
    yield accepted("json_raw_delete_in_extra", "V35", "0x7f is no control character to JSON", with_extra('"\x7f"'))

    yield refused("json_id_with_nul", "V55", "to a C reader the id ends as alice", "wrong_user_id",
                  members(identifier="alice\0evil"))
    yield refused("json_id_with_nul_signed_short", "V55", "a C reader signed only what stands before the NUL",
                  "bad_signature", wrong(identifier=('"alice\\u0000evil"', "alice")))

    # A reader that repairs invalid text would hash U+FFFD in its place.
    for name, why, escapes, mended in (
        ("high", "a high surrogate alone", "\\ud83d", "\ufffd"),
        ("low", "a low surrogate alone", "\\ude00", "\ufffd"),
        ("swapped", "a pair in the wrong order", "\\ude00\\ud83d", "\ufffd\ufffd"),
        ("high_twice", "two high surrogates", "\\ud83d\\ud83d", "\ufffd\ufffd"),
        ("high_then_letter", "a high surrogate and an escaped letter", "\\ud83d\\u0061", "\ufffda"),
        ("high_then_line_end", "a high surrogate and another escape", "\\ud83d\\n", "\ufffd\n"),
    ):
        yield refused(f"json_surrogate_{name}_in_id", "V56", f"{why} in the id", "bad_json",
                      wrong(identifier=(f'"alice{escapes}"', "alice" + mended)))
        yield refused(f"json_surrogate_{name}_in_extra", "V56", f"{why} in an unknown member", "bad_json",
                      with_extra(f'"{escapes}"'))
    yield refused("json_surrogate_in_name", "V56", "a high surrogate alone in an unknown name", "bad_json",
                  with_extra("1", name="\\ud83d"))

    for name, why, data in (
        ("ff", "a byte UTF-8 never has", b"\xff"),
        ("fe", "another byte UTF-8 never has", b"\xfe"),
        ("continuation", "a continuation byte alone", b"\x80"),
        ("cut_2", "the first of two bytes", b"\xc3"),
        ("cut_3", "two of three bytes", b"\xe5\xb0"),
        ("cut_4", "three of four bytes", b"\xf0\x9f\x98"),
        ("latin_1", "a Latin-1 letter", b"\xe9"),
        ("overlong_letter", "a in two bytes", b"\xc1\xa1"),
        ("overlong_slash", "/ in three bytes", b"\xe0\x80\xaf"),
        ("overlong_nul", "NUL in two bytes", b"\xc0\x80"),
        ("overlong_4", "a letter of three bytes in four", b"\xf0\x85\xb0\x8f"),
        ("surrogate", "a surrogate in three bytes", b"\xed\xa0\xbd"),
        ("surrogate_pair", "a pair in six bytes", b"\xed\xa0\xbd\xed\xb8\x80"),
        ("beyond", "a number beyond U+10FFFF", b"\xf4\x90\x80\x80"),
        ("five_bytes", "a form of five bytes", b"\xf8\x88\x80\x80\x80"),
    ):
        said = members(identifier=b"alice" + data)
        text = document_text(said | {"TLS.identifier": '"alice@"'}).encode().replace(b"@", data)
        yield refused(f"json_utf8_{name}_in_id", "V56", f"{why} in the id", "bad_json", document(text))
        text = document_text(GOOD | {"extra": '"@"'}).encode().replace(b"@", data)
        yield refused(f"json_utf8_{name}_in_extra", "V56", f"{why} in an unknown member", "bad_json", document(text))


def json_depth_vectors():
    for name, kinds in (("arrays", "["), ("objects", "{"), ("mixed", "[{")):
        yield accepted(f"json_depth_16_{name}", "V58", f"16 {name} one in the other, in an unknown member",
                       with_extra(nested(kinds, 16)))
        yield refused(f"json_depth_17_{name}", "V58", f"17 {name} one in the other, in an unknown member", "bad_json",
                      with_extra(nested(kinds, 17)))
        most = (MOST_BYTES - len(GOOD_TEXT) - 20) // (6 if "{" in kinds else 2)
        yield refused(f"json_depth_most_{name}", "V58", f"{name} as deep as the size gate lets them be", "bad_json",
                      with_extra(nested(kinds, most)))
    yield refused("json_depth_first_member", "V58", "17 deep, and in the first member", "bad_json",
                  {"extra": nested("[", 17)} | GOOD)
    yield accepted("json_wide", "V58", "40 containers side by side are not deep",
                   with_extra("[" + ",".join(["[]", "{}"] * 20) + "]"))
    yield accepted("json_brackets_in_string", "V58", "brackets in a string are not deep",
                   with_extra('"' + "[{" * 40 + '"'))
