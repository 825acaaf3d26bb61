"""The values the vectors share, and the code of each cause."""

import hashlib

KEY = hashlib.sha256(b"a throw-away key for test vectors").hexdigest()
OTHER_KEY = hashlib.sha256(b"another throw-away key for test vectors").hexdigest()
# The key printed in the official documents. It is public.
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
