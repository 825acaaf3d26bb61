"""Writes the vectors as lines for vectors.c, or checks the tickets that it signed.

questions.py ask > questions     questions.py check < tickets
"""

import base64
import json
import pathlib
import sys
import zlib

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "usersig/tests/vectors"
UNLIMITED = 2**64 - 1


def lines(name):
    return [json.loads(line) for line in (FOLDER / name).read_text().splitlines()]


def hexed(text):
    return (text if isinstance(text, bytes) else text.encode()).hex() or "-"


def question(app, key, ticket, user, room, needed, now, tolerances, expect, cause):
    number, name, kind = (0, "", "user_sig") if room is None else \
        (room, "", "map_key") if isinstance(room, int) else (0, room, "map_key")
    print(kind, app, hexed(key), hexed(ticket), hexed(user), number, hexed(name), needed, now, *tolerances, expect, cause)


def ask():
    for attack in lines("attacks.jsonl"):
        ticket = attack["ticket"] if "ticket" in attack else bytes.fromhex(attack["ticket_hex"])
        tolerances = (attack.get("leeway", 0), attack.get("future_tolerance", UNLIMITED),
                      attack.get("valid_after", UNLIMITED))
        question(attack["sdk_app_id"], attack["key"], ticket, attack["user_id"],
                 attack.get("room_id", attack.get("room_name")), attack.get("needed", 0), attack["now"], tolerances,
                 attack["expect"], attack.get("cause", "-"))
    for ticket in lines("official.jsonl"):
        user, room = ticket["userid"], ticket.get("roomid", ticket.get("roomstr"))
        if not 1 <= len(user) <= 32 or not all(" " <= character <= "~" for character in user) or room == 0:
            continue
        last = ticket["time"] + ticket["expire"]
        for now, expect, cause in ((ticket["time"], 0, "-"), (last, 0, "-"), (last + 1, 70001, "expired")):
            question(ticket["sdkappid"], ticket["key"], ticket["ticket"], user, room, ticket.get("privilege", 0), now,
                     (0, UNLIMITED, UNLIMITED), expect, cause)
    for index, golden in enumerate(json.loads((FOLDER / "golden.json").read_text())):
        question(golden["sdk_app_id"], golden["key"], "", golden["user_id"],
                 golden.get("room_id", golden.get("room_name")), golden.get("privileges", 0), golden["time"],
                 (0, UNLIMITED, UNLIMITED), golden["expire"], f"sign{index}")


def check():
    golden = json.loads((FOLDER / "golden.json").read_text())
    tickets = dict(line.split() for line in sys.stdin)
    if len(tickets) != len(golden):
        sys.exit(f"{len(tickets)} tickets for {len(golden)} golden documents")
    for index, vector in enumerate(golden):
        packed = base64.b64decode(tickets[f"sign{index}"].translate(str.maketrans("*-_", "+/=")))
        if json.loads(zlib.decompress(packed)) != vector["document"]:
            sys.exit(f"{vector['name']}: the document differs")
    print(f"c: {len(golden)} golden documents")


{"ask": ask, "check": check}[sys.argv[1]]()
