"""Test tickets for pytest. The package registers this plugin.

A test with the argument `usersig_ticket` runs once for each test ticket. The tickets are for the user `alice` of the
sample app in `usersig.testing`.
"""

from typing import TYPE_CHECKING

import pytest

from . import testing

if TYPE_CHECKING:
    from ._native import Signer, TestTicket, Verifier

USER_ID = "alice"


@pytest.fixture(scope="session")
def usersig_signer() -> "Signer":
    """Signs for the sample app."""
    return testing.signer()


@pytest.fixture(scope="session")
def usersig_verifier() -> "Verifier":
    """Verifies for the sample app."""
    return testing.verifier()


@pytest.fixture
def usersig_tickets() -> "dict[str, TestTicket]":
    """The test tickets by name, signed now."""
    return testing.test_tickets(testing.signer(), USER_ID)


# The parameters belong to the fixture, so they do not reach a fixture of the same name that a user defines.
@pytest.fixture(params=testing.test_tickets(testing.signer(), USER_ID))
def usersig_ticket(usersig_tickets: "dict[str, TestTicket]", request: pytest.FixtureRequest) -> "TestTicket":
    """One test ticket, signed now."""
    name: str = request.param
    return usersig_tickets[name]
