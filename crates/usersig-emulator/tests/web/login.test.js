// Guide: "登录", "获取登录用户".
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { openPage } from './support/browser.js';
import { APP, startEmulator } from './support/emulator.js';

test('after a login succeeded, messages and conversations can be used, and not before', async (t) => {
  const emulator = await startEmulator(t);
  const page = await openPage(emulator);
  await emulator.importAccount('bob');
  assert.equal(await page.isReady(), false);
  assert.notEqual((await page.send('bob', 'too early')).code, 0);

  assert.deepEqual(await page.login('alice', await emulator.userSig('alice')), { code: 0, repeated: false });
  await page.next('SDK_READY');
  assert.equal(await page.isReady(), true);
  assert.equal((await page.send('bob', 'hello')).code, 0);
});

test('the SDK takes its time from the emulator and finds nothing missing in its answers', async (t) => {
  const emulator = await startEmulator(t);
  const page = await openPage(emulator, APP, 1);
  const complaints = [];
  page.page.on('console', (line) => {
    const complains = ['warning', 'error'].includes(line.type()) || /Invalid Date|NaN/.test(line.text());
    // The SDK logs this good news as a warning.
    if (complains && !/SDK is ready/.test(line.text())) complaints.push(line.text());
  });
  await emulator.advance(3600);
  await emulator.importAccount('bob');
  assert.equal((await page.login('alice', await emulator.userSig('alice'))).code, 0);
  await page.next('SDK_READY');
  assert.ok(Math.abs(await page.serverTime() - Date.now() - 3_600_000) < 10_000);
  assert.equal((await page.send('bob', 'hello')).code, 0);
  await sleep(500);
  assert.deepEqual(complaints, []);
});

test('an account need not be registered before its first login, which registers it', async (t) => {
  const emulator = await startEmulator(t);
  const page = await openPage(emulator);
  assert.equal(await emulator.accountStatus('alice'), 'NotImported');
  assert.equal((await page.login('alice', await emulator.userSig('alice'))).code, 0);
  assert.equal(await emulator.accountStatus('alice'), 'Imported');
});

test('a ticket that has expired at the login is answered with 70001, and a login with a new UserSig succeeds', async (t) => {
  const emulator = await startEmulator(t);
  const page = await openPage(emulator);
  const old = await emulator.userSig('alice', 60);
  await emulator.advance(61);
  assert.equal((await page.login('alice', old)).code, 70001);
  assert.equal((await page.login('alice', await emulator.userSig('alice'))).code, 0);
  await page.next('SDK_READY');
});

test('after a login the UserID of the logged-in user can be read, and after a failed login it is empty', async (t) => {
  const emulator = await startEmulator(t);
  const page = await openPage(emulator);
  assert.equal(await page.loginUser(), '');
  assert.equal((await page.login('alice', await emulator.userSig('bob'))).code, 70013);
  assert.equal(await page.loginUser(), '');
  assert.equal((await page.login('alice', await emulator.userSig('alice'))).code, 0);
  assert.equal(await page.loginUser(), 'alice');
});

test('while a login is running another one is not needed, and the SDK refuses it by itself', async (t) => {
  const emulator = await startEmulator(t);
  const page = await openPage(emulator);
  const userSig = await emulator.userSig('alice');
  await emulator.fault({ effect: { kind: 'delay_login', milliseconds: 1000 }, times: 1 });
  const [first, second] = await Promise.all([page.login('alice', userSig), page.login('alice', userSig)]);
  assert.deepEqual([first.code, second.code], [0, 2025]);
  assert.equal(await emulator.loginsOf('alice'), 1);
  await page.next('SDK_READY');
});
