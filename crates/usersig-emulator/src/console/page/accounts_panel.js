// Panel: all accounts of the app. They are read only while the list is open.
import { post } from './api.js';
import { app, facts, ofApp } from './apps.js';
import { by, fill, make } from './dom.js';
import { onLanguage, say } from './language.js';
import { readPages } from './pages.js';
import { changing, doing, good } from './results.js';

let accounts = [];
let more = false;
let pages = 1;

export function startAccounts() {
  const read = doing('online-result', refreshAccounts);
  by('accounts').addEventListener('toggle', read);
  by('accounts-more').addEventListener('click', () => {
    pages += 1;
    return read();
  });
  onLanguage(render);
}

export function forgetAccounts() {
  [accounts, more, pages] = [[], false, 1];
  render();
}

// An app that nobody has used has no accounts, and looking must not be its first use.
export async function refreshAccounts() {
  const asked = app();
  const isWanted = by('accounts').open && facts() !== undefined;
  const read = isWanted ? await readPages(ofApp('/accounts'), 'accounts', pages) : { items: [], more: false };
  if (asked !== app()) return;
  [accounts, more] = [read.items, read.more];
  render();
}

function render() {
  fill(by('accounts-list'), accounts, (account) => `${say('accounts.block')}${JSON.stringify(account)}`, row);
  by('accounts-count').textContent = facts()?.accounts || '';
  by('accounts-empty').hidden = accounts.length > 0;
  by('accounts-more').hidden = !more;
}

function row({ user_id: user, status, is_blocked: blocked }) {
  const operation = blocked ? 'unblock' : 'block';
  const change = changing('online-result', async () => {
    await post(ofApp('/accounts'), { operation, user_id: user });
    return good(() => say(`accounts.${operation}.done`, { user }));
  });
  const label = say(`accounts.${operation}.label`, { user });
  return make('li', {},
    make('span', { class: 'id' }, user),
    make('span', { class: status === 'Online' ? 'badge good' : 'badge' }, say(status)),
    blocked ? make('span', { class: 'badge bad' }, say('accounts.blocked')) : '',
    make('span', { class: 'end' }, make('button', { 'aria-label': label, 'data-key': `block ${user}`, onclick: change }, say(`accounts.${operation}`))));
}
