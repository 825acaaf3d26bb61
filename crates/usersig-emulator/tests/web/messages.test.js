// Guide: "登出".
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { openPage } from './support/browser.js';
import { startEmulator } from './support/emulator.js';

test('a message from alice reaches bob', async (t) => {
  const { alice, bob } = await aliceAndBob(t);
  const { code, id } = await alice.send('bob', 'hello');
  assert.equal(code, 0);
  // Both ends know the message by the same ID: TinyId, client time and random number.
  assert.match(id, /^\d+-\d+-\d+$/);
  assert.deepEqual((await bob.next('MESSAGE_RECEIVED')).messages, [{ id, from: 'alice', to: 'bob', text: 'hello' }]);
});

test('after a logout no new messages of others arrive', async (t) => {
  const { alice, bob } = await aliceAndBob(t);
  assert.equal((await bob.logout()).code, 0);
  await bob.next('SDK_NOT_READY');
  await nothingReaches(bob, alice);
});

test('after a kick no new messages of others arrive', async (t) => {
  const { emulator, alice, bob } = await aliceAndBob(t);
  await emulator.rest('im_open_login_svc/kick', { UserID: 'bob' });
  await bob.next('KICKED_OUT');
  await nothingReaches(bob, alice);
});

test('an app may quit without a logout, and its user is then offline', { timeout: 30_000 }, async (t) => {
  const { emulator, bob } = await aliceAndBob(t);
  await bob.page.close();
  while (await emulator.status('bob') !== 'Offline') await sleep(50);
});

async function aliceAndBob(t) {
  const emulator = await startEmulator(t);
  const [alice, bob] = await Promise.all(['alice', 'bob'].map(async (user) => {
    const page = await openPage(emulator);
    assert.equal((await page.login(user, await emulator.userSig(user))).code, 0);
    await page.next('SDK_READY');
    return page;
  }));
  return { emulator, alice, bob };
}

// Sends bob two messages. The answer to the second proves that the emulator has handled the first.
async function nothingReaches(bob, alice) {
  for (const text of ['nobody reads this', 'nor this']) assert.equal((await alice.send('bob', text)).code, 0);
  assert.deepEqual((await bob.events()).filter(({ name }) => name === 'MESSAGE_RECEIVED'), []);
}
