"""Writes questions as lines for vectors.c, or checks the tickets that it signed.

questions.py ask > questions       the vectors           questions.py check < tickets
questions.py random > questions    100,500 inputs        questions.py verify < tickets

The random inputs need the official signer. Its tickets are asked about, and verify_ticket.py verifies ours.
"""

import base64
import json
import pathlib
import random
import sys
import time
import zlib

CRATES = pathlib.Path(__file__).resolve().parents[2]
FOLDER = CRATES / "usersig/tests/vectors"
UNLIMITED = 2**64 - 1
ANY_TIME = (0, UNLIMITED, UNLIMITED)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
RANDOM_INPUTS = 100_500


def lines(name):
    return [json.loads(line) for line in (FOLDER / name).read_text().splitlines()]


def hexed(text):
    return (text if isinstance(text, bytes) else text.encode()).hex() or "-"


def question(app, key, ticket, user, room, needed, now, tolerances, expect, cause):
    number, name, kind = (0, "", "user_sig") if room is None else \
        (room, "", "map_key") if isinstance(room, int) else (0, room, "map_key")
    print(kind, app, hexed(key), hexed(ticket), hexed(user), number, hexed(name), needed, now, *tolerances, expect, cause)


def ask():
    attacks, official = lines("attacks.jsonl"), 0
    for attack in attacks:
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
        official += 1
        last = ticket["time"] + ticket["expire"]
        for now, expect, cause in ((ticket["time"], 0, "-"), (last, 0, "-"), (last + 1, 70001, "expired")):
            question(ticket["sdkappid"], ticket["key"], ticket["ticket"], user, room, ticket.get("privilege", 0), now,
                     ANY_TIME, expect, cause)
    documents = json.loads((FOLDER / "golden.json").read_text())
    for index, golden in enumerate(documents):
        question(golden["sdk_app_id"], golden["key"], "", golden["user_id"],
                 golden.get("room_id", golden.get("room_name")), golden.get("privileges", 0), golden["time"],
                 ANY_TIME, golden["expire"], f"sign{index}")
    print(f"c: asks {len(attacks)} attacks, {official} official tickets and {len(documents)} golden documents", file=sys.stderr)


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


def random_inputs():
    """An app, its key, a user and a lifetime. The same each time."""
    chance = random.Random(17)
    for index in range(RANDOM_INPUTS):
        if index % 500 == 0:
            app, key = chance.randint(1, 2**32 - 1), f"{chance.getrandbits(256):064x}"
        user = "".join(chance.choices(ALPHABET, k=chance.randint(1, 32)))
        yield index, app, key, user, chance.randint(1, 50 * 365 * 86400)


def ask_random():
    import TLSSigAPIv2
    for index, app, key, user, lifetime in random_inputs():
        ticket = TLSSigAPIv2.TLSSigAPIv2(app, key).gen_sig(user, lifetime)
        now = int(time.time())
        # A ticket of one second may expire before it is asked about.
        question(app, key, ticket, user, None, 0, min(now, issued_at(ticket) + lifetime), ANY_TIME, 0, "-")
        question(app, key, "", user, None, 0, now, ANY_TIME, lifetime, f"sign{index}")


def issued_at(ticket):
    return json.loads(zlib.decompress(base64.b64decode(ticket.translate(str.maketrans("*-_", "+/=")))))["TLS.time"]


def verify_random():
    sys.path.append(str(CRATES.parent / "interop"))
    import verify_ticket
    tickets, verified = dict(line.split() for line in sys.stdin), 0
    for index, app, key, user, lifetime in random_inputs():
        ticket = tickets[f"sign{index}"]
        claims = verify_ticket.verify(ticket, app, user, issued_at(ticket) + lifetime, key)
        if claims["TLS.expire"] != lifetime:
            sys.exit(f"the lifetime of {ticket} is not {lifetime}")
        verified += 1
    print(f"c: {verified} tickets of random inputs verified by Python, and as many official ones by the library")


{"ask": ask, "check": check, "random": ask_random, "verify": verify_random}[sys.argv[1]]()
