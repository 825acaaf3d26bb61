// The console page: it follows the app that is used, but never under the hands of a reader.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { openConsole } from './support/console.js';
import { APP, startEmulator } from './support/emulator.js';
import { openClient } from './support/node.js';

const OTHER = 1400000009;

async function logIn(emulator, app, user_id = 'alice') {
  const { user_sig } = await emulator.control('POST', `/apps/${app}/user-sig`, { user_id });
  await emulator.control('POST', `/apps/${app}/devices`, { user_id, user_sig, platform: 'Android' });
}

const shows = (page, app) => page.waitForFunction((number) => document.querySelector('#app').value === String(number), app);

test('heartbeats of another app do not take the page there', { timeout: 60_000 }, async (t) => {
  const emulator = await startEmulator(t);
  await emulator.settings({ hello_interval: 1 });
  await openClient(emulator).login('alice', await emulator.userSig('alice'));
  await logIn(emulator, OTHER);
  const { page } = await openConsole(t, emulator);
  await shows(page, OTHER);
  const beats = async () => {
    const { entries } = await emulator.control('GET', `/journal?sdkappid=${APP}`);
    return entries.filter(({ command }) => command === 'im_open_status.wshello').length;
  };
  const before = await beats();
  const seen = new Set();
  while (await beats() < before + 2) {
    seen.add(await page.locator('#app').inputValue());
    await sleep(50);
  }
  await page.locator('#journal-show').selectOption('all');
  await page.locator('#journal-list').getByText('Heartbeat').first().waitFor();
  seen.add(await page.locator('#app').inputValue());
  assert.deepEqual([...seen], [String(OTHER)]);
});

test('a reader who acts on an app stays with it while another app is used', async (t) => {
  const emulator = await startEmulator(t);
  await logIn(emulator, OTHER);
  const console = await openConsole(t, emulator);
  const { page } = console;
  await shows(page, OTHER);
  await logIn(emulator, APP);
  await shows(page, APP);
  await console.field('ticket.title', 'user').fill('bob');
  await logIn(emulator, OTHER, 'carol');
  await page.locator('#journal-list').getByText('carol').first().waitFor();
  await console.button('ticket.title', 'ticket.make').click();
  await console.shows('ticket.title', `A ticket for bob in the app ${APP}`);
  assert.equal(await page.locator('#app').inputValue(), String(APP));
});
