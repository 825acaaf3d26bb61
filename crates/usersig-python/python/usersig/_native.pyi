from collections.abc import Iterable
from datetime import timedelta
from typing import Literal, TypeVar, final

from ._tickets import Identifier, PrivateMapKey, UserSig
from ._words import Cause, Language, Reaction, TicketKind

_Class = TypeVar("_Class", bound=type)

@final
class Signer:
    """Signs the tickets of one app. Create it once and share it among threads.

    A key that is given as bytes may end with one line end, as in a file. `backdating` dates the issue time of tickets back,
    by at most a day, for verifiers whose clocks are slow. The expiry stays the same.
    """

    def __new__(
        cls, sdk_app_id: int, key: str | bytes | bytearray, *, backdating: int | timedelta | None = None
    ) -> Signer: ...
    @property
    def sdk_app_id(self) -> int: ...
    def user_sig(
        self, user_id: str | Identifier, lifetime: int | timedelta, now: float | None = None
    ) -> UserSig:
        """Signs a ticket to log in with. A lifetime is 1 second to 50 years. Without `now` the clock is read."""

    def user_sigs(
        self, user_ids: Iterable[str | Identifier], lifetime: int | timedelta, now: float | None = None
    ) -> list[str]:
        """Signs a ticket for each user, faster than one call for each. Other threads run meanwhile.

        The tickets are plain texts, which takes less time and memory. `UserSig(ticket)` knows its times.
        """

    def private_map_key(
        self,
        user_id: str,
        room: int | str,
        privileges: int,
        lifetime: int | timedelta,
        now: float | None = None,
    ) -> PrivateMapKey:
        """Signs a ticket for one TRTC room. An int is the room's number (`roomId`), and a str its name (`strRoomId`)."""

    def private_map_key_with_userbuf(
        self, user_id: str, userbuf: bytes, lifetime: int | timedelta, now: float | None = None
    ) -> PrivateMapKey:
        """Signs a PrivateMapKey around a userbuf that the caller wrote. Prefer `private_map_key`."""

@final
class Verifier:
    """Verifies the tickets of one app. Create it once and share it among threads.

    A ticket is accepted for `leeway` after it expired. A ticket that was issued more than `future_tolerance` after now
    is refused. None accepts every ticket of the future.
    """

    def __new__(
        cls,
        sdk_app_id: int,
        key: str | bytes | bytearray,
        *,
        leeway: int | timedelta | None = None,
        future_tolerance: int | timedelta | None = None,
    ) -> Verifier: ...
    @property
    def sdk_app_id(self) -> int: ...
    def user_sig(
        self, text: str, user_id: str | Identifier, now: float | None = None, *, valid_after: float | None = None
    ) -> VerifiedClaims:
        """Returns the claims if the user can log in with the ticket now. Raises `VerifyError` if not.

        A ticket that was issued at `valid_after` or earlier is revoked.
        """

    def private_map_key(
        self,
        text: str,
        user_id: str,
        room: int | str,
        needed: int = 0,
        now: float | None = None,
        *,
        valid_after: float | None = None,
    ) -> VerifiedPrivateMapKey:
        """Returns the claims if the ticket gives the needed privileges in this room now. Raises `VerifyError` if not.

        With 0 as `needed`, a ticket that gives no privileges is accepted too.
        """

@final
class KeyRing:
    """The keys of several apps. To change keys, make a new ring."""

    def __new__(
        cls, *, leeway: int | timedelta | None = None, future_tolerance: int | timedelta | None = None
    ) -> KeyRing: ...
    def with_app(self, sdk_app_id: int) -> KeyRing:
        """Knows the app, even if it has no key."""

    def with_signing_key(self, sdk_app_id: int, key: str | bytes | bytearray) -> KeyRing:
        """Signs and verifies with this key, which replaces the key that signed before."""

    def with_retiring_key(self, sdk_app_id: int, key: str | bytes | bytearray, retires_at: float) -> KeyRing:
        """Also verifies with this key, through the second `retires_at`."""

    def signer(self, sdk_app_id: int) -> Signer:
        """Raises `KeyRingError` if the app has no key that signs."""

    def verifier(self, sdk_app_id: int) -> Verifier:
        """Raises `KeyRingError` if the app has no key. Pass the app that you expect: a ticket must not choose it."""

