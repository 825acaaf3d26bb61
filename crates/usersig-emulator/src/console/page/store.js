// The entries that the page has read. It keeps as many as the emulator does.
import { isRefusal } from './refusals.js';

const ENTRIES_KEPT = 10_000;
// Heartbeats push entries out of the journal. Refusals stay here for longer.
const REFUSALS_KEPT = 1000;

let entries = [];
let refusals = [];
const listeners = [];

export const all = () => entries.slice(-ENTRIES_KEPT);
export const refused = () => refusals.slice(-REFUSALS_KEPT);
export const newest = () => entries.at(-1);

// Calls this with the new entries. It gets undefined if everything was read anew.
export const onEntries = (listener) => listeners.push(listener);

export function add(added) {
  // Above the bound half of it is dropped at once, so that a flood does not copy the list each time.
  entries.push(...added);
  if (entries.length > ENTRIES_KEPT * 1.5) entries = entries.slice(-ENTRIES_KEPT);
  refusals.push(...added.filter(isRefusal));
  if (refusals.length > REFUSALS_KEPT * 1.5) refusals = refusals.slice(-REFUSALS_KEPT);
  for (const listener of listeners) listener(added);
}

export function forget() {
  entries = [];
  refusals = [];
  for (const listener of listeners) listener(undefined);
}
