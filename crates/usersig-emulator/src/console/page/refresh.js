// Reads the panels again when the journal says that something has happened, and now and then.
import { CallFailed } from './api.js';
import { onApp, refreshApps } from './apps.js';
import { forgetAccounts, refreshAccounts } from './accounts_panel.js';
import { refreshClock } from './clock_panel.js';
import { loadCodes } from './codes.js';
import { refreshFaults } from './faults_panel.js';
import { by } from './dom.js';
import { forgetOnline, refreshOnline } from './online_panel.js';
import { isRoutine } from './refusals.js';
import { render as renderRefused } from './refused_panel.js';
import { onEntries } from './store.js';

const SOON = 250;
// Time passes, and a state may be imported, without an entry in the journal.
const NOW_AND_THEN = 10_000;

let timer;
let running = false;
let again = false;

export function startRefresh() {
  onEntries((added) => {
    if (added === undefined || added.some((entry) => !isRoutine(entry))) soon();
  });
  onApp(() => {
    forgetOnline();
    forgetAccounts();
    renderRefused();
    refresh();
  });
  setInterval(() => document.hidden || soon(), NOW_AND_THEN);
}

function soon() {
  timer ??= setTimeout(refresh, SOON);
}

// One at a time, so that an older answer never replaces a newer one.
export async function refresh() {
  clearTimeout(timer);
  timer = undefined;
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    await refreshApps();
    await Promise.all([refreshClock(), refreshOnline(), refreshAccounts(), refreshFaults(), loadCodes()]);
    trouble('');
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    // If there was no answer, the connection tells the reader so.
    trouble(error.status === undefined ? '' : error.words);
  } finally {
    running = false;
  }
  if (again) {
    again = false;
    soon();
  }
}

function trouble(words) {
  by('trouble').hidden = words === '';
  by('trouble').textContent = words;
}
