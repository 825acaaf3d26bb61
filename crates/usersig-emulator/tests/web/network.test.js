// Guide: "用户的网络断开并重新连接后".
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openPage } from './support/browser.js';
import { Emulator, startEmulator } from './support/emulator.js';

test('after the network is back no login is needed, because the SDK goes online by itself', async (t) => {
  const emulator = await startEmulator(t);
  const [alice, bob] = [await loggedIn(emulator, 'alice'), await loggedIn(emulator, 'bob')];
  await emulator.breakLinks('bob');
  await isBack(bob);
  assert.equal((await alice.send('bob', 'are you back?')).code, 0);
  assert.equal((await bob.next('MESSAGE_RECEIVED')).messages[0].text, 'are you back?');
});

test('a page is still logged in after the emulator was restarted with its state', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'emulator-'));
  const state = ['--state', join(folder, 'state.json')];
  const before = await startEmulator(t, ...state);
  const page = await loggedIn(before, 'alice');
  await before.stop();
  const after = await Emulator.start(state, before.port);
  t.after(() => after.stop());
  t.after(() => rm(folder, { recursive: true }));
  await isBack(page);
  assert.equal(await after.status('alice'), 'Online');
});

test('a page must log in again after the emulator was restarted without its state', async (t) => {
  const before = await startEmulator(t);
  const page = await loggedIn(before, 'alice');
  await before.stop();
  const after = await Emulator.start([], before.port);
  t.after(() => after.stop());
  assert.equal((await page.next('KICKED_OUT')).type, 'userSigExpired');
  assert.equal((await page.login('alice', await after.userSig('alice'))).code, 0);
});

async function loggedIn(emulator, user) {
  const page = await openPage(emulator);
  assert.equal((await page.login(user, await emulator.userSig(user))).code, 0);
  await page.next('SDK_READY');
  return page;
}

async function isBack(page) {
  while ((await page.next('NET_STATE_CHANGE')).state !== 'connected');
  const names = (await page.events()).map(({ name }) => name);
  assert.ok(!names.includes('KICKED_OUT') && !names.includes('SDK_NOT_READY'), names.join());
  assert.notEqual(await page.loginUser(), '');
}
