"use strict";

const { key, number } = require("./arguments");
const { KeyRingError } = require("./errors");
const native = require("./native");
const { Signer } = require("./signer");
const { Verifier, tolerances } = require("./verifier");

class KeyRing {
  #native;

  constructor(settings = undefined) {
    this.#native = settings instanceof native.KeyRing ? settings : new native.KeyRing(...tolerances(settings));
  }

  withApp(sdkAppId) {
    return new KeyRing(this.#native.withApp(number(sdkAppId, "sdkAppId")));
  }

  withSigningKey(sdkAppId, secretKey) {
    return new KeyRing(this.#native.withSigningKey(number(sdkAppId, "sdkAppId"), key(secretKey)));
  }

  withRetiringKey(sdkAppId, secretKey, retiresAt) {
    return new KeyRing(this.#native.withRetiringKey(number(sdkAppId, "sdkAppId"), key(secretKey),
      number(retiresAt, "retiresAt")));
  }

  signer(sdkAppId) {
    return new Signer(found(this.#native.signer(number(sdkAppId, "sdkAppId"))));
  }

  verifier(sdkAppId) {
    return new Verifier(found(this.#native.verifier(number(sdkAppId, "sdkAppId"))));
  }

  toJSON() {
    throw new TypeError("a KeyRing holds keys, so it cannot be copied");
  }
}

function found(value) {
  if (value.cause !== undefined) throw new KeyRingError(value);
  return value;
}

module.exports = { KeyRing };
