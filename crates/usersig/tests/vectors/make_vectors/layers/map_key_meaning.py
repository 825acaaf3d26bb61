"""Expiry, room and privileges of a PrivateMapKey."""

from claims import map_key, named_room, number_room, rights
from constants import EXPIRE, LAST, NOW, TIME, U32_MAX
from vector import accepted, refused, vector


def map_key_expiry_vectors():
    for name, why, cause, inner, now in (
        ("later_last_second", "the inner one is later, the outer still good", None, LAST + 1, LAST),
        ("later", "the inner one is later, the outer over", "expired", LAST + 1, LAST + 1),
        ("much_later", "the inner one never ends, the outer is over", "expired", U32_MAX, LAST + 1),
        ("earlier_last_second", "the inner one is earlier and still good", None, LAST - 1, LAST - 1),
        ("earlier", "the inner one is over by a second, the outer still good", "expired", LAST - 1, LAST),
        ("zero", "the inner one is 0", "expired", 0, NOW),
        ("much_earlier", "the inner one ended before the ticket began", "expired", TIME - 1, NOW),
    ):
        yield vector(f"map_key_expiry_{name}", "P03", f"two ends: {why}", cause, number_room(expires=inner),
                     now=now, room_id=7)
    yield accepted("map_key_last_second", "P03", "both ends in this second", number_room(), now=LAST, room_id=7)
    yield refused("map_key_one_second_late", "P03", "both ends a second ago", "expired", number_room(),
                  now=LAST + 1, room_id=7)
    yield accepted("map_key_expiry_with_leeway", "P03", "the leeway is for the inner end too",
                   number_room(expires=NOW - 10), leeway=10, room_id=7)
    end = U32_MAX - 5
    yield accepted("map_key_last_of_2106", "P09", "the last expiry 32 bits can say",
                   map_key(rights(number=7, expires=U32_MAX), time=end, expire=5), now=U32_MAX, room_id=7)
    yield refused("map_key_expiry_wrapped", "P09", "an inner expiry that wrapped round in 2106", "expired",
                  map_key(rights(number=7, expires=(end + EXPIRE) % 2**32), time=end), now=end + 1, room_id=7)
    for name, account in (("utf_8", "\u5c0f\u519b".encode()), ("utf_16", "\u5c0f\u519b".encode("utf-16-be")),
                          ("gbk", bytes.fromhex("d0a1befc")), ("cut", "\u5c0f\u519b".encode()[:2])):
        yield refused(f"map_key_account_{name}", "P10", "an id outside ASCII is nobody that can be asked for",
                      "wrong_user_id", map_key(rights(account, number=7), identifier="\u5c0f\u519b"), room_id=7)
    yield refused("map_key_account_in_wide_letters", "P10", "the id in wide letters inside alice's ticket",
                  "bad_private_map", map_key(rights("\uff41lice".encode(), number=7)), room_id=7)
    yield refused("map_key_revoked", "V81", "issued before the account was kicked", "revoked", number_room(),
                  room_id=7, valid_after=NOW)
    yield refused("map_key_beyond_tolerance", "V73", "issued farther ahead than tolerated", "not_yet_valid",
                  map_key(rights(number=7, expires=LAST + EXPIRE), time=NOW + 61), room_id=7, future_tolerance=60)


def map_key_room_vectors():
    for name, why, said, asked in (
        ("number", "room 8 asked for", number_room(7), {"room_id": 8}),
        ("name", "another name asked for", named_room(b"lobby"), {"room_name": "attic"}),
        ("name_case", "the name in another case", named_room(b"lobby"), {"room_name": "Lobby"}),
        ("name_longer", "a longer name asked for", named_room(b"lobby"), {"room_name": "lobby2"}),
        ("name_shorter", "a shorter name asked for", named_room(b"lobby"), {"room_name": "lobb"}),
        ("name_space", "a name with a space after", named_room(b"lobby"), {"room_name": "lobby "}),
        ("name_for_number", "room 123 held, the name 123 asked for", number_room(123), {"room_name": "123"}),
        ("number_for_name", "the name 123 held, room 123 asked for", named_room(b"123"), {"room_id": 123}),
    ):
        yield refused(f"map_key_other_{name}", "P12", why, "wrong_room", said, **asked)
    yield refused("map_key_room_0", "P14", "room 0 held, room 1 asked for", "wrong_room", number_room(0), room_id=1)
    yield refused("map_key_room_0_for_name", "P14", "room 0 held, the name 0 asked for", "wrong_room",
                  number_room(0), room_name="0")

    for bit in range(8):
        needed = 1 << bit
        yield refused(f"map_key_without_bit_{bit}", "P13", f"every privilege but {needed}, which is needed",
                      "missing_privilege", number_room(privileges=255 ^ needed), room_id=7, needed=needed)
        yield accepted(f"map_key_with_bit_{bit}", "P13", f"only privilege {needed}, which is needed",
                       number_room(privileges=needed), room_id=7, needed=needed)
    yield refused("map_key_one_of_two", "P13", "two privileges needed, one held", "missing_privilege",
                  number_room(privileges=42), room_id=7, needed=2 | 4)
    yield refused("map_key_none", "P13", "no privilege held", "missing_privilege", number_room(privileges=0),
                  room_id=7, needed=2)
    yield refused("map_key_none_named", "P13", "no privilege held in a named room", "missing_privilege",
                  named_room(privileges=0), room_name="lobby", needed=2)
    yield accepted("map_key_audience", "P13", "what an audience needs and holds", number_room(privileges=42),
                   room_id=7, needed=42)
    yield accepted("map_key_none_needed", "P13", "no privilege held and none needed", number_room(privileges=0),
                   room_id=7)
    yield accepted("map_key_all_needed", "P13", "every privilege held and needed", named_room(), room_name="lobby",
                   needed=255)
