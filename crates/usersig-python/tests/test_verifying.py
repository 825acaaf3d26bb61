"""Verifying, key rings, codes, the doctor and the pytest plugin."""

import ast
import copy
import inspect as inspect_module
import pathlib
import pickle
import typing

import pytest
import usersig
import usersig.testing
from usersig import ErrorCode, KeyRing, KeyRingError, Signer, Verifier, VerifyError, diagnose, inspect, refresh_at

APP, KEY, NOW = 1400000000, "a throw-away key", 1_700_000_000
TICKET = Signer(APP, KEY).user_sig("alice", 3600, NOW)


def test_a_refusal_has_a_code_a_cause_a_message_and_advice():
    with pytest.raises(VerifyError) as caught:
        Verifier(APP, KEY).user_sig(TICKET, "bob", NOW)
    refused = caught.value
    assert (refused.code, refused.cause) == (70013, "wrong_user_id")
    assert refused.message == "ticket is for user alice, not bob"
    assert refused.advice == refused.advice_in("en") == "Sign for exactly the UserID that logs in"
    assert "UserID" in refused.advice_in("zh") != refused.advice
    assert str(refused) == "70013 ERR_SVR_ACCOUNT_USERSIG_MISMATCH_ID (wrong_user_id): ticket is for user alice, not bob"
    again = pickle.loads(pickle.dumps(refused))
    assert (type(again), again.code, again.advice) == (VerifyError, 70013, refused.advice)


def test_tolerances_decide_and_appear_in_the_verdict():
    late = NOW + 3601
    assert Verifier(APP, KEY, leeway=1).user_sig(TICKET, "alice", late).tolerated == "expired"
    assert Verifier(APP, KEY, future_tolerance=5).user_sig(TICKET, "alice", NOW - 5).tolerated == "future"
    for options, now, cause in (({"future_tolerance": 4}, NOW - 5, "not_yet_valid"), ({"leeway": 0}, late, "expired")):
        with pytest.raises(VerifyError) as refused:
            Verifier(APP, KEY, **options).user_sig(TICKET, "alice", now)
        assert refused.value.cause == cause
    with pytest.raises(VerifyError) as refused:
        Verifier(APP, KEY).user_sig(TICKET, "alice", NOW, valid_after=NOW)
    assert refused.value.cause == "revoked"
    with pytest.raises(ValueError, match="at most 24h are allowed"):
        Verifier(APP, KEY, leeway=86401)


def test_equal_claims_are_equal_and_have_one_hash():
    claims = [Verifier(APP, KEY).user_sig(TICKET, "alice", NOW) for _ in range(2)]
    assert claims[0] == claims[1] and len(set(claims)) == 1
    assert claims[0].fingerprint == inspect(TICKET).fingerprint


def test_a_copy_of_what_a_ticket_states_or_of_a_finding_is_the_same_object():
    signer, verifier = Signer(APP, KEY), Verifier(APP, KEY)
    map_key = signer.private_map_key("alice", 1, 42, 3600, NOW)
    claims = [verifier.user_sig(TICKET, "alice", NOW), verifier.private_map_key(map_key, "alice", 1, 42, NOW)]
    for original in [*claims, inspect(map_key), inspect(map_key).userbuf, *diagnose("undefined")]:
        assert copy.copy(original) is original and copy.deepcopy([original])[0] is original


def test_a_key_ring_verifies_with_a_retiring_key_and_signs_with_the_new_one():
    ring = KeyRing().with_signing_key(APP, "the new key").with_retiring_key(APP, KEY, NOW + 10).with_app(7)
    ring.verifier(APP).user_sig(TICKET, "alice", NOW + 10)
    ring.verifier(APP).user_sig(ring.signer(APP).user_sig("alice", 60, NOW), "alice", NOW)
    for now, cause in ((NOW + 11, "bad_signature"),):
        with pytest.raises(VerifyError) as refused:
            ring.verifier(APP).user_sig(TICKET, "alice", now)
        assert refused.value.cause == cause
    for app, expected in ((7, (70016, "no_key")), (8, (70020, "unknown_sdk_app_id"))):
        with pytest.raises(KeyRingError) as missing:
            ring.signer(app)
        assert (missing.value.code, missing.value.cause) == expected


def test_a_code_is_a_number_with_a_name_a_meaning_and_a_reaction():
    code = ErrorCode(70001)
    assert (code, code.name, code.reaction) == (70001, "ERR_SVR_ACCOUNT_USERSIG_EXPIRED", "log_in_again")
    assert code.meaning() == "The UserSig has expired or was revoked" != code.meaning("zh")
    with pytest.raises(ValueError, match="a language is"):
        code.meaning("fr")
    assert (ErrorCode(5).name, ErrorCode(5).meaning(), ErrorCode(5).reaction) == (None, None, None)
    assert code in ErrorCode.all() and len(ErrorCode.all()) > 100


def test_help_shows_the_documentation_of_the_stubs():
    stubs = ast.parse((pathlib.Path(usersig.__file__).parent / "_native.pyi").read_text())
    compared = 0
    for node in ast.walk(stubs):
        for item in [node, *getattr(node, "body", [])]:
            documented = isinstance(item, (ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(item)
            if documented and isinstance(node, (ast.ClassDef, ast.Module)):
                owner = getattr(usersig._native, node.name) if isinstance(node, ast.ClassDef) else usersig._native
                found = owner if item is node else getattr(owner, item.name)
                assert inspect_module.getdoc(found) == documented, item.name
                compared += 1
    assert compared > 30


def test_the_types_list_every_cause():
    assert [cause for cause, _ in usersig._native.causes()] == list(typing.get_args(usersig.Cause))


def test_the_doctor_finds_causes_and_shows_no_key():
    assert diagnose("undefined")[0].id == "placeholder"
    hints = {"sdk_app_id": APP, "user_id": "alice", "now": NOW, "keys": {"production": "another key"}}
    findings = diagnose(TICKET, **hints)
    assert (findings[0].id, findings[0].code) == ("wrong_key", 70009)
    assert not any("another key" in text for finding in findings for text in (finding.what, finding.evidence))
    assert diagnose(TICKET, **hints, language="zh")[0].what != findings[0].what
    good = diagnose(TICKET, **{**hints, "keys": {"production": KEY}})
    assert good[0].id == "good"


def test_a_client_refreshes_before_its_ticket_expires():
    assert NOW + 3600 * 35 // 40 <= refresh_at("alice", NOW, NOW + 3600) < NOW + 3600


def test_each_test_ticket_gets_its_answer(usersig_ticket, usersig_verifier):
    try:
        answer = usersig_ticket.judge(usersig_verifier, "alice"), None
    except VerifyError as refused:
        answer = None, refused.cause
    assert answer == (usersig_ticket.expires_at, usersig_ticket.cause)


class TestUsersFixture:
    @pytest.fixture
    def usersig_ticket(self):
        return "of the user"

    def test_a_fixture_of_a_user_replaces_that_of_the_plugin(self, usersig_ticket, request):
        assert usersig_ticket == "of the user" and not hasattr(request.node, "callspec")


def test_there_is_a_test_ticket_for_each_cause_of_a_ticket(usersig_tickets, usersig_signer):
    causes = {ticket.cause for ticket in usersig_tickets.values()}
    assert causes == {None, *typing.get_args(usersig.Cause)} - {"no_key", "unknown_sdk_app_id"}
    assert usersig_signer.sdk_app_id == usersig.testing.SDK_APP_ID
