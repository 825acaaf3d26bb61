"use strict";

const { key, number, optional, options, room, text, ticket } = require("./arguments");
const { VerifyError } = require("./errors");
const { nameOf } = require("./names");
const native = require("./native");

const QUESTION = ["validAfter"];
const TOLERANCES = ["leeway", "futureTolerance"];

class Verifier {
  #native;
  #userSig;

  constructor(sdkAppId, secretKey, settings = undefined) {
    // A key ring has made the native part already.
    this.#native = sdkAppId instanceof native.Verifier ? sdkAppId : new native.Verifier(
      number(sdkAppId, "sdkAppId"), key(secretKey), ...tolerances(settings));
    this.#userSig = this.#native.userSig();
  }

  get sdkAppId() {
    return this.#native.sdkAppId();
  }

  userSig(textOfTicket, userId, now, settings = undefined) {
    return claims(this.#userSig(ticket(textOfTicket), nameOf(userId), typeof userId !== "string",
      optional(now, "now"), optional(options(settings, QUESTION).validAfter, "validAfter")));
  }

  privateMapKey(textOfTicket, userId, roomOf, needed = 0, now = undefined, settings = undefined) {
    return claims(this.#native.privateMapKey(ticket(textOfTicket), text(userId, "userId"), room(roomOf),
      number(needed, "needed"), optional(now, "now"), optional(options(settings, QUESTION).validAfter, "validAfter")));
  }

  toJSON() {
    throw new TypeError("a Verifier holds a key, so it cannot be copied");
  }
}

/** The leeway and the future tolerance of options. */
function tolerances(settings) {
  const { leeway = 0, futureTolerance } = options(settings, TOLERANCES);
  return [number(leeway, "leeway"), optional(futureTolerance, "futureTolerance")];
}

function claims(verdict) {
  if (verdict.cause !== undefined) throw new VerifyError(verdict);
  if (verdict.userbuf !== undefined) Object.freeze(verdict.userbuf);
  return Object.freeze(verdict);
}

module.exports = { Verifier, claims, tolerances };
