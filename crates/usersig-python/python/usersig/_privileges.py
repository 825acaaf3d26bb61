"""The privileges of a user in a room."""

from enum import IntFlag

from . import _native


@_native.class_of_first_import
class Privileges(IntFlag):
    """A set of the eight privileges that a PrivateMapKey can give. Combine them with `|`."""

    NONE = 0
    CREATE = 1
    ENTER = 2
    SEND_AUDIO = 4
    RECV_AUDIO = 8
    SEND_VIDEO = 16
    RECV_VIDEO = 32
    SEND_SCREEN = 64
    RECV_SCREEN = 128
    ALL = 255
    AUDIENCE = 42

    def __invert__(self) -> "Privileges":
        # Python 3.10 would return a negative number, which no ticket can state.
        return Privileges(255 & ~int(self))
