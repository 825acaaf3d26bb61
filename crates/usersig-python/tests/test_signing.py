"""Signing: arguments, results, secrets."""

import copy
import os
import pickle
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


@pytest.mark.parametrize("key", ["", " k", "k\n", b"\xff", "\ud800secret", "-----BEGIN PRIVATE KEY-----"])
def test_an_error_about_a_key_does_not_contain_it(key):
    with pytest.raises(ValueError) as error:
        Signer(APP, key)
    assert "secret key" in str(error.value) and "ud800" not in repr(error.value)
    assert error.value.__cause__ is None and error.value.__context__ is None


class Strange:
    def __index__(self):
        raise RuntimeError("from __index__")


STRANGE = [None, True, 1.5, float("nan"), b"x", [], {}, object(), Strange(), -1, 2**64, 10**400, "", "\ud800", "a\0b",
           timedelta(days=-1), timedelta.max]


@pytest.mark.parametrize("call", [
    lambda x: Signer(x, KEY), lambda x: Verifier(x, KEY), lambda x: Signer(APP, [x]),
    lambda x: SIGNER.user_sig(x, 60), lambda x: SIGNER.user_sig("alice", x), lambda x: SIGNER.user_sigs([x], 60),
    lambda x: SIGNER.user_sig("alice", 60, x or "soon"), lambda x: SIGNER.private_map_key("alice", x, 1, 60),
    lambda x: SIGNER.private_map_key(x, 1, 1, 60), lambda x: SIGNER.private_map_key("alice", 1, x, 60),
    lambda x: SIGNER.private_map_key_with_userbuf("alice", x, 60), lambda x: VERIFIER.user_sig("t", x),
    lambda x: VERIFIER.private_map_key("t", "alice", x), lambda x: Verifier(APP, KEY, leeway=x or "long"),
    lambda x: RING.with_app(x), lambda x: RING.signer(x), lambda x: RING.with_retiring_key(APP, KEY, x or "soon"),
    lambda x: Identifier(x),
])
def test_an_invalid_argument_of_any_type_raises_and_never_panics(call):
    for value in STRANGE:
        try:
            call(value)
        except (TypeError, ValueError, LookupError):
            pass
        except Exception as error:  # KeyRingError: a valid number of an unknown app
            assert type(error).__name__ == "KeyRingError", (value, error)
        else:
            assert type(value) is float, f"{value!r} is accepted"
