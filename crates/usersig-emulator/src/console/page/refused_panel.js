// Panel: the refused logins, with their reasons.
import { app } from './apps.js';
import { isPast } from './connection.js';
import { by, fill, make } from './dom.js';
import { isInForce, onFaults } from './faults.js';
import { findingParts } from './finding.js';
import { onLanguage, say } from './language.js';
import { isRefusal, likeness, reasons } from './refusals.js';
import { onEntries, refused } from './store.js';
import { instant, moment } from './times.js';

const AT_ONCE = 10;
// A screen reader is told of at most one refusal in this time.
const NEWS_EVERY = 3000;

let shown = AT_ONCE;
let lastNews = -Infinity;

export function startRefused() {
  by('refused-more').addEventListener('click', () => {
    shown += AT_ONCE;
    render();
  });
  onEntries((added) => {
    if (added === undefined) shown = AT_ONCE;
    if (added === undefined || added.some(isRefusal)) render();
    const live = added?.findLast((entry) => isRefusal(entry) && !isPast(entry));
    if (live) tell(live);
  });
  onFaults(render);
  onLanguage(() => {
    by('news').textContent = '';
    render();
  });
}

export function render() {
  const groups = grouped(refused());
  fill(by('refused-list'), groups.slice(0, shown), (group) => `${group.first.id}:${group.count}:${say('refused.next')}:${app()}:${isInForce(group.newest)}`, card);
  by('refused-count').textContent = refused().length || '';
  by('refused-empty').hidden = groups.length > 0;
  by('refused-more').hidden = groups.length <= shown;
}

// The newest first. Repetitions of the same refusal are one group.
function grouped(entries) {
  const groups = [];
  for (const entry of entries.toReversed()) {
    const group = groups.at(-1);
    const like = likeness(entry);
    if (group?.like === like) {
      group.count += 1;
      group.first = entry;
    } else {
      groups.push({ like, newest: entry, first: entry, count: 1 });
    }
  }
  return groups;
}

function card({ newest: entry, count }) {
  const [likeliest, ...others] = reasons(entry);
  const where = entry.interface === undefined ? '' : say(`refused.${entry.interface}`, entry);
  const head = make('p', { class: 'head' },
    make('span', { class: 'id' }, entry.user_id ?? entry.value ?? say('refused.nobody')),
    entry.code === undefined ? '' : make('span', { class: 'badge bad' }, String(entry.code)),
    count === 1 ? '' : make('span', { class: 'badge' }, say('refused.repeated', { count })),
    make('span', {}, [where, [app(), undefined].includes(entry.sdk_app_id) ? '' : say('refused.app', { app: entry.sdk_app_id })].filter(Boolean).join(' · ')),
    make('time', { datetime: instant(entry.at) }, moment(Math.floor(entry.at / 1000))));
  const more = others.length === 0 ? '' : make('details', {},
    make('summary', {}, say('refused.more', { count: others.length })),
    ...others.flatMap(findingParts));
  return make('li', { class: 'card' }, head, ...findingParts(likeliest), more);
}

function tell(entry) {
  if (performance.now() - lastNews < NEWS_EVERY) return;
  lastNews = performance.now();
  const [{ what }] = reasons(entry);
  by('news').textContent = entry.kind === 'refused' ? what : say('refused.news', { user: entry.user_id ?? say('refused.nobody'), code: entry.code ?? '', what });
}
