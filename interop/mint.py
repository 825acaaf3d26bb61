"""Mints tickets with the PyPI package `tls-sig-api-v2`. Each line has a kind, an id, a ticket and a room.

python3 interop/mint.py SDKAPPID ROOM_NUMBER ROOM_NAME ID..    with the key in USERSIG_KEY
"""

import os
import struct
import sys
import time

from TLSSigAPIv2 import TLSSigAPIv2

LIFETIME = 3600
ALL = 255


def userbuf(sdk_app_id, user_id, room_number, room_name):
    """A userbuf as the documents describe it. The package signs one but does not make it."""
    account, expires_at = user_id.encode(), int(time.time()) + LIFETIME
    head = struct.pack(">BH", 1 if room_name else 0, len(account)) + account
    numbers = struct.pack(">IIIII", sdk_app_id, room_number, expires_at, ALL, 0)
    return head + numbers + (struct.pack(">H", len(room_name)) + room_name.encode() if room_name else b"")


def main():
    sdk_app_id, room_number, room_name, *user_ids = sys.argv[1:]
    sdk_app_id = int(sdk_app_id)
    signer = TLSSigAPIv2(sdk_app_id, os.environ["USERSIG_KEY"])
    for user_id in user_ids:
        by_number = userbuf(sdk_app_id, user_id, int(room_number), "")
        by_name = userbuf(sdk_app_id, user_id, 0, room_name)
        print("user-sig", user_id, signer.gen_sig(user_id, LIFETIME), "", sep="\t")
        print("room-id", user_id, signer.gen_sig_with_userbuf(user_id, LIFETIME, by_number), room_number, sep="\t")
        print("room-name", user_id, signer.gen_sig_with_userbuf(user_id, LIFETIME, by_name), room_name, sep="\t")


main()
