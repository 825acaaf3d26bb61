"use strict";

const { number, options, room, text } = require("./arguments");
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

function inspect(ticket) {
  return claims(native.inspect(text(ticket, "ticket")));
}

const HINTS = {
  sdkAppId: number, userId: text, now: number, kind: text, room, needed: number, leeway: number, futureTolerance: number,
  validAfter: number, language: text,
};

function diagnose(ticket, hints = {}) {
  for (const [name, check] of Object.entries(HINTS)) {
    if (options(hints)[name] !== undefined) check(hints[name], name);
  }
  const keys = Object.entries(options(hints.keys ?? {})).map(([name, key]) => [name, text(key, "key")]);
  return native.diagnose(text(ticket, "ticket"), { ...hints, keys });
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
