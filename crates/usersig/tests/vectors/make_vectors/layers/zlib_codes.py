"""Huffman codes and matches."""

from deflate import END, balanced, deflated, dynamic, fixed
from good import GOOD_BYTES
from packing import container
from vector import accepted, refused, stream


def huffman_vectors():
    symbols = list(GOOD_BYTES)
    used = set(symbols) | {END}
    spaced = GOOD_BYTES + b"    "
    spaced_symbols = symbols + [ord(" ")]

    def packed(*blocks, document=GOOD_BYTES):
        return stream(container(deflated(*blocks), document))

    yield accepted("zlib_no_distance_code", "V27", "no distance code where there is no match",
                   packed(dynamic(symbols, distances=[0])))
    yield accepted("zlib_one_distance_code", "V27", "one distance code of one bit, the one legal incomplete code",
                   packed(dynamic(spaced_symbols + [(3, 1)], distances=[1]), document=spaced))
    lengths = balanced(used, 257)
    runs = runs_of(lengths + [1, 1])
    yield accepted("zlib_repeats", "V27", "code lengths written with repeats",
                   packed(dynamic(symbols, lengths, [1, 1], runs=runs)))
    yield accepted("zlib_repeat_across_tables", "V27", "one repeat ends the literals and begins the distances",
                   packed(dynamic(symbols, balanced(used | {257}, 260), [0, 0, 0],
                                  runs=runs_of(balanced(used | {257}, 258)) + [(17, 2)])))
    deep = balanced(sorted(used)[8:] + list(range(160, 250 - len(used))), 257)
    deep = [length and length + 8 for length in deep]
    for place, symbol in enumerate(sorted(used)[:8]):
        deep[symbol] = place + 1
    yield accepted("zlib_longest_codes", "V27", "codes of up to 15 bits",
                   packed(dynamic(symbols, deep)))
    yield accepted("zlib_all_symbols", "V27", "286 literal and length codes, 30 distance codes",
                   packed(dynamic(symbols, balanced(range(286), 286), balanced(range(30), 30))))

    # A reader whose window starts full of spaces would read these documents as intact.
    led = b"  " + GOOD_BYTES
    for name, why, fault, text in (
        ("first", "the first symbol is a match", [(3, 1)] + symbols, b"   " + GOOD_BYTES),
        ("by_one", "a match begins one byte before the output", list(led) + [(3, len(led) + 1)], led + b"   "),
        ("farthest", "a match of the greatest distance", symbols + [(3, 32768)], GOOD_BYTES + b"   "),
    ):
        yield refused(f"zlib_distance_{name}", "V29", f"{why}; before the output there is nothing", "bad_zlib",
                      packed(fixed(fault), document=text))
    for symbol in (30, 31):
        yield refused(f"zlib_distance_symbol_{symbol}", "V29", f"distance symbol {symbol} has no meaning", "bad_zlib",
                      packed(fixed(spaced_symbols + [257, format(symbol, "05b")]), document=spaced))
    for symbol in (286, 287):
        yield refused(f"zlib_length_symbol_{symbol}", "V29", f"length symbol {symbol} has no meaning", "bad_zlib",
                      packed(fixed(spaced_symbols + [symbol, "00000"]), document=spaced))

    table = balanced(set(lengths) | {1}, 19)
    crowded = list(table)
    crowded[15] = max(table)
    sparse = [length and length + 1 for length in table]
    yield refused("zlib_crowded_table_code", "V29", "the code of the code lengths is over-subscribed", "bad_zlib",
                  packed(dynamic(symbols, table=crowded)))
    yield refused("zlib_sparse_table_code", "V29", "the code of the code lengths is incomplete", "bad_zlib",
                  packed(dynamic(symbols, table=sparse)))
    yield refused("zlib_crowded_literal_code", "V29", "the literal code is over-subscribed", "bad_zlib",
                  packed(dynamic(symbols, lengths + [max(lengths)])))
    yield refused("zlib_sparse_literal_code", "V29", "the literal code is incomplete", "bad_zlib",
                  packed(dynamic(symbols, [length and length + 1 for length in lengths])))
    yield refused("zlib_crowded_distance_code", "V29", "three distance codes of one bit", "bad_zlib",
                  packed(dynamic(symbols, distances=[1, 1, 1])))
    yield refused("zlib_sparse_distance_code", "V29", "two distance codes of two bits", "bad_zlib",
                  packed(dynamic(symbols, distances=[2, 2])))
    yield refused("zlib_lone_long_distance_code", "V29", "one distance code, but of two bits", "bad_zlib",
                  packed(dynamic(symbols, distances=[2])))
    yield refused("zlib_unused_distance_bits", "V29", "bits that the one distance code leaves without meaning",
                  "bad_zlib", packed(dynamic(spaced_symbols + [257, "1"], balanced(used | {ord(" "), 257}, 258), [1]),
                                     document=spaced))
    yield refused("zlib_match_without_distances", "V29", "a match where there are no distance codes", "bad_zlib",
                  packed(dynamic(spaced_symbols + [257, "0"], balanced(used | {ord(" "), 257}, 258), [0]),
                         document=spaced))
    yield refused("zlib_no_end_code", "V29", "no code for the end of the block", "bad_zlib",
                  packed(dynamic(symbols, balanced(set(symbols) | {0}, 257), end=False)))
    for count in (287, 288):
        yield refused(f"zlib_{count}_literal_codes", "V29", "HLIT over 286, though the lengths too many are zero",
                      "bad_zlib", packed(dynamic(symbols, lengths + [0] * (count - 257))))
    for count in (31, 32):
        yield refused(f"zlib_{count}_distance_codes", "V29", "HDIST over 30, though the lengths too many are zero",
                      "bad_zlib", packed(dynamic(symbols, distances=[1, 1] + [0] * (count - 2))))
    assert lengths[:3] == [0, 0, 0]
    yield refused("zlib_repeat_of_nothing", "V29", "the first code length repeats the one before it", "bad_zlib",
                  packed(dynamic(symbols, lengths, [1, 1], runs=[(16, 0)] + runs_of(lengths[3:] + [1, 1]))))
    for symbol, distances, run in ((16, [1, 1], (16, 0)), (17, [0], (17, 0)), (18, [0], (18, 0))):
        plain = [(length, 0) for length in lengths + distances[:-1]]
        yield refused(f"zlib_repeat_{symbol}_overruns", "V29", "a repeat goes past the last code length", "bad_zlib",
                      packed(dynamic(symbols, lengths, distances, runs=plain + [run])))


def runs_of(lengths):
    """Code lengths, with a repeat where three or more are equal."""
    runs, at = [], 0
    while at < len(lengths):
        length, count = lengths[at], 1
        while at + count < len(lengths) and lengths[at + count] == length:
            count += 1
        at += count
        if length:
            runs.append((length, 0))
            count -= 1
        while count >= 3:
            most = 6 if length else 138 if count >= 11 else 10
            part = min(count, most)
            runs.append((16, part - 3) if length else (18, part - 11) if part >= 11 else (17, part - 3))
            count -= part
        runs += [(length, 0)] * count
    return runs
