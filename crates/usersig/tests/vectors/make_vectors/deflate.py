"""An encoder of deflate that can write every fault as well."""


class Bits:
    """Bits in the order of deflate. The first bit is the lowest of its byte."""

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
    """The code of each used symbol as a text of bits, by RFC 1951, 3.2.2."""
    found, code = {}, 0
    for length in range(1, 16):
        for symbol, its_length in enumerate(lengths):
            if its_length == length:
                found[symbol] = format(code, f"0{length}b")
                code += 1
        code <<= 1
    return found


def balanced(symbols, size):
    """The lengths of a complete code that gives these symbols nearly equal lengths."""
    symbols = sorted(symbols)
    longest = max(1, (len(symbols) - 1).bit_length())
    short = (1 << longest) - len(symbols) if len(symbols) > 1 else 0
    lengths = [0] * size
    for place, symbol in enumerate(symbols):
        lengths[symbol] = longest - 1 if place < short else longest
    return lengths


def squeezed(data):
    """Literals, and matches where the same bytes stand at most six bytes before."""
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
    """Writes symbols. A number is a literal or length symbol, a pair is a match, a text is plain bits."""
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
    """A block with its own codes, which are complete by default. `runs` are (code length symbol, extra value)."""
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
