"""Documents of official signers, and others that a reader must accept."""

from claims import changed, document_text, members, number_room
from constants import U32_MAX
from deflate import deflated, stored
from extra import with_extra
from good import GOOD, GOOD_TEXT, first_slashed
from packing import by_zlib, container
from vector import accepted, document, stream


def official_document_vectors():
    yield accepted("json_python_separators", "accepted", "Python puts a space after commas and colons",
                   document(document_text(GOOD, ", ", ": ")))
    yield accepted("json_python_escapes", "accepted", "Python writes everything outside ASCII as \\uXXXX",
                   with_extra('"\\u5c0f\\u519b \\ud83d\\ude00"'))
    yield accepted("json_go_line_end", "accepted", "Go writes a line feed after the document",
                   document(GOOD_TEXT + "\n"))
    go = members(identifier="a<b>&c")
    yield accepted("json_go_escapes", "accepted", "Go escapes <, > and &", user_id="a<b>&c",
                   content=changed(go, **{"TLS.identifier": '"a\\u003cb\\u003e\\u0026c"'}))
    go_bytes = document_text(GOOD).encode() + b"\n"
    yield accepted("json_go_stored", "accepted", "Go's default does not compress",
                   stream(container(deflated(stored(go_bytes), stored(b"")), go_bytes)))
    cpp = {name: GOOD[name] for name in
           ("TLS.ver", "TLS.sdkappid", "TLS.identifier", "TLS.time", "TLS.expire", "TLS.sig")}
    yield accepted("json_cpp_order", "accepted", "C++ writes the members in its own order at level 1",
                   stream(by_zlib(document_text(cpp).encode(), 1)))
    slashed = first_slashed()
    yield accepted("json_php_slashes", "accepted", "PHP writes / as \\/ in a signature",
                   changed(slashed, **{"TLS.sig": slashed["TLS.sig"].replace("/", "\\/")}))
    php = number_room(U32_MAX)
    yield accepted("json_php_slashes_in_userbuf", "accepted", "PHP writes / as \\/ in a userbuf", room_id=U32_MAX,
                   content={name: text.replace("/", "\\/") for name, text in php.items()})
    yield accepted("json_php_slashes_in_id", "accepted", "PHP writes / as \\/ in an id", user_id="a/b",
                   content=changed(members(identifier="a/b"), **{"TLS.identifier": '"a\\/b"'}))
    yield accepted("json_order_reversed", "accepted", "the members in the reverse order",
                   dict(reversed(GOOD.items())))
    yield accepted("json_order_sorted", "accepted", "the members sorted by name", dict(sorted(GOOD.items())))
    java = number_room()
    order = ("TLS.expire", "TLS.ver", "TLS.sdkappid", "TLS.identifier", "TLS.sig", "TLS.userbuf", "TLS.time")
    yield accepted("json_java_order", "accepted", "Java writes TLS.sig before TLS.userbuf",
                   {name: java[name] for name in order}, room_id=7)
    yield accepted("json_white_space", "accepted", "all four kinds of white space, wherever they may stand",
                   document(" \t\r\n" + document_text(GOOD, " \t\r\n,\n", "\t:\r\n ") + "\n\r\t "))
    yield accepted("json_id_with_quotes", "accepted", "an id with quotation marks and a backslash",
                   members(identifier='say "hi" \\o'), user_id='say "hi" \\o')


def unusual_document_vectors():
    yield accepted("json_extra_members", "V35", "unknown members of every type",
                   GOOD | {"a": "1", "b": "null", "c": "[1,[2]]", "d": '{"e":"f"}', "": '""', "g": "true"})
    yield accepted("json_extra_member_first", "V35", "the unknown member stands first", {"a": '"b"'} | GOOD)
    yield accepted("json_known_names_inside_extra", "V35", "the known names inside an unknown member's value",
                   {"extra": '{"TLS.identifier":"bob","TLS.sig":true}'} | GOOD)
    yield accepted("json_known_name_as_value", "V35", "the text of a member is only text",
                   {"extra": '"\\",\\"TLS.identifier\\":\\"bob"'} | GOOD)
    yield accepted("json_other_case_beside", "V35", "tls.identifier is an unknown member, not the id",
                   GOOD | {"tls.identifier": '"bob"', "TLS.SIG": "true"})
    yield accepted("json_v1_members_beside", "V35", "v1 members in a v2 document are unknown ones",
                   GOOD | {"TLS.sdk_appid": '"1"', "TLS.expire_after": '"1"'})
    yield accepted("json_extra_member_twice", "V35", "only known members must be single",
                   document(GOOD_TEXT[:-1] + ',"a":1,"a":2}'))
    yield accepted("json_huge_number_in_extra", "V35", "a number no type holds, where nobody looks",
                   with_extra("[1e400,-1e400,123456789012345678901234567890.5e-7]"))
    yield accepted("json_escaped_id", "V54", "alice with its first letter escaped",
                   changed(GOOD, **{"TLS.identifier": '"\\u0061lice"'}))
    yield accepted("json_escaped_id_wholly", "V54", "alice with every letter escaped",
                   changed(GOOD, **{"TLS.identifier": '"\\u0061\\u006c\\u0069\\u0063\\u0065"'}))
    yield accepted("json_escaped_upper_hex", "V54", "hex digits of both cases", user_id="a/b/c",
                   content=changed(members(identifier="a/b/c"), **{"TLS.identifier": '"a\\u002Fb\\u002fc"'}))
    yield accepted("json_escaped_version", "V54", "the version with its point escaped",
                   changed(GOOD, **{"TLS.ver": '"2\\u002e0"'}))
    yield accepted("json_escaped_name", "V54", "a known member's name with a letter escaped",
                   document(GOOD_TEXT.replace("TLS.identifier", "TLS.identifi\\u0065r")))
