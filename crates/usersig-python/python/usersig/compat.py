"""The interface of the official signer, for code that you do not want to change.

`TLSSigAPIv2` has the methods of the package `tls-sig-api-v2` on PyPI and of its repository, with their defaults
and return types. Arguments are converted as in the official signer. Other packages that import the official module use this one after:

    import sys, usersig.compat
    sys.modules["TLSSigAPIv2"] = usersig.compat

Inputs that make an invalid ticket or are probably a mistake raise ValueError or TypeError. docs/languages.md lists them.
"""

from typing import SupportsInt

from ._native import Signer
from ._tickets import Identifier

__all__ = ["TLSSigAPIv2"]

_180_DAYS = 180 * 86400


class TLSSigAPIv2:
    """Signs the tickets of one app."""

    def __init__(self, sdkappid: SupportsInt | str, key: str) -> None:
        self.__signer = Signer(_whole(sdkappid, "sdkappid"), key)

    def gen_sig(self, identifier: object, expire: SupportsInt | str = _180_DAYS) -> str:
        """Signs a UserSig."""
        # A plain str, because that is what the official signer returns.
        return str(self.__signer.user_sig(Identifier(str(identifier)), _whole(expire, "expire")))

    def genUserSig(self, userid: object, expire: SupportsInt | str = _180_DAYS) -> str:
        """Signs a UserSig."""
        return self.gen_sig(userid, expire)

    def gen_sig_with_userbuf(self, identifier: object, expire: SupportsInt | str, userbuf: bytes | None) -> str:
        """Signs a PrivateMapKey around a userbuf that the caller wrote, or a UserSig if it is None."""
        if userbuf is None:
            return self.gen_sig(identifier, expire)
        # bytes(5) would be five zeros.
        given = bytes(memoryview(userbuf))
        return str(self.__signer.private_map_key_with_userbuf(str(identifier), given, _whole(expire, "expire")))

    def genPrivateMapKey(self, userid: str, expire: SupportsInt | str, roomid: int, privilegeMap: int) -> str:
        """Signs a PrivateMapKey for the room with this number."""
        if isinstance(roomid, str):
            raise TypeError("roomid is a number; genPrivateMapKeyWithStringRoomID takes a name")
        return str(self.__signer.private_map_key(userid, roomid, privilegeMap, _whole(expire, "expire")))

    def genPrivateMapKeyWithStringRoomID(
        self, userid: str, expire: SupportsInt | str, roomstr: str, privilegeMap: int
    ) -> str:
        """Signs a PrivateMapKey for the room with this name."""
        if not isinstance(roomstr, str):
            raise TypeError("roomstr is a name; genPrivateMapKey takes a number")
        return str(self.__signer.private_map_key(userid, roomstr, privilegeMap, _whole(expire, "expire")))

    def __repr__(self) -> str:
        return f"TLSSigAPIv2({self.__signer.sdk_app_id})"


def _whole(value: SupportsInt | str, name: str) -> int:
    try:
        return int(value)
    except (OverflowError, ValueError):
        # The error of int() contains the text. If the arguments are exchanged, the text is the key.
        pass
    raise ValueError(f"{name} is not a whole number")
