"use strict";
// A panic of the native part becomes an error, and the package works after it. Needs the feature `panic-for-tests`.

const assert = require("node:assert/strict");
const path = require("node:path");
const { Signer, Verifier } = require("usersig");
const native = require(path.join(path.dirname(require.resolve("usersig")), "native.js"));

const ROUNDS = 20;
const signer = new native.Signer(1400000000, "key", 0);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const panics of [native.panic, () => signer.panic(), signer.functionThatPanics()]) {
    assert.throws(panics, (error) => error instanceof Error && /a test asked for a panic/.test(error.message));
    new Verifier(1400000000, "key").userSig(new Signer(1400000000, "key").userSig("alice", 60), "alice");
    assert.equal(signer.sdkAppId(), 1400000000);
  }
}
console.log(`node: ${3 * ROUNDS} panics became errors`);
