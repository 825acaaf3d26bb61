"use strict";

const { key, number, optional, options, room, text } = require("./arguments");
const { VerifyError } = require("./errors");
const { nameOf } = require("./names");
const native = require("./native");

class Verifier {
  #native;

  constructor(sdkAppId, secretKey, settings = {}) {
    // A key ring has made the native part already.
    this.#native = sdkAppId instanceof native.Verifier ? sdkAppId : new native.Verifier(
      number(sdkAppId, "sdkAppId"), key(secretKey), ...tolerances(settings));
  }

  get sdkAppId() {
    return this.#native.sdkAppId();
  }

  userSig(ticket, userId, now, settings = {}) {
    return claims(this.#native.userSig(text(ticket, "ticket"), nameOf(userId), typeof userId !== "string",
      optional(now, "now"), optional(options(settings).validAfter, "validAfter")));
  }

  privateMapKey(ticket, userId, roomOf, needed = 0, now = undefined, settings = {}) {
    return claims(this.#native.privateMapKey(text(ticket, "ticket"), text(userId, "userId"), room(roomOf),
      number(needed, "needed"), optional(now, "now"), optional(options(settings).validAfter, "validAfter")));
  }

  toJSON() {
    throw new TypeError("a Verifier holds a key, so it cannot be copied");
  }
}

/** The leeway and the future tolerance of options. */
function tolerances(settings) {
  const { leeway = 0, futureTolerance } = options(settings);
  return [number(leeway, "leeway"), optional(futureTolerance, "futureTolerance")];
}

function claims(verdict) {
  if (verdict.cause !== undefined) throw new VerifyError(verdict);
  return Object.freeze(verdict);
}

module.exports = { Verifier, claims, tolerances };
