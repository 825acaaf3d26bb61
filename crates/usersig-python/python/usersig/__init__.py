"""Signs and verifies UserSig and PrivateMapKey, the login tickets of Tencent Cloud IM and TRTC.

    from usersig import Signer, Verifier

    signer, verifier = Signer(1400000000, key), Verifier(1400000000, key)
    ticket = signer.user_sig("alice", 86400)
    claims = verifier.user_sig(ticket, "alice")
"""

from ._errors import ErrorCode, KeyRingError, Refusal, VerifyError
from ._native import (
    Finding,
    KeyRing,
    Signer,
    Unverified,
    UnverifiedUserBuf,
    VerifiedClaims,
    VerifiedPrivateMapKey,
    Verifier,
    diagnose,
    inspect,
    refresh_at,
)
from ._privileges import Privileges
from ._tickets import Identifier, PrivateMapKey, UserSig
from ._words import Cause, Language, Reaction

__all__ = [
    "Cause",
    "ErrorCode",
    "Finding",
    "Identifier",
    "KeyRing",
    "KeyRingError",
    "Language",
    "PrivateMapKey",
    "Privileges",
    "Reaction",
    "Refusal",
    "Signer",
    "Unverified",
    "UnverifiedUserBuf",
    "UserSig",
    "VerifiedClaims",
    "VerifiedPrivateMapKey",
    "Verifier",
    "VerifyError",
    "diagnose",
    "inspect",
    "refresh_at",
]
