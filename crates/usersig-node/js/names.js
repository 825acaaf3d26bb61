"use strict";
// The names in tickets.

const { needs, text } = require("./arguments");
const native = require("./native");

let textOf;

class Identifier {
  #text;
  // Only this file reads the name, so that no subclass and no changed prototype decides who is signed.
  static #read = (textOf = (identifier) => identifier.#text);

  constructor(name) {
    native.checkIdentifier(text(name, "identifier"));
    this.#text = name;
  }

  toString() {
    return this.#text;
  }

  toJSON() {
    return this.#text;
  }
}

/** The text of a UserID or an identifier. */
function nameOf(user) {
  if (typeof user === "string") return user;
  if (user instanceof Identifier) return textOf(user);
  throw needs("a string or an Identifier as user", user);
}

module.exports = { Identifier, nameOf };
