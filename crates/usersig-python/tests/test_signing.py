"""Signing: arguments, results, secrets."""

import copy
import operator
import os
import pickle
import signal
import struct
import threading
from datetime import timedelta

import pytest
from usersig import Identifier, KeyRing, PrivateMapKey, Privileges, Signer, UserSig, Verifier, VerifyError

APP, KEY, NOW = 1400000000, "a throw-away key", 1_700_000_000
SIGNER, VERIFIER = Signer(APP, KEY), Verifier(APP, KEY)
UUID = "8f14e45f-ceea-467f-a8d5-0e3f6f0a1c2b"


def test_a_ticket_is_a_str_that_knows_its_times_and_does_not_show_itself():
    ticket = SIGNER.user_sig("alice", 3600, NOW)
    assert isinstance(ticket, str) and isinstance(ticket, UserSig)
    assert (ticket.user_id, ticket.sdk_app_id, ticket.issued_at, ticket.expires_at) == ("alice", APP, NOW, NOW + 3600)
    assert NOW < ticket.refresh_at < ticket.expires_at
    assert repr(ticket) == f"UserSig({len(ticket)} characters)"
    again = pickle.loads(pickle.dumps(ticket))
    assert (again, type(again), again.expires_at) == (ticket, UserSig, NOW + 3600)


def test_a_lifetime_is_seconds_or_a_timedelta_and_a_time_may_have_a_fraction():
    assert SIGNER.user_sig("alice", timedelta(days=1), NOW + 0.9).expires_at == NOW + 86400
    assert SIGNER.user_sig("alice", 86400, NOW) == SIGNER.user_sig("alice", timedelta(days=1), NOW + 0.9)


def test_many_tickets_are_the_same_as_single_ones_in_the_order_of_the_users():
    users = [f"user_{number}" for number in range(2000)]
    mixed = users[:600] + [Identifier(UUID)] + users[600:]
    for names in (users, mixed, iter(users), (), ["alice"]):
        names = list(names)
        tickets = SIGNER.user_sigs(iter(names), 3600, NOW)
        assert tickets == [SIGNER.user_sig(name, 3600, NOW) for name in names]
        assert all(type(ticket) is str and UserSig(ticket).expires_at == NOW + 3600 for ticket in tickets)


def test_many_tickets_are_refused_if_one_user_is_invalid_and_the_error_of_an_iterable_arrives():
    def users():
        yield "alice"
        raise LookupError("of the iterable")
    with pytest.raises(LookupError, match="of the iterable"):
        SIGNER.user_sigs(users(), 3600)
    with pytest.raises(ValueError, match="user id is empty"):
        SIGNER.user_sigs(["alice", ""], 3600)
    with pytest.raises(TypeError, match="needs an iterable of users, not str"):
        SIGNER.user_sigs("alice", 3600)


def test_threads_sign_with_one_signer():
    results = []
    users = [f"user_{number}" for number in range(5000)]
    threads = [threading.Thread(target=lambda: results.append(SIGNER.user_sigs(users, 60, NOW))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4 and all(result == results[0] for result in results)


def test_a_room_is_a_number_or_a_name():
    by_number = SIGNER.private_map_key("alice", 123, Privileges.AUDIENCE, 60, NOW)
    by_name = SIGNER.private_map_key("alice", "123", Privileges.AUDIENCE, 60, NOW)
    assert (by_number.room, by_name.room, type(by_name)) == (123, "123", PrivateMapKey)
    assert by_number.privileges is Privileges.AUDIENCE
    assert VERIFIER.private_map_key(by_number, "alice", 123, Privileges.ENTER, NOW).privileges == 42
    assert by_number.expires_at == NOW + 60


def test_a_uuid_signs_and_verifies_as_an_identifier_and_is_not_a_user_id():
    ticket = SIGNER.user_sig(Identifier(UUID), 60, NOW)
    assert VERIFIER.user_sig(ticket, Identifier(UUID), NOW).user_id == UUID
    with pytest.raises(ValueError, match="user id has 36 bytes, at most 32 are allowed"):
        SIGNER.user_sig(UUID, 60)
    with pytest.raises(ValueError, match="identifier is empty"):
        Identifier("")


@pytest.mark.parametrize("key", [KEY, KEY.encode(), bytearray(KEY.encode()), KEY.encode() + b"\r\n"])
def test_a_key_may_be_bytes_with_a_line_end(key):
    VERIFIER.user_sig(Signer(APP, key).user_sig("alice", 60, NOW), "alice", NOW)


RING = KeyRing().with_signing_key(APP, KEY)


@pytest.mark.parametrize("holder", [SIGNER, VERIFIER, RING], ids=repr)
def test_what_holds_a_key_is_not_copied_and_does_not_show_it(holder):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            pickle.dumps(holder, protocol)
    for copies in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            copies(holder)
    assert KEY not in repr(holder) and not hasattr(holder, "__dict__") and not hasattr(holder, "key")


class Disguised(str):
    def __str__(self):
        return "mallory"

    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


def test_a_subclass_of_str_counts_with_its_characters_only():
    ticket = SIGNER.user_sig(Disguised("alice"), 60, NOW)
    assert ticket.user_id == VERIFIER.user_sig(ticket, Disguised("alice"), NOW).user_id == "alice"
    with pytest.raises(VerifyError, match="not mallory"):
        VERIFIER.user_sig(ticket, "mallory", NOW)


def test_a_forked_process_signs_with_the_signer_of_its_parent():
    child = os.fork()
    if child == 0:
        signed = SIGNER.user_sigs(["alice"], 60, NOW) == [SIGNER.user_sig("alice", 60, NOW)]
        os._exit(0 if signed else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_ticket_that_would_expire_after_the_last_time_is_not_signed():
    assert SIGNER.user_sig("alice", 60, 2**63 - 61).expires_at == 2**63 - 1
    userbuf = b"\0\0\5alice" + struct.pack(">IIIII", APP, 1, 2**32 - 1, 1, 0)
    for sign in (
        lambda: SIGNER.user_sig("alice", 61, 2**63 - 61), lambda: SIGNER.user_sigs(["alice"], 61, 2**63 - 61),
        lambda: SIGNER.private_map_key_with_userbuf("alice", userbuf, 61, 2**63 - 61),
    ):
        with pytest.raises(ValueError, match="would expire after 9223372036854775807 s after 1970"):
            sign()


class Interrupted(Exception):
    pass


def test_a_signal_interrupts_the_signing_of_many_tickets():
    def interrupt(_signal, _frame):
        raise Interrupted
    names = iter(["alice"] * 1_000_000)
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with pytest.raises(Interrupted):
            signal.setitimer(signal.ITIMER_REAL, 0.01)
            SIGNER.user_sigs(names, 60)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert operator.length_hint(names) > 0
