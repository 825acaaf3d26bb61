import testing from "./testing.js";

export const { SDK_APP_ID, SECRET_KEY, signer, testTickets, verifier } = testing;
export default testing;
