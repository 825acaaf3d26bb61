// Guide: "登出", "帐号切换".
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPage } from './support/browser.js';
import { startEmulator } from './support/emulator.js';

test('a logout ends the login, and the ticket can be used again', async (t) => {
  const emulator = await startEmulator(t);
  const page = await openPage(emulator);
  const userSig = await emulator.userSig('alice');
  await login(page, 'alice', userSig);
  assert.equal((await page.logout()).code, 0);
  await page.next('SDK_NOT_READY');
  assert.equal(await page.loginUser(), '');
  assert.equal(await emulator.status('alice'), 'Offline');
  await login(page, 'alice', userSig);
});

// The guide says that other SDKs log alice out by themselves. The Web SDK 3.6.6 keeps alice instead.
test('to switch from alice to bob, a page logs alice out and bob in, because the Web SDK does not switch by itself', async (t) => {
  const emulator = await startEmulator(t);
  const page = await openPage(emulator);
  await login(page, 'alice', await emulator.userSig('alice'));
  assert.deepEqual(await page.login('bob', await emulator.userSig('bob')), { code: 0, repeated: true });
  assert.equal(await page.loginUser(), 'alice');

  assert.equal((await page.logout()).code, 0);
  await login(page, 'bob', await emulator.userSig('bob'));
  assert.equal(await page.loginUser(), 'bob');
  assert.deepEqual([await emulator.status('alice'), await emulator.status('bob')], ['Offline', 'Online']);
});

async function login(page, user, userSig) {
  assert.deepEqual(await page.login(user, userSig), { code: 0, repeated: false });
  await page.next('SDK_READY');
}