@final
class VerifiedClaims:
    """The claims of a UserSig that is genuine and in force. Only a verifier makes it."""

    @property
    def user_id(self) -> str: ...
    @property
    def sdk_app_id(self) -> int: ...
    @property
    def issued_at(self) -> int: ...
    @property
    def expires_at(self) -> int: ...
    @property
    def fingerprint(self) -> str:
        """The identity of the ticket."""

    @property
    def tolerated(self) -> Literal["expired", "future"] | None:
        """ "expired" or "future" if a tolerance decided the verdict."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> VerifiedClaims: ...
    def __deepcopy__(self, memo: object, /) -> VerifiedClaims: ...

@final
class VerifiedPrivateMapKey:
    """The claims of a PrivateMapKey for the room and the privileges that were asked for. It does not allow a login."""

    @property
    def user_id(self) -> str: ...
    @property
    def sdk_app_id(self) -> int: ...
    @property
    def issued_at(self) -> int: ...
    @property
    def expires_at(self) -> int: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def tolerated(self) -> Literal["expired", "future"] | None: ...
    @property
    def room(self) -> int | str: ...
    @property
    def privileges(self) -> int:
        """All privileges the ticket gives, which may be more than were asked for."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> VerifiedPrivateMapKey: ...
    def __deepcopy__(self, memo: object, /) -> VerifiedPrivateMapKey: ...

@final
class Unverified:
    """The claims of a ticket that is not verified. Use them to show a ticket, and never to grant anything."""

    @property
    def user_id(self) -> str: ...
    @property
    def sdk_app_id(self) -> int: ...
    @property
    def issued_at(self) -> int: ...
    @property
    def expires_at(self) -> int: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def userbuf(self) -> UnverifiedUserBuf | None:
        """The userbuf of a PrivateMapKey."""

    @property
    def bad_userbuf(self) -> str | None:
        """Why the userbuf cannot be read."""

    def __copy__(self) -> Unverified: ...
    def __deepcopy__(self, memo: object, /) -> Unverified: ...

@final
class UnverifiedUserBuf:
    """The userbuf of a PrivateMapKey that is not verified."""

    @property
    def account(self) -> str: ...
    @property
    def sdk_app_id(self) -> int: ...
    @property
    def room(self) -> int | str: ...
    @property
    def expires_at(self) -> int: ...
    @property
    def privileges(self) -> int: ...
    def __copy__(self) -> UnverifiedUserBuf: ...
    def __deepcopy__(self, memo: object, /) -> UnverifiedUserBuf: ...

@final
class Finding:
    """One cause that the doctor found. A finding with a code is a reason to refuse the ticket."""

    @property
    def id(self) -> str: ...
    @property
    def code(self) -> int | None: ...
    @property
    def what(self) -> str: ...
    @property
    def evidence(self) -> str: ...
    @property
    def remedy(self) -> str: ...
    def __copy__(self) -> Finding: ...
    def __deepcopy__(self, memo: object, /) -> Finding: ...

@final
class TestTicket:
    """A ticket, the question to ask about it, and the expected answer."""

    __test__: bool
    @property
    def name(self) -> str: ...
    @property
    def ticket(self) -> str: ...
    @property
    def room(self) -> int | str | None:
        """The room to ask about. None asks about a UserSig."""

    @property
    def needed(self) -> int: ...
    @property
    def future_tolerance(self) -> int | None: ...
    @property
    def valid_after(self) -> int | None: ...
    @property
    def expires_at(self) -> int | None:
        """The last second at which the ticket is valid. None if it is refused."""

    @property
    def cause(self) -> Cause | None:
        """The cause of the refusal. None if the ticket is valid."""

    def judge(self, verifier: Verifier, user_id: str, now: float | None = None) -> int:
        """Asks a verifier, and returns the last second at which the ticket is valid. Raises `VerifyError`."""

def inspect(text: str) -> Unverified:
    """Reads a ticket without a key. The ticket may be forged, stolen or expired. Raises `VerifyError`."""

def diagnose(
    text: str,
    *,
    sdk_app_id: int | None = None,
    user_id: str | None = None,
    keys: dict[str, str] | None = None,
    now: float | None = None,
    kind: TicketKind | None = None,
    room: int | str | None = None,
    needed: int | None = None,
    leeway: int | timedelta | None = None,
    future_tolerance: int | timedelta | None = None,
    valid_after: float | None = None,
    language: Language = "en",
) -> list[Finding]:
    """Says why a ticket is refused, the most likely cause first. `keys` has a name and a text for each key."""

def refresh_at(user_id: str | Identifier, issued_at: float, expires_at: float) -> int:
    """When a client should fetch its next ticket, after about nine tenths of the lifetime of the current one."""

def advice(cause: str, language: Language) -> str: ...
def causes() -> list[tuple[str, int]]: ...
def check_identifier(text: str) -> None: ...
def class_of_first_import(class_: _Class, /) -> _Class:
    """Returns the class of the first import that had this one, so that all imports of a process have the same classes."""

def error_codes() -> list[tuple[int, str | None, str | None, str | None, Reaction | None]]: ...
def test_tickets(
    signer: Signer,
    user_id: str,
    lifetime: int | timedelta,
    expiring_in: int | timedelta,
    now: float | None = None,
) -> list[TestTicket]: ...
