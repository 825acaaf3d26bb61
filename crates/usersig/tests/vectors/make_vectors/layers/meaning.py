"""User, app, kind of ticket, times and revocation."""

from claims import document_text, map_key, members, named_room, number_room
from constants import APP, EXPIRE, I64_MAX, LAST, LONGEST_LIFETIME, NOW, OTHER_KEY, TIME
from deflate import deflated, stored
from good import GOOD, GOOD_BYTES
from packing import by_zlib, container
from vector import accepted, document, refused, stream


def identity_vectors():
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


def look_alike_vectors():
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


def expiry_vectors():
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


def year_vectors():
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


def kind_vectors():
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


def revocation_vectors():
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
