"""The blocks of the stream."""

import zlib

from claims import document_text
from deflate import (
    END, FIXED_DISTANCES, FIXED_LITERALS, balanced, deflated, dynamic, fixed, put_symbols, squeezed, stored,
)
from good import GOOD, GOOD_BYTES, GOOD_TEXT
from packing import by_zlib, container
from vector import accepted, document, refused, stream, vector


def block_vectors():
    symbols = squeezed(GOOD_BYTES)
    third = len(GOOD_BYTES) // 3
    parts = GOOD_BYTES[:third], GOOD_BYTES[third:2 * third], GOOD_BYTES[2 * third:]

    def packed(*blocks, **how):
        return stream(container(deflated(*blocks, **how), GOOD_BYTES))

    for level in range(10):
        yield accepted(f"zlib_level_{level}", "V27", f"zlib at level {level}", stream(by_zlib(GOOD_BYTES, level)))
    for name, strategy in (("filtered", zlib.Z_FILTERED), ("huffman_only", zlib.Z_HUFFMAN_ONLY),
                           ("rle", zlib.Z_RLE), ("fixed", zlib.Z_FIXED)):
        yield accepted(f"zlib_strategy_{name}", "V27", f"zlib with this strategy: {name}",
                       stream(by_zlib(GOOD_BYTES, 9, strategy)))
    yield accepted("zlib_flushed", "V27", "zlib flushed every 40 bytes: blocks and empty stored blocks",
                   stream(by_zlib(GOOD_BYTES, flush_every=40)))
    yield accepted("zlib_window_512", "V27", "zlib with its smallest window", stream(by_zlib(GOOD_BYTES, window=9)))
    yield accepted("zlib_stored", "V27", "one stored block", packed(stored(GOOD_BYTES)))
    yield accepted("zlib_stored_then_empty", "V27", "a stored block and an empty last one, as Go writes them",
                   packed(stored(GOOD_BYTES), stored(b"")))
    yield accepted("zlib_fixed_literals", "V27", "fixed codes and no match", packed(fixed(GOOD_BYTES)))
    yield accepted("zlib_dynamic", "V27", "dynamic codes", packed(dynamic(symbols)))
    yield accepted("zlib_all_block_types", "V27", "a fixed, a dynamic and a stored block",
                   packed(fixed(parts[0]), dynamic(parts[1]), stored(parts[2])))
    yield accepted("zlib_match_across_blocks", "V27", "a match reaches into the block before",
                   packed(stored(GOOD_BYTES[:18]), fixed([(4, 16)] + list(GOOD_BYTES[22:]))))
    yield accepted("zlib_longest_matches", "V27", "matches of 258 bytes", document(GOOD_TEXT + " " * 3000))
    far = document_text({"extra": '["TLS.identifier","' + "x" * 3000 + '"]'} | GOOD).encode()
    first, second = far.index(b"TLS.id"), far.rindex(b"TLS.id")
    yield accepted("zlib_far_match", "V27", "a match of a distance over 3,000", stream(container(deflated(
        fixed(squeezed(far[:second]) + [(14, second - first)] + list(far[second + 14:]))), far)))

    for count, cause in ((16, None), (17, "bad_zlib")):
        why = f"{count} blocks, at most 16 are needed by anybody"
        empties = count - 1
        pieces = [stored(GOOD_BYTES[at:at + 1]) for at in range(empties)] + [fixed(GOOD_BYTES[empties:])]
        for name, blocks in (
            ("empty_stored", [stored(b"")] * empties + [fixed(symbols)]),
            ("empty_stored_after", [fixed(symbols)] + [stored(b"")] * empties),
            ("empty_fixed", [fixed([])] * empties + [fixed(symbols)]),
            ("empty_dynamic", [dynamic([], balanced({0, END}, 257))] * empties + [fixed(symbols)]),
            ("one_byte", pieces),
        ):
            yield vector(f"zlib_{count}_blocks_{name}", "V28", why, cause, packed(*blocks))

    def type_three(bits):
        bits.put(3, 2)
        put_symbols(bits, symbols + [END], FIXED_LITERALS, FIXED_DISTANCES)
    yield refused("zlib_block_type_3", "V29", "the reserved block type", "bad_zlib", packed(type_three))
    yield refused("zlib_no_final_block", "V29", "no block says it is the last", "bad_zlib",
                  packed(fixed(symbols), last_is_final=False))
    yield refused("zlib_no_end_of_block", "V29", "the last block does not end", "bad_zlib",
                  packed(fixed(symbols, end=False)))
    size = len(GOOD_BYTES)
    for name, why, complement in (
        ("bit", "one bit of NLEN is wrong", size ^ 0xFFFF ^ 1),
        ("zero", "NLEN is zero", 0),
        ("copy", "NLEN repeats LEN", size),
    ):
        yield refused(f"zlib_stored_check_{name}", "V29", why, "bad_zlib",
                      packed(stored(GOOD_BYTES, complement=complement)))
    yield refused("zlib_stored_past_the_end", "V29", "a stored block says it is longer than the input", "bad_zlib",
                  packed(stored(GOOD_BYTES, length=size + 5)))
