// Follows the journal, and finds the way back after the emulator was stopped.
import { CallFailed, eventsAddress, get } from './api.js';
import { by } from './dom.js';
import { onLanguage, say } from './language.js';
import { add, forget, newest } from './store.js';

const RETRY_FIRST = 500;
const RETRY_LAST = 5000;
// Entries that arrive within this time are shown together.
const TOGETHER = 80;
// More than any number of an entry.
const END = Number.MAX_SAFE_INTEGER;

let state = 'waiting';
let source;
let waiting;
let retry = RETRY_FIRST;
let pending = [];
let timer;
let onConnected = () => {};
// The number of the last attempt. An attempt that was overtaken by another one must not open a second stream.
let attempts = 0;
// Entries up to this number happened before the page was opened.
let past = 0;

export const isPast = (entry) => entry.id <= past;
export const isLost = () => state === 'lost';

// `connected` is called after each time the page has found the emulator.
export function startConnection(connected) {
  onConnected = connected;
  onLanguage(() => show(state));
  // A browser allows few connections to a host. Tabs in the background leave theirs to others.
  document.addEventListener('visibilitychange', () => (document.hidden ? leave() : connect()));
  connect();
}

async function connect() {
  leave();
  attempts += 1;
  const attempt = attempts;
  try {
    past = await catchUp();
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    if (attempt === attempts) lost();
    return;
  }
  if (document.hidden || attempt !== attempts) return;
  source = new EventSource(eventsAddress(newest()?.id ?? 0));
  source.onopen = () => {
    retry = RETRY_FIRST;
    show('live');
    onConnected();
  };
  source.onmessage = (event) => receive(JSON.parse(event.data));
  // The browser would try again by itself, but it would not notice that another emulator answers.
  source.onerror = () => {
    leave();
    waiting = setTimeout(connect, RETRY_FIRST);
  };
}

// Forgets the entries if the emulator does not have the newest one any more: it was started anew, reset, or got another state.
async function catchUp() {
  flush();
  const known = newest();
  if (known) {
    const { entries } = await get(`/journal?after=${known.id - 1}`);
    if (JSON.stringify(entries[0]) !== JSON.stringify(known)) forget();
  }
  return (await get(`/journal?after=${END}`)).last;
}

function leave() {
  source?.close();
  source = undefined;
  clearTimeout(waiting);
}

function lost() {
  show('lost');
  waiting = setTimeout(connect, retry);
  retry = Math.min(retry * 2, RETRY_LAST);
}

function receive(entry) {
  if (entry.kind === 'control' && entry.operation === 'reset') {
    pending = [];
    forget();
  }
  pending.push(entry);
  timer ??= setTimeout(flush, TOGETHER);
}

function flush() {
  clearTimeout(timer);
  timer = undefined;
  const entries = pending;
  pending = [];
  if (entries.length > 0) add(entries);
}

function show(now) {
  state = now;
  by('connection').className = state;
  by('connection').textContent = say(`connection.${state}`);
  by('lost').hidden = state !== 'lost';
}
