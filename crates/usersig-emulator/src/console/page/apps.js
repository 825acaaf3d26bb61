// The app that the panels show: the one that was chosen, or the one that was used last.
import { get } from './api.js';
import { by } from './dom.js';
import { onLanguage, say } from './language.js';
import { isRoutine } from './refusals.js';
import { onEntries } from './store.js';

// The app of the examples.
const DEFAULT = 1_400_000_000;
const LARGEST = 4_294_967_295;
const ANOTHER = 'another';
// The panels whose forms and buttons act on the app.
const ACTING = '#online, #ticket, #check, #faults';

let chosen;
let lastUsed;
let known = [];
const listeners = [];

export const app = () => chosen ?? lastUsed ?? known[0]?.sdk_app_id ?? DEFAULT;
export const ofApp = (path) => `/apps/${app()}${path}`;
// What is known of the app, or undefined if nobody has used it.
export const facts = () => known.find((one) => one.sdk_app_id === app());
export const onApp = (listener) => listeners.push(listener);

export async function refreshApps() {
  const before = app();
  known = await get('/apps');
  show();
  if (app() !== before) changed();
}

export function startApps() {
  onLanguage(show);
  onEntries((added) => {
    const before = app();
    lastUsed = added?.findLast((entry) => entry.sdk_app_id !== undefined && !isRoutine(entry))?.sdk_app_id ?? lastUsed;
    if (app() !== before) changed();
  });
  // A reader who acts on an app stays with it, so that an action never goes to another app that was used in between.
  for (const panel of document.querySelectorAll(ACTING)) {
    panel.addEventListener('input', stay, { capture: true });
    panel.addEventListener('submit', stay, { capture: true });
    panel.addEventListener('click', (event) => event.target.closest('button') && stay(), { capture: true });
  }
  by('app').addEventListener('change', () => {
    by('other-app').hidden = by('app').value !== ANOTHER;
    if (by('app').value === ANOTHER) by('other-app-number').focus();
    else choose(Number(by('app').value));
  });
  by('other-app').addEventListener('submit', (event) => {
    event.preventDefault();
    const number = Number(by('other-app-number').value);
    if (number >= 1 && number <= LARGEST) choose(number);
    else by('other-app-number').select();
    by('app').focus();
  });
}

function stay() {
  chosen ??= app();
}

function choose(number) {
  chosen = number;
  by('other-app').hidden = true;
  changed();
}

function changed() {
  show();
  for (const listener of listeners) listener();
}

function show() {
  const select = by('app');
  const isAnother = select.value === ANOTHER && !by('other-app').hidden;
  const numbers = [...new Set([...known.map((one) => one.sdk_app_id), app()])].sort((one, other) => one - other);
  const look = JSON.stringify([numbers, say('app.another')]);
  if (select.look !== look) {
    select.look = look;
    select.replaceChildren(...numbers.map((number) => new Option(number, number)), new Option(say('app.another'), ANOTHER));
  }
  select.value = isAnother ? ANOTHER : app();
}
