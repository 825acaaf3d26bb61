"use strict";
// Test tickets and a sample app. Anyone can sign with the sample key, because it is in the source of this package.

const { number, optional, options, text } = require("./arguments");
const native = require("./native");
const { Signer } = require("./signer");
const { Verifier } = require("./verifier");

const SDK_APP_ID = 1400000000;
const SECRET_KEY = "throw-away-key-of-the-sample-app-in-usersig-test-util-not-secret";

const signer = () => new Signer(SDK_APP_ID, SECRET_KEY);
const verifier = (settings) => new Verifier(SDK_APP_ID, SECRET_KEY, settings);

function testTickets(signerOf, userId, settings = undefined) {
  const { lifetime = 3600, expiringIn = 60, now } = options(settings, ["lifetime", "expiringIn", "now"]);
  return native.testTickets(Signer.native(signerOf), text(userId, "userId"), number(lifetime, "lifetime"),
    number(expiringIn, "expiringIn"), optional(now, "now"));
}

module.exports = { SDK_APP_ID, SECRET_KEY, signer, testTickets, verifier };
