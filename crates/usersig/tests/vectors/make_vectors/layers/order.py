"""Tickets with two faults, to show which one is reported."""

from claims import map_key, members, number_room, rights, with_signature
from constants import APP, LAST, MOST_CHARACTERS, NOW, OTHER_KEY
from good import GOOD
from vector import refused


def order_vectors():
    """The only vectors with two faults. They show which fault is reported first."""
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
