"use strict";
// Arguments, results, errors and secrets.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const util = require("node:util");
const v8 = require("node:v8");
const vm = require("node:vm");
const {
  ErrorCode, Identifier, KeyRing, KeyRingError, Privileges, Signer, Verifier, VerifyError, causes, diagnose, inspect,
  refreshAt,
} = require("usersig");
const testing = require("usersig/testing");

const [APP, KEY, NOW] = [1400000000, "a throw-away key", 1700000000];
const [signer, verifier, ring] = [new Signer(APP, KEY), new Verifier(APP, KEY), new KeyRing().withSigningKey(APP, KEY)];
const UUID = "8f14e45f-ceea-467f-a8d5-0e3f6f0a1c2b";

test("a ticket is a string that inspect reads", () => {
  const ticket = signer.userSig("alice", 3600, NOW + 0.9);
  assert.equal(typeof ticket, "string");
  const { userId, sdkAppId, issuedAt, expiresAt } = inspect(ticket);
  assert.deepEqual([userId, sdkAppId, issuedAt, expiresAt], ["alice", APP, NOW, NOW + 3600]);
  assert.ok(refreshAt("alice", issuedAt, expiresAt) < expiresAt);
});

test("many tickets are the same as single ones in the order of the users", () => {
  const users = Array.from({ length: 1000 }, (_, index) => `user_${index}`);
  for (const names of [users, new Set(users), [], ["alice"], [...users, new Identifier(UUID), "bob"]]) {
    assert.deepEqual(signer.userSigs(names, 60, NOW), [...names].map((name) => signer.userSig(name, 60, NOW)));
  }
  assert.throws(() => signer.userSigs([], "60"), TypeError);
  for (const bad of ["", "a\nb", "\n", "用户"]) assert.throws(() => signer.userSigs(["alice", bad], 60), RangeError);
  for (const bad of ["alice", null, 5, {}]) assert.throws(() => signer.userSigs(bad, 60), TypeError);
  for (const bad of [5, null, undefined, {}]) assert.throws(() => signer.userSigs(["alice", bad], 60), TypeError);
});

test("a room is a number or a name", () => {
  const byNumber = signer.privateMapKey("alice", 123, Privileges.AUDIENCE, 60, NOW);
  const byName = signer.privateMapKey("alice", "123", Privileges.AUDIENCE, 60, NOW);
  assert.equal(verifier.privateMapKey(byNumber, "alice", 123, Privileges.ENTER, NOW).privileges, 42);
  assert.equal(verifier.privateMapKey(byName, "alice", "123", 0, NOW).room, "123");
  assert.equal(inspect(byNumber).userbuf.room, 123);
});

test("a UUID signs and verifies as an identifier and is not a UserID", () => {
  const ticket = signer.userSig(new Identifier(UUID), 60, NOW);
  assert.equal(verifier.userSig(ticket, new Identifier(UUID), NOW).userId, UUID);
  assert.throws(() => signer.userSig(UUID, 60), /user id has 36 bytes, at most 32 are allowed/);
});

test("a key may be bytes with a line end", () => {
  for (const key of [KEY, Buffer.from(KEY), new Uint8Array(Buffer.from(`${KEY}\n`))]) {
    verifier.userSig(new Signer(APP, key).userSig("alice", 60, NOW), "alice", NOW);
  }
});

test("a key is text without half of a surrogate pair, or bytes that no other thread can change", () => {
  for (const key of ["k\ud800key", "k\udfffkey"]) {
    assert.throws(() => new Signer(APP, key), { name: "RangeError", message: "secret key is not UTF-8 text" });
    assert.throws(() => diagnose("undefined", { keys: { production: key } }), RangeError);
  }
  new Signer(APP, "k\ud83d\ude00key");
  const shared = new Uint8Array(new SharedArrayBuffer(64)).fill(65);
  assert.throws(() => new Signer(APP, shared), /a Uint8Array as key, not shared memory/);
  assert.throws(() => signer.privateMapKeyWithUserbuf("alice", shared, 60), TypeError);
  const ofAnotherRealm = vm.runInNewContext("Uint8Array.from(bytes)", { bytes: [...Buffer.from(KEY)] });
  verifier.userSig(new Signer(APP, ofAnotherRealm).userSig("alice", 60, NOW), "alice", NOW);
});

