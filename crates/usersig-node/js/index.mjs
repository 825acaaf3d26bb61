import usersig from "./index.js";

export const {
  ErrorCode, Identifier, KeyRing, KeyRingError, Privileges, Refusal, Signer, Verifier, VerifyError, causes, diagnose,
  inspect, refreshAt,
} = usersig;
export default usersig;
