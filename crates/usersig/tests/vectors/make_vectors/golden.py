"""The vectors of golden.json."""

import json

from claims import base64_text, document_text, mac, members, rights, signed_text
from constants import APP, EXPIRE, KEY, LONGEST_LIFETIME, OTHER_KEY, TIME, U32_MAX


def golden(name, user_id="alice", sdk_app_id=APP, time=TIME, expire=EXPIRE, key=KEY, privileges=None, **room):
    line = {"name": name, "sdk_app_id": sdk_app_id, "key": key, "user_id": user_id, "time": time, "expire": expire}
    userbuf = None
    if privileges is not None:
        line |= room | {"privileges": privileges}
        data = rights(user_id.encode(), sdk_app_id, room.get("room_id", 0), time + expire, privileges,
                      room["room_name"].encode() if "room_name" in room else None)
        userbuf = base64_text(data)
    text = signed_text(user_id, sdk_app_id, time, expire, userbuf)
    line |= {"signed_text": text.decode(), "mac": mac(key, text).hex()}
    if userbuf is not None:
        line["userbuf"] = data.hex()
    said = members(user_id, sdk_app_id, time, expire, userbuf, key)
    return line | {"document": json.loads(document_text(said))}


def golden_vectors():
    printable = "".join(map(chr, range(0x20, 0x7f)))
    name = "Az09 !#$%&()+-:;<=.>?@[]^_{}|~,"
    return [
        golden("user_sig"),
        golden("one_letter_id", "a"),
        golden("id_of_32_bytes", "0123456789abcdefghijklmnopqrstuv"),
        golden("printable_ids_first", printable[:32]),
        golden("printable_ids_second", printable[32:64]),
        golden("printable_ids_third", printable[64:]),
        golden("id_that_json_escapes", '"\\/<>&\''),
        golden("id_of_spaces", "  "),
        golden("smallest_app", sdk_app_id=1),
        golden("largest_app", sdk_app_id=U32_MAX),
        golden("shortest_lifetime", expire=1),
        golden("longest_lifetime", expire=LONGEST_LIFETIME),
        golden("first_second", time=1),
        golden("time_2_to_31", time=2**31),
        golden("time_2_to_32", time=2**32),
        golden("key_of_one_letter", key="k"),
        golden("key_over_a_hash_block", key=KEY + OTHER_KEY),
        golden("room_smallest", privileges=255, room_id=1),
        golden("room_largest", privileges=42, room_id=U32_MAX),
        golden("room_no_privileges", privileges=0, room_id=123),
        golden("room_create_only", privileges=1, room_id=123, user_id="0123456789abcdefghijklmnopqrstuv"),
        golden("room_ends_with_32_bits", privileges=255, room_id=7, time=U32_MAX - 1, expire=1),
        golden("name_of_one_byte", privileges=255, room_name="~"),
        golden("name_of_digits", privileges=42, room_name="123"),
        golden("name_of_64_bytes", privileges=255, room_name=name + " " * 2 + name),
        golden("name_and_odd_id", '"\\o/"', sdk_app_id=1, privileges=1, room_name=name),
    ]
