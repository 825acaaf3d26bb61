"""Numbers of the document."""

from claims import MEMBERS, members, wrong
from constants import APP, EXPIRE, I64_MAX, NOW, TIME, U32_MAX
from vector import accepted, refused


def number_vectors():
    forms = {
        "app": (1_400_000_000, "14e8", "1.4e9", "1_400_000_000"),
        "time": (1_699_000_000, "1699e6", "1.699e9", "1_699_000_000"),
        "expire": (3_600_000, "36e5", "3.6e6", "3_600_000"),
    }
    for name, (value, exponent, fraction, grouped) in forms.items():
        member = MEMBERS[name]
        # Zero is a valid lifetime in the second of issue, and a valid time if the lifetime is long.
        zero = {"app": {}, "time": {"expire": 2 * NOW}, "expire": {"time": NOW}}[name]
        # At the time that these forms share, the ordinary lifetime would have ended.
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
