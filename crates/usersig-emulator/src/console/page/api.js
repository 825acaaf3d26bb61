// Calls of the control plane.
import { explanation } from './explanations.js';
import { say } from './language.js';

const BASE = '/emulator/v1';

// An answer that takes longer counts as a lost connection.
const PATIENCE = 15_000;

// A call that failed. `problem` is the emulator's explanation, if it gave one.
export class CallFailed extends Error {
  constructor(status, problem) {
    super(problem ?? `status ${status}`);
    Object.assign(this, { status, problem });
  }

  // The failure in the language of the page.
  get words() {
    if (this.status === undefined) return say('error.network');
    return this.problem === undefined ? say('error.answer', { status: this.status }) : say('error.problem', { detail: explanation(this.problem) });
  }
}

export const get = (path) => call('GET', path);
export const post = (path, body) => call('POST', path, body);
export const remove = (path) => call('DELETE', path);

export const eventsAddress = (after) => `${BASE}/journal/events?after=${after}`;

async function call(method, path, body) {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const request = { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(BASE + path, request).catch(() => { throw new CallFailed(); });
  const document = await answer.json().catch(() => undefined);
  if (answer.ok && document !== undefined && answer.headers.has('x-usersig-emulator')) return document;
  const { detail } = document ?? {};
  throw new CallFailed(answer.status, typeof detail === 'string' ? detail : undefined);
}
