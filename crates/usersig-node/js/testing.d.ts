import { Cause, Signer, Tolerances, Verifier } from "./index.js";

/** The sample app. Anyone can sign with its key, so never use the key for a real app. */
export const SDK_APP_ID: number;
export const SECRET_KEY: string;
export function signer(): Signer;
export function verifier(tolerances?: Tolerances): Verifier;

/** A ticket, the question to ask about it, and the expected answer. */
export interface TestTicket {
  readonly name: string;
  readonly ticket: string;
  /** The room to ask about. Without one, ask about a UserSig. */
  readonly room?: number | string;
  readonly needed: number;
  readonly futureTolerance?: number;
  readonly validAfter?: number;
  /** The last second at which the ticket is valid, if it is valid. */
  readonly expiresAt?: number;
  /** The cause of the refusal, if the ticket is refused. */
  readonly cause?: Cause;
}

/** Makes a test ticket for each answer that a verifier can give. Good tickets are genuine, so use a key made for tests. */
export function testTickets(
  signer: Signer,
  userId: string,
  options?: { lifetime?: number; expiringIn?: number; now?: number },
): TestTicket[];
