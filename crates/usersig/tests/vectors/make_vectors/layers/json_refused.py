"""Documents that are not JSON, name a member twice or are of version 1."""

import json

from claims import document_text, number_room, signed_text
from constants import APP, EXPIRE, TIME
from extra import V1, with_extra
from good import GOOD_TEXT
from vector import document, refused


def other_document_vectors():
    for name, why, text in (
        ("not_json", "words", "alice may log in"),
        ("query_text", "a form's text", "TLS.identifier=alice&TLS.ver=2.0"),
        ("signed_text", "the signed text itself", signed_text("alice", APP, TIME, EXPIRE).decode()),
        ("truncated", "the last brace is missing", GOOD_TEXT[:-1]),
        ("garbage_after", "a letter after the document", GOOD_TEXT + "x"),
        ("brace_after", "one brace too many", GOOD_TEXT + "}"),
        ("nul_after", "a NUL after the document", GOOD_TEXT + "\0"),
        ("two_documents", "a second document", GOOD_TEXT + GOOD_TEXT),
        ("two_documents_by_line", "a second document on its own line", GOOD_TEXT + "\n" + GOOD_TEXT),
        ("byte_order_mark", "a byte order mark before", "\ufeff" + GOOD_TEXT),
        ("form_feed", "a form feed is no JSON white space", GOOD_TEXT + "\f"),
        ("no_break_space", "a no-break space is no JSON white space", "\u00a0" + GOOD_TEXT),
    ):
        yield refused(f"json_{name}", "V31", why, "bad_json", document(text))
    yield refused("json_utf_16", "V31", "the document as UTF-16", "bad_json", document(GOOD_TEXT.encode("utf-16-le")))

    for name, text in (("array", f"[{GOOD_TEXT}]"), ("empty_array", "[]"), ("number", "1"),
                       ("string", json.dumps(GOOD_TEXT)), ("true", "true"), ("false", "false"), ("null", "null")):
        yield refused(f"json_top_{name}", "V32", "the top level is no object", "bad_json", document(text))


def duplicate_vectors():
    body, bob = GOOD_TEXT[1:-1], '"TLS.identifier":"bob"'
    yield refused("json_duplicate_bob_first", "V33", "bob and then alice, signed for the last", "bad_json",
                  document("{" + bob + "," + body + "}"))
    yield refused("json_duplicate_bob_last", "V33", "alice and then bob, signed for the first", "bad_json",
                  document("{" + body + "," + bob + "}"))
    room = number_room()
    for member in ("TLS.ver", "TLS.identifier", "TLS.sdkappid", "TLS.expire", "TLS.time", "TLS.userbuf", "TLS.sig"):
        yield refused(f"json_duplicate_{member[4:]}", "V33", f"{member} twice, with one value", "bad_json",
                      document(document_text(room)[:-1] + f',"{member}":{room[member]}' + "}"), room_id=7)
    yield refused("json_duplicate_by_escape", "V33", "the second name is written with an escape", "bad_json",
                  document("{" + body + "," + bob.replace("TLS.", "\\u0054LS.") + "}"))


def legacy_vectors():
    yield refused("json_legacy_v1", "V36", "a v1 document", "legacy_version", V1)
    old = {name: text for name, text in V1.items() if name not in ("TLS.account_type", "TLS.appid_at_3rd")}
    yield refused("json_legacy_v1_short", "V36", "a v1 document without the two members that may be absent",
                  "legacy_version", old)


def lenient_vectors():
    for name, why, extra in (
        ("comment", "a comment", "1/* one */"),
        ("line_comment", "a comment to the end of the line", "1// one\n"),
        ("hash_comment", "a comment as in a shell", "1# one\n"),
        ("single_quotes", "single quotation marks", "'a'"),
        ("nan", "not a number", "NaN"),
        ("infinity", "Infinity", "Infinity"),
        ("minus_infinity", "-Infinity", "-Infinity"),
        ("undefined", "a word JSON does not have", "undefined"),
        ("python_none", "a word of another language", "None"),
        ("array_trailing_comma", "a comma before the bracket", "[1,]"),
        ("missing_value", "no value", ""),
    ):
        yield refused(f"json_{name}", "V59", f"in an unknown member: {why}", "bad_json", with_extra(extra))
    yield refused("json_trailing_comma", "V59", "a comma before the last brace", "bad_json",
                  document(GOOD_TEXT[:-1] + ",}"))
    yield refused("json_bare_names", "V59", "names without quotation marks", "bad_json",
                  document(GOOD_TEXT.replace('"TLS.ver"', "TLS.ver")))
    yield refused("json_single_quoted_names", "V59", "single quotation marks throughout", "bad_json",
                  document(GOOD_TEXT.replace('"', "'")))
