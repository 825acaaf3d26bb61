"use strict";
// The official package and ours take each other's tickets.

const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const path = require("node:path");
const test = require("node:test");
const official = require("tls-sig-api-v2");
const { Identifier, Signer, Verifier } = require("usersig");
const compat = require("usersig/compat");

const [APP, KEY] = [1400000000, "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e"];
const [ours, theirs, verifier] = [new compat.Api(APP, KEY), new official.Api(APP, KEY), new Verifier(APP, KEY)];
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
const RANDOM_INPUTS = 100500;

// xorshift32, so that a failure can be repeated.
let state = 17;
function below(end) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % end;
}

test("random inputs are signed by one side and verified by the other", () => {
  const lines = [];
  for (let batch = 0; batch < RANDOM_INPUTS / 500; batch += 1) {
    const app = 1 + below(2 ** 32 - 1);
    const key = Array.from({ length: 64 }, () => below(16).toString(16)).join("");
    const [api, signer, judge] = [new official.Api(app, key), new Signer(app, key), new Verifier(app, key)];
    for (let index = 0; index < 500; index += 1) {
      const userId = Array.from({ length: 1 + below(32) }, () => ALPHABET[below(64)]).join("");
      const lifetime = 1 + below(50 * 365 * 86400);
      const claims = judge.userSig(api.genUserSig(userId, lifetime), userId);
      assert.equal(claims.expiresAt - claims.issuedAt, lifetime, userId);
      lines.push(`${app} ${key} ${userId} ${lifetime} ${signer.userSig(userId, lifetime)}`);
    }
  }
  const script = path.join(process.env.USERSIG_SOURCES, "crates/usersig-node/tests/verify_tickets.py");
  const verified = execFileSync("python3", [script], { input: lines.join("\n"), maxBuffer: 1e6 });
  assert.equal(Number(verified), RANDOM_INPUTS);
});

test("conversions and return types are those of the official package", () => {
  for (const api of [ours, theirs, new compat.Api(String(APP), KEY), new official.Api(String(APP), KEY)]) {
    for (const [userId, expire] of [["alice", 60], [42, "60"], ["x".repeat(128), 60]]) {
      const ticket = api.genUserSig(userId, expire);
      assert.equal(typeof ticket, "string");
      const claims = verifier.userSig(ticket, new Identifier(String(userId)));
      assert.equal(claims.expiresAt - claims.issuedAt, 60);
    }
    for (const room of [9, "9"]) verifier.privateMapKey(api.genPrivateMapKey("alice", 60, room, 255), "alice", 9, 255);
    verifier.privateMapKey(api.genPrivateMapKeyWithStringRoomID("alice", 60, "9", 42), "alice", "9", 42);
    const userbuf = theirs._genUserbuf("alice", 9, 60, 42, 0, null);
    verifier.privateMapKey(api.genSig("alice", 60, userbuf), "alice", 9, 42);
  }
});

test("a new key or app of an Api signs the next ticket, as in the official package", () => {
  const other = KEY.replace("5", "6");
  for (const api of [new compat.Api(APP, KEY), new official.Api(APP, KEY)]) {
    api.key = other;
    new Verifier(APP, other).userSig(api.genUserSig("alice", 60), "alice");
    api.sdkappid = 7;
    assert.equal(api.sdkappid, 7);
    new Verifier(7, other).userSig(api.genUserSig("alice", 60), "alice");
  }
  assert.ok(!require("node:util").inspect(ours, { showHidden: true, depth: 9 }).includes(KEY) && ours.key === undefined);
});

test("the bytes of a key can be overwritten, because an Api keeps a copy of them", () => {
  for (const bytes of [Buffer.from(KEY), new Uint8Array(Buffer.from(KEY))]) {
    const api = new compat.Api(7, bytes);
    bytes.fill(65);
    api.sdkappid = APP;
    verifier.userSig(api.genUserSig("alice", 60), "alice");
  }
});

test("an input of the table is signed by the official package and refused by ours", () => {
  const inputs = [
    (api) => api.genUserSig("", 60), (api) => api.genUserSig("a\nb", 60), (api) => api.genUserSig("用户", 60),
    (api) => api.genUserSig("x".repeat(129), 60), (api) => api.genUserSig("alice", 0), (api) => api.genUserSig("alice"),
    (api) => api.genUserSig("alice", -1), (api) => api.genUserSig("alice", 60.5), (api) => api.genUserSig("alice", 2e9),
    (api) => api.genPrivateMapKey("alice", 60, 0, 1), (api) => api.genPrivateMapKey("alice", 60, 1, 256),
    (api) => api.genPrivateMapKey("alice", 60, 2 ** 32, 1), (api) => api.genPrivateMapKey("x".repeat(33), 60, 1, 1),
    (api) => api.genPrivateMapKeyWithStringRoomID("alice", 60, "", 1), (api) => api.genSig("alice", 60, "abc"),
    (api) => new api.constructor(0, KEY).genUserSig("alice", 60), (api) => new api.constructor(APP, "").genUserSig("a", 60),
  ];
  official.Api.prototype.constructor = official.Api;
  for (const input of inputs) {
    assert.ok(input(theirs));
    assert.throws(() => input(ours), RangeError, String(input));
  }
});
