#!/usr/bin/env python3
"""Writes attacks.jsonl, json_syntax.jsonl and golden.json beside itself; with --check it only compares.

README.md explains the fields. Every ticket is signed for what it says, so that nothing but the one
fault a vector names can refuse it.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import struct
import sys
import zlib

KEY = hashlib.sha256(b"a throw-away key for test vectors").hexdigest()
OTHER_KEY = hashlib.sha256(b"another throw-away key for test vectors").hexdigest()
# The key printed in the official documents, known to everybody.
SAMPLE_KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e"

APP = 1_400_000_000
TIME = 1_699_990_000
EXPIRE = 86_400
NOW = 1_700_000_000
LAST = TIME + EXPIRE

MOST_CHARACTERS = 4096
MOST_BYTES = 4096
LONGEST_LIFETIME = 1_576_800_000
I64_MAX = 2**63 - 1
U32_MAX = 2**32 - 1

CODES = {
    "empty": 70002,
    "too_long": 70003,
    "bad_base64": 70003,
    "bad_zlib": 70003,
    "too_big": 70003,
    "bad_json": 70003,
    "bad_field": 70003,
    "legacy_version": 70003,
    "wrong_sdk_app_id": 70014,
    "bad_signature": 70009,
    "wrong_user_id": 70013,
    "not_a_user_sig": 70003,
    "not_a_private_map_key": 70003,
    "bad_private_map": -100006,
    "revoked": 70001,
    "not_yet_valid": 70003,
    "expired": 70001,
    "wrong_room": -100006,
    "missing_privilege": -100006,
}


# ---------------------------------------------------------------- what is said and signed

MEMBERS = {
    "identifier": "TLS.identifier",
    "app": "TLS.sdkappid",
    "expire": "TLS.expire",
    "time": "TLS.time",
    "userbuf": "TLS.userbuf",
}


def raw(value):
    return value if isinstance(value, bytes) else str(value).encode()


def signed_text(identifier, app, time, expire, userbuf=None):
    lines = [("identifier", identifier), ("sdkappid", app), ("time", time), ("expire", expire)]
    if userbuf is not None:
        lines.append(("userbuf", userbuf))
    return b"".join(b"TLS." + name.encode() + b":" + raw(value) + b"\n" for name, value in lines)


def mac(key, text):
    return hmac.new(raw(key), text, hashlib.sha256).digest()


def base64_text(data):
    return base64.b64encode(data).decode()


def members(identifier="alice", app=APP, time=TIME, expire=EXPIRE, userbuf=None, key=KEY):
    """Each member's name and its JSON text, signed; a userbuf is given as the base64 text of it."""
    said = {
        "TLS.ver": '"2.0"',
        "TLS.identifier": json.dumps(identifier) if isinstance(identifier, str) else identifier,
        "TLS.sdkappid": str(app),
        "TLS.expire": str(expire),
        "TLS.time": str(time),
    }
    if userbuf is not None:
        said["TLS.userbuf"] = json.dumps(userbuf)
    text = signed_text(identifier, app, time, expire, userbuf)
    return said | {"TLS.sig": json.dumps(base64_text(mac(key, text)))}


def wrong(**claims):
    """Claims in which a pair is (the JSON text written, the text a reader blind to types would hash)."""
    hashed = {name: value[1] if isinstance(value, tuple) else value for name, value in claims.items()}
    written = {MEMBERS[name]: value[0] for name, value in claims.items() if isinstance(value, tuple)}
    return changed(members(**hashed), **written)


def changed(said, **texts):
    """The same members with other JSON texts; None takes a member away."""
    said = said | texts
    return {name: text for name, text in said.items() if text is not None}


def with_signature(text, **claims):
    return changed(members(**claims), **{"TLS.sig": text})


def signature_of(said):
    return base64.b64decode(json.loads(said["TLS.sig"]))


def document_text(said, comma=",", colon=":"):
    return "{" + comma.join(f'"{name}"{colon}{text}' for name, text in said.items()) + "}"


def rights(account=b"alice", app=APP, number=0, expires=LAST, privileges=255, name=None, **faults):
    """A userbuf in its wire form; faults may be version, account_length and name_length."""
    version = faults.get("version", 0 if name is None else 1)
    data = struct.pack(">BH", version, faults.get("account_length", len(account))) + account
    data += struct.pack(">IIIII", app, number, expires, privileges, 0)
    if name is not None:
        data += struct.pack(">H", faults.get("name_length", len(name))) + name
    return data


def map_key(userbuf, **claims):
    return members(userbuf=base64_text(userbuf), **claims)


def number_room(number=7, **fields):
    return map_key(rights(number=number, **fields))


def named_room(name=b"lobby", **fields):
    return map_key(rights(name=name, **fields))


# ---------------------------------------------------------------- how it travels