test("an identifier signs the name it was made of", () => {
  class Other extends Identifier {
    toString() {
      return "mallory";
    }
  }
  assert.equal(inspect(signer.userSig(new Other("alice"), 60)).userId, "alice");
  assert.throws(() => signer.userSig(Object.create(Identifier.prototype), 60), TypeError);
});

test("an option is an own member with a known name", () => {
  assert.throws(() => new Signer(APP, KEY, { backdating: 86401 }), /backdating is at most 86400 seconds, not 86401/);
  assert.throws(() => new Verifier(APP, KEY, { leway: 60 }), /unknown option leway, the options are leeway, futureTolerance/);
  assert.throws(() => verifier.userSig("", "alice", NOW, { valid_after: NOW }), TypeError);
  for (const bad of [null, [], new Map(), 5]) {
    assert.throws(() => new Verifier(APP, KEY, bad), TypeError);
    assert.throws(() => diagnose("undefined", { keys: bad === null ? "key" : bad }), TypeError);
  }
  const inheriting = Object.create({ leeway: 86400 });
  const ticket = signer.userSig("alice", 60, NOW);
  assert.throws(() => new Verifier(APP, KEY, inheriting).userSig(ticket, "alice", NOW + 61), { cause: "expired" });
  let read = 0;
  diagnose("undefined", { get now() { read += 1; return NOW; } });
  assert.equal(read, 1);
});

test("a text that is too long is refused", () => {
  for (const text of ["A".repeat(4097), "A".repeat(5_000_000)]) {
    for (const ask of [() => verifier.userSig(text, "alice"), () => inspect(text)]) assert.throws(ask, { cause: "too_long" });
  }
});

test("a refusal has a code, a cause, a message and advice", () => {
  const ticket = signer.userSig("alice", 60, NOW);
  assert.throws(() => verifier.userSig(ticket, "bob", NOW), (refused) => {
    assert.ok(refused instanceof VerifyError && refused instanceof Error);
    assert.deepEqual([refused.name, refused.code, refused.cause], ["VerifyError", 70013, "wrong_user_id"]);
    assert.equal(refused.message, "ticket is for user alice, not bob");
    assert.equal(refused.advice, refused.adviceIn("en"));
    assert.notEqual(refused.advice, refused.adviceIn("zh"));
    assert.deepEqual(JSON.parse(JSON.stringify(refused)), {
      name: "VerifyError", code: 70013, cause: "wrong_user_id", message: refused.message, advice: refused.advice,
    });
    assert.equal(refused.errorCode.name, "ERR_SVR_ACCOUNT_USERSIG_MISMATCH_ID");
    return true;
  });
  assert.equal(verifier.userSig(ticket, "alice", NOW).tolerated, undefined);
  assert.equal(new Verifier(APP, KEY, { leeway: 5 }).userSig(ticket, "alice", NOW + 65).tolerated, "expired");
  assert.throws(() => verifier.userSig(ticket, "alice", NOW, { validAfter: NOW }), { cause: "revoked" });
});

test("a key ring verifies with a retiring key and signs with the new one", () => {
  const rotated = ring.withSigningKey(APP, "the new key").withRetiringKey(APP, KEY, NOW + 10).withApp(7);
  const ticket = signer.userSig("alice", 60, NOW);
  rotated.verifier(APP).userSig(ticket, "alice", NOW + 10);
  rotated.verifier(APP).userSig(rotated.signer(APP).userSig("alice", 60, NOW), "alice", NOW);
  assert.throws(() => rotated.verifier(APP).userSig(ticket, "alice", NOW + 11), { cause: "bad_signature" });
  assert.throws(() => rotated.signer(7), (error) => error instanceof KeyRingError && error.code === 70016);
  assert.throws(() => rotated.signer(8), { code: 70020 });
});

test("what holds a key is not copied and does not show it", () => {
  for (const holder of [signer, verifier, ring]) {
    assert.ok(!util.inspect(holder, { showHidden: true, depth: 9 }).includes(KEY));
    assert.deepEqual(Object.keys(holder), []);
    assert.throws(() => JSON.stringify(holder), TypeError);
    // A clone has no key and no method, so nothing can be signed with it.
    for (const clone of [structuredClone(holder), v8.deserialize(v8.serialize(holder))]) {
      assert.ok(!(clone instanceof holder.constructor));
      assert.throws(() => Signer.prototype.userSig.call(clone, "alice", 60), TypeError);
    }
  }
  for (const key of ["", " secret", "secret\n", "-----BEGIN secret"]) {
    assert.throws(() => new Signer(APP, key), (error) => error instanceof RangeError && !/secret\b(?! key)/.test(error.message));
  }
});

