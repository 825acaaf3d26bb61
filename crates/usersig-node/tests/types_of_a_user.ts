// Code of a user. The compiler must infer these types and refuse the marked lines.
import { Cause, Identifier, KeyRing, Privileges, Signer, VerifiedClaims, Verifier, VerifyError, diagnose } from "usersig";
import { Api } from "usersig/compat";
import { testTickets } from "usersig/testing";

const signer: Signer = new KeyRing().withSigningKey(1, new Uint8Array(3)).signer(1);
const ticket: string = signer.userSig(new Identifier("alice"), 60);
const tickets: string[] = signer.userSigs(new Set(["alice"]), 60);
const claims: VerifiedClaims = new Verifier(1, "key", { leeway: 5 }).userSig(ticket, "alice", undefined, { validAfter: 1 });
const room: number | string = new Verifier(1, "key").privateMapKey(ticket, "alice", "lobby", Privileges.ENTER).room;
const cause: Cause | undefined = testTickets(signer, "alice")[0]?.cause;
const found: string | undefined = diagnose(ticket, { keys: { production: "key" } })[0]?.id;
const compatible: string = new Api("1", "key").genUserSig(5, "60");
export function handle(error: unknown): string {
  return error instanceof VerifyError && error.cause === "expired" ? error.advice : "";
}
// @ts-expect-error a user is not a number
signer.userSig(5, 60);
// @ts-expect-error a lifetime is not a string
signer.userSig("alice", "60");
// @ts-expect-error only a verifier refuses
new VerifyError();
export { cause, claims, compatible, found, room, tickets };