class Bits:
    """Bits in the order of deflate: the first is the lowest of its byte."""

    def __init__(self):
        self.value = self.count = 0

    def put(self, value, width):
        self.value |= value << self.count
        self.count += width

    def put_text(self, text):
        for bit in text:
            self.put(int(bit), 1)

    def align(self, fill=0):
        while self.count % 8:
            self.put(fill, 1)

    def bytes(self):
        self.align()
        return self.value.to_bytes(self.count // 8, "little")


def ladder(count, first, per_step):
    """(first value, extra bits) of each length or distance symbol."""
    steps = []
    for symbol in range(count):
        extra = max(0, symbol // per_step - 1)
        steps.append((first, extra))
        first += 1 << extra
    return steps


LENGTHS = ladder(28, 3, 4) + [(258, 0)]
DISTANCES = ladder(30, 1, 2)
FIXED_LITERALS = [8] * 144 + [9] * 112 + [7] * 24 + [8] * 8
FIXED_DISTANCES = [5] * 32
TABLE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
END = 256


def step_of(steps, value):
    symbol = max(s for s, (first, _) in enumerate(steps) if first <= value)
    return symbol, value - steps[symbol][0], steps[symbol][1]


def codes(lengths):
    """Each used symbol's code as a text of bits, by RFC 1951 3.2.2."""
    found, code = {}, 0
    for length in range(1, 16):
        for symbol, its_length in enumerate(lengths):
            if its_length == length:
                found[symbol] = format(code, f"0{length}b")
                code += 1
        code <<= 1
    return found


def balanced(symbols, size):
    """Lengths of a complete code in which all these symbols are about equally long."""
    symbols = sorted(symbols)
    longest = max(1, (len(symbols) - 1).bit_length())
    short = (1 << longest) - len(symbols) if len(symbols) > 1 else 0
    lengths = [0] * size
    for place, symbol in enumerate(symbols):
        lengths[symbol] = longest - 1 if place < short else longest
    return lengths


def squeezed(data):
    """Literals, and matches where what comes has just been, at most six bytes ago."""
    symbols, at = [], 0
    while at < len(data):
        best = (0, 0)
        for distance in range(1, min(at, 6) + 1):
            length = 0
            while length < 258 and at + length < len(data) and data[at + length] == data[at + length - distance]:
                length += 1
            if length > best[0]:
                best = (length, distance)
        symbols.append(best if best[0] >= 3 else data[at])
        at += best[0] if best[0] >= 3 else 1
    return symbols


def put_symbols(bits, symbols, literals, distances):
    """A number is a literal or length symbol, a pair is a match, a text is bits as they stand."""
    literal_codes, distance_codes = codes(literals), codes(distances)
    for symbol in symbols:
        if isinstance(symbol, str):
            bits.put_text(symbol)
        elif isinstance(symbol, int):
            bits.put_text(literal_codes[symbol])
        else:
            length, value, width = step_of(LENGTHS, symbol[0])
            bits.put_text(literal_codes[257 + length])
            bits.put(value, width)
            distance, value, width = step_of(DISTANCES, symbol[1])
            bits.put_text(distance_codes[distance])
            bits.put(value, width)


def stored(data, length=None, complement=None, fill=0):
    def block(bits):
        bits.put(0, 2)
        bits.align(fill)
        said = len(data) if length is None else length
        bits.put(said, 16)
        bits.put(said ^ 0xFFFF if complement is None else complement, 16)
        for byte in data:
            bits.put(byte, 8)
    return block


def fixed(symbols, end=True):
    def block(bits):
        bits.put(1, 2)
        put_symbols(bits, list(symbols) + [END] * end, FIXED_LITERALS, FIXED_DISTANCES)
    return block


def dynamic(symbols, literals=None, distances=None, runs=None, table=None, end=True):
    """Lengths not given make complete codes; runs are (code length symbol, extra value) pairs."""
    symbols = list(symbols) + [END] * end
    matches = [symbol for symbol in symbols if isinstance(symbol, tuple)]
    if literals is None:
        used = {symbol for symbol in symbols if isinstance(symbol, int)} | {END}
        used |= {257 + step_of(LENGTHS, match[0])[0] for match in matches}
        literals = balanced(used, max(used) + 1)
    if distances is None:
        used = {step_of(DISTANCES, match[1])[0] for match in matches} | {0, 1}
        distances = balanced(used, max(used) + 1)
    if runs is None:
        runs = [(length, 0) for length in literals + distances]
    if table is None:
        table = balanced({length for length, _ in runs}, 19)

    def block(bits):
        bits.put(2, 2)
        bits.put(len(literals) - 257, 5)
        bits.put(len(distances) - 1, 5)
        written = max(4, max(TABLE_ORDER.index(s) for s in range(19) if table[s]) + 1)
        bits.put(written - 4, 4)
        for symbol in TABLE_ORDER[:written]:
            bits.put(table[symbol], 3)
        table_codes = codes(table)
        for symbol, value in runs:
            bits.put_text(table_codes[symbol])
            bits.put(value, {16: 2, 17: 3, 18: 7}.get(symbol, 0))
        put_symbols(bits, symbols, literals, distances)
    return block


def deflated(*blocks, fill=0, last_is_final=True):
    bits = Bits()
    for place, block in enumerate(blocks):
        bits.put(int(last_is_final and place == len(blocks) - 1), 1)
        block(bits)
    bits.align(fill)
    return bits.bytes()


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


# ---------------------------------------------------------------- a vector

def vector(name, row, why, cause, content, user_id="alice", app=APP, key=KEY, now=NOW, **asked):
    """The content is a ticket (text or bytes), ("stream", bytes), ("document", bytes) or members."""
    document = None
    if isinstance(content, dict):
        content = ("document", document_text(content).encode())
    if isinstance(content, tuple) and content[0] == "document":
        document = content[1]
        content = ("stream", squeezed_stream(document))
    if isinstance(content, tuple):
        content = ticket_text(content[1])

    line = {"name": name, "row": row, "why": why}
    if isinstance(content, bytes):
        line["ticket_hex"] = content.hex()
    else:
        line["ticket"] = content
    if document is not None and len(document) <= 1000:
        try:
            line["document"] = document.decode()
        except UnicodeDecodeError:
            pass
    line |= {"sdk_app_id": app, "user_id": user_id, "key": key, "now": now} | asked
    if cause is None:
        return line | {"expect": 0}
    return line | {"expect": CODES[cause], "cause": cause}


def accepted(name, row, why, content, **asked):
    return vector(name, row, why, None, content, **asked)


def refused(name, row, why, cause, content, **asked):
    return vector(name, row, why, cause, content, **asked)


def document(text):
    return ("document", raw(text))


def stream(data):
    return ("stream", data)


GOOD = members()
GOOD_TEXT = document_text(GOOD)
GOOD_BYTES = GOOD_TEXT.encode()
GOOD_STREAM = squeezed_stream(GOOD_BYTES)
GOOD_TICKET = ticket_text(GOOD_STREAM)


def first_ticket(wanted):
    """A good ticket whose text happens to be as wanted."""
    for time in range(TIME, TIME - 5000, -1):
        for expire in (86_400, 864_000, 8_640_000):
            text = ticket_text(squeezed_stream(document_text(members(time=time, expire=expire)).encode()))
            if wanted(text):
                return text
    raise LookupError("no such ticket")


def filled(said, size):
    """The document with an unknown member that brings it to this size."""
    bare = len(document_text(said | {"pad": '""'}))
    return document_text(said | {"pad": '"' + "x" * (size - bare) + '"'}).encode()


# ---------------------------------------------------------------- text

def text_vectors():
    def odd(text):
        return "*" in text and "-" in text
    no_padding = first_ticket(lambda text: odd(text) and text.count("_") == 0)
    one_padding = first_ticket(lambda text: odd(text) and text.count("_") == 1)
    two_padding = first_ticket(lambda text: odd(text) and text.count("_") == 2)
    only_star = first_ticket(lambda text: "*" in text and "-" not in text and "_" not in text)
    half = len(GOOD_TICKET) // 2
    middle_wrapped = GOOD_TICKET[:half], GOOD_TICKET[half:]

    yield accepted("text_no_padding", "accepted", "the bytes fill the last group", no_padding)
    yield accepted("text_one_padding", "accepted", "one padding character", one_padding)
    yield accepted("text_two_padding", "accepted", "two padding characters", two_padding)
    longest = filled(GOOD, MOST_CHARACTERS // 4 * 3 - 11)
    yield accepted("text_longest", "V03", "exactly 4,096 characters",
                   stream(container(deflated(stored(longest)), longest)))

    yield refused("text_empty", "V01", "nothing at all", "empty", "")
    yield refused("text_only_padding", "V02", "four padding characters and no data", "bad_base64", "____")
    yield refused("text_one_padding_only", "V02", "one padding character and no data", "bad_base64", "_")
    yield refused("text_one_character", "V02", "six bits are no byte", "bad_base64", "A")
    yield refused("text_one_character_padded", "V02", "six bits are no byte, padded or not", "bad_base64", "A___")
    longer = filled(GOOD, MOST_CHARACTERS // 4 * 3 + 3 - 11)
    yield refused("text_too_long", "V03", "a good ticket of 4,100 characters", "too_long",
                  stream(container(deflated(stored(longer)), longer)))
    yield refused("text_one_over_the_cap", "V03", "4,097 characters", "too_long", "A" * (MOST_CHARACTERS + 1))

    yield refused("text_standard_plus", "V05", "+ where the ticket alphabet has *", "bad_base64",
                  no_padding.replace("*", "+"))
    yield refused("text_standard_slash", "V05", "/ where the ticket alphabet has -", "bad_base64",
                  no_padding.replace("-", "/"))
    yield refused("text_standard_padding", "V05", "= where the ticket alphabet has _", "bad_base64",
                  one_padding.replace("_", "="))
    yield refused("text_standard_alphabet", "V05", "all three of the standard alphabet", "bad_base64",
                  two_padding.translate(str.maketrans("*-_", "+/=")))
    yield refused("text_base64url", "V06", "the URL alphabet has _ for 63, which is padding here", "bad_base64",
                  no_padding.translate(str.maketrans("*-", "-_")))
    yield refused("text_base64url_as_other_bits", "V06", "the URL alphabet's - for 62 is 63 here", "bad_zlib",
                  only_star.replace("*", "-"))
    yield refused("text_padding_one_removed", "V07", "the one padding character is gone", "bad_base64",
                  one_padding[:-1])
    yield refused("text_padding_two_removed", "V07", "both padding characters are gone", "bad_base64",
                  two_padding[:-2])
    yield refused("text_padding_second_removed", "V07", "the second padding character is gone", "bad_base64",
                  two_padding[:-1])
    yield refused("text_padding_one_too_many", "V08", "two padding characters where one belongs", "bad_base64",
                  one_padding + "_")
    yield refused("text_padding_three", "V08", "three padding characters where two belong", "bad_base64",
                  two_padding + "_")
    yield refused("text_padding_not_needed", "V08", "padding after a full last group", "bad_base64",
                  no_padding + "_")
    yield refused("text_padding_group", "V08", "a whole group of padding", "bad_base64", no_padding + "____")
    yield refused("text_padding_inside", "V08", "two padded texts, one after the other", "bad_base64",
                  ticket_text(GOOD_STREAM[:10]) + ticket_text(GOOD_STREAM[10:]))

    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-"
    for text, padding, values in ((one_padding, 1, (1, 2, 3)), (two_padding, 2, (1, 2, 4, 8, 15))):
        head, last = text[:-padding - 1], alphabet.index(text[-padding - 1])
        for value in values:
            yield refused(f"text_loose_bits_{padding}_padding_{value}", "V09",
                          f"the bits no byte needs say {value} instead of 0", "bad_base64",
                          head + alphabet[last | value] + "_" * padding)

    lines = [GOOD_TICKET[at:at + 76] for at in range(0, len(GOOD_TICKET), 76)]
    yield refused("text_line_feeds", "V10", "wrapped as mail wraps it", "bad_base64", "\n".join(lines))
    yield refused("text_carriage_returns", "V10", "wrapped with CR LF", "bad_base64", "\r\n".join(lines))
    yield refused("text_line_feed_after", "V10", "a line feed at the end", "bad_base64", GOOD_TICKET + "\n")
    yield refused("text_line_feed_before", "V10", "a line feed at the start", "bad_base64", "\n" + GOOD_TICKET)
    yield refused("text_space_inside", "V11", "a space in the middle", "bad_base64", " ".join(middle_wrapped))
    yield refused("text_tab_inside", "V11", "a tab in the middle", "bad_base64", "\t".join(middle_wrapped))
    yield refused("text_space_before", "V11", "a space at the start", "bad_base64", " " + GOOD_TICKET)
    yield refused("text_space_after", "V11", "a space at the end", "bad_base64", GOOD_TICKET + " ")
    yield refused("text_four_spaces_after", "V11", "the length is still a multiple of four", "bad_base64",
                  GOOD_TICKET + "    ")
    yield refused("text_only_spaces", "V11", "spaces and nothing else", "bad_base64", "    ")
    for name, why, junk in (
        ("exclamation_marks", "two exclamation marks, which some decoders skip", "!!"),
        ("four_dots", "four characters outside the alphabet", "...."),
        ("nul", "a NUL, where a C reader would stop", "\0"),
        ("byte_order_mark", "an invisible byte order mark", "\ufeff"),
        ("zero_width_space", "an invisible space", "\u200b"),
        ("letter_with_accent", "a letter outside ASCII", "\u00e9"),
        ("full_width_letter", "a wide form of A", "\uff21"),
        ("letter_above_u16", "a letter that takes two UTF-16 units", "\U0001d400"),
        ("quotes", "a quotation mark from a JSON text", '"'),
    ):
        yield refused(f"text_{name}_inside", "V12", why, "bad_base64", junk.join(middle_wrapped))
    yield refused("text_byte_order_mark_before", "V12", "a byte order mark at the start", "bad_base64",
                  "\ufeff" + GOOD_TICKET)
    yield refused("text_nul_and_more_after", "V12", "a good ticket, a NUL and more", "bad_base64",
                  GOOD_TICKET + "\0AAA")
    yield refused("text_quoted", "V12", "the ticket as a JSON string", "bad_base64", f'"{GOOD_TICKET}"')
    yield refused("text_byte_ff_inside", "V12", "a byte that is never UTF-8", "bad_base64",
                  b"\xff".join(part.encode() for part in middle_wrapped))
    yield refused("text_high_bit_set", "V12", "the first letter with its eighth bit set", "bad_base64",
                  bytes([GOOD_TICKET.encode()[0] | 0x80]) + GOOD_TICKET.encode()[1:])
    yield refused("text_utf_16", "V12", "the text as UTF-16", "bad_base64", GOOD_TICKET.encode("utf-16-le").decode())
    yield refused("text_percent_encoded", "V13", "* went through a URL encoder", "bad_base64",
                  no_padding.replace("*", "%2A"))
    yield refused("text_form_decoded", "V13", "standard base64 whose + a form decoder made a space", "bad_base64",
                  only_star.replace("*", " "))

    def url_text(data):
        return base64.urlsafe_b64encode(data).decode().rstrip("=")
    token = url_text(b'{"alg":"HS256","typ":"JWT"}') + "." + url_text(b'{"sub":"alice","exp":1700086400}')
    token += "." + url_text(mac(KEY, token.encode()))
    yield refused("text_jwt", "V14", "a genuine JSON web token", "bad_base64", token)
    yield refused("text_paseto", "V14", "the look of a local PASETO token", "bad_base64",
                  "v4.local." + url_text(hashlib.sha512(b"paseto").digest()))
    yield refused("text_random", "V14", "base64 of random bytes", "bad_zlib",
                  ticket_text(hashlib.sha256(b"random").digest() * 3))
    yield refused("text_zero_bytes", "V14", "base64 of three zero bytes", "bad_zlib", "AAAA")
    yield refused("text_key_pasted", "V14", "64 hex digits, as from the wrong input field", "bad_zlib",
                  OTHER_KEY)
    yield refused("text_word_null", "V14", "the word null, which is also base64", "bad_zlib", "null")
    yield refused("text_word_undefined", "V14", "the word a page writes for nothing", "bad_base64", "undefined")
    yield refused("text_plain_json", "V15", "the document itself", "bad_base64", GOOD_TEXT)
    yield refused("text_oldest_v1", "V15", "the first v1 form was plain JSON", "bad_base64",
                  document_text(V1 | {"TLS.time": '"2015-10-12T16:24:34-08:00"'}))
    yield refused("text_json_not_deflated", "V15", "base64 of the document without zlib", "bad_zlib",
                  ticket_text(GOOD_BYTES))


# ---------------------------------------------------------------- zlib

def zlib_vectors():
    yield from container_vectors()
    yield from size_vectors()
    yield from block_vectors()
    yield from huffman_vectors()


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

    # A reader whose empty window is full of spaces would find these documents in order.
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
    """Code lengths with repeats where three or more are equal."""
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


# ---------------------------------------------------------------- JSON

def with_extra(text, name="extra"):
    return document(document_text(GOOD | {name: text}))


def nested(kinds, depth):
    """Containers one in the other, their kinds taken in turn."""
    opening = {"[": "[", "{": '{"a":'}
    closing = {"[": "]", "{": "}"}
    kinds = [kinds[level % len(kinds)] for level in range(depth)]
    innermost = kinds.pop()
    ends = "".join(closing[kind] for kind in reversed(kinds))
    return "".join(opening[kind] for kind in kinds) + innermost + closing[innermost] + ends


# The values are of no account: a v1 ticket is recognised by its members and never verified.
V1 = {
    "TLS.account_type": '"0"',
    "TLS.identifier": '"alice"',
    "TLS.appid_at_3rd": '"0"',
    "TLS.sdk_appid": f'"{APP}"',
    "TLS.expire_after": '"15552000"',
    "TLS.version": '"201803230000"',
    "TLS.time": f'"{TIME}"',
    "TLS.sig": json.dumps(base64_text(b"\x30\x44\x02\x20" + hashlib.sha256(b"r").digest()
                                      + b"\x02\x20" + hashlib.sha256(b"s").digest())),
}


def json_vectors():
    yield from json_accepted_vectors()
    yield from json_refused_vectors()
    yield from json_text_vectors()
    yield from json_depth_vectors()


def json_accepted_vectors():
    body = GOOD_TEXT[1:-1]
    yield accepted("json_python_separators", "accepted", "Python puts a space after commas and colons",
                   document(document_text(GOOD, ", ", ": ")))
    yield accepted("json_python_escapes", "accepted", "Python writes everything outside ASCII as \\uXXXX",
                   with_extra('"\\u5c0f\\u519b \\ud83d\\ude00"'))
    yield accepted("json_go_line_end", "accepted", "Go writes a line feed after the document",
                   document(GOOD_TEXT + "\n"))
    go = members(identifier="a<b>&c")
    yield accepted("json_go_escapes", "accepted", "Go escapes <, > and &", user_id="a<b>&c",
                   content=changed(go, **{"TLS.identifier": '"a\\u003cb\\u003e\\u0026c"'}))
    go_bytes = document_text(GOOD).encode() + b"\n"
    yield accepted("json_go_stored", "accepted", "Go's default does not compress",
                   stream(container(deflated(stored(go_bytes), stored(b"")), go_bytes)))
    cpp = {name: GOOD[name] for name in
           ("TLS.ver", "TLS.sdkappid", "TLS.identifier", "TLS.time", "TLS.expire", "TLS.sig")}
    yield accepted("json_cpp_order", "accepted", "C++ writes the members in its own order at level 1",
                   stream(by_zlib(document_text(cpp).encode(), 1)))
    slashed = first_slashed()
    yield accepted("json_php_slashes", "accepted", "PHP writes / as \\/ in a signature",
                   changed(slashed, **{"TLS.sig": slashed["TLS.sig"].replace("/", "\\/")}))
    php = number_room(U32_MAX)
    yield accepted("json_php_slashes_in_userbuf", "accepted", "PHP writes / as \\/ in a userbuf", room_id=U32_MAX,
                   content={name: text.replace("/", "\\/") for name, text in php.items()})
    yield accepted("json_php_slashes_in_id", "accepted", "PHP writes / as \\/ in an id", user_id="a/b",
                   content=changed(members(identifier="a/b"), **{"TLS.identifier": '"a\\/b"'}))
    yield accepted("json_order_reversed", "accepted", "the members in the reverse order",
                   dict(reversed(GOOD.items())))
    yield accepted("json_order_sorted", "accepted", "the members sorted by name", dict(sorted(GOOD.items())))
    java = number_room()
    order = ("TLS.expire", "TLS.ver", "TLS.sdkappid", "TLS.identifier", "TLS.sig", "TLS.userbuf", "TLS.time")
    yield accepted("json_java_order", "accepted", "Java writes TLS.sig before TLS.userbuf",
                   {name: java[name] for name in order}, room_id=7)
    yield accepted("json_white_space", "accepted", "all four kinds of white space, wherever they may stand",
                   document(" \t\r\n" + document_text(GOOD, " \t\r\n,\n", "\t:\r\n ") + "\n\r\t "))
    yield accepted("json_id_with_quotes", "accepted", "an id with quotation marks and a backslash",
                   members(identifier='say "hi" \\o'), user_id='say "hi" \\o')

    yield accepted("json_extra_members", "V35", "unknown members of every type",
                   GOOD | {"a": "1", "b": "null", "c": "[1,[2]]", "d": '{"e":"f"}', "": '""', "g": "true"})
    yield accepted("json_extra_member_first", "V35", "the unknown member stands first", {"a": '"b"'} | GOOD)
    yield accepted("json_known_names_inside_extra", "V35", "the known names inside an unknown member's value",
                   {"extra": '{"TLS.identifier":"bob","TLS.sig":true}'} | GOOD)
    yield accepted("json_known_name_as_value", "V35", "the text of a member is only text",
                   {"extra": '"\\",\\"TLS.identifier\\":\\"bob"'} | GOOD)
    yield accepted("json_other_case_beside", "V35", "tls.identifier is an unknown member, not the id",
                   GOOD | {"tls.identifier": '"bob"', "TLS.SIG": "true"})
    yield accepted("json_v1_members_beside", "V35", "v1 members in a v2 document are unknown ones",
                   GOOD | {"TLS.sdk_appid": '"1"', "TLS.expire_after": '"1"'})
    yield accepted("json_extra_member_twice", "V35", "only known members must be single",
                   document("{" + body + ',"a":1,"a":2}'))
    yield accepted("json_huge_number_in_extra", "V35", "a number no type holds, where nobody looks",
                   with_extra("[1e400,-1e400,123456789012345678901234567890.5e-7]"))
    yield accepted("json_escaped_id", "V54", "alice with its first letter escaped",
                   changed(GOOD, **{"TLS.identifier": '"\\u0061lice"'}))
    yield accepted("json_escaped_id_wholly", "V54", "alice with every letter escaped",
                   changed(GOOD, **{"TLS.identifier": '"\\u0061\\u006c\\u0069\\u0063\\u0065"'}))
    yield accepted("json_escaped_upper_hex", "V54", "hex digits of both cases", user_id="a/b/c",
                   content=changed(members(identifier="a/b/c"), **{"TLS.identifier": '"a\\u002Fb\\u002fc"'}))
    yield accepted("json_escaped_version", "V54", "the version with its point escaped",
                   changed(GOOD, **{"TLS.ver": '"2\\u002e0"'}))
    yield accepted("json_escaped_name", "V54", "a known member's name with a letter escaped",
                   document(GOOD_TEXT.replace("TLS.identifier", "TLS.identifi\\u0065r")))


def first_slashed():
    """Claims whose signature has both characters that the other base64 alphabets write otherwise."""
    for time in range(TIME, TIME - 100, -1):
        said = members(time=time)
        if "+" in said["TLS.sig"] and "/" in said["TLS.sig"]:
            return said
    raise LookupError("no such signature")


def json_refused_vectors():
    body = GOOD_TEXT[1:-1]
    for name, why, text in (
        ("not_json", "words", "alice may log in"),
        ("query_text", "a form's text", "TLS.identifier=alice&TLS.ver=2.0"),
        ("signed_text", "the signed text itself", signed_text("alice", APP, TIME, EXPIRE).decode()),
        ("truncated", "the last brace is missing", GOOD_TEXT[:-1]),
        ("garbage_after", "a letter after the document", GOOD_TEXT + "x"),
        ("brace_after", "one brace too many", GOOD_TEXT + "}"),
        ("nul_after", "a NUL after the document", GOOD_TEXT + "\0"),
        ("two_documents", "a second document", GOOD_TEXT + GOOD_TEXT),
        ("two_documents_by_line", "a second document on its own line", GOOD_TEXT + "\n" + GOOD_TEXT),
        ("byte_order_mark", "a byte order mark before", "\ufeff" + GOOD_TEXT),
        ("form_feed", "a form feed is no JSON white space", GOOD_TEXT + "\f"),
        ("no_break_space", "a no-break space is no JSON white space", "\u00a0" + GOOD_TEXT),
    ):
        yield refused(f"json_{name}", "V31", why, "bad_json", document(text))
    yield refused("json_utf_16", "V31", "the document as UTF-16", "bad_json", document(GOOD_TEXT.encode("utf-16-le")))

    for name, text in (("array", f"[{GOOD_TEXT}]"), ("empty_array", "[]"), ("number", "1"),
                       ("string", json.dumps(GOOD_TEXT)), ("true", "true"), ("false", "false"), ("null", "null")):
        yield refused(f"json_top_{name}", "V32", "the top level is no object", "bad_json", document(text))

    bob = '"TLS.identifier":"bob"'
    yield refused("json_duplicate_bob_first", "V33", "bob and then alice, signed for the last", "bad_json",
                  document("{" + bob + "," + body + "}"))
    yield refused("json_duplicate_bob_last", "V33", "alice and then bob, signed for the first", "bad_json",
                  document("{" + body + "," + bob + "}"))
    room = number_room()
    for member in ("TLS.ver", "TLS.identifier", "TLS.sdkappid", "TLS.expire", "TLS.time", "TLS.userbuf", "TLS.sig"):
        yield refused(f"json_duplicate_{member[4:]}", "V33", f"{member} twice, with one value", "bad_json",
                      document(document_text(room)[:-1] + f',"{member}":{room[member]}' + "}"), room_id=7)
    yield refused("json_duplicate_by_escape", "V33", "the second name is written with an escape", "bad_json",
                  document("{" + body + "," + bob.replace("TLS.", "\\u0054LS.") + "}"))

    yield refused("json_legacy_v1", "V36", "a v1 document", "legacy_version", V1)
    old = {name: text for name, text in V1.items() if name not in ("TLS.account_type", "TLS.appid_at_3rd")}
    yield refused("json_legacy_v1_short", "V36", "a v1 document without the two members that may be absent",
                  "legacy_version", old)

    for name, why, extra in (
        ("comment", "a comment", "1/* one */"),
        ("line_comment", "a comment to the end of the line", "1// one\n"),
        ("hash_comment", "a comment as in a shell", "1# one\n"),
        ("single_quotes", "single quotation marks", "'a'"),
        ("nan", "not a number", "NaN"),
        ("infinity", "Infinity", "Infinity"),
        ("minus_infinity", "-Infinity", "-Infinity"),
        ("undefined", "a word JSON does not have", "undefined"),
        ("python_none", "a word of another language", "None"),
        ("array_trailing_comma", "a comma before the bracket", "[1,]"),
        ("missing_value", "no value", ""),
    ):
        yield refused(f"json_{name}", "V59", f"in an unknown member: {why}", "bad_json", with_extra(extra))
    yield refused("json_trailing_comma", "V59", "a comma before the last brace", "bad_json",
                  document(GOOD_TEXT[:-1] + ",}"))
    yield refused("json_bare_names", "V59", "names without quotation marks", "bad_json",
                  document(GOOD_TEXT.replace('"TLS.ver"', "TLS.ver")))
    yield refused("json_single_quoted_names", "V59", "single quotation marks throughout", "bad_json",
                  document(GOOD_TEXT.replace('"', "'")))


def json_text_vectors():
    for number, name in ((0x00, "nul"), (0x01, "start"), (0x09, "tab"), (0x0a, "line_feed"), (0x0d, "return"),
                         (0x1b, "escape"), (0x1f, "last")):
        text = f"al{chr(number)}ice"
        yield refused(f"json_raw_{name}_in_id", "V59", f"control character {number:#04x} as it is in the id",
                      "bad_json", document(document_text(wrong(identifier=(f'"{text}"', text)))))
        yield refused(f"json_raw_{name}_in_extra", "V59",
                      f"control character {number:#04x} as it is in an unknown member",
                      "bad_json", with_extra(f'"{text}"'))
    yield accepted("json_raw_delete_in_extra", "V35", "0x7f is no control character to JSON", with_extra('"\x7f"'))

    yield refused("json_id_with_nul", "V55", "to a C reader the id ends as alice", "wrong_user_id",
                  members(identifier="alice\0evil"))
    yield refused("json_id_with_nul_signed_short", "V55", "a C reader signed only what stands before the NUL",
                  "bad_signature", wrong(identifier=('"alice\\u0000evil"', "alice")))

    # A reader that mends what it cannot read would hash U+FFFD in its place.
    for name, why, escapes, mended in (
        ("high", "a high surrogate alone", "\\ud83d", "\ufffd"),
        ("low", "a low surrogate alone", "\\ude00", "\ufffd"),
        ("swapped", "a pair in the wrong order", "\\ude00\\ud83d", "\ufffd\ufffd"),
        ("high_twice", "two high surrogates", "\\ud83d\\ud83d", "\ufffd\ufffd"),
        ("high_then_letter", "a high surrogate and an escaped letter", "\\ud83d\\u0061", "\ufffda"),
        ("high_then_line_end", "a high surrogate and another escape", "\\ud83d\\n", "\ufffd\n"),
    ):
        yield refused(f"json_surrogate_{name}_in_id", "V56", f"{why} in the id", "bad_json",
                      wrong(identifier=(f'"alice{escapes}"', "alice" + mended)))
        yield refused(f"json_surrogate_{name}_in_extra", "V56", f"{why} in an unknown member", "bad_json",
                      with_extra(f'"{escapes}"'))
    yield refused("json_surrogate_in_name", "V56", "a high surrogate alone in an unknown name", "bad_json",
                  with_extra("1", name="\\ud83d"))

    for name, why, data in (
        ("ff", "a byte UTF-8 never has", b"\xff"),
        ("fe", "another byte UTF-8 never has", b"\xfe"),
        ("continuation", "a continuation byte alone", b"\x80"),
        ("cut_2", "the first of two bytes", b"\xc3"),
        ("cut_3", "two of three bytes", b"\xe5\xb0"),
        ("cut_4", "three of four bytes", b"\xf0\x9f\x98"),
        ("latin_1", "a Latin-1 letter", b"\xe9"),
        ("overlong_letter", "a in two bytes", b"\xc1\xa1"),
        ("overlong_slash", "/ in three bytes", b"\xe0\x80\xaf"),
        ("overlong_nul", "NUL in two bytes", b"\xc0\x80"),
        ("overlong_4", "a letter of three bytes in four", b"\xf0\x85\xb0\x8f"),
        ("surrogate", "a surrogate in three bytes", b"\xed\xa0\xbd"),
        ("surrogate_pair", "a pair in six bytes", b"\xed\xa0\xbd\xed\xb8\x80"),
        ("beyond", "a number beyond U+10FFFF", b"\xf4\x90\x80\x80"),
        ("five_bytes", "a form of five bytes", b"\xf8\x88\x80\x80\x80"),
    ):
        said = members(identifier=b"alice" + data)
        text = document_text(said | {"TLS.identifier": '"alice@"'}).encode().replace(b"@", data)
        yield refused(f"json_utf8_{name}_in_id", "V56", f"{why} in the id", "bad_json", document(text))
        text = document_text(GOOD | {"extra": '"@"'}).encode().replace(b"@", data)
        yield refused(f"json_utf8_{name}_in_extra", "V56", f"{why} in an unknown member", "bad_json", document(text))


def json_depth_vectors():
    for name, kinds in (("arrays", "["), ("objects", "{"), ("mixed", "[{")):
        yield accepted(f"json_depth_16_{name}", "V58", f"16 {name} one in the other, in an unknown member",
                       with_extra(nested(kinds, 16)))
        yield refused(f"json_depth_17_{name}", "V58", f"17 {name} one in the other, in an unknown member", "bad_json",
                      with_extra(nested(kinds, 17)))
        most = (MOST_BYTES - len(GOOD_TEXT) - 20) // (6 if "{" in kinds else 2)
        yield refused(f"json_depth_most_{name}", "V58", f"{name} as deep as the size gate lets them be", "bad_json",
                      with_extra(nested(kinds, most)))
    yield refused("json_depth_first_member", "V58", "17 deep, and in the first member", "bad_json",
                  {"extra": nested("[", 17)} | GOOD)
    yield accepted("json_wide", "V58", "40 containers side by side are not deep",
                   with_extra("[" + ",".join(["[]", "{}"] * 20) + "]"))
    yield accepted("json_brackets_in_string", "V58", "brackets in a string are not deep",
                   with_extra('"' + "[{" * 40 + '"'))


# ---------------------------------------------------------------- fields

def field_vectors():
    yield from name_vectors()
    yield from type_vectors()
    yield from number_vectors()
    yield from signature_vectors()
    yield from userbuf_vectors()


def name_vectors():
    def renamed(**names):
        return {names.get(name[4:], name): text for name, text in GOOD.items()}
    yield refused("field_names_lower_case", "V34", "every name in lower case", "bad_field",
                  {name.lower(): text for name, text in GOOD.items()})
    yield refused("field_names_upper_case", "V34", "every name in upper case", "bad_field",
                  {name.upper(): text for name, text in GOOD.items()})
    yield refused("field_names_mixed_case", "V34", "every name as Tls.Name", "bad_field",
                  {name.title(): text for name, text in GOOD.items()})
    for name in ("ver", "identifier", "sdkappid", "expire", "time", "sig"):
        yield refused(f"field_{name}_lower_case", "V34", f"only TLS.{name} in lower case", "bad_field",
                      renamed(**{name: f"tls.{name}"}))
    yield refused("field_name_with_space", "V34", "a space after a name", "bad_field", renamed(ver="TLS.ver "))
    yield refused("field_names_without_prefix", "V34", "names without TLS.", "bad_field",
                  {name[4:]: text for name, text in GOOD.items()})

    yield refused("field_ver_missing", "V36", "no version", "bad_field", changed(GOOD, **{"TLS.ver": None}))
    yield refused("field_ver_missing_half_v1", "V36", "no version and only one of the two members that tell v1",
                  "bad_field", changed(GOOD, **{"TLS.ver": None}) | {"TLS.sdk_appid": f'"{APP}"'})
    for name, text in (("1_0", '"1.0"'), ("9_9", '"9.9"'), ("number", "2.0"), ("empty_array", "[]"),
                       ("in_array", '["2.0"]'), ("short", '"2"'), ("longer", '"2.00"'), ("with_space", '"2.0 "')):
        yield refused(f"field_ver_{name}", "V37", f"the version is {text}, not the text 2.0", "bad_field",
                      changed(GOOD, **{"TLS.ver": text}))

    yield refused("field_document_empty", "V39", "no member at all", "bad_field", {})
    # A reader that joins texts without looking says undefined.
    for name in ("identifier", "app", "expire", "time"):
        yield refused(f"field_{MEMBERS[name][4:]}_missing", "V39", f"no {MEMBERS[name]}", "bad_field",
                      wrong(**{name: (None, "undefined")}))
    yield refused("field_sig_missing", "V39", "no TLS.sig", "bad_field", with_signature(None))


def type_vectors():
    yield refused("field_ver_null", "V40", "TLS.ver is null", "bad_field", changed(GOOD, **{"TLS.ver": "null"}))
    for name in ("identifier", "app", "expire", "time"):
        yield refused(f"field_{MEMBERS[name][4:]}_null", "V40", f"{MEMBERS[name]} is null", "bad_field",
                      wrong(**{name: ("null", "null")}))
    yield refused("field_sig_null", "V40", "TLS.sig is null", "bad_field", with_signature("null"))
    yield refused("field_userbuf_null", "V40", "TLS.userbuf is null, which some readers take for absent", "bad_field",
                  GOOD | {"TLS.userbuf": "null"})

    for name, text, said in (("number", str(APP), str(APP)), ("true", "true", "true"),
                             ("in_array", '["alice"]', "alice"), ("object", "{}", "[object Object]")):
        asked = said if name == "number" else "alice"
        yield refused(f"field_identifier_{name}", "V52", f"the id is {text}", "bad_field",
                      wrong(identifier=(text, said)), user_id=asked)
    yield refused("field_sdkappid_true", "V53", "true is loosely equal to any app", "bad_field",
                  wrong(app=("true", "true")))
    yield refused("field_sdkappid_in_array", "V53", "the app in an array", "bad_field", wrong(app=(f"[{APP}]", APP)))
    for name, value in (("app", APP), ("time", TIME), ("expire", EXPIRE)):
        member = MEMBERS[name]
        yield refused(f"field_{member[4:]}_as_text", "V46", f"{member} as a text of digits", "bad_field",
                      wrong(**{name: (f'"{value}"', value)}))
    for name in ("time", "expire"):
        for kind, text, said in (("empty_array", "[]", ""), ("object", "{}", "[object Object]"),
                                 ("word", '"abc"', "abc"), ("true", "true", "true")):
            yield refused(f"field_{name}_{kind}", "V52", f"TLS.{name} is {text}", "bad_field",
                          wrong(**{name: (text, said)}))
    for kind, text, said in (("empty_array", "[]", ""), ("object", "{}", "[object Object]"),
                             ("word", '"abc"', "abc"), ("number", "1234", "1234"), ("true", "true", "true")):
        yield refused(f"field_userbuf_{kind}", "V52", f"TLS.userbuf is {text}", "bad_field",
                      wrong(userbuf=(text, said)), room_id=7)

    room = base64_text(rights(number=7))
    lines = f"{EXPIRE}\nTLS.userbuf:{room}"
    yield refused("field_expire_with_userbuf_line", "V49", "a map key's last line moved into the lifetime",
                  "bad_field", wrong(expire=(json.dumps(lines), lines)))
    lines = f"{EXPIRE}\n"
    yield refused("field_expire_with_line_end", "V49", "a lifetime that ends its own line", "bad_field",
                  wrong(expire=(json.dumps(lines), lines)))
    lines = f"{TIME}\nTLS.sdkappid:{APP}"
    yield refused("field_time_with_app_line", "V50", "a time that carries another app's line", "bad_field",
                  wrong(time=(json.dumps(lines), lines)))
    lines = f"{room}\nTLS.sdkappid:{APP}"
    yield refused("field_userbuf_with_app_line", "V51", "a userbuf that carries another line", "bad_field",
                  members(userbuf=lines), room_id=7)
    yield refused("field_userbuf_short_with_app_line", "V51", "three bytes and another line", "bad_field",
                  members(userbuf=f"AAAA\nTLS.sdkappid:{APP}"), room_id=7)


def number_vectors():
    forms = {
        "app": (1_400_000_000, "14e8", "1.4e9", "1_400_000_000"),
        "time": (1_699_000_000, "1699e6", "1.699e9", "1_699_000_000"),
        "expire": (3_600_000, "36e5", "3.6e6", "3_600_000"),
    }
    for name, (value, exponent, fraction, grouped) in forms.items():
        member = MEMBERS[name]
        # Zero is a good lifetime in the second of issue, and a good time if the lifetime is long.
        zero = {"app": {}, "time": {"expire": 2 * NOW}, "expire": {"time": NOW}}[name]
        # The ordinary lifetime would be over at the time these forms share.
        late = {"expire": 100 * EXPIRE} if name == "time" else {}
        for kind, why, cause, text, said in (
            ("exponent", "with an exponent", "bad_field", exponent, value),
            ("fraction_exponent", "with a fraction and an exponent", "bad_field", fraction, value),
            ("exponent_upper", "with a capital E and a sign", "bad_field", fraction.replace("e", "E+"), value),
            ("exponent_zero", "times ten to the zero", "bad_field", f"{value}e0", value),
            ("fraction", "with a fraction of zero", "bad_field", f"{value}.0", value),
            ("tiny_fraction", "with a fraction that a double drops", "bad_field", f"{value}.0000000000000001", value),
            ("minus_zero", "is minus zero", "bad_field", "-0", 0),
            ("plus", "with a plus sign", "bad_json", f"+{value}", value),
            ("leading_zero", "with a leading zero", "bad_json", f"0{value}", value),
            ("hex", "in hexadecimal", "bad_json", f"{value:#x}", value),
            ("grouped", "with underscores", "bad_json", grouped, value),
            ("dot_only", "with a point and nothing after it", "bad_json", f"{value}.", value),
        ):
            claims = zero if kind == "minus_zero" else late
            yield refused(f"field_{member[4:]}_{kind}", "V47", f"{member} {why}", cause,
                          wrong(**{name: (text, said)}, **claims))
        for kind, why, number in (
            ("10_to_30", "10^30", 10**30),
            ("2_to_63", "2^63", 2**63),
            ("2_to_64", "2^64", 2**64),
            ("below_i64", "-2^63-1", -2**63 - 1),
        ):
            yield refused(f"field_{member[4:]}_{kind}", "V48", f"{member} is {why}", "bad_field",
                          members(**{name: number}, **late))
        yield refused(f"field_{member[4:]}_wraps_at_64", "V48", f"{member} is a good value and 2^64", "bad_field",
                      wrong(**{name: (str(value + 2**64), value)}, **late))

    for kind, why, number in (("zero", "zero", 0), ("negative", "negative", -APP), ("2_to_32", "2^32", 2**32)):
        yield refused(f"field_sdkappid_{kind}", "V48", f"TLS.sdkappid is {why}", "bad_field", members(app=number))
    yield refused("field_sdkappid_wraps_at_32", "V48", "TLS.sdkappid is a good value and 2^32", "bad_field",
                  wrong(app=(str(APP + 2**32), APP)))
    yield accepted("field_sdkappid_smallest", "V48", "app 1", members(app=1), app=1)
    yield accepted("field_sdkappid_largest", "V48", "app 2^32-1", members(app=U32_MAX), app=U32_MAX)
    yield refused("field_expire_negative", "V69", "a lifetime of -1", "bad_field", members(time=NOW + 10, expire=-1))
    yield refused("field_expire_very_negative", "V69", "a lifetime of -2^63", "bad_field", members(expire=-2**63))
    yield refused("field_sum_overflows", "V70", "time and lifetime make 2^63", "bad_field",
                  members(time=I64_MAX - EXPIRE + 1))
    yield refused("field_sum_overflows_by_expire", "V70", "an ordinary time and the greatest lifetime", "bad_field",
                  members(expire=I64_MAX))
    yield refused("field_sum_overflows_most", "V70", "the greatest time and the greatest lifetime", "bad_field",
                  members(time=I64_MAX, expire=I64_MAX))
    yield accepted("field_sum_greatest", "V70", "time and lifetime make 2^63-1", members(time=I64_MAX - EXPIRE))
    yield accepted("field_sum_greatest_by_expire", "V70", "the greatest lifetime that fits",
                   members(expire=I64_MAX - TIME))
    yield refused("field_sum_underflows", "V71", "the least time and a lifetime of -1 wrap to the future",
                  "bad_field", members(time=-2**63, expire=-1))
    yield refused("field_time_negative", "V72", "a time before 1970", "bad_field", members(time=-1, expire=2 * NOW))
    yield refused("field_time_least", "V72", "the least time", "bad_field", members(time=-2**63, expire=I64_MAX))
    yield accepted("field_time_zero", "V72", "the first second of 1970", members(time=0, expire=2 * NOW))


def signature_vectors():
    genuine = signature_of(GOOD)
    text = json.loads(GOOD["TLS.sig"])
    yield refused("field_sig_true", "V41", "true is loosely equal to any text", "bad_field", with_signature("true"))
    for name, value in (("one", "1"), ("zero", "0"), ("array", "[1]"), ("object", "{}"), ("empty", '""'),
                        ("false", "false"), ("in_array", f'["{text}"]')):
        yield refused(f"field_sig_{name}", "V42", f"TLS.sig is {value}", "bad_field", with_signature(value))
    yield refused("field_sig_bytes", "V43", "the MAC as an array of its 32 bytes", "bad_field",
                  with_signature(json.dumps(list(genuine), separators=(",", ":"))))

    slashed = first_slashed()
    standard = json.loads(slashed["TLS.sig"])
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for name, why, written in (
        ("line_feed", "a line feed inside", standard[:20] + "\n" + standard[20:]),
        ("line_feed_after", "a line feed at the end", standard + "\n"),
        ("space_before", "a space before", " " + standard),
        ("base64url", "in the URL alphabet", standard.translate(str.maketrans("+/", "-_"))),
        ("ticket_alphabet", "in the ticket alphabet", standard.translate(str.maketrans("+/=", "*-_"))),
        ("no_padding", "without its padding", standard.rstrip("=")),
        ("padding_twice", "with one padding character too many", standard + "="),
        ("loose_bits_1", "with a loose bit set", standard[:-2] + last[last.index(standard[-2]) | 1] + "="),
        ("loose_bits_2", "with the other loose bit set", standard[:-2] + last[last.index(standard[-2]) | 2] + "="),
        ("junk", "with a character decoders skip", standard[:20] + "!" + standard[20:]),
        ("hex", "in hexadecimal", signature_of(slashed).hex()),
    ):
        yield refused(f"field_sig_{name}", "V44", f"the MAC {why}", "bad_field",
                      changed(slashed, **{"TLS.sig": json.dumps(written)}))
    whole = signed_text("alice", APP, TIME, EXPIRE)
    for name, why, data in (
        ("16_bytes", "only its first 16 bytes", genuine[:16]),
        ("31_bytes", "its last byte is missing", genuine[:31]),
        ("33_bytes", "one byte more", genuine + b"\0"),
        ("64_bytes", "32 bytes more", genuine + bytes(32)),
        ("sha_512", "64 bytes by HMAC-SHA512", hmac.new(KEY.encode(), whole, hashlib.sha512).digest()),
        ("sha_1", "20 bytes by HMAC-SHA1", hmac.new(KEY.encode(), whole, hashlib.sha1).digest()),
        ("1_byte", "only its first byte", genuine[:1]),
    ):
        yield refused(f"field_sig_{name}", "V45", f"the MAC has the wrong length: {why}", "bad_field",
                      with_signature(json.dumps(base64_text(data))))


def userbuf_vectors():
    text = base64_text(rights(number=U32_MAX))
    assert "/" in text and text.endswith("==")
    yield refused("field_userbuf_empty", "V79", "an empty userbuf where a map key is asked for", "bad_field",
                  members(userbuf=""), room_id=7)
    yield refused("field_userbuf_empty_in_user_sig", "V79", "an empty userbuf where a UserSig is asked for",
                  "bad_field", members(userbuf=""))
    yield refused("field_userbuf_empty_not_signed", "V79", "an empty userbuf that some signers leave unsigned",
                  "bad_field", GOOD | {"TLS.userbuf": '""'})
    for name, why, written in (
        ("base64url", "in the URL alphabet", text.replace("/", "_")),
        ("ticket_alphabet", "in the ticket alphabet", text.replace("/", "-").replace("=", "_")),
        ("no_padding", "without its padding", text.rstrip("=")),
        ("half_padding", "with half of its padding", text[:-1]),
        ("padding_thrice", "with one padding character too many", text + "="),
        ("loose_bits", "with a loose bit set", text[:-3] + chr(ord(text[-3]) + 1) + "=="),
        ("line_feed", "with a line feed inside", text[:20] + "\n" + text[20:]),
        ("space_after", "with a space at the end", text + " "),
        ("hex", "in hexadecimal with an odd digit", rights(number=U32_MAX).hex() + "0"),
    ):
        yield refused(f"field_userbuf_{name}", "V51", f"a userbuf {why}", "bad_field",
                      members(userbuf=written), room_id=U32_MAX)


# ---------------------------------------------------------------- the MAC

def mac_vectors():
    point = bytes.fromhex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                          "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
    body = base64_text(bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004") + point)
    pem = f"-----BEGIN PUBLIC KEY-----\n{body[:64]}\n{body[64:]}\n-----END PUBLIC KEY-----\n"
    yield refused("mac_by_public_key", "V38", "HMAC with the text of a v1 public key, which everybody knows",
                  "bad_signature", members(key=pem))
    yield refused("mac_by_public_key_trimmed", "V38", "the same without its last line end", "bad_signature",
                  members(key=pem.rstrip()))
    yield refused("mac_by_other_key", "V63", "signed with another app's key", "bad_signature", members(key=OTHER_KEY))
    for name, why, key in (
        ("decoded_key", "the key's hex digits decoded", bytes.fromhex(KEY)),
        ("key_in_capitals", "the key in capital letters", KEY.upper()),
        ("key_and_line_end", "the key and the line end of its file", KEY + "\n"),
        ("key_cut", "the key without its last digit", KEY[:-1]),
    ):
        yield refused(f"mac_by_{name}", "V63", f"signed with {why}", "bad_signature", members(key=key))
    yield refused("mac_by_empty_key", "V64", "signed with the empty key", "bad_signature", members(key=""))
    yield refused("mac_by_sample_key", "V64", "signed with the key printed in the official documents",
                  "bad_signature", members(key=SAMPLE_KEY))

    text = signed_text("alice", APP, TIME, EXPIRE)
    lines = text.splitlines(keepends=True)
    for name, why, data in (
        ("zero", "is all zeros", bytes(32)),
        ("sha_256", "is a plain SHA-256 of key and text", hashlib.sha256(KEY.encode() + text).digest()),
        ("sha_512_cut", "is HMAC-SHA512 cut to 32 bytes",
         hmac.new(KEY.encode(), text, hashlib.sha512).digest()[:32]),
        ("no_last_line_end", "covers the text without its last line end", mac(KEY, text[:-1])),
        ("carriage_returns", "covers lines that end in CR LF", mac(KEY, text.replace(b"\n", b"\r\n"))),
        ("other_order", "covers the lines in another order",
         mac(KEY, lines[0] + lines[1] + lines[3] + lines[2])),
        ("version_line", "covers a line for the version too", mac(KEY, b"TLS.ver:2.0\n" + text)),
        ("key_and_text_swapped", "has key and text in each other's place", mac(text, KEY.encode())),
        ("document", "covers the document", mac(KEY, document_text(changed(GOOD, **{"TLS.sig": None})).encode())),
    ):
        yield refused(f"mac_{name}", "V63", f"the MAC {why}", "bad_signature",
                      with_signature(json.dumps(base64_text(data))))
    for name, claims in (("id", {"identifier": "alicf"}), ("time", {"time": TIME + 1}),
                         ("expire", {"expire": EXPIRE + 1}), ("sdkappid", {"app": APP + 1})):
        yield refused(f"mac_of_other_{name}", "V63", "one claim was changed after signing", "bad_signature",
                      with_signature(json.dumps(base64_text(signature_of(members(**claims))))))
    yield refused("mac_claims_shifted", "V63", "digits moved from the lifetime to the time", "bad_signature",
                  changed(members(expire=864_000), **{"TLS.time": f"{TIME}8", "TLS.expire": "64000"}))

    genuine = number_room()
    yield refused("mac_userbuf_stripped", "P11", "a genuine map key whose userbuf was taken away", "bad_signature",
                  changed(genuine, **{"TLS.userbuf": None}))
    yield refused("mac_userbuf_added", "P11", "a genuine UserSig to which a userbuf was added", "bad_signature",
                  changed(GOOD, **{"TLS.userbuf": genuine["TLS.userbuf"]}), room_id=7)
    yield refused("mac_userbuf_changed", "P11", "a genuine map key with more privileges than were signed",
                  "bad_signature", room_id=7,
                  content=changed(number_room(privileges=42), **{"TLS.userbuf": genuine["TLS.userbuf"]}))
    yield refused("mac_userbuf_of_other_room", "P11", "a genuine map key with another one's userbuf",
                  "bad_signature", changed(number_room(8), **{"TLS.userbuf": genuine["TLS.userbuf"]}), room_id=7)
    raw_text = signed_text("alice", APP, TIME, EXPIRE) + b"TLS.userbuf:" + rights(number=7) + b"\n"
    yield refused("mac_userbuf_as_bytes", "P11", "the MAC covers the userbuf's bytes instead of its base64",
                  "bad_signature", room_id=7,
                  content=changed(genuine, **{"TLS.sig": json.dumps(base64_text(mac(KEY, raw_text)))}))


# ---------------------------------------------------------------- meaning

def meaning_vectors():
    yield accepted("meaning_plain", "accepted", "an ordinary UserSig", GOOD)
    yield refused("meaning_other_app", "V61", "another app's ticket, right by its own key", "wrong_sdk_app_id",
                  members(app=1_400_000_001, key=OTHER_KEY))
    yield refused("meaning_other_app_same_key", "V61", "another app's ticket, signed with our key",
                  "wrong_sdk_app_id", members(app=1_400_000_001))
    yield refused("meaning_other_user", "V62", "bob's ticket", "wrong_user_id", members(identifier="bob"))
    yield refused("meaning_other_user_asked", "V62", "alice's ticket, bob asked for", "wrong_user_id", GOOD,
                  user_id="bob")
    yield refused("meaning_longer_id", "V62", "the asked id is a prefix of the ticket's", "wrong_user_id",
                  members(identifier="alice2"))
    yield refused("meaning_shorter_id", "V62", "the ticket's id is a prefix of the asked one", "wrong_user_id",
                  GOOD, user_id="alice2")
    yield refused("meaning_id_with_lines", "V62", "an id that carries the next lines of the signed text",
                  "wrong_user_id", members(identifier=f"alice\nTLS.sdkappid:{APP}\nTLS.time:{TIME}"))
    yield refused("meaning_id_over_32_bytes", "V62", "alice and 28 more letters", "wrong_user_id",
                  members(identifier="alice" + "e" * 28))

    for name, why, identifier, asked in (
        ("capital", "a capital letter", "Alice", "alice"),
        ("capitals", "capital letters", "ALICE", "alice"),
        ("space_after", "a space after", "alice ", "alice"),
        ("space_before", "a space before", " alice", "alice"),
        ("space_asked", "a space after the asked id", "alice", "alice "),
        ("no_break_space", "a no-break space after", "alice\u00a0", "alice"),
        ("line_feed_after", "a line feed after", "alice\n", "alice"),
        ("cyrillic", "a Cyrillic letter", "\u0430lice", "alice"),
        ("greek", "a Greek letter", "al\u03b9ce", "alice"),
        ("full_width", "a wide form", "\uff41lice", "alice"),
        ("ligature", "a ligature that folds to two letters", "o\ufb03ce", "office"),
        ("dotless", "an i without its dot", "al\u0131ce", "alice"),
        ("kelvin", "the Kelvin sign, which lowers to k", "\u212aate", "kate"),
        ("long_s", "a long s, which raises to S", "\u017fam", "sam"),
        ("composed", "an accent, composed", "al\u00edce", "alice"),
        ("decomposed", "an accent, decomposed", "ali\u0301ce", "alice"),
        ("zero_width", "an invisible joiner", "al\u200dice", "alice"),
        ("soft_hyphen", "a soft hyphen", "al\u00adice", "alice"),
        ("right_to_left", "a mark that turns the direction", "\u202eecila", "alice"),
        ("variation", "a variation selector", "alice\ufe0f", "alice"),
        ("digit", "an Arabic digit", "alice\u0661", "alice1"),
        ("mathematical", "a mathematical letter", "\U0001d41alice", "alice"),
    ):
        yield refused(f"meaning_look_alike_{name}", "V57", f"looks the same but for {why}", "wrong_user_id",
                      members(identifier=identifier), user_id=asked)

    yield accepted("meaning_last_second", "V67", "the last second", GOOD, now=LAST)
    yield refused("meaning_one_second_late", "V67", "one second too late", "expired", GOOD, now=LAST + 1)
    yield refused("meaning_long_expired", "V67", "years too late", "expired", GOOD, now=LAST + 10**8)
    yield accepted("meaning_last_second_with_leeway", "V67", "the last second of the leeway", GOOD,
                   now=LAST + 10, leeway=10)
    yield refused("meaning_late_with_leeway", "V67", "one second after the leeway", "expired", GOOD,
                  now=LAST + 11, leeway=10)
    yield accepted("meaning_leeway_does_not_wrap", "V70", "the last second and a leeway are more than 2^63-1",
                   members(expire=I64_MAX - TIME), leeway=300)
    yield accepted("meaning_expire_zero", "V68", "no lifetime, in the second of issue",
                   members(time=NOW, expire=0))
    yield refused("meaning_expire_zero_late", "V68", "no lifetime, one second after", "expired",
                  members(time=NOW - 1, expire=0))
    yield accepted("meaning_from_the_future", "V73", "issued tomorrow, no tolerance set",
                   members(time=NOW + 86_400))
    yield accepted("meaning_within_tolerance", "V73", "issued exactly as far ahead as tolerated",
                   members(time=NOW + 60), future_tolerance=60)
    yield refused("meaning_beyond_tolerance", "V73", "issued one second farther ahead than tolerated",
                  "not_yet_valid", members(time=NOW + 61), future_tolerance=60)
    yield accepted("meaning_now_without_tolerance", "V73", "issued now, no tolerance at all",
                   members(time=NOW), future_tolerance=0)
    yield refused("meaning_next_second", "V73", "issued in the next second, no tolerance at all", "not_yet_valid",
                  members(time=NOW + 1), future_tolerance=0)
    yield refused("meaning_far_future", "V73", "issued at the end of time", "not_yet_valid",
                  members(time=I64_MAX - EXPIRE), future_tolerance=60)
    yield accepted("meaning_fifty_years", "V74", "the documented maximum", members(expire=LONGEST_LIFETIME))
    yield accepted("meaning_over_fifty_years", "V74", "one second over the documented maximum",
                   members(expire=LONGEST_LIFETIME + 1))
    yield accepted("meaning_thousands_of_years", "V74", "a lifetime of 2^40 seconds", members(expire=2**40))
    for name, time, now in (
        ("2_to_31", 2**31, 2**31 + 10),
        ("over_2_to_31", 2**31 - 10, 2**31 + 10),
        ("2_to_32", 2**32, 2**32 + 10),
        ("over_2_to_32", 2**32 - 10, 2**32 + 10),
        ("2_to_40", 2**40, 2**40 + 10),
    ):
        yield accepted(f"meaning_time_{name}", "V76", "times that 32 bits do not hold", members(time=time), now=now)
    yield refused("meaning_time_does_not_wrap", "V76", "2^32 seconds after a good time", "expired", GOOD,
                  now=NOW + 2**32)

    yield refused("meaning_map_key_for_user_sig", "V77", "a map key where a UserSig is asked for", "not_a_user_sig",
                  number_room())
    yield refused("meaning_named_map_key_for_user_sig", "V77", "a map key with a named room", "not_a_user_sig",
                  named_room())
    yield refused("meaning_odd_userbuf_for_user_sig", "V77", "any userbuf makes it no UserSig", "not_a_user_sig",
                  map_key(b"x"))
    yield refused("meaning_user_sig_for_map_key", "V78", "a UserSig where a map key is asked for",
                  "not_a_private_map_key", GOOD, room_id=7)
    yield refused("meaning_user_sig_for_named_map_key", "V78", "a UserSig where a named room is asked for",
                  "not_a_private_map_key", GOOD, room_name="lobby")

    again = '{"other":[1],' + document_text(dict(reversed(GOOD.items())), " , ", " : ")[1:] + "\n"
    yield refused("meaning_revoked", "V80", "a revoked ticket", "revoked", GOOD, valid_after=TIME)
    yield refused("meaning_revoked_wrapped_anew", "V80", "the same claims and MAC in another text", "revoked",
                  document(again), valid_after=TIME)
    yield refused("meaning_revoked_stored", "V80", "the same document, not compressed", "revoked",
                  stream(container(deflated(stored(GOOD_BYTES)), GOOD_BYTES)), valid_after=TIME)
    yield refused("meaning_revoked_other_level", "V80", "the same document at level 9", "revoked",
                  stream(by_zlib(GOOD_BYTES, 9)), valid_after=TIME)
    yield refused("meaning_kicked_later", "V81", "issued long before the account was kicked", "revoked", GOOD,
                  valid_after=NOW)
    yield refused("meaning_kicked_same_second", "V81", "issued in the second of the kick", "revoked", GOOD,
                  valid_after=TIME)
    yield accepted("meaning_kicked_before", "V81", "issued one second after the kick", GOOD, valid_after=TIME - 1)


# ---------------------------------------------------------------- PrivateMapKey

def map_key_vectors():
    yield from map_key_accepted_vectors()
    yield from map_key_structure_vectors()
    yield from map_key_expiry_vectors()
    yield from map_key_room_vectors()


def map_key_accepted_vectors():
    odd = b" !#$%&()+-:;<=.>?@[]^_{}|~,"
    yield accepted("map_key_version_0", "accepted", "a numbered room", number_room(), room_id=7)
    yield accepted("map_key_version_1", "accepted", "a named room", named_room(), room_name="lobby")
    yield accepted("map_key_room_1", "accepted", "the smallest room number", number_room(1), room_id=1)
    yield accepted("map_key_room_largest", "accepted", "the largest room number", number_room(U32_MAX),
                   room_id=U32_MAX)
    yield accepted("map_key_name_of_one_byte", "accepted", "a room name of one byte", named_room(b"x"), room_name="x")
    yield accepted("map_key_name_of_64_bytes", "accepted", "a room name of 64 bytes", named_room(b"r" * 64),
                   room_name="r" * 64)
    yield accepted("map_key_odd_name", "accepted", "a room name of all documented odd characters", named_room(odd),
                   room_name=odd.decode())
    yield accepted("map_key_name_of_digits", "accepted", "a room named 123", named_room(b"123"), room_name="123")


def map_key_structure_vectors():
    def room(name, row, why, userbuf, **claims):
        asked = {"room_name": "lobby"} if userbuf[:1] == b"\1" else {"room_id": 7}
        return refused(name, row, why, "bad_private_map", map_key(userbuf, **claims), **asked)

    for name, why, account in (("other", "bob's account", b"bob"), ("case", "Alice's account", b"Alice"),
                               ("longer", "an account of which the id is a prefix", b"alice2"),
                               ("shorter", "an account that is a prefix of the id", b"alic"),
                               ("nul_after", "the account and a NUL", b"alice\0"), ("empty", "no account", b"")):
        yield room(f"map_key_account_{name}", "P01", f"{why} inside alice's ticket", rights(account, number=7))
    yield room("map_key_account_other_named", "P01", "bob's account inside alice's ticket, named room",
               rights(b"bob", name=b"lobby"))
    for name, why, app in (("other", "another app", APP + 1), ("zero", "app 0", 0),
                           ("reversed", "the app with its bytes in the other order",
                            int.from_bytes(APP.to_bytes(4, "little"), "big"))):
        yield room(f"map_key_app_{name}", "P02", f"{why} inside our ticket", rights(app=app, number=7))

    for version in (2, 3, 127, 255):
        yield refused(f"map_key_version_{version}", "P04", f"version {version} with a numbered room",
                      "bad_private_map", map_key(rights(number=7, version=version)), room_id=7)
        yield refused(f"map_key_version_{version}_named", "P04", f"version {version} with a named room",
                      "bad_private_map", map_key(rights(name=b"lobby", version=version)), room_name="lobby")
    yield refused("map_key_version_1_without_name", "P04", "version 1 and nothing after the six fields",
                  "bad_private_map", map_key(rights(number=7, version=1)), room_id=7)

    for kind, whole, asked in (("number", rights(number=7), {"room_id": 7}),
                               ("name", rights(name=b"lobby"), {"room_name": "lobby"})):
        for size in range(1, len(whole)):
            yield refused(f"map_key_{kind}_cut_to_{size:02}", "P05", f"{size} of {len(whole)} bytes",
                          "bad_private_map", map_key(whole[:size]), **asked)
        for count, tail in ((1, b"\0"), (2, b"\0\0"), (4, b"\0\0\0\7")):
            yield refused(f"map_key_{kind}_and_{count}_bytes", "P05", f"{count} bytes follow", "bad_private_map",
                          map_key(whole + tail), **asked)
    yield room("map_key_version_0_with_name", "P05", "a room name follows a numbered room",
               rights(number=7, name=b"lobby", version=0))
    for length in (0, 4, 6, 25, 26, 255, 65535):
        yield room(f"map_key_account_length_{length}", "P05", f"the account of five bytes is said to have {length}",
                   rights(number=7, account_length=length))

    for name, why, data, length in (
        ("empty", "no byte", b"", None),
        ("one_short", "one byte less than it says", b"lobb", 5),
        ("one_over", "one byte more than it says", b"lobby!", 5),
        ("65535", "far less than the 65,535 bytes it says", b"lobby", 65535),
        ("not_utf8", "a byte UTF-8 never has", b"lobby\xff", None),
        ("latin_1", "a Latin-1 letter", b"caf\xe9", None),
        ("surrogate", "a surrogate in three bytes", b"\xed\xa0\x80", None),
    ):
        yield room(f"map_key_name_{name}", "P06", f"the room's name has {why}",
                   rights(name=data, name_length=len(data) if length is None else length))
    for name, bits in (("256", 256), ("511", 511), ("highest", 2**31 | 255), ("all", U32_MAX)):
        yield room(f"map_key_privileges_{name}", "P07", "privilege bits above 255", rights(number=7, privileges=bits))
    for number in (1, 7, U32_MAX):
        yield room(f"map_key_both_rooms_{number}", "P08", "a room number beside a room name",
                   rights(number=number, name=b"lobby"))


def map_key_expiry_vectors():
    for name, why, cause, inner, now in (
        ("later_last_second", "the inner one is later, the outer still good", None, LAST + 1, LAST),
        ("later", "the inner one is later, the outer over", "expired", LAST + 1, LAST + 1),
        ("much_later", "the inner one never ends, the outer is over", "expired", U32_MAX, LAST + 1),
        ("earlier_last_second", "the inner one is earlier and still good", None, LAST - 1, LAST - 1),
        ("earlier", "the inner one is over by a second, the outer still good", "expired", LAST - 1, LAST),
        ("zero", "the inner one is 0", "expired", 0, NOW),
        ("much_earlier", "the inner one ended before the ticket began", "expired", TIME - 1, NOW),
    ):
        yield vector(f"map_key_expiry_{name}", "P03", f"two ends: {why}", cause, number_room(expires=inner),
                     now=now, room_id=7)
    yield accepted("map_key_last_second", "P03", "both ends in this second", number_room(), now=LAST, room_id=7)
    yield refused("map_key_one_second_late", "P03", "both ends a second ago", "expired", number_room(),
                  now=LAST + 1, room_id=7)
    yield accepted("map_key_expiry_with_leeway", "P03", "the leeway is for the inner end too",
                   number_room(expires=NOW - 10), leeway=10, room_id=7)
    end = U32_MAX - 5
    yield accepted("map_key_last_of_2106", "P09", "the last expiry 32 bits can say",
                   map_key(rights(number=7, expires=U32_MAX), time=end, expire=5), now=U32_MAX, room_id=7)
    yield refused("map_key_expiry_wrapped", "P09", "an inner expiry that wrapped round in 2106", "expired",
                  map_key(rights(number=7, expires=(end + EXPIRE) % 2**32), time=end), now=end + 1, room_id=7)
    for name, account in (("utf_8", "\u5c0f\u519b".encode()), ("utf_16", "\u5c0f\u519b".encode("utf-16-be")),
                          ("gbk", bytes.fromhex("d0a1befc")), ("cut", "\u5c0f\u519b".encode()[:2])):
        yield refused(f"map_key_account_{name}", "P10", "an id outside ASCII is nobody that can be asked for",
                      "wrong_user_id", map_key(rights(account, number=7), identifier="\u5c0f\u519b"), room_id=7)
    yield refused("map_key_account_in_wide_letters", "P10", "the id in wide letters inside alice's ticket",
                  "bad_private_map", map_key(rights("\uff41lice".encode(), number=7)), room_id=7)
    yield refused("map_key_revoked", "V81", "issued before the account was kicked", "revoked", number_room(),
                  room_id=7, valid_after=NOW)
    yield refused("map_key_beyond_tolerance", "V73", "issued farther ahead than tolerated", "not_yet_valid",
                  map_key(rights(number=7, expires=LAST + EXPIRE), time=NOW + 61), room_id=7, future_tolerance=60)


def map_key_room_vectors():
    for name, why, said, asked in (
        ("number", "room 8 asked for", number_room(7), {"room_id": 8}),
        ("name", "another name asked for", named_room(b"lobby"), {"room_name": "attic"}),
        ("name_case", "the name in another case", named_room(b"lobby"), {"room_name": "Lobby"}),
        ("name_longer", "a longer name asked for", named_room(b"lobby"), {"room_name": "lobby2"}),
        ("name_shorter", "a shorter name asked for", named_room(b"lobby"), {"room_name": "lobb"}),
        ("name_space", "a name with a space after", named_room(b"lobby"), {"room_name": "lobby "}),
        ("name_for_number", "room 123 held, the name 123 asked for", number_room(123), {"room_name": "123"}),
        ("number_for_name", "the name 123 held, room 123 asked for", named_room(b"123"), {"room_id": 123}),
    ):
        yield refused(f"map_key_other_{name}", "P12", why, "wrong_room", said, **asked)
    yield refused("map_key_room_0", "P14", "room 0 held, room 1 asked for", "wrong_room", number_room(0), room_id=1)
    yield refused("map_key_room_0_for_name", "P14", "room 0 held, the name 0 asked for", "wrong_room",
                  number_room(0), room_name="0")

    for bit in range(8):
        needed = 1 << bit
        yield refused(f"map_key_without_bit_{bit}", "P13", f"every privilege but {needed}, which is needed",
                      "missing_privilege", number_room(privileges=255 ^ needed), room_id=7, needed=needed)
        yield accepted(f"map_key_with_bit_{bit}", "P13", f"only privilege {needed}, which is needed",
                       number_room(privileges=needed), room_id=7, needed=needed)
    yield refused("map_key_one_of_two", "P13", "two privileges needed, one held", "missing_privilege",
                  number_room(privileges=42), room_id=7, needed=2 | 4)
    yield refused("map_key_none", "P13", "no privilege held", "missing_privilege", number_room(privileges=0),
                  room_id=7, needed=2)
    yield refused("map_key_none_named", "P13", "no privilege held in a named room", "missing_privilege",
                  named_room(privileges=0), room_name="lobby", needed=2)
    yield accepted("map_key_audience", "P13", "what an audience needs and holds", number_room(privileges=42),
                   room_id=7, needed=42)
    yield accepted("map_key_none_needed", "P13", "no privilege held and none needed", number_room(privileges=0),
                   room_id=7)
    yield accepted("map_key_all_needed", "P13", "every privilege held and needed", named_room(), room_name="lobby",
                   needed=255)


# ---------------------------------------------------------------- the order of judgement

def order_vectors():
    """The only vectors with two faults: which one is told is the point of them."""
    def unsigned(**claims):
        return members(key=OTHER_KEY, **claims)

    def forged_key(**fields):
        return map_key(rights(number=7, **fields), key=OTHER_KEY)
    rows = (
        ("length_before_base64", "V03", "too_long", "!" * (MOST_CHARACTERS + 1), {}),
        ("field_before_app", "V39", "bad_field", with_signature(None, app=APP + 1), {}),
        ("app_before_mac", "V61", "wrong_sdk_app_id", unsigned(app=APP + 1), {}),
        ("app_before_user", "V61", "wrong_sdk_app_id", members(app=APP + 1, identifier="bob"), {}),
        ("mac_before_user", "V63", "bad_signature", unsigned(identifier="bob"), {}),
        ("mac_before_kind", "V63", "bad_signature", forged_key(), {}),
        ("mac_before_missing_kind", "V63", "bad_signature", unsigned(), {"room_id": 7}),
        ("mac_before_structure", "V63", "bad_signature", forged_key(version=9), {"room_id": 7}),
        ("mac_before_revoked", "V63", "bad_signature", unsigned(), {"valid_after": NOW}),
        ("mac_before_not_yet_valid", "V63", "bad_signature", unsigned(time=NOW + 61), {"future_tolerance": 60}),
        ("mac_before_expired", "V63", "bad_signature", unsigned(), {"now": LAST + 1}),
        ("mac_before_room", "V63", "bad_signature", forged_key(), {"room_id": 8}),
        ("user_before_kind", "V62", "wrong_user_id", map_key(rights(b"bob", number=7), identifier="bob"), {}),
        ("user_before_expired", "V62", "wrong_user_id", members(identifier="bob"), {"now": LAST + 1}),
        ("user_before_revoked", "V62", "wrong_user_id", members(identifier="bob"), {"valid_after": NOW}),
        ("kind_before_structure", "V77", "not_a_user_sig", number_room(version=9), {}),
        ("kind_before_expired", "V77", "not_a_user_sig", number_room(), {"now": LAST + 1}),
        ("kind_before_revoked", "V78", "not_a_private_map_key", GOOD, {"room_id": 7, "valid_after": NOW}),
        ("structure_before_revoked", "P04", "bad_private_map", number_room(version=9),
         {"room_id": 7, "valid_after": NOW}),
        ("structure_before_expired", "P04", "bad_private_map", number_room(version=9),
         {"room_id": 7, "now": LAST + 1}),
        ("account_before_expired", "P01", "bad_private_map", number_room(account=b"bob"),
         {"room_id": 7, "now": LAST + 1}),
        ("revoked_before_not_yet_valid", "V81", "revoked", members(time=NOW + 61),
         {"valid_after": NOW + 61, "future_tolerance": 60}),
        ("revoked_before_expired", "V81", "revoked", GOOD, {"valid_after": NOW, "now": LAST + 1}),
        ("not_yet_valid_before_expired", "V73", "not_yet_valid",
         map_key(rights(number=7, expires=NOW - 1), time=NOW + 61), {"room_id": 7, "future_tolerance": 60}),
        ("expired_before_room", "V67", "expired", number_room(), {"room_id": 8, "now": LAST + 1}),
        ("expired_before_privilege", "V67", "expired", number_room(privileges=0),
         {"room_id": 7, "needed": 2, "now": LAST + 1}),
        ("room_before_privilege", "P12", "wrong_room", number_room(privileges=0), {"room_id": 8, "needed": 2}),
    )
    for name, row, cause, content, asked in rows:
        yield refused(f"order_{name}", row, "two faults, and the first is told: " + name.replace("_", " "),
                      cause, content, **asked)


LAYERS = (text_vectors, zlib_vectors, json_vectors, field_vectors, mac_vectors, meaning_vectors, map_key_vectors,
          order_vectors)


# ---------------------------------------------------------------- JSON texts

REFUSED_BY_ALL = {
    "array": {
        "trailing_comma": "[1,]", "leading_comma": "[,1]", "two_commas": "[1,,2]", "only_comma": "[,]",
        "no_comma": "[1 2]", "line_instead_of_comma": "[1\n2]", "colon": "[1:2]", "semicolon": "[1;2]",
        "named_element": '["a":1]', "open": "[1", "open_after_comma": "[1,", "only_open": "[", "only_close": "]",
        "closed_by_brace": "[1}", "closed_twice": "[1]]", "inner_open": "[[1]", "inner_crossed": "[{]}",
        "round": "(1)", "angle": "<1>", "range": "[1..2]", "spread": "[...[1]]", "escaped_inside": "[\\n]",
        "two_arrays": "[1][2]", "word_after": "[1]x", "unquoted_element": "[a]",
    },
    "object": {
        "trailing_comma": '{"a":1,}', "leading_comma": '{,"a":1}', "two_commas": '{"a":1,,"b":2}',
        "only_comma": "{,}", "no_comma": '{"a":1 "b":2}', "semicolon": '{"a":1;"b":2}', "no_colon": '{"a" 1}',
        "two_colons": '{"a"::1}', "equals": '{"a"=1}', "arrow": '{"a"=>1}', "no_value": '{"a":}',
        "only_name": '{"a"}', "no_name": "{:1}", "value_twice": '{"a":1:2}', "names_only": '{"a","b"}',
        "bare_name": "{a:1}", "single_quoted_name": "{'a':1}", "number_name": "{1:1}", "null_name": "{null:1}",
        "array_name": "{[]:1}", "bare_value": '{"a":b}', "open": '{"a":1', "open_after_comma": '{"a":1,',
        "only_open": "{", "only_close": "}", "closed_by_bracket": '{"a":1]', "closed_twice": '{"a":1}}',
        "open_in_name": '{"a":1,"b', "two_objects": '{"a":1}{"b":2}', "comment_in_middle": '{"a"/* */:1}',
        "hash_after": '{"a":1}#', "star": "{*}", "second_name_only": '{"a":1,"b"}',
    },
    "number": {
        "leading_zero": "01", "minus_leading_zero": "-01", "two_zeros": "00", "plus": "+1", "plus_zero": "+0",
        "point_only": ".", "point_first": ".5", "minus_point_first": "-.5", "point_last": "1.",
        "minus_point_last": "-1.", "point_then_exponent": "1.e5", "two_points": "1.5.5", "exponent_open": "1e",
        "exponent_plus_open": "1e+", "exponent_minus_open": "1e-", "exponent_two_signs": "1E+-2",
        "exponent_fraction": "1e5.5", "exponent_twice": "1e1e1", "exponent_only": "e5", "exponent_spaced": "1 e5",
        "exponent_sign_spaced": "1e 5", "hex": "0x10", "hex_letter": "1a", "octal": "0o7", "binary": "0b1",
        "grouped_underscore": "1_000", "grouped_comma": "1,000", "grouped_apostrophe": "1'000", "minus_only": "-",
        "plus_only": "+", "minus_twice": "--1", "minus_plus": "-+1", "minus_spaced": "- 1", "minus_last": "1-",
        "minus_word": "-a", "sum": "1+1", "quotient": "1/2", "suffix_long": "1L", "suffix_float": "1f",
        "suffix_big": "1n", "percent": "1%", "dollar": "$1", "nan": "NaN", "nan_lower": "nan", "minus_nan": "-NaN",
        "infinity": "Infinity", "plus_infinity": "+Infinity", "minus_infinity": "-Infinity", "inf": "Inf",
        "arabic_digit": "\u0661", "wide_digit": "\uff11", "fraction_sign": "\u00bd", "minus_sign": "\u22121",
    },
    "string": {
        "open": '"a', "only_quote": '"', "end_only": 'a"', "open_after_backslash": '"a\\', "end_escaped": '"a\\"',
        "single_quotes": "'a'", "back_quotes": "`a`", "curly_quotes": "\u201ca\u201d", "bare_word": "abc",
        "escape_x": '"\\x41"', "escape_a": '"\\a"', "escape_v": '"\\v"', "escape_zero": '"\\0"',
        "escape_octal": '"\\101"', "escape_apostrophe": '"\\\'"', "escape_capital_n": '"\\N"',
        "escape_space": '"\\ "', "escape_line_end": '"\\\n"', "escape_emoji": '"\\\U0001f600"',
        "unicode_no_digits": '"\\u"', "unicode_one_digit": '"\\u1"', "unicode_three_digits": '"\\u123"',
        "unicode_not_hex": '"\\u12g4"', "unicode_plus": '"\\u+123"', "unicode_space": '"\\u 123"',
        "unicode_capital_u": '"\\U0041"', "unicode_braces": '"\\u{41}"', "unicode_second_open": '"\\ud83d\\u"',
        "unicode_second_short": '"\\ud83d\\ude0"', "raw_line_feed": '"a\nb"', "raw_return": '"a\rb"',
        "raw_tab": '"a\tb"', "raw_nul": '"a\0b"', "raw_backspace": '"a\bb"', "raw_last_control": '"a\x1fb"',
        "two_strings": '"a" "b"', "two_joined": '"a""b"', "sum": '"a"+"b"', "triple": '"""a"""',
        "prefixed": 'u"a"', "escape_outside": "\\u0031", "escaped_quotes": '\\"a\\"',
    },
    "word": {
        "true_capital": "True", "true_upper": "TRUE", "true_short": "tru", "true_long": "truee",
        "false_short": "fals", "false_capital": "False", "null_short": "nul", "null_capital": "Null",
        "null_upper": "NULL", "none": "None", "nil": "nil", "undefined": "undefined", "yes": "yes", "two": "true false",
        "joined": "nullnull", "letter": "t",
    },
    "text": {
        "empty": "", "space": " ", "two_values": "1 2", "comma_after": "1,", "comma_before": ",1", "colon": ":1",
        "semicolon": "1;", "block_comment_before": "/* a */1", "block_comment_after": "1/* a */",
        "block_comment_open": "1/*", "line_comment": "1// a", "hash_comment": "1# a", "slash": "1/",
        "form_feed": "\f1", "vertical_tab": "\v1", "no_break_space": "\u00a01", "line_separator": "1\u2028",
        "zero_width_space": "\u200b1", "nul_before": "\x001", "nul_after": "1\0", "backslash": "\\",
        "star": "*", "markup": "<a>1</a>", "entity": "&quot;a&quot;", "call": "f(1)", "guard": ")]}'1",
        "escape_sequence": "\x1b[1m1",
    },
}
REFUSED_BYTES = {"byte_ff": "ff", "byte_latin_1": "e9", "byte_continuation": "80", "byte_after_number": "31c3"}

READERS_CHOICE = {
    "surrogate_high": ('"\\ud83d"', True), "surrogate_low": ('"\\ude00"', True),
    "surrogate_swapped": ('"\\ude00\\ud83d"', True), "surrogate_high_twice": ('"\\ud83d\\ud83d"', True),
    "surrogate_then_letter": ('"\\ud83da"', True), "surrogate_then_escape": ('"\\ud83d\\n"', True),
    "surrogate_then_unicode": ('"\\ud83d\\u0061"', True), "surrogate_after_pair": ('"\\ud83d\\ude00\\ude00"', True),
    "surrogate_in_name": ('{"\\udfff":1}', True), "surrogate_in_array": ('["\\udbff"]', True),
    "byte_order_mark": ("\ufeff1", True),
    "number_huge_exponent": ("1e400", False), "number_minus_huge_exponent": ("-1e400", False),
    "number_tiny_exponent": ("1e-400", False), "number_exponent_many_digits": ("1e" + "9" * 30, False),
    "number_minus_exponent_many_digits": ("1e-" + "9" * 30, False),
    "number_2_to_64": ("18446744073709551616", False), "number_below_i64": ("-9223372036854775809", False),
    "number_100_digits": ("1" + "0" * 99, False), "number_100_decimals": ("0." + "1" * 100, False),
    "number_zero_huge_exponent": ("0e999999", False), "number_more_than_double": ("9007199254740993", False),
    "object_same_name": ('{"a":1,"a":2}', False), "object_same_name_and_value": ('{"a":1,"a":1}', False),
    "object_same_name_escaped": ('{"a":1,"\\u0061":2}', False),
    "nested_16_arrays": (nested("[", 16), False), "nested_16_objects": (nested("{", 16), False),
    "nested_17_arrays": (nested("[", 17), True), "nested_17_objects": (nested("{", 17), True),
    "nested_17_mixed": (nested("{[", 17), True), "nested_500_arrays": (nested("[", 500), True),
    "nested_500_objects": (nested("{", 500), True),
}
READERS_CHOICE_BYTES = {
    "utf8_ff": "22ff22", "utf8_continuation": "228022", "utf8_cut_2": "22c322", "utf8_cut_3": "22e5b022",
    "utf8_cut_4": "22f09f9822", "utf8_overlong_2": "22c1a122", "utf8_overlong_3": "22e080af22",
    "utf8_overlong_nul": "22c08022", "utf8_surrogate": "22eda0bd22", "utf8_beyond": "22f490808022",
    "utf8_latin_1": "22e922", "utf8_in_name": "7b22ff223a317d", "utf16_little": "3100", "utf16_big": "0031",
    "utf16_marked": "fffe3100", "utf8_mark_cut": "efbb31",
}

FINE = {
    "null": "null", "true": "true", "false": "false", "empty_string": '""', "empty_array": "[]",
    "empty_object": "{}", "zero": "0", "minus_zero": "-0", "one": "1", "minus_one": "-1", "fraction": "0.5",
    "minus_fraction": "-0.5", "zero_fraction": "1.0", "exponent": "1e5", "exponent_capital": "1E5",
    "exponent_plus": "1e+5", "exponent_minus": "1e-5", "exponent_zero": "0e0", "exponent_leading_zero": "1e05",
    "fraction_exponent": "-1.25E-07", "i64_max": "9223372036854775807", "i64_min": "-9223372036854775808",
    "array_one": "[1]", "array_many": "[1,true,null,\"a\",[],{}]", "array_spaced": "[ 1 , 2 ]",
    "array_lines": "[\n1\r\n,\t2]", "array_nested": "[[[[1]]]]", "object_one": '{"a":1}',
    "object_spaced": '{ "a" : 1 , "b" : 2 }', "object_empty_name": '{"":0}', "object_nested": '{"a":{"b":{"c":[]}}}',
    "object_escaped_name": '{"\\u0061":1}', "object_known_names": '{"TLS.ver":1,"TLS.sig":true,"TLS.identifier":[]}',
    "object_long_name": '{"' + "n" * 300 + '":1}', "string_letters": '"abc"', "string_space": '" "',
    "string_all_escapes": '"\\"\\\\\\/\\b\\f\\n\\r\\t"', "string_slash_bare": '"/"', "string_nul_escaped": '"\\u0000"',
    "string_control_escaped": '"\\u001b[1m"', "string_upper_hex": '"\\u00E9\\u00AF"', "string_pair": '"\\ud83d\\ude00"',
    "string_pair_twice": '"\\uD83D\\uDE00\\ud83d\\ude00"', "string_non_character": '"\\uffff"',
    "string_last_character": '"\\udbff\\udfff"', "string_mark_escaped": '"\\ufeff"', "string_mark_inside": '"\ufeff"',
    "string_delete": '"\x7f"', "string_two_bytes": '"\u00e9"', "string_three_bytes": '"\u5c0f\u519b"',
    "string_four_bytes": '"\U0001f600"', "string_last_raw": '"\U0010ffff"', "string_line_separator": '"\u2028\u2029"',
    "string_comment_inside": '"/* a */ // b # c"', "string_brackets": '"[{]}"', "string_commas": '",:,"',
    "string_escaped_backslash_end": '"\\\\"', "string_looks_escaped": '"\\\\u0061"', "string_apostrophe": '"\'"',
    "white_space_around": " \t\r\n1\n\r\t ", "string_long": '"' + "a" * 1000 + '"',
}


def json_syntax_lines():
    for group, texts in REFUSED_BY_ALL.items():
        for name, text in texts.items():
            yield {"name": f"n_{group}_{name}", "text": text}
    for name, data in REFUSED_BYTES.items():
        yield {"name": f"n_{name}", "hex": data}
    for name, (text, is_refused) in READERS_CHOICE.items():
        yield {"name": f"i_{name}", "text": text, "refused": is_refused}
    for name, data in READERS_CHOICE_BYTES.items():
        yield {"name": f"i_{name}", "hex": data, "refused": True}
    for name, text in FINE.items():
        yield {"name": f"y_{name}", "text": text}


# ---------------------------------------------------------------- golden

def golden(name, user_id="alice", sdk_app_id=APP, time=TIME, expire=EXPIRE, key=KEY, privileges=None, **room):
    line = {"name": name, "sdk_app_id": sdk_app_id, "key": key, "user_id": user_id, "time": time, "expire": expire}
    userbuf = None
    if privileges is not None:
        line |= room | {"privileges": privileges}
        data = rights(user_id.encode(), sdk_app_id, room.get("room_id", 0), time + expire, privileges,
                      room["room_name"].encode() if "room_name" in room else None)
        userbuf = base64_text(data)
    text = signed_text(user_id, sdk_app_id, time, expire, userbuf)
    line |= {"signed_text": text.decode(), "mac": mac(key, text).hex()}
    if userbuf is not None:
        line["userbuf"] = data.hex()
    said = members(user_id, sdk_app_id, time, expire, userbuf, key)
    return line | {"document": json.loads(document_text(said))}


def golden_vectors():
    printable = "".join(map(chr, range(0x20, 0x7f)))
    name = "Az09 !#$%&()+-:;<=.>?@[]^_{}|~,"
    return [
        golden("user_sig"),
        golden("one_letter_id", "a"),
        golden("id_of_32_bytes", "0123456789abcdefghijklmnopqrstuv"),
        golden("printable_ids_first", printable[:32]),
        golden("printable_ids_second", printable[32:64]),
        golden("printable_ids_third", printable[64:]),
        golden("id_that_json_escapes", '"\\/<>&\''),
        golden("id_of_spaces", "  "),
        golden("smallest_app", sdk_app_id=1),
        golden("largest_app", sdk_app_id=U32_MAX),
        golden("shortest_lifetime", expire=1),
        golden("longest_lifetime", expire=LONGEST_LIFETIME),
        golden("first_second", time=1),
        golden("time_2_to_31", time=2**31),
        golden("time_2_to_32", time=2**32),
        golden("key_of_one_letter", key="k"),
        golden("key_over_a_hash_block", key=KEY + OTHER_KEY),
        golden("room_smallest", privileges=255, room_id=1),
        golden("room_largest", privileges=42, room_id=U32_MAX),
        golden("room_no_privileges", privileges=0, room_id=123),
        golden("room_create_only", privileges=1, room_id=123, user_id="0123456789abcdefghijklmnopqrstuv"),
        golden("room_ends_with_32_bits", privileges=255, room_id=7, time=U32_MAX - 1, expire=1),
        golden("name_of_one_byte", privileges=255, room_name="~"),
        golden("name_of_digits", privileges=42, room_name="123"),
        golden("name_of_64_bytes", privileges=255, room_name=name + " " * 2 + name),
        golden("name_and_odd_id", '"\\o/"', sdk_app_id=1, privileges=1, room_name=name),
    ]


# ---------------------------------------------------------------- checks and output

def lenient_reason(line):
    """Why even a lenient reader would refuse this ticket, or None."""
    text = bytes.fromhex(line["ticket_hex"]) if "ticket_hex" in line else line["ticket"].encode()
    text = text.translate(bytes.maketrans(b"*-_", b"+/="))
    said = json.loads(zlib.decompress(base64.b64decode(text)))
    claims = [said[f"TLS.{name}"] for name in ("identifier", "sdkappid", "time", "expire")]
    expected = mac(line["key"], signed_text(*claims, said.get("TLS.userbuf")))
    if base64.b64decode(said["TLS.sig"]) != expected:
        return "signature"
    if claims[:2] != [line["user_id"], line["sdk_app_id"]]:
        return "user or app"
    if line["now"] > claims[2] + claims[3] + line.get("leeway", 0):
        return "expired"
    return None


def is_json(data):
    def no_constant(text):
        raise ValueError(text)
    try:
        json.loads(data.decode(), parse_constant=no_constant)
    except (ValueError, RecursionError):
        return False
    return True


def check(attacks, syntax, goldens):
    names = [line["name"] for line in attacks]
    assert len(set(names)) == len(names), [name for name in names if names.count(name) > 1]
    after_the_mac = {"wrong_user_id", "not_a_user_sig", "not_a_private_map_key", "bad_private_map", "revoked",
                     "not_yet_valid", "expired", "wrong_room", "missing_privilege"}
    for line in attacks:
        if line["expect"] == 0:
            assert lenient_reason(line) is None, (line["name"], lenient_reason(line))
        elif line["cause"] in after_the_mac:
            assert lenient_reason(line) != "signature", line["name"]

    names = [line["name"] for line in syntax]
    assert len(set(names)) == len(names)
    for line in syntax:
        data = bytes.fromhex(line["hex"]) if "hex" in line else line["text"].encode()
        places = [data, b'{"x":' + data + b',"a":1}', b'{"a":1,"x":' + data + b"}"]
        if line["name"].startswith("n_"):
            assert not any(map(is_json, places)), line["name"]
        if line["name"].startswith("y_"):
            assert all(map(is_json, places)), line["name"]

    every_id = "".join(line["user_id"] for line in goldens)
    assert all(chr(number) in every_id for number in range(0x20, 0x7f))
    assert all(1 <= len(line["user_id"]) <= 32 for line in goldens)
    assert all(1 <= len(line.get("room_name", "x")) <= 64 for line in goldens)


def main():
    attacks = [line for layer in LAYERS for line in layer()]
    syntax = list(json_syntax_lines())
    goldens = golden_vectors()
    check(attacks, syntax, goldens)

    files = {
        "attacks.jsonl": "".join(json.dumps(line) + "\n" for line in attacks),
        "json_syntax.jsonl": "".join(json.dumps(line) + "\n" for line in syntax),
        "golden.json": json.dumps(goldens, indent=1) + "\n",
    }
    here = pathlib.Path(__file__).resolve().parent
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in files.items() if (here / name).read_bytes() != text.encode()]
        sys.exit(f"differs: {', '.join(stale)}" if stale else 0)
    for name, text in files.items():
        (here / name).write_bytes(text.encode())
    for layer in LAYERS:
        print(layer.__name__, sum(1 for _ in layer()))
    print("json_syntax", len(syntax))
    print("golden", len(goldens))


if __name__ == "__main__":
    main()