test("an invalid argument of any type throws", () => {
  const strange = [null, true, NaN, Infinity, -1, 1.5, 2 ** 64, 5n, Symbol("s"), {}, [], () => 1, new Date(), "", "a\0b"];
  const calls = [
    (x) => new Signer(x, KEY), (x) => new Verifier(x, KEY), (x) => new Signer(APP, x === "a\0b" ? x : [x]),
    (x) => signer.userSig(x, 60), (x) => signer.userSig("alice", x), (x) => signer.userSigs([x], 60),
    (x) => signer.privateMapKey("alice", x, 1, 60), (x) => signer.privateMapKey(x, 1, 1, 60),
    (x) => signer.privateMapKey("alice", 1, x, 60), (x) => signer.privateMapKeyWithUserbuf("alice", x, 60),
    (x) => verifier.userSig("ticket", x), (x) => verifier.privateMapKey("ticket", "alice", x), (x) => ring.withApp(x),
    (x) => ring.signer(x), (x) => new Identifier(x), (x) => inspect(x), (x) => new Verifier(APP, KEY, { leeway: x }),
    (x) => Reflect.apply(Signer.prototype.userSig, x, ["alice", 60]), (x) => testing.testTickets(x, "alice"),
  ];
  const isOurs = (error) => error instanceof TypeError || error instanceof RangeError || error instanceof VerifyError
    || error instanceof KeyRingError;
  for (const call of calls) for (const value of strange) assert.throws(() => call(value), isOurs, `${call} of ${String(value)}`);
  for (const now of [null, "soon", -1, NaN, Infinity]) assert.throws(() => signer.userSig("alice", 60, now), isOurs);
  assert.throws(() => Signer(APP, KEY), TypeError);
});

test("a code has a name, a meaning and a reaction", () => {
  const code = new ErrorCode(70001);
  assert.deepEqual([code.name, code.reaction, Number(code)], ["ERR_SVR_ACCOUNT_USERSIG_EXPIRED", "log_in_again", 70001]);
  assert.notEqual(code.meaning("zh"), code.meaning());
  assert.equal(new ErrorCode(5).meaning(), undefined);
  const types = fs.readFileSync(path.join(path.dirname(require.resolve("usersig")), "index.d.ts"), "utf8");
  const [union] = /(?<=type Cause =)[^;]*/.exec(types);
  assert.deepEqual(union.match(/\w+/g), causes);
  assert.ok(ErrorCode.all().length > 100 && causes.includes("expired"));
});

test("the doctor finds causes and shows no key", () => {
  const hints = { sdkAppId: APP, userId: "alice", now: NOW, keys: { production: "another key" } };
  const findings = diagnose(signer.userSig("alice", 60, NOW), hints);
  assert.deepEqual([findings[0].id, findings[0].code], ["wrong_key", 70009]);
  assert.ok(!JSON.stringify(findings).includes("another key"));
  for (const bad of [{ now: "soon" }, { userId: 5 }, { room: {} }, { keys: { production: 5 } }, null, 5]) {
    assert.throws(() => diagnose("undefined", bad), TypeError);
  }
  assert.notEqual(diagnose("undefined", { language: "zh" })[0].what, diagnose("undefined")[0].what);
});

test("each test ticket gets its answer", () => {
  const tickets = testing.testTickets(testing.signer(), "alice", { now: NOW });
  for (const { name, ticket, room, needed, futureTolerance, validAfter, expiresAt, cause } of tickets) {
    const judge = testing.verifier({ futureTolerance });
    const ask = () => room === undefined ? judge.userSig(ticket, "alice", NOW, { validAfter })
      : judge.privateMapKey(ticket, "alice", room, needed, NOW, { validAfter });
    if (cause === undefined) assert.equal(ask().expiresAt, expiresAt, name);
    else assert.throws(ask, { cause }, name);
  }
  assert.deepEqual(new Set(tickets.map(({ cause }) => cause)).size, causes.length - 2 + 1);
});
