// Panel: check a ticket and read the doctor's findings.
import { post } from './api.js';
import { ofApp, onApp } from './apps.js';
import { by, doing, fill, make, report } from './dom.js';
import { findingParts } from './finding.js';
import { onLanguage, say, wordsOf } from './language.js';

// The answer of the emulator, and whether a user was named.
let checked;

export function startCheck() {
  by('check-form').addEventListener('submit', doing('check-result', check));
  onLanguage(render);
  onApp(forget);
}

// Checks a ticket of another panel.
export async function checkTicket(ticket, user) {
  by('check-text').value = ticket;
  by('check-user').value = user;
  by('check-title').focus();
  by('check').scrollIntoView({ block: 'nearest' });
  await doing('check-result', check)();
}

async function check() {
  const user = by('check-user').value;
  const body = { user_sig: by('check-text').value, ...(user !== '' && { user_id: user }) };
  forget();
  checked = { ...(await post(ofApp('/user-sig/check'), body)), user };
  render();
}

function forget() {
  checked = undefined;
  render();
}

function render() {
  fill(by('check-list'), checked?.findings ?? [], (finding) => JSON.stringify([wordsOf(finding), say('refused.next')]), card);
  if (checked === undefined) return report('check-result', '');
  const { code, user } = checked;
  if (code !== 0) return report('check-result', 'bad', say('check.bad', { code }));
  return report('check-result', 'good', say(user === '' ? 'check.readable' : 'check.good'));
}

function card(finding) {
  const tone = finding.code !== undefined ? 'card' : finding.id === 'good' ? 'card good' : 'card doubt';
  const head = finding.code === undefined ? '' : make('p', { class: 'head' }, make('span', { class: 'badge bad' }, String(finding.code)));
  return make('li', { class: tone }, head, ...findingParts(wordsOf(finding)));
}
