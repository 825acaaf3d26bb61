// Panel: the journal.
import { app } from './apps.js';
import { by, fill, make } from './dom.js';
import { onLanguage, say } from './language.js';
import { isBad, isRefusal, isRoutine, reasons } from './refusals.js';
import { sentence } from './sentences.js';
import { all, newest, onEntries } from './store.js';
import { instant, moment } from './times.js';

// More lines make the page slow, and nobody reads them.
const SHOWN = 200;

const WANTED = { events: (entry) => !isRoutine(entry), refused: isBad, all: () => true };

// While it is paused, entries after this number are not shown.
let pausedAt;

export function startJournal() {
  by('journal-show').addEventListener('change', render);
  by('journal-user').addEventListener('input', render);
  by('journal-pause').addEventListener('click', () => {
    pausedAt = pausedAt === undefined ? newest()?.id ?? 0 : undefined;
    by('journal-pause').setAttribute('aria-pressed', String(pausedAt !== undefined));
    render();
  });
  onEntries((added) => {
    // The numbers of another emulator start anew.
    if (added === undefined && pausedAt !== undefined) pausedAt = 0;
    render();
  });
  onLanguage(render);
}

function render() {
  const user = by('journal-user').value.trim();
  const isWanted = WANTED[by('journal-show').value];
  const matching = all().filter((entry) => isWanted(entry) && (user === '' || entry.user_id === user || entry.to === user));
  const visible = pausedAt === undefined ? matching : matching.filter((entry) => entry.id <= pausedAt);
  const lines = visible.slice(-SHOWN).reverse();
  fill(by('journal-list'), lines, (entry) => `${entry.id}${say('login')}${app()}`, line);
  by('journal-count').textContent = visible.length < matching.length ? say('journal.waiting', { count: matching.length - visible.length }) : '';
  by('journal-empty').hidden = lines.length > 0;
  by('journal-bound').textContent = visible.length > SHOWN ? say('journal.bound', { shown: SHOWN, matching: visible.length.toLocaleString('en') }) : '';
}

function line(entry) {
  const why = isRefusal(entry) ? make('span', { class: 'why' }, reasons(entry)[0].what) : '';
  const whom = [entry.user_id, entry.sdk_app_id === app() || entry.sdk_app_id === undefined ? '' : entry.sdk_app_id].filter(Boolean).join(' · ');
  const tone = isBad(entry) ? 'bad' : { kick: 'warn', expired: 'warn', fault: 'warn' }[entry.kind];
  return make('li', { class: tone },
    make('time', { datetime: instant(entry.at) }, moment(Math.floor(entry.at / 1000))),
    make('span', { class: 'words' }, sentence(entry), why),
    make('span', { class: 'whom id' }, whom));
}
