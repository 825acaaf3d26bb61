/** The kinds of refusals. */
export type Cause =
  | "bad_base64"
  | "bad_field"
  | "bad_json"
  | "bad_private_map"
  | "bad_signature"
  | "bad_zlib"
  | "empty"
  | "expired"
  | "legacy_version"
  | "missing_privilege"
  | "no_key"
  | "not_a_private_map_key"
  | "not_a_user_sig"
  | "not_yet_valid"
  | "revoked"
  | "too_big"
  | "too_long"
  | "unknown_sdk_app_id"
  | "wrong_room"
  | "wrong_sdk_app_id"
  | "wrong_user_id";

export type Language = "en" | "zh";
export type Reaction = "back_off" | "fix_configuration" | "give_up" | "log_in_again";

/** Every cause in alphabetical order. */
export const causes: readonly Cause[];

/** A number that the service or one of its SDKs answers with. An unknown number has no name and no meaning. */
export class ErrorCode {
  constructor(number: number);
  readonly number: number;
  readonly name: string | undefined;
  readonly reaction: Reaction | undefined;
  meaning(language?: Language): string | undefined;
  static all(): ErrorCode[];
}

/** Something is refused. `cause` is a word for programs, and `code` is the service's number. */
export class Refusal extends Error {
  protected constructor();
  readonly code: number;
  readonly cause: Cause;
  readonly advice: string;
  readonly errorCode: ErrorCode;
  adviceIn(language: Language): string;
  toJSON(): { name: string; code: number; cause: Cause; message: string; advice: string };
}

/** A ticket is refused, or the text is not a ticket. */
export class VerifyError extends Refusal {}

/** A key ring does not know an app, or has no key for it. */
export class KeyRingError extends Refusal {}

/** A name of 1 to 128 printable ASCII characters, for services other than IM and TRTC. */
export class Identifier {
  constructor(text: string);
  toString(): string;
  private readonly isIdentifier: true;
}

/** The privileges of a PrivateMapKey. Combine them with `|`. */
export const Privileges: {
  readonly NONE: 0;
  readonly CREATE: 1;
  readonly ENTER: 2;
  readonly SEND_AUDIO: 4;
  readonly RECV_AUDIO: 8;
  readonly SEND_VIDEO: 16;
  readonly RECV_VIDEO: 32;
  readonly SEND_SCREEN: 64;
  readonly RECV_SCREEN: 128;
  readonly ALL: 255;
  readonly AUDIENCE: 42;
};

/** A key as the console shows it, or the bytes of a file with the key, which may end with one line end. */
export type Key = string | Uint8Array;

/** Signs the tickets of one app. Create it once. All times and lifetimes are numbers of seconds. */
export class Signer {
  /** `backdating` dates tickets back by at most a day, for verifiers whose clocks are slow. The expiry stays the same. */
  constructor(sdkAppId: number, key: Key, options?: { backdating?: number });
  readonly sdkAppId: number;
  /** Signs a ticket to log in with. Without `now` the clock is read. */
  userSig(userId: string | Identifier, lifetime: number, now?: number): string;
  /** Signs a ticket for each user, faster than one call for each. */
  userSigs(userIds: Iterable<string | Identifier>, lifetime: number, now?: number): string[];
  /** Signs a ticket for one TRTC room. A number is a roomId, and a string is a strRoomId. */
  privateMapKey(userId: string, room: number | string, privileges: number, lifetime: number, now?: number): string;
  /** Signs a PrivateMapKey around a userbuf that the caller wrote. Prefer `privateMapKey`. */
  privateMapKeyWithUserbuf(userId: string, userbuf: Uint8Array, lifetime: number, now?: number): string;
}

export interface Tolerances {
  /** Accepts a ticket for this many seconds after it expired. */
  leeway?: number;
  /** Refuses a ticket that was issued more than this many seconds after now. Without it every ticket is accepted. */
  futureTolerance?: number;
}

export interface Question {
  /** Refuses a ticket that was issued at this time or earlier. */
  validAfter?: number;
}

/** The claims of a ticket that a verifier accepted. */
export interface VerifiedClaims {
  readonly userId: string;
  readonly sdkAppId: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** The identity of the ticket. */
  readonly fingerprint: string;
  /** The tolerance that decided the verdict. */
  readonly tolerated?: "expired" | "future";
}

export interface VerifiedPrivateMapKey extends VerifiedClaims {
  readonly room: number | string;
  /** All privileges the ticket gives, which may be more than were asked for. */
  readonly privileges: number;
}

/** Verifies the tickets of one app. Create it once. */
export class Verifier {
  constructor(sdkAppId: number, key: Key, tolerances?: Tolerances);
  readonly sdkAppId: number;
  /** Returns the claims if the user can log in with the ticket now. Throws VerifyError if not. */
  userSig(ticket: string, userId: string | Identifier, now?: number, question?: Question): VerifiedClaims;
  /** Returns the claims if the ticket gives the needed privileges in this room now. Throws VerifyError if not. */
  privateMapKey(
    ticket: string,
    userId: string,
    room: number | string,
    needed?: number,
    now?: number,
    question?: Question,
  ): VerifiedPrivateMapKey;
}

/** The keys of several apps. To change keys, make a new ring. */
export class KeyRing {
  constructor(tolerances?: Tolerances);
  withApp(sdkAppId: number): KeyRing;
  withSigningKey(sdkAppId: number, key: Key): KeyRing;
  withRetiringKey(sdkAppId: number, key: Key, retiresAt: number): KeyRing;
  /** Throws KeyRingError if the app has no key that signs. */
  signer(sdkAppId: number): Signer;
  /** Throws KeyRingError if the app has no key. Pass the app that you expect. */
  verifier(sdkAppId: number): Verifier;
}

export interface UserBuf {
  readonly account: string;
  readonly sdkAppId: number;
  readonly room: number | string;
  readonly expiresAt: number;
  readonly privileges: number;
}

/** The claims of a ticket that is not verified. Use them to show a ticket, and never to grant anything. */
export interface Unverified {
  readonly userId: string;
  readonly sdkAppId: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly fingerprint: string;
  readonly userbuf?: UserBuf;
  readonly badUserbuf?: string;
}

/** Reads a ticket without a key. Throws VerifyError if the text is not a ticket. */
export function inspect(ticket: string): Unverified;

export interface Hints extends Tolerances, Question {
  sdkAppId?: number;
  userId?: string;
  /** A name and a text for each key. */
  keys?: Record<string, string>;
  now?: number;
  kind?: "private_map_key" | "user_sig";
  room?: number | string;
  needed?: number;
  language?: Language;
}

/** One cause that the doctor found. A finding with a code is a reason to refuse the ticket. */
export interface Finding {
  readonly id: string;
  readonly code?: number;
  readonly what: string;
  readonly evidence: string;
  readonly remedy: string;
}

/** Says why a ticket is refused, the most likely cause first. */
export function diagnose(ticket: string, hints?: Hints): Finding[];

/** When a client should fetch its next ticket, after about nine tenths of the lifetime of the current one. */
export function refreshAt(userId: string | Identifier, issuedAt: number, expiresAt: number): number;
