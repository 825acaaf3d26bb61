// Which entries of the journal are refused logins, and why.
import { advice, meaning } from './codes.js';
import { isInForce } from './faults.js';
import { say, wordsOf } from './language.js';

const LOGIN = 'im_open_status.wslogin';
const TOO_MANY_REFUSED = 70050;
// Values that a reader may copy into a command. A stranger chose them.
const PLAIN = /^[\w.:/[\]-]+$/;
const SILENT = { IgnoreLogin: 'why.ignored', BreakLogin: 'why.broken' };

// Commands that the SDK sends by itself.
export const isRoutine = (entry) =>
  entry.kind === 'request' && entry.interface === 'gateway' && entry.code === 0 && ![LOGIN, 'im_open_status.wslogout', 'openim.sendmsg'].includes(entry.command);

export const isLogin = (entry) => entry.kind === 'request' && (entry.command === LOGIN || entry.interface === 'control');

// A refused login, a login that a fault left without an answer, a REST call whose caller was refused, or a client that reached no
// interface.
export function isRefusal(entry) {
  if (entry.kind === 'refused') return true;
  if (entry.kind === 'fault') return entry.effect in SILENT;
  if (entry.kind !== 'request' || entry.code === 0) return false;
  return isLogin(entry) || (entry.interface === 'rest' && entry.findings !== undefined);
}

// Any entry that says no.
export const isBad = (entry) => isRefusal(entry) || (entry.kind === 'request' && entry.code !== 0) || (entry.kind === 'control' && entry.status !== 200);

// The reasons in words, the likeliest first: { id, code, what, evidence, remedy }.
export function reasons(entry) {
  if (entry.kind === 'fault') {
    return [{ id: 'fault', what: say(SILENT[entry.effect], entry), evidence: say('why.fault.evidence'), remedy: faultRemedy(entry) }];
  }
  if (entry.kind === 'refused') return [stranger(entry)];
  const { code, fault, findings } = entry;
  if (fault !== undefined) {
    return [{ id: 'fault', code, what: say('why.fault.meaning', { fault: say('why.fault', { fault }), meaning: meaning(code) }), evidence: say('why.fault.evidence'), remedy: faultRemedy(entry) }];
  }
  const found = findings?.[0]?.code === undefined ? [] : findings.map((finding) => ({ ...finding, ...wordsOf(finding) }));
  // The findings explain the ticket. It was not the reason if there is none, or if too many earlier tickets were refused.
  if (found.length > 0 && code !== TOO_MANY_REFUSED) return found;
  return [{ id: `code_${code}`, code, what: meaning(code), evidence: '', remedy: advice(code) }, ...found];
}

// A fault that is spent or removed need not be removed.
function faultRemedy(entry) {
  const next = { true: 'why.fault.remove', false: 'why.fault.over' }[isInForce(entry)] ?? 'why.fault.perhaps';
  const handle = say(entry.code === undefined ? 'why.fault.silent' : 'why.fault.code');
  return say('why.fault.remedy', { handle, next: say(next, { app: entry.sdk_app_id }) });
}

function stranger({ reason, value }) {
  const remedy = reason === 'origin' && value === 'null' ? 'why.origin.null.remedy' : `why.${reason}.remedy`;
  return { id: reason, what: say(`why.${reason}`, { value }), evidence: '', remedy: say(remedy, { value: PLAIN.test(value) ? value : '…' }) };
}

// Refusals that look the same to a reader.
export const likeness = (entry) =>
  JSON.stringify([entry.sdk_app_id, entry.user_id, entry.interface, entry.command, entry.code, entry.fault, entry.effect, entry.reason, entry.value, entry.findings?.[0]?.id]);
