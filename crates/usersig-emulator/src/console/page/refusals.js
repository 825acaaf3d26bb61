// Which entries of the journal are refused logins, and why.
import { advice, meaning } from './codes.js';
import { say, wordsOf } from './language.js';

const LOGIN = 'im_open_status.wslogin';
const SILENT = { IgnoreLogin: 'why.ignored', BreakLogin: 'why.broken' };

// Commands that the SDK sends by itself.
export const isRoutine = (entry) =>
  entry.kind === 'request' && entry.interface === 'gateway' && entry.code === 0 && ![LOGIN, 'im_open_status.wslogout', 'openim.sendmsg'].includes(entry.command);

export const isLogin = (entry) => entry.kind === 'request' && (entry.command === LOGIN || entry.interface === 'control');

// A refused login, a login that a fault left without an answer, or a REST call whose caller was refused.
export function isRefusal(entry) {
  if (entry.kind === 'fault') return entry.effect in SILENT;
  if (entry.kind !== 'request' || entry.code === 0) return false;
  return isLogin(entry) || (entry.interface === 'rest' && entry.findings !== undefined);
}

// Any entry that says no.
export const isBad = (entry) => isRefusal(entry) || (entry.kind === 'request' && entry.code !== 0) || (entry.kind === 'control' && entry.status !== 200);

// The reasons in words, the likeliest first: { id, code, what, evidence, remedy }.
export function reasons(entry) {
  if (entry.kind === 'fault') {
    return [{ id: 'fault', what: say(SILENT[entry.effect], entry), evidence: say('why.fault.evidence'), remedy: say('why.fault.remedy') }];
  }
  const { code, fault, findings } = entry;
  if (fault !== undefined) {
    return [{ id: 'fault', code, what: `${say('why.fault', { fault })}: ${meaning(code)}`, evidence: say('why.fault.evidence'), remedy: say('why.fault.remedy') }];
  }
  if (findings?.[0]?.code !== undefined) return findings.map((finding) => ({ ...finding, ...wordsOf(finding) }));
  // The ticket was not the reason.
  return [{ id: `code_${code}`, code, what: meaning(code), evidence: '', remedy: advice(code) }];
}

// Refusals that look the same to a reader.
export const likeness = (entry) =>
  JSON.stringify([entry.sdk_app_id, entry.user_id, entry.interface, entry.command, entry.code, entry.fault, entry.effect, entry.findings?.[0]?.id]);
