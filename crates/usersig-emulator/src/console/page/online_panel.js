// Panel: who is online, and kicks.
import { post, remove } from './api.js';
import { app, ofApp } from './apps.js';
import { by, fill, make } from './dom.js';
import { onLanguage, say } from './language.js';
import { readPages } from './pages.js';
import { changing, doing, good } from './results.js';
import { moment } from './times.js';

let users = [];
let counts = { online_users: 0, online_sessions: 0 };
let more = false;
let pages = 1;

export function startOnline() {
  by('online-more').addEventListener('click', doing('online-result', async () => {
    pages += 1;
    await refreshOnline();
  }));
  onLanguage(render);
}

export function forgetOnline() {
  [users, counts, more, pages] = [[], { online_users: 0, online_sessions: 0 }, false, 1];
  render();
}

// Reads as many pages as are shown.
export async function refreshOnline() {
  const asked = app();
  const read = await readPages(ofApp('/online'), 'users', pages);
  if (asked !== app()) return;
  [users, counts, more] = [read.items, read.page, read.more];
  render();
}

function render() {
  const language = say('online.kick');
  fill(by('online-list'), users, (user) => `${language}${JSON.stringify(user)}`, row);
  by('online-count').textContent = users.length === 0 ? '' : say('online.count', { users: counts.online_users, devices: counts.online_sessions });
  by('online-empty').hidden = users.length > 0;
  by('online-more').hidden = !more;
}

function row({ user_id: user, sessions }) {
  const kick = changing('online-result', async () => {
    await post(ofApp('/accounts'), { operation: 'kick', user_id: user });
    return good(() => say('online.kicked', { user }));
  });
  const button = make('button', { 'aria-label': say('online.kick.label', { user }), 'data-key': `kick ${user}`, onclick: kick }, say('online.kick'));
  return make('li', {},
    make('span', { class: 'id' }, user),
    make('span', { class: 'devices' }, ...sessions.map((session) => device(user, session))),
    make('span', { class: 'end' }, button));
}

function device(user, { session, platform, status, expires_at: expires }) {
  const kick = changing('online-result', async () => {
    await remove(ofApp(`/accounts/${encodeURIComponent(user)}/sessions/${session}`));
    return good(() => say('online.device.kicked', { user, platform }));
  });
  const state = status === 'Online' ? '' : make('small', {}, say(`online.${status}`));
  const label = say('online.device.label', { user, platform });
  return make('span', { class: 'device', title: say('online.until', { time: moment(expires) }) },
    platform, state,
    make('button', { 'aria-label': label, title: label, 'data-key': `kick ${session}`, onclick: kick }, '×'));
}
