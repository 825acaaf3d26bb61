// Reads the panels again when the journal says that something has happened, and now and then.
import { CallFailed } from './api.js';
import { onApp, refreshApps } from './apps.js';
import { forgetAccounts, refreshAccounts } from './accounts_panel.js';
import { refreshClock } from './clock_panel.js';
import { loadCodes } from './codes.js';
import { forgetFaults, refreshFaults } from './faults_panel.js';
import { by } from './dom.js';
import { onLanguage } from './language.js';
import { forgetOnline, refreshOnline } from './online_panel.js';
import { isRoutine } from './refusals.js';
import { render as renderRefused } from './refused_panel.js';
import { onEntries } from './store.js';

const SOON = 250;
// Time passes, and a state may be imported, without an entry in the journal.
const NOW_AND_THEN = 10_000;

let timer;
let running;
let next;
// The call that failed in the last reading.
let failed;

export function startRefresh() {
  onEntries((added) => {
    if (added === undefined || added.some((entry) => !isRoutine(entry))) soon();
  });
  onApp(() => {
    forgetOnline();
    forgetAccounts();
    forgetFaults();
    renderRefused();
    refresh();
  });
  onLanguage(showTrouble);
  setInterval(() => document.hidden || soon(), NOW_AND_THEN);
}

function soon() {
  timer ??= setTimeout(refresh, SOON);
}

// Ends after a reading that began after this call. There is one at a time, so that an older answer never replaces a newer one.
export function refresh() {
  clearTimeout(timer);
  timer = undefined;
  if (running === undefined) {
    running = read().finally(() => { running = undefined; });
    return running;
  }
  next ??= running.catch(() => {}).then(() => {
    next = undefined;
    return refresh();
  });
  return next;
}

async function read() {
  failed = undefined;
  try {
    await refreshApps();
    await Promise.all([refreshClock(), refreshOnline(), refreshAccounts(), refreshFaults(), loadCodes()]);
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    failed = error;
  }
  showTrouble();
}

// If there was no answer, the connection tells the reader so.
function showTrouble() {
  const isTrouble = failed?.status !== undefined;
  by('trouble').hidden = !isTrouble;
  by('trouble').textContent = isTrouble ? failed.words : '';
}
