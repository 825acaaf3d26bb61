"""A document as a zlib stream, and the stream as the text of a ticket."""

import zlib

from claims import base64_text
from deflate import deflated, fixed, squeezed


def container(stream, document, header=b"\x78\x9c"):
    return header + stream + zlib.adler32(document).to_bytes(4, "big")


def squeezed_stream(document):
    return container(deflated(fixed(squeezed(document))), document)


def by_zlib(document, level=6, strategy=zlib.Z_DEFAULT_STRATEGY, window=15, flush_every=None):
    packer = zlib.compressobj(level, zlib.DEFLATED, window, 8, strategy)
    if flush_every is None:
        return packer.compress(document) + packer.flush()
    parts = [document[at:at + flush_every] for at in range(0, len(document), flush_every)]
    stream = b"".join(packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH) for part in parts)
    return stream + packer.flush()


def ticket_text(stream):
    return base64_text(stream).translate(str.maketrans("+/=", "*-_"))
