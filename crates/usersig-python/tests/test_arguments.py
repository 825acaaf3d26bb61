"""Arguments that are refused."""

import re
from datetime import timedelta

import pytest
from usersig import Identifier, KeyRing, Signer, Verifier, compat, diagnose

APP, KEY = 1400000000, "a throw-away key"
SIGNER, VERIFIER, RING = Signer(APP, KEY), Verifier(APP, KEY), KeyRing().with_signing_key(APP, KEY)


@pytest.mark.parametrize("key", ["", " k", "k\n", b"\xff", "\ud800secret", "-----BEGIN PRIVATE KEY-----"])
def test_an_error_about_a_key_does_not_contain_it(key):
    with pytest.raises(ValueError) as error:
        Signer(APP, key)
    assert "secret key" in str(error.value) and "ud800" not in repr(error.value)
    assert error.value.__cause__ is None and error.value.__context__ is None


def test_an_error_about_a_key_of_the_doctor_does_not_contain_it():
    with pytest.raises(ValueError, match="secret key is not UTF-8 text") as error:
        diagnose("x", keys={"production": "\ud800hidden"})
    assert "hidden" not in repr(error.value)
    assert error.value.__cause__ is None and error.value.__context__ is None


def test_an_error_about_exchanged_arguments_does_not_contain_the_key():
    with pytest.raises(ValueError, match="sdkappid is not a whole number") as error:
        compat.TLSSigAPIv2("hidden", APP)
    assert "hidden" not in repr(error.value)
    assert error.value.__cause__ is None and error.value.__context__ is None


@pytest.mark.parametrize(("call", "message"), [
    (lambda: SIGNER.user_sig("alice", -1), "a ticket lives from 1 to 1576800000 seconds, not -1"),
    (lambda: SIGNER.user_sig("alice", 0), "a ticket lives from 1 to 1576800000 seconds, not 0"),
    (lambda: SIGNER.user_sig("alice", 10**5000), "not a number of many digits"),
    (lambda: SIGNER.user_sig("alice", timedelta(-1)), "a span of time has at least 0 seconds, not -1 day, 0:00:00"),
    (lambda: SIGNER.user_sig("alice", 60, 2**63), f"from 0 to 2^63 - 1 seconds after 1970, not {2**63}"),
    (lambda: SIGNER.user_sig("alice", 60, -1), "from 0 to 2^63 - 1 seconds after 1970, not -1"),
    (lambda: SIGNER.user_sig("alice", 60, float("nan")), "from 0 to 2^63 - 1 seconds after 1970, not nan"),
    (lambda: Verifier(APP, KEY, leeway=-1), "a span of time has from 0 to 2^64 - 1 seconds, not -1"),
    (lambda: Signer(APP, KEY, backdating=86401), "backdating is at most 86400 seconds, not 86401"),
    (lambda: SIGNER.private_map_key("alice", 2**32, 1, 60), "a room has a number from 1 to 4294967295, not 4294967296"),
    (lambda: SIGNER.private_map_key("alice", 1, 256, 60), "privileges are bits from 0 to 255, not 256"),
])
def test_an_error_about_a_number_contains_it(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()


class Strange:
    def __index__(self):
        raise RuntimeError("from __index__")


STRANGE = [None, True, 1.5, float("nan"), b"x", [], {}, object(), Strange(), -1, 2**64, 10**400, "", "\ud800", "a\0b",
           timedelta(days=-1), timedelta.max]


ANY = [
    lambda x: Signer(x, KEY), lambda x: Verifier(x, KEY), lambda x: Signer(APP, [x]),
    lambda x: SIGNER.user_sig(x, 60), lambda x: SIGNER.user_sig("alice", x), lambda x: SIGNER.user_sigs([x], 60),
    lambda x: SIGNER.private_map_key("alice", x, 1, 60), lambda x: SIGNER.private_map_key(x, 1, 1, 60),
    lambda x: SIGNER.private_map_key("alice", 1, x, 60), lambda x: SIGNER.private_map_key_with_userbuf("alice", x, 60),
    lambda x: VERIFIER.user_sig("t", x), lambda x: VERIFIER.private_map_key("t", "alice", x),
    lambda x: Verifier(APP, KEY, leeway=x or "long"), lambda x: RING.with_app(x), lambda x: RING.signer(x),
    lambda x: Identifier(x),
]
TIMES = [
    lambda x: SIGNER.user_sig("alice", 60, x or "soon"), lambda x: RING.with_retiring_key(APP, KEY, x or "soon"),
]


@pytest.mark.parametrize(("call", "accepted"), [*((call, []) for call in ANY), *((call, [1.5]) for call in TIMES)])
def test_an_invalid_argument_of_any_type_raises_and_never_panics(call, accepted):
    for value in STRANGE:
        try:
            call(value)
        except (TypeError, ValueError, LookupError):
            pass
        except Exception as error:  # KeyRingError: a valid number of an unknown app
            assert type(error).__name__ == "KeyRingError", (value, error)
        else:
            assert value in accepted, f"{value!r} is accepted"
