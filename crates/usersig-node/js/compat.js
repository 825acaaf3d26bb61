"use strict";
// The interface of the npm package tls-sig-api-v2, with its conversions.

const { key: checked } = require("./arguments");
const { Identifier } = require("./names");
const { Signer } = require("./signer");

class Api {
  #key;
  #sdkappid;
  #signer;

  constructor(sdkappid, key) {
    this.#sdkappid = sdkappid;
    this.key = key;
  }

  /** The official class reads both members for each ticket, so a caller can change them. The key cannot be read. */
  set key(key) {
    // A copy of bytes, so that a caller who overwrites them changes no later ticket.
    const kept = typeof key === "string" ? key : new Uint8Array(checked(key));
    this.#signer = new Signer(Number(this.#sdkappid), kept);
    this.#key = kept;
  }

  get sdkappid() {
    return this.#sdkappid;
  }

  set sdkappid(sdkappid) {
    this.#signer = new Signer(Number(sdkappid), this.#key);
    this.#sdkappid = sdkappid;
  }

  genSig(userid, expire, userBuf) {
    if (userBuf === null || userBuf === undefined) {
      return this.#signer.userSig(new Identifier(String(userid)), Number(expire));
    }
    return this.#signer.privateMapKeyWithUserbuf(String(userid), Buffer.from(userBuf), Number(expire));
  }

  genUserSig(userid, expire) {
    return this.genSig(userid, expire, null);
  }

  genPrivateMapKey(userid, expire, roomid, privilegeMap) {
    return this.#signer.privateMapKey(String(userid), Number(roomid), Number(privilegeMap), Number(expire));
  }

  genPrivateMapKeyWithStringRoomID(userid, expire, roomstr, privilegeMap) {
    if (typeof roomstr !== "string") throw new TypeError("roomstr is a name; genPrivateMapKey takes a number");
    return this.#signer.privateMapKey(String(userid), roomstr, Number(privilegeMap), Number(expire));
  }
}

module.exports = { Api };
