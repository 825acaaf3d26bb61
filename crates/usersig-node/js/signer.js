"use strict";

const { bytes, key, needs, number, optional, options, room, text } = require("./arguments");
const { nameOf } = require("./names");
const native = require("./native");

// A ticket of a batch may keep the memory of its whole group, so that groups are small.
const GROUP = 128;

class Signer {
  #native;
  #userSig;

  constructor(sdkAppId, secretKey, settings = undefined) {
    // A key ring has made the native part already.
    this.#native = sdkAppId instanceof native.Signer ? sdkAppId : new native.Signer(
      number(sdkAppId, "sdkAppId"), key(secretKey), number(options(settings, ["backdating"]).backdating ?? 0, "backdating"));
    this.#userSig = this.#native.userSig();
  }

  get sdkAppId() {
    return this.#native.sdkAppId();
  }

  userSig(userId, lifetime, now) {
    return this.#userSig(
      nameOf(userId), typeof userId !== "string", number(lifetime, "lifetime"), optional(now, "now"));
  }

  userSigs(userIds, lifetime, now) {
    // A string is an iterable of its characters, and each of them could be a user.
    if (typeof userIds === "string" || typeof userIds?.[Symbol.iterator] !== "function") {
      throw needs("an iterable of users", userIds);
    }
    number(lifetime, "lifetime");
    const users = Array.from(userIds);
    const tickets = [];
    // The clock is read once for all.
    const time = optional(now, "now") ?? Math.floor(Date.now() / 1000);
    for (let start = 0; start < users.length; start += GROUP) {
      const group = users.slice(start, start + GROUP);
      if (group.every((user) => typeof user === "string" && user !== "" && !user.includes("\n"))) {
        const signed = this.#native.userSigs(`${group.join("\n")}\n`, lifetime, time);
        const texts = signed.split("\n");
        for (let index = 0; index < group.length; index += 1) tickets.push(texts[index]);
      } else {
        for (const user of group) tickets.push(this.userSig(user, lifetime, time));
      }
    }
    return tickets;
  }

  privateMapKey(userId, roomOf, privileges, lifetime, now) {
    return this.#native.privateMapKey(text(userId, "userId"), room(roomOf), number(privileges, "privileges"),
      number(lifetime, "lifetime"), optional(now, "now"));
  }

  privateMapKeyWithUserbuf(userId, userbuf, lifetime, now) {
    return this.#native.privateMapKeyWithUserbuf(text(userId, "userId"), bytes(userbuf, "a Uint8Array as userbuf"),
      number(lifetime, "lifetime"), optional(now, "now"));
  }

  toJSON() {
    throw new TypeError("a Signer holds a key, so it cannot be copied");
  }

  /** For the other files of this package. */
  static native(signer) {
    if (!(signer instanceof Signer)) throw new TypeError("needs a Signer");
    return signer.#native;
  }
}

module.exports = { Signer };
