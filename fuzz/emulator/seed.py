#!/usr/bin/env python3
"""Writes seeds for the fuzz targets of the emulator into the folder corpus/ beside this file."""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from seed import write


def frame(command, head=None, body=None):
    """A frame of a page."""
    return json.dumps({"head": {"servcmd": command, "seq": 1, **(head or {})}, "body": body or {}}).encode()


# A page that logs in, does what the SDK does, and comes back.
FRAMES = [
    frame("im_open_status.wslogin", {"identifier": "alice", "usersig": "$ticket"}),
    frame("im_open_status.wshello", body={"is_web_uniapp": 0}),
    frame("openim.sendmsg", body={"To_Account": "alice", "MsgSeq": 1, "MsgRandom": 2, "MsgBody": [
        {"MsgType": "TIMTextElem", "MsgContent": {"Text": "hello"}}]}),
    frame("openim.getmsg"),
    frame("im_open_status.wslogin", {"a2": "$secret"}),
    frame("im_open_status.wslogout", body={"wslogout_type": 0}),
]

# The bodies of the REST commands, by their position in the target.
BODIES = {
    0: {"UserID": "alice"}, 1: {"Accounts": ["alice", "bob"]}, 2: {"CheckItem": [{"UserID": "alice"}]},
    3: {"DeleteItem": [{"UserID": "alice"}]}, 4: {"Identifier": "alice"},
    5: {"To_Account": ["alice"], "IsNeedDetail": 1}, 6: {"To_Account": ["alice"]},
}


def rest_body(command, body):
    """The bytes from which libFuzzer makes three commands with one body, whose lengths stand at the end."""
    return bytes([command]) + body + bytes(5)


def main():
    write(HERE, {
        "gateway_frames": [*FRAMES, b"\n".join(FRAMES)],
        "rest_bodies": [rest_body(command, json.dumps(body).encode()) for command, body in BODIES.items()],
    })


if __name__ == "__main__":
    main()
