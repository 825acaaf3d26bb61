// Panel: check a ticket and read the doctor's findings.
import { post } from './api.js';
import { ofApp, onApp } from './apps.js';
import { by, fill, make } from './dom.js';
import { findingParts } from './finding.js';
import { onLanguage, say, wordsOf } from './language.js';
import { bad, doing, good, report } from './results.js';

// The findings of the emulator.
let findings = [];

export function startCheck() {
  by('check-form').addEventListener('submit', doing('check-result', check));
  for (const field of ['check-text', 'check-user']) by(field).addEventListener('input', forget);
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

async function check(isLatest) {
  const user = by('check-user').value;
  const body = { user_sig: by('check-text').value, ...(user !== '' && { user_id: user }) };
  findings = [];
  render();
  const { code, findings: found } = await post(ofApp('/user-sig/check'), body);
  if (!isLatest()) return undefined;
  findings = found;
  render();
  return code === 0 ? good(() => say(user === '' ? 'check.readable' : 'check.good')) : bad(() => say('check.bad', { code }));
}

// A verdict about another text would mislead.
function forget() {
  findings = [];
  report('check-result');
  render();
}

function render() {
  fill(by('check-list'), findings, (finding) => JSON.stringify([wordsOf(finding), say('refused.next')]), card);
}

function card(finding) {
  const tone = finding.code !== undefined ? 'card' : finding.id === 'good' ? 'card good' : 'card doubt';
  const head = finding.code === undefined ? '' : make('p', { class: 'head' }, make('span', { class: 'badge bad' }, String(finding.code)));
  return make('li', { class: tone }, head, ...findingParts(wordsOf(finding)));
}
