"""The userbuf of a PrivateMapKey, field by field."""

from claims import map_key, named_room, number_room, rights
from constants import APP, U32_MAX
from vector import accepted, refused


def map_key_accepted_vectors():
    odd = b" !#$%&()+-:;<=.>?@[]^_{}|~,"
    yield accepted("map_key_version_0", "accepted", "a numbered room", number_room(), room_id=7)
    yield accepted("map_key_version_1", "accepted", "a named room", named_room(), room_name="lobby")
    yield accepted("map_key_room_1", "accepted", "the smallest room number", number_room(1), room_id=1)
    yield accepted("map_key_room_largest", "accepted", "the largest room number", number_room(U32_MAX),
                   room_id=U32_MAX)
    yield accepted("map_key_name_of_one_byte", "accepted", "a room name of one byte", named_room(b"x"), room_name="x")
    yield accepted("map_key_name_of_64_bytes", "accepted", "a room name of 64 bytes", named_room(b"r" * 64),
                   room_name="r" * 64)
    yield accepted("map_key_odd_name", "accepted", "a room name of all documented odd characters", named_room(odd),
                   room_name=odd.decode())
    yield accepted("map_key_name_of_digits", "accepted", "a room named 123", named_room(b"123"), room_name="123")


def map_key_structure_vectors():
    def room(name, row, why, userbuf, **claims):
        asked = {"room_name": "lobby"} if userbuf[:1] == b"\1" else {"room_id": 7}
        return refused(name, row, why, "bad_private_map", map_key(userbuf, **claims), **asked)

    for name, why, account in (("other", "bob's account", b"bob"), ("case", "Alice's account", b"Alice"),
                               ("longer", "an account of which the id is a prefix", b"alice2"),
                               ("shorter", "an account that is a prefix of the id", b"alic"),
                               ("nul_after", "the account and a NUL", b"alice\0"), ("empty", "no account", b"")):
        yield room(f"map_key_account_{name}", "P01", f"{why} inside alice's ticket", rights(account, number=7))
    yield room("map_key_account_other_named", "P01", "bob's account inside alice's ticket, named room",
               rights(b"bob", name=b"lobby"))
    for name, why, app in (("other", "another app", APP + 1), ("zero", "app 0", 0),
                           ("reversed", "the app with its bytes in the other order",
                            int.from_bytes(APP.to_bytes(4, "little"), "big"))):
        yield room(f"map_key_app_{name}", "P02", f"{why} inside our ticket", rights(app=app, number=7))

    for version in (2, 3, 127, 255):
        yield refused(f"map_key_version_{version}", "P04", f"version {version} with a numbered room",
                      "bad_private_map", map_key(rights(number=7, version=version)), room_id=7)
        yield refused(f"map_key_version_{version}_named", "P04", f"version {version} with a named room",
                      "bad_private_map", map_key(rights(name=b"lobby", version=version)), room_name="lobby")
    yield refused("map_key_version_1_without_name", "P04", "version 1 and nothing after the six fields",
                  "bad_private_map", map_key(rights(number=7, version=1)), room_id=7)

    for kind, whole, asked in (("number", rights(number=7), {"room_id": 7}),
                               ("name", rights(name=b"lobby"), {"room_name": "lobby"})):
        for size in range(1, len(whole)):
            yield refused(f"map_key_{kind}_cut_to_{size:02}", "P05", f"{size} of {len(whole)} bytes",
                          "bad_private_map", map_key(whole[:size]), **asked)
        for count, tail in ((1, b"\0"), (2, b"\0\0"), (4, b"\0\0\0\7")):
            yield refused(f"map_key_{kind}_and_{count}_bytes", "P05", f"{count} bytes follow", "bad_private_map",
                          map_key(whole + tail), **asked)
    yield room("map_key_version_0_with_name", "P05", "a room name follows a numbered room",
               rights(number=7, name=b"lobby", version=0))
    for length in (0, 4, 6, 25, 26, 255, 65535):
        yield room(f"map_key_account_length_{length}", "P05", f"the account of five bytes is said to have {length}",
                   rights(number=7, account_length=length))

    for name, why, data, length in (
        ("empty", "no byte", b"", None),
        ("one_short", "one byte less than it says", b"lobb", 5),
        ("one_over", "one byte more than it says", b"lobby!", 5),
        ("65535", "far less than the 65,535 bytes it says", b"lobby", 65535),
        ("not_utf8", "a byte UTF-8 never has", b"lobby\xff", None),
        ("latin_1", "a Latin-1 letter", b"caf\xe9", None),
        ("surrogate", "a surrogate in three bytes", b"\xed\xa0\x80", None),
    ):
        yield room(f"map_key_name_{name}", "P06", f"the room's name has {why}",
                   rights(name=data, name_length=len(data) if length is None else length))
    for name, bits in (("256", 256), ("511", 511), ("highest", 2**31 | 255), ("all", U32_MAX)):
        yield room(f"map_key_privileges_{name}", "P07", "privilege bits above 255", rights(number=7, privileges=bits))
    for number in (1, 7, U32_MAX):
        yield room(f"map_key_both_rooms_{number}", "P08", "a room number beside a room name",
                   rights(number=number, name=b"lobby"))
