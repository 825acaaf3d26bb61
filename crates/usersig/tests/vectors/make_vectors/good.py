"""Tickets without a fault, which the layers start from."""

from claims import document_text, members
from constants import TIME
from packing import squeezed_stream, ticket_text

GOOD = members()
GOOD_TEXT = document_text(GOOD)
GOOD_BYTES = GOOD_TEXT.encode()
GOOD_STREAM = squeezed_stream(GOOD_BYTES)
GOOD_TICKET = ticket_text(GOOD_STREAM)


def first_ticket(wanted):
    """A good ticket whose text satisfies `wanted`."""
    for time in range(TIME, TIME - 5000, -1):
        for expire in (86_400, 864_000, 8_640_000):
            text = ticket_text(squeezed_stream(document_text(members(time=time, expire=expire)).encode()))
            if wanted(text):
                return text
    raise LookupError("no such ticket")


def filled(said, size):
    """The document, with an unknown member that brings it to this size."""
    bare = len(document_text(said | {"pad": '""'}))
    return document_text(said | {"pad": '"' + "x" * (size - bare) + '"'}).encode()


def first_slashed():
    """Claims whose signature contains both + and /, which other base64 alphabets write differently."""
    for time in range(TIME, TIME - 100, -1):
        said = members(time=time)
        if "+" in said["TLS.sig"] and "/" in said["TLS.sig"]:
            return said
    raise LookupError("no such signature")
