"""Words that the library uses, as types."""

from typing import Literal, TypeAlias

# The kinds of refusals. docs/refusals.md explains them.
Cause: TypeAlias = Literal[
    "bad_base64",
    "bad_field",
    "bad_json",
    "bad_private_map",
    "bad_signature",
    "bad_zlib",
    "empty",
    "expired",
    "legacy_version",
    "missing_privilege",
    "no_key",
    "not_a_private_map_key",
    "not_a_user_sig",
    "not_yet_valid",
    "revoked",
    "too_big",
    "too_long",
    "unknown_sdk_app_id",
    "wrong_room",
    "wrong_sdk_app_id",
    "wrong_user_id",
]

Language: TypeAlias = Literal["en", "zh"]

Reaction: TypeAlias = Literal["back_off", "fix_configuration", "give_up", "log_in_again"]

TicketKind: TypeAlias = Literal["private_map_key", "user_sig"]
