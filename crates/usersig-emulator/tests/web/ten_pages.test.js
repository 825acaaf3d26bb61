// Guide: "目前 Web 端可同时在线个数最多为 10 个".
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPage } from './support/browser.js';
import { startEmulator } from './support/emulator.js';

test('ten pages of a user are online at most, and the eleventh kicks the page that logged in first', async (t) => {
  const emulator = await startEmulator(t);
  await emulator.settings({ service: { login: { limits: { Web: 10 } } } });
  const userSig = await emulator.userSig('alice');
  const pages = [];
  for (let number = 1; number <= 10; number += 1) pages.push(await loggedIn(emulator, userSig));
  assert.deepEqual(await kicked(pages), []);
  assert.equal(await emulator.sessionsOf('alice'), 10);

  pages.push(await loggedIn(emulator, userSig));
  assert.equal((await pages[0].next('KICKED_OUT')).type, 'multipleAccount');
  assert.deepEqual(await kicked(pages), [0]);
  assert.equal(await emulator.sessionsOf('alice'), 10);
});

async function loggedIn(emulator, userSig) {
  const page = await openPage(emulator);
  assert.equal((await page.login('alice', userSig)).code, 0);
  await page.next('SDK_READY');
  return page;
}

async function kicked(pages) {
  const events = await Promise.all(pages.map((page) => page.events()));
  return events.flatMap((of, number) => of.some(({ name }) => name === 'KICKED_OUT') ? [number] : []);
}
