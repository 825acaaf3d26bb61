"use strict";
// Error codes, and errors that have one.

const { text } = require("./arguments");
const native = require("./native");

const rows = new Map(native.errorCodes().map((row) => [row.number, row]));

class ErrorCode {
  #row;

  constructor(number) {
    if (!Number.isInteger(number)) throw new TypeError("an error code is an integer");
    this.number = number;
    this.#row = rows.get(number);
    Object.freeze(this);
  }

  get name() {
    return this.#row?.name;
  }

  get reaction() {
    return this.#row?.reaction;
  }

  meaning(language = "en") {
    if (language !== "en" && language !== "zh") throw new RangeError('a language is "en" or "zh"');
    return language === "en" ? this.#row?.english : this.#row?.chinese;
  }

  valueOf() {
    return this.number;
  }

  toString() {
    return String(this.number);
  }

  toJSON() {
    return this.number;
  }

  static all() {
    return [...rows.keys()].map((number) => new ErrorCode(number));
  }
}

class Refusal extends Error {
  constructor({ code, cause, message, advice }) {
    super(message, { cause });
    this.code = code;
    this.cause = cause;
    this.advice = advice;
  }

  get errorCode() {
    return new ErrorCode(this.code);
  }

  adviceIn(language) {
    return native.advice(this.cause, text(language, "language"));
  }

  /** The members of an error are not enumerable, so a log would show none of them. */
  toJSON() {
    const { name, code, cause, message, advice } = this;
    return { name, code, cause, message, advice };
  }

  toString() {
    const { name } = this.errorCode;
    return `${this.code}${name ? ` ${name}` : ""} (${this.cause}): ${this.message}`;
  }
}

class VerifyError extends Refusal {}
class KeyRingError extends Refusal {}
for (const kind of [Refusal, VerifyError, KeyRingError]) {
  Object.defineProperty(kind.prototype, "name", { value: kind.name });
}

module.exports = { ErrorCode, KeyRingError, Refusal, VerifyError };
