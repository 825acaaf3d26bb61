"use strict";
// The types of arguments. The native part checks their values.

const { types } = require("node:util");

function needs(what, value) {
  const found = value === null ? "null" : Array.isArray(value) ? "an array" : types.isMap(value) ? "a Map" : typeof value;
  return new TypeError(`needs ${what}, not ${found}`);
}

function text(value, noun) {
  if (typeof value !== "string") throw needs(`a string as ${noun}`, value);
  return value;
}

function number(value, noun) {
  if (typeof value !== "number") throw needs(`a number as ${noun}`, value);
  return value;
}

/** A number of seconds, or undefined. */
function optional(value, noun) {
  return value === undefined ? undefined : number(value, noun);
}

/** A longer text is not a ticket, and its beginning shows that as well. So a huge text is not copied. */
const MAX_TICKET_LEN = 4096;

function ticket(value) {
  return text(value, "ticket").slice(0, MAX_TICKET_LEN + 1);
}

function key(value) {
  return typeof value === "string" ? keyText(value) : bytes(value, "a string or a Uint8Array as key");
}

/** Half of a surrogate pair would become another character, and different keys would become one. */
function keyText(value) {
  if (/\p{Surrogate}/u.test(text(value, "key"))) throw new RangeError("secret key is not UTF-8 text");
  return value;
}

const bufferOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "buffer").get;

/** Bytes that no other thread can change while they are read. They may come from another realm, such as a `vm` context. */
function bytes(value, what) {
  if (!types.isUint8Array(value)) throw needs(what, value);
  if (types.isSharedArrayBuffer(bufferOf.call(value))) throw new TypeError(`needs ${what}, not shared memory`);
  return value;
}

function room(value) {
  if (typeof value !== "string" && typeof value !== "number") throw needs("the number or the name of a room", value);
  return value;
}

const NO_OPTIONS = Object.freeze(Object.create(null));

/** The options that an object itself has. A misspelt tolerance must not be ignored, and an inherited one must not count. */
function options(value, known) {
  return value === undefined ? NO_OPTIONS : own(value, "options", (name) => {
    if (!known.includes(name)) throw new TypeError(`unknown option ${name}, the options are ${known.join(", ")}`);
  });
}

/** A copy of the members that an object itself has. Getters are called once. */
function own(value, noun, check = () => {}) {
  if (typeof value !== "object" || value === null || Symbol.iterator in value) throw needs(`an object as ${noun}`, value);
  const members = Object.create(null);
  for (const name of Object.keys(value)) {
    check(name);
    members[name] = value[name];
  }
  return members;
}

module.exports = { bytes, key, keyText, needs, number, optional, options, own, room, text, ticket };
