"""Every vector of the library gets the same verdict in Python."""

import base64
import json
import zlib

import pytest
import vectors
from usersig import Signer, Verifier, VerifyError, inspect


def verdict(ask, *arguments, **options):
    try:
        ask(*arguments, **options)
    except VerifyError as refused:
        return int(refused.code), refused.cause
    return 0, None


def test_every_attack_gets_the_code_and_the_cause_it_must(capsys):
    attacks, asked = vectors.lines("attacks.jsonl"), 0
    for attack in attacks:
        # Bytes that are not UTF-8 become a str that UTF-8 cannot express.
        ticket = attack["ticket"] if "ticket" in attack else bytes.fromhex(attack["ticket_hex"]).decode(
            "utf-8", "surrogateescape")
        tolerances = {name: attack[name] for name in ("leeway", "future_tolerance") if name in attack}
        verifier = Verifier(attack["sdk_app_id"], attack["key"], **tolerances)
        room = attack.get("room_id", attack.get("room_name"))
        options = {"now": attack["now"], "valid_after": attack.get("valid_after")}
        if room is None:
            found = verdict(verifier.user_sig, ticket, attack["user_id"], **options)
        else:
            needed = attack.get("needed", 0)
            found = verdict(verifier.private_map_key, ticket, attack["user_id"], room, needed, **options)
        assert found == (attack["expect"], attack.get("cause")), f"{attack['name']}: {attack['why']}"
        asked += 1
    assert asked == len(attacks) > 300
    with capsys.disabled():
        print(f"python: {asked} attacks")


def test_every_ticket_of_an_official_signer_is_judged_as_in_the_library(capsys):
    judged = 0
    for ticket in vectors.lines("official.jsonl"):
        unverified = inspect(ticket["ticket"])
        stated = unverified.user_id, unverified.sdk_app_id, unverified.issued_at
        assert stated == (ticket["userid"], ticket["sdkappid"], ticket["time"]), ticket
        room = ticket.get("roomid", ticket.get("roomstr"))
        user_id, last = ticket["userid"], ticket["time"] + ticket["expire"]
        if not 1 <= len(user_id) <= 32 or not all(" " <= character <= "~" for character in user_id) or room == 0:
            continue  # no user can log in with it
        verifier = Verifier(ticket["sdkappid"], ticket["key"])
        if room is None:
            arguments = ticket["ticket"], user_id
            ask, other = verifier.user_sig, verdict(verifier.private_map_key, *arguments, 1, now=last)
            assert other == (70003, "not_a_private_map_key"), ticket
        else:
            arguments = ticket["ticket"], user_id, room, ticket["privilege"]
            ask, other = verifier.private_map_key, verdict(verifier.user_sig, *arguments[:2], now=last)
            assert other == (70003, "not_a_user_sig"), ticket
        assert verdict(ask, *arguments, now=ticket["time"]) == (0, None), ticket
        assert verdict(ask, *arguments, now=last) == (0, None), ticket
        assert verdict(ask, *arguments, now=last + 1) == (70001, "expired"), ticket
        judged += 1
    assert judged > 500
    with capsys.disabled():
        print(f"python: {judged} official tickets and {len(vectors.golden())} golden documents")


@pytest.mark.parametrize("vector", vectors.golden(), ids=lambda vector: vector["name"])
def test_a_signed_ticket_has_the_golden_document(vector):
    signer = Signer(vector["sdk_app_id"], vector["key"])
    room = vector.get("room_id", vector.get("room_name"))
    if room is None:
        ticket = signer.user_sig(vector["user_id"], vector["expire"], vector["time"])
    else:
        ticket = signer.private_map_key(
            vector["user_id"], room, vector["privileges"], vector["expire"], vector["time"])
        assert (ticket.room, ticket.privileges) == (room, vector["privileges"])
    packed = base64.b64decode(ticket.translate(str.maketrans("*-_", "+/=")))
    assert json.loads(zlib.decompress(packed)) == vector["document"]
    assert inspect(ticket).fingerprint == vector["mac"][:16]
    assert (ticket.issued_at, ticket.expires_at) == (vector["time"], vector["time"] + vector["expire"])
