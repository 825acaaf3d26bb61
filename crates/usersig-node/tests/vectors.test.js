"use strict";
// Every vector of the library gets the same verdict in Node.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const zlib = require("node:zlib");
const { Signer, Verifier, VerifyError, inspect } = require("usersig");

const folder = path.join(process.env.USERSIG_SOURCES, "crates/usersig/tests/vectors");
const lines = (name) => fs.readFileSync(path.join(folder, name), "utf8").trim().split("\n").map((line) => JSON.parse(line));

function verdict(ask) {
  try {
    ask();
  } catch (refused) {
    if (!(refused instanceof VerifyError)) throw refused;
    return [refused.code, refused.cause];
  }
  return [0, undefined];
}

test("every attack gets the code and the cause it must", () => {
  let asked = 0;
  const attacks = lines("attacks.jsonl");
  for (const attack of attacks) {
    const ticket = attack.ticket ?? Buffer.from(attack.ticket_hex, "hex").toString("latin1");
    const verifier = new Verifier(attack.sdk_app_id, attack.key, {
      leeway: attack.leeway, futureTolerance: attack.future_tolerance,
    });
    const room = attack.room_id ?? attack.room_name;
    const question = { validAfter: attack.valid_after };
    const found = verdict(() => room === undefined
      ? verifier.userSig(ticket, attack.user_id, attack.now, question)
      : verifier.privateMapKey(ticket, attack.user_id, room, attack.needed, attack.now, question));
    assert.deepEqual(found, [attack.expect, attack.cause], `${attack.name}: ${attack.why}`);
    asked += 1;
  }
  assert.ok(asked === attacks.length && asked > 300);
  console.log(`node: ${asked} attacks`);
});

test("every ticket of an official signer is judged as in the library", () => {
  let judged = 0;
  for (const ticket of lines("official.jsonl")) {
    const stated = inspect(ticket.ticket);
    assert.deepEqual([stated.userId, stated.sdkAppId, stated.issuedAt], [ticket.userid, ticket.sdkappid, ticket.time]);
    const room = ticket.roomid ?? ticket.roomstr;
    if (!/^[ -~]{1,32}$/.test(ticket.userid) || room === 0) continue; // no user can log in with it
    const verifier = new Verifier(ticket.sdkappid, ticket.key);
    const last = ticket.time + ticket.expire;
    const asUserSig = (now) => verdict(() => verifier.userSig(ticket.ticket, ticket.userid, now));
    const asMapKey = (now) =>
      verdict(() => verifier.privateMapKey(ticket.ticket, ticket.userid, room ?? 1, ticket.privilege, now));
    const [ask, other, cause] = room === undefined
      ? [asUserSig, asMapKey, "not_a_private_map_key"] : [asMapKey, asUserSig, "not_a_user_sig"];
    assert.deepEqual(other(last), [70003, cause], ticket.ticket);
    assert.deepEqual(ask(ticket.time), [0, undefined], ticket.ticket);
    assert.deepEqual(ask(last), [0, undefined], ticket.ticket);
    assert.deepEqual(ask(last + 1), [70001, "expired"], ticket.ticket);
    judged += 1;
  }
  assert.ok(judged > 500);
  console.log(`node: ${judged} official tickets`);
});

test("a signed ticket has the golden document", () => {
  const golden = JSON.parse(fs.readFileSync(path.join(folder, "golden.json"), "utf8"));
  assert.ok(golden.length >= 20);
  console.log(`node: ${golden.length} golden documents`);
  for (const vector of golden) {
    const signer = new Signer(vector.sdk_app_id, vector.key);
    const room = vector.room_id ?? vector.room_name;
    const ticket = room === undefined
      ? signer.userSig(vector.user_id, vector.expire, vector.time)
      : signer.privateMapKey(vector.user_id, room, vector.privileges, vector.expire, vector.time);
    const symbols = { "*": "+", "-": "/", "_": "=" };
    const packed = Buffer.from(ticket.replace(/[*_-]/g, (symbol) => symbols[symbol]), "base64");
    assert.deepEqual(JSON.parse(zlib.inflateSync(packed)), vector.document, vector.name);
    assert.equal(inspect(ticket).fingerprint, vector.mac.slice(0, 16), vector.name);
  }
});
