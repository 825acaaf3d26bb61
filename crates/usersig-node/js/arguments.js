"use strict";
// The types of arguments. The native part checks their values.

function needs(what, value) {
  const found = value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;
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

function key(value) {
  if (typeof value !== "string" && !(value instanceof Uint8Array)) throw needs("a string or a Uint8Array as key", value);
  return value;
}

function bytes(value) {
  if (!(value instanceof Uint8Array)) throw needs("a Uint8Array as userbuf", value);
  return value;
}

function room(value) {
  if (typeof value !== "string" && typeof value !== "number") throw needs("the number or the name of a room", value);
  return value;
}

function options(value) {
  if (typeof value !== "object" || value === null) throw needs("an object as options", value);
  return value;
}

module.exports = { bytes, key, needs, number, optional, options, room, text };
