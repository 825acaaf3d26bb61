"""Arguments that are refused."""

from datetime import timedelta

import pytest
from usersig import Identifier, KeyRing, Signer, Verifier, diagnose

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
