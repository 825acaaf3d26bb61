// Guide: "在线时被踢下线", "多端登录与互踢".
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openPage } from './support/browser.js';
import { APP, startEmulator } from './support/emulator.js';

test('a page that another page kicked is told, and kicks the other page when it logs in again', async (t) => {
  const emulator = await startEmulator(t);
  const [first, second] = [await openPage(emulator), await openPage(emulator)];
  await login(emulator, first);
  await login(emulator, second);
  assert.equal((await first.next('KICKED_OUT')).type, 'multipleAccount');
  await first.next('SDK_NOT_READY');
  assert.equal(await first.loginUser(), '');

  await login(emulator, first);
  assert.equal((await second.next('KICKED_OUT')).type, 'multipleAccount');
});

test('a user whose login the app\'s server revokes is kicked, and only a newer UserSig logs in', async (t) => {
  const emulator = await startEmulator(t);
  const page = await openPage(emulator);
  const old = await login(emulator, page);
  assert.equal((await emulator.rest('im_open_login_svc/kick', { UserID: 'alice' })).ErrorCode, 0);
  assert.equal((await page.next('KICKED_OUT')).type, 'REST_API_Kick');
  await page.next('SDK_NOT_READY');
  assert.equal(await page.loginUser(), '');

  assert.equal((await page.login('alice', old)).code, 70001);
  await emulator.advance(1);
  await login(emulator, page);
});

const EXPECTED = [
  ['Single', 'only one kind of platform may be online, so a phone kicks a page', true],
  ['Dual', 'one mobile or desktop platform and Web may be online, so a phone leaves a page online', false],
  ['Triple', 'one mobile platform, one desktop platform and Web may be online, so a phone leaves a page online', false],
  ['Multi', 'all platforms may be online, so a phone leaves a page online', false],
];

for (const [policy, promise, kicks] of EXPECTED) {
  test(`under the policy ${policy} ${promise}`, async (t) => {
    const emulator = await startEmulator(t);
    await emulator.settings({ service: { login: { policy } } });
    const page = await openPage(emulator);
    await login(emulator, page);
    await emulator.device('alice', 'Android');
    if (kicks) {
      assert.equal((await page.next('KICKED_OUT')).type, 'multipleDevice');
      await page.next('SDK_NOT_READY');
      assert.deepEqual(await emulator.platformsOf('alice'), ['Android']);
      // The page logs in again, as the guide says, and now the phone is kicked.
      await login(emulator, page);
      assert.deepEqual(await emulator.platformsOf('alice'), ['Web']);
    } else {
      assert.deepEqual(await emulator.platformsOf('alice'), ['Android', 'Web']);
      assert.deepEqual((await page.events()).filter(({ name }) => name === 'KICKED_OUT'), []);
    }
  });
}

async function login(emulator, page) {
  const userSig = await emulator.userSig('alice');
  assert.equal((await page.login('alice', userSig)).code, 0);
  await page.next('SDK_READY');
  return userSig;
}
