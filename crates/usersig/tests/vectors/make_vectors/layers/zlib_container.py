"""The container around the stream, and the size of the document."""

import struct
import zlib

from claims import document_text, members
from constants import MOST_BYTES
from deflate import END, deflated, dynamic, fixed, squeezed, stored
from good import GOOD, GOOD_BYTES, GOOD_STREAM, filled
from packing import container, squeezed_stream
from vector import accepted, document, refused, stream


def container_vectors():
    body, tail = GOOD_STREAM[2:-4], GOOD_STREAM[-4:]

    for name, head in (("7801", b"\x78\x01"), ("785e", b"\x78\x5e"), ("789c", b"\x78\x9c"), ("78da", b"\x78\xda")):
        yield accepted(f"zlib_header_{name}", "V27", "the level in the header is only a hint",
                       stream(head + body + tail))
    yield accepted("zlib_small_window", "V27", "the header declares a window of 256 bytes, and no match is farther",
                   stream(b"\x08\x1d" + body + tail))

    checksum = int.from_bytes(tail, "big")
    for name, why, value in (
        ("low_bit", "its lowest bit is flipped", checksum ^ 1),
        ("high_bit", "its highest bit is flipped", checksum ^ 1 << 31),
        ("zero", "it is zero", 0),
        ("of_nothing", "it is that of no bytes", 1),
        ("is_crc", "a CRC-32 stands in its place", zlib.crc32(GOOD_BYTES)),
        ("reversed", "its bytes are in the other order", int.from_bytes(tail, "little")),
    ):
        yield refused(f"zlib_adler_{name}", "V19", f"the Adler-32 is wrong: {why}", "bad_zlib",
                      stream(GOOD_STREAM[:-4] + value.to_bytes(4, "big")))
    for left in range(4):
        yield refused(f"zlib_adler_cut_to_{left}", "V20", f"{left} bytes are left of the Adler-32", "bad_zlib",
                      stream(GOOD_STREAM[:-4] + tail[:left]))
    yield refused("zlib_raw_deflate", "V21", "no zlib header and no Adler-32", "bad_zlib", stream(body))
    yield refused("zlib_no_header", "V21", "no zlib header", "bad_zlib", stream(body + tail))
    yield refused("zlib_gzip", "V22", "a gzip container", "bad_zlib", stream(
        bytes.fromhex("1f8b08000000000000ff") + body + struct.pack("<II", zlib.crc32(GOOD_BYTES), len(GOOD_BYTES))))

    dictionary = zlib.adler32(b"TLS.").to_bytes(4, "big")
    yield refused("zlib_dictionary", "V23", "a preset dictionary is named, though no match needs it", "bad_zlib",
                  stream(b"\x78\xbb" + dictionary + body + tail))
    yield refused("zlib_dictionary_empty", "V23", "the empty preset dictionary is named", "bad_zlib",
                  stream(b"\x78\xbb" + b"\0\0\0\1" + body + tail))
    yield refused("zlib_dictionary_bit_only", "V23", "the dictionary bit is set and no dictionary named", "bad_zlib",
                  stream(b"\x78\xbb" + body + tail))

    def header(method, window, level=2):
        first = window << 4 | method
        second = level << 6
        return bytes([first, second + (31 - (first * 256 + second) % 31) % 31])
    for method in (0, 1, 7, 9, 15):
        yield refused(f"zlib_method_{method}", "V24", f"compression method {method} with a right check", "bad_zlib",
                      stream(header(method, 7) + body + tail))
    for window in range(8, 16):
        yield refused(f"zlib_window_{window}", "V24", f"CINFO {window} with a right check", "bad_zlib",
                      stream(header(8, window) + body + tail))
    for name, second in (("one_more", 0x9d), ("one_less", 0x9b), ("zero", 0x80), ("of_other_level", 0x1c)):
        yield refused(f"zlib_header_check_{name}", "V24", "the header is no multiple of 31", "bad_zlib",
                      stream(bytes([0x78, second]) + body + tail))

    yield refused("zlib_trailing_zero", "V25", "a zero byte follows the Adler-32", "bad_zlib",
                  stream(GOOD_STREAM + b"\0"))
    yield refused("zlib_trailing_line_feed", "V25", "a line feed follows the Adler-32", "bad_zlib",
                  stream(GOOD_STREAM + b"\n"))
    yield refused("zlib_trailing_adler", "V25", "the Adler-32 comes twice", "bad_zlib", stream(GOOD_STREAM + tail))
    yield refused("zlib_two_streams", "V26", "a second ticket's stream follows", "bad_zlib",
                  stream(GOOD_STREAM + squeezed_stream(document_text(members(identifier="bob")).encode())))
    yield refused("zlib_second_stream_empty", "V26", "the stream of no bytes follows", "bad_zlib",
                  stream(GOOD_STREAM + container(deflated(fixed([])), b"")))
    half = len(GOOD_BYTES) // 2
    yield refused("zlib_document_in_two_streams", "V26", "each stream holds one half of the document", "bad_zlib",
                  stream(squeezed_stream(GOOD_BYTES[:half]) + squeezed_stream(GOOD_BYTES[half:])))
    yield refused("zlib_padding_bits_set", "V16", "the bits between the last block and the Adler-32 are ones",
                  "bad_zlib", stream(container(deflated(fixed(squeezed(GOOD_BYTES)), fill=1), GOOD_BYTES)))
    yield refused("zlib_stored_padding_bits_set", "V16", "the bits before a stored block's length are ones",
                  "bad_zlib", stream(container(deflated(stored(GOOD_BYTES, fill=1)), GOOD_BYTES)))


def size_vectors():
    yield accepted("zlib_biggest", "V17", "exactly 4,096 bytes, filled up by an unknown member",
                   document(filled(GOOD, MOST_BYTES)))
    yield accepted("zlib_biggest_by_spaces", "V17", "exactly 4,096 bytes, filled up with spaces",
                   document(GOOD_BYTES.ljust(MOST_BYTES)))
    yield refused("zlib_one_byte_too_big", "V17", "4,097 bytes, filled up by an unknown member", "too_big",
                  document(filled(GOOD, MOST_BYTES + 1)))
    yield refused("zlib_one_space_too_big", "V17", "4,097 bytes, filled up with spaces", "too_big",
                  document(GOOD_BYTES.ljust(MOST_BYTES + 1)))
    yield refused("zlib_bomb", "V17", "100,000 bytes, nearly all of them spaces", "too_big",
                  document(GOOD_BYTES.ljust(100_000)))
    runs = 11_300
    bomb = GOOD_BYTES + b" " * (1 + 258 * runs)
    literals = [0] * 286
    literals[ord(" ")], literals[END], literals[285] = 2, 2, 1
    yield refused("zlib_bomb_under_the_cap", "V18", "2.9 MB out of less than 4,096 characters", "too_big",
                  stream(container(deflated(fixed(squeezed(GOOD_BYTES)),
                                            dynamic([ord(" ")] + [(258, 1)] * runs, literals, [1])), bomb)))
    for name, blocks in (("stored", [stored(b"")]), ("fixed", [fixed([])])):
        yield refused(f"zlib_nothing_{name}", "V30", "the stream of no bytes", "bad_json",
                      stream(container(deflated(*blocks), b"")))
    yield refused("zlib_only_white_space", "V30", "a space and no document", "bad_json", document(" "))
