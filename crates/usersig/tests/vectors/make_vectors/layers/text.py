"""The text of the ticket."""

import base64
import hashlib

from claims import document_text, mac
from constants import KEY, MOST_CHARACTERS, OTHER_KEY
from deflate import deflated, stored
from extra import V1
from good import GOOD, GOOD_BYTES, GOOD_STREAM, GOOD_TEXT, GOOD_TICKET, filled, first_ticket
from packing import container, ticket_text
from vector import accepted, refused, stream


def padded(count):
    """A good ticket with both characters that other alphabets write differently, and this much padding."""
    return first_ticket(lambda text: "*" in text and "-" in text and text.count("_") == count)


NO_PADDING, ONE_PADDING, TWO_PADDING = padded(0), padded(1), padded(2)
ONLY_STAR = first_ticket(lambda text: "*" in text and "-" not in text and "_" not in text)
HALVES = GOOD_TICKET[:len(GOOD_TICKET) // 2], GOOD_TICKET[len(GOOD_TICKET) // 2:]


def length_vectors():
    yield accepted("text_no_padding", "accepted", "the bytes fill the last group", NO_PADDING)
    yield accepted("text_one_padding", "accepted", "one padding character", ONE_PADDING)
    yield accepted("text_two_padding", "accepted", "two padding characters", TWO_PADDING)
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


def alphabet_vectors():
    yield refused("text_standard_plus", "V05", "+ where the ticket alphabet has *", "bad_base64",
                  NO_PADDING.replace("*", "+"))
    yield refused("text_standard_slash", "V05", "/ where the ticket alphabet has -", "bad_base64",
                  NO_PADDING.replace("-", "/"))
    yield refused("text_standard_padding", "V05", "= where the ticket alphabet has _", "bad_base64",
                  ONE_PADDING.replace("_", "="))
    yield refused("text_standard_alphabet", "V05", "all three of the standard alphabet", "bad_base64",
                  TWO_PADDING.translate(str.maketrans("*-_", "+/=")))
    yield refused("text_base64url", "V06", "the URL alphabet has _ for 63, which is padding here", "bad_base64",
                  NO_PADDING.translate(str.maketrans("*-", "-_")))
    yield refused("text_base64url_as_other_bits", "V06", "the URL alphabet's - for 62 is 63 here", "bad_zlib",
                  ONLY_STAR.replace("*", "-"))
    yield refused("text_padding_one_removed", "V07", "the one padding character is gone", "bad_base64",
                  ONE_PADDING[:-1])
    yield refused("text_padding_two_removed", "V07", "both padding characters are gone", "bad_base64",
                  TWO_PADDING[:-2])
    yield refused("text_padding_second_removed", "V07", "the second padding character is gone", "bad_base64",
                  TWO_PADDING[:-1])
    yield refused("text_padding_one_too_many", "V08", "two padding characters where one belongs", "bad_base64",
                  ONE_PADDING + "_")
    yield refused("text_padding_three", "V08", "three padding characters where two belong", "bad_base64",
                  TWO_PADDING + "_")
    yield refused("text_padding_not_needed", "V08", "padding after a full last group", "bad_base64",
                  NO_PADDING + "_")
    yield refused("text_padding_group", "V08", "a whole group of padding", "bad_base64", NO_PADDING + "____")
    yield refused("text_padding_inside", "V08", "two padded texts, one after the other", "bad_base64",
                  ticket_text(GOOD_STREAM[:10]) + ticket_text(GOOD_STREAM[10:]))


def loose_bit_vectors():
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-"
    for text, padding, values in ((ONE_PADDING, 1, (1, 2, 3)), (TWO_PADDING, 2, (1, 2, 4, 8, 15))):
        head, last = text[:-padding - 1], alphabet.index(text[-padding - 1])
        for value in values:
            yield refused(f"text_loose_bits_{padding}_padding_{value}", "V09",
                          f"the bits no byte needs say {value} instead of 0", "bad_base64",
                          head + alphabet[last | value] + "_" * padding)


def space_vectors():
    lines = [GOOD_TICKET[at:at + 76] for at in range(0, len(GOOD_TICKET), 76)]
    yield refused("text_line_feeds", "V10", "wrapped as mail wraps it", "bad_base64", "\n".join(lines))
    yield refused("text_carriage_returns", "V10", "wrapped with CR LF", "bad_base64", "\r\n".join(lines))
    yield refused("text_line_feed_after", "V10", "a line feed at the end", "bad_base64", GOOD_TICKET + "\n")
    yield refused("text_line_feed_before", "V10", "a line feed at the start", "bad_base64", "\n" + GOOD_TICKET)
    yield refused("text_space_inside", "V11", "a space in the middle", "bad_base64", " ".join(HALVES))
    yield refused("text_tab_inside", "V11", "a tab in the middle", "bad_base64", "\t".join(HALVES))
    yield refused("text_space_before", "V11", "a space at the start", "bad_base64", " " + GOOD_TICKET)
    yield refused("text_space_after", "V11", "a space at the end", "bad_base64", GOOD_TICKET + " ")
    yield refused("text_four_spaces_after", "V11", "the length is still a multiple of four", "bad_base64",
                  GOOD_TICKET + "    ")
    yield refused("text_only_spaces", "V11", "spaces and nothing else", "bad_base64", "    ")


def junk_vectors():
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
        yield refused(f"text_{name}_inside", "V12", why, "bad_base64", junk.join(HALVES))
    yield refused("text_byte_order_mark_before", "V12", "a byte order mark at the start", "bad_base64",
                  "\ufeff" + GOOD_TICKET)
    yield refused("text_nul_and_more_after", "V12", "a good ticket, a NUL and more", "bad_base64",
                  GOOD_TICKET + "\0AAA")
    yield refused("text_quoted", "V12", "the ticket as a JSON string", "bad_base64", f'"{GOOD_TICKET}"')
    yield refused("text_byte_ff_inside", "V12", "a byte that is never UTF-8", "bad_base64",
                  b"\xff".join(part.encode() for part in HALVES))
    yield refused("text_high_bit_set", "V12", "the first letter with its eighth bit set", "bad_base64",
                  bytes([GOOD_TICKET.encode()[0] | 0x80]) + GOOD_TICKET.encode()[1:])
    yield refused("text_utf_16", "V12", "the text as UTF-16", "bad_base64", GOOD_TICKET.encode("utf-16-le").decode())
    yield refused("text_percent_encoded", "V13", "* went through a URL encoder", "bad_base64",
                  NO_PADDING.replace("*", "%2A"))
    yield refused("text_form_decoded", "V13", "standard base64 whose + a form decoder made a space", "bad_base64",
                  ONLY_STAR.replace("*", " "))


def other_text_vectors():
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
