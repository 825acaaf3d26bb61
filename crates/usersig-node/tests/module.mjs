// The package as an ES module has the same exports.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

import usersig, { Signer, Verifier } from "usersig";
import { Api } from "usersig/compat";
import { signer, verifier } from "usersig/testing";

const require = createRequire(import.meta.url);
for (const name of ["usersig", "usersig/compat", "usersig/testing"]) {
  const { default: whole, ...named } = await import(name);
  assert.deepEqual(Object.keys(named).sort(), Object.keys(require(name)).sort(), name);
  assert.equal(whole, require(name));
}
assert.equal(usersig.Signer, Signer);
verifier().userSig(signer().userSig("alice", 60), "alice");
new Verifier(7, "key").userSig(new Api(7, "key").genUserSig("alice", 60), "alice");
