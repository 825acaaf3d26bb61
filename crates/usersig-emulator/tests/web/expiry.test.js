// Guide: "在线时票据过期".
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPage } from './support/browser.js';
import { startEmulator } from './support/emulator.js';

test('a user whose ticket expires while online is told, and logs in again with a new UserSig', async (t) => {
  const emulator = await startEmulator(t);
  const page = await openPage(emulator);
  await page.login('alice', await emulator.userSig('alice', 3600));
  await page.next('SDK_READY');

  await emulator.advance(3601);
  assert.equal((await page.next('KICKED_OUT')).type, 'userSigExpired');
  await page.next('SDK_NOT_READY');
  assert.equal(await page.loginUser(), '');

  assert.equal((await page.login('alice', await emulator.userSig('alice'))).code, 0);
  await page.next('SDK_READY');
});
