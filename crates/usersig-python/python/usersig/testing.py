"""Test tickets and a sample app.

Anyone can sign with the sample key, because it is in the source of this package. Never use it for a real app.
"""

from datetime import timedelta

from . import _native
from ._native import Signer, TestTicket, Verifier

SDK_APP_ID = 1400000000
SECRET_KEY = "throw-away-key-of-the-sample-app-in-usersig-test-util-not-secret"

__all__ = ["SDK_APP_ID", "SECRET_KEY", "TestTicket", "signer", "test_tickets", "verifier"]


def signer() -> Signer:
    """Signs for the sample app."""
    return Signer(SDK_APP_ID, SECRET_KEY)


def verifier() -> Verifier:
    """Verifies for the sample app."""
    return Verifier(SDK_APP_ID, SECRET_KEY)


def test_tickets(
    signer: Signer,
    user_id: str,
    *,
    lifetime: int | timedelta = 3600,
    expiring_in: int | timedelta = 60,
    now: float | None = None,
) -> "dict[str, TestTicket]":
    """Makes a test ticket for each answer that a verifier can give: good ones, and one for each cause of a refusal.

    Good tickets are genuine, so use a key that is made for tests.
    """
    tickets = _native.test_tickets(signer, user_id, lifetime, expiring_in, now)
    return {ticket.name: ticket for ticket in tickets}


# pytest must not take this function for a test.
test_tickets.__test__ = False  # type: ignore[attr-defined]
