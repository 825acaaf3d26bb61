"""Tickets are texts that know what they state, and identifiers are names that may be longer than a UserID."""

from . import _native
from ._native import Unverified
from ._privileges import Privileges


@_native.class_of_first_import
class Identifier(str):
    """A name of 1 to 128 printable ASCII characters, for services other than IM and TRTC.

    IM and TRTC accept only a UserID, which has at most 32 characters and which is a plain `str`.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> "Identifier":
        _native.check_identifier(text)
        return super().__new__(cls, text)


class _Ticket(str):
    # The values are read from the ticket when they are asked for, so a ticket costs no more than its text.
    __slots__ = ()

    @property
    def user_id(self) -> str:
        """The user the ticket names."""
        return self._claims().user_id

    @property
    def sdk_app_id(self) -> int:
        """The app the ticket names."""
        return self._claims().sdk_app_id

    @property
    def issued_at(self) -> int:
        """When the ticket was issued, in seconds since 1970."""
        return self._claims().issued_at

    @property
    def expires_at(self) -> int:
        """The last second at which the ticket is valid."""
        return self._claims().expires_at

    def _claims(self) -> Unverified:
        return _native.inspect(self)

    def __repr__(self) -> str:
        # Anyone who has the text can log in with it, so it is not shown.
        return f"{type(self).__name__}({len(self)} characters)"


@_native.class_of_first_import
class UserSig(_Ticket):
    """A ticket to log in with, as a signer made it. It is a `str`."""

    __slots__ = ()

    @property
    def refresh_at(self) -> int:
        """When a client should fetch its next ticket. See `usersig.refresh_at`."""
        claims = self._claims()
        return _native.refresh_at(Identifier(claims.user_id), claims.issued_at, claims.expires_at)


@_native.class_of_first_import
class PrivateMapKey(_Ticket):
    """A ticket that gives a user privileges in one TRTC room, as a signer made it. It is a `str`."""

    __slots__ = ()

    @property
    def expires_at(self) -> int:
        """The last second at which the ticket is valid: the earlier of its two expiries."""
        claims = self._claims()
        return min(claims.expires_at, self._userbuf().expires_at)

    @property
    def room(self) -> int | str:
        """The number or the name of the room."""
        return self._userbuf().room

    @property
    def privileges(self) -> Privileges:
        """The privileges in the room."""
        return Privileges(self._userbuf().privileges)

    def _userbuf(self) -> _native.UnverifiedUserBuf:
        userbuf = self._claims().userbuf
        if userbuf is None:
            raise ValueError("the ticket is not a PrivateMapKey")
        return userbuf
