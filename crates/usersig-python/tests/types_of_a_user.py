"""Code of a user. mypy and pyright must infer these types and refuse the last lines."""

from datetime import timedelta
from typing import Literal, assert_type

from usersig import Identifier, Privileges, Signer, UserSig, VerifiedClaims, Verifier, VerifyError
from usersig.compat import TLSSigAPIv2

signer, verifier = Signer(1, b"key"), Verifier(1, "key", leeway=timedelta(seconds=5))
ticket = signer.user_sig("alice", timedelta(days=1))
assert_type(ticket, UserSig)
assert_type(ticket.expires_at, int)
assert_type(signer.user_sigs({"alice", "bob"}, 60), list[str])
assert_type(UserSig(signer.user_sigs(["alice"], 60)[0]).expires_at, int)
assert_type(signer.private_map_key("alice", "lobby", Privileges.AUDIENCE, 60).room, int | str)
assert_type(verifier.user_sig(ticket, Identifier("a")), VerifiedClaims)
assert_type(verifier.user_sig(ticket, "alice").tolerated, Literal["expired", "future"] | None)
assert_type(TLSSigAPIv2(1, "key").gen_sig(5), str)
try:
    verifier.user_sig(ticket, "bob")
except VerifyError as refused:
    if refused.cause == "expired":
        assert_type(refused.advice, str)

signer.user_sig(5, 60)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
signer.user_sig("alice", "60")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
signer.key  # type: ignore[attr-defined] # pyright: ignore
