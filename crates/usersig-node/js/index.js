"use strict";

const { keyText, number, options, own, room, text, ticket } = require("./arguments");
const { ErrorCode, KeyRingError, Refusal, VerifyError } = require("./errors");
const { KeyRing } = require("./key_ring");
const { Identifier, nameOf } = require("./names");
const native = require("./native");
const { Signer } = require("./signer");
const { Verifier, claims } = require("./verifier");

const Privileges = Object.freeze({
  NONE: 0,
  CREATE: 1,
  ENTER: 2,
  SEND_AUDIO: 4,
  RECV_AUDIO: 8,
  SEND_VIDEO: 16,
  RECV_VIDEO: 32,
  SEND_SCREEN: 64,
  RECV_SCREEN: 128,
  ALL: 255,
  AUDIENCE: 42,
});

function inspect(textOfTicket) {
  return claims(native.inspect(ticket(textOfTicket)));
}

const HINTS = {
  sdkAppId: number, userId: text, now: number, kind: text, room, needed: number, leeway: number, futureTolerance: number,
  validAfter: number, language: text,
};

function diagnose(textOfTicket, hints = undefined) {
  const known = options(hints, [...Object.keys(HINTS), "keys"]);
  for (const [name, check] of Object.entries(HINTS)) {
    if (known[name] !== undefined) check(known[name], name);
  }
  const keys = Object.entries(own(known.keys ?? {}, "keys")).map(([name, key]) => [name, keyText(key)]);
  return native.diagnose(text(textOfTicket, "ticket"), Object.assign(Object.create(null), known, { keys }));
}

function refreshAt(userId, issuedAt, expiresAt) {
  return native.refreshAt(nameOf(userId), typeof userId !== "string", number(issuedAt, "issuedAt"),
    number(expiresAt, "expiresAt"));
}

const causes = Object.freeze(native.causes());

module.exports = {
  ErrorCode, Identifier, KeyRing, KeyRingError, Privileges, Refusal, Signer, Verifier, VerifyError, causes, diagnose,
  inspect, refreshAt,
};
