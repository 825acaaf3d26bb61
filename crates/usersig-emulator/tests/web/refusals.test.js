// Guide: "获取登录用户". These cases need no page, so they run in Node.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { APP, startEmulator } from './support/emulator.js';
import { openClient } from './support/node.js';

const REFUSALS = [
  [70003, 'a ticket that was cut', async (emulator) => (await emulator.userSig('alice')).slice(0, 40)],
  [70013, 'a ticket of another user', (emulator) => emulator.userSig('bob')],
  [70014, 'a ticket of another app', async (emulator) => {
    const { user_sig } = await emulator.control('POST', '/apps/1400000001/user-sig', { user_id: 'alice' });
    return user_sig;
  }],
  [70051, 'a blocked account', async (emulator) => {
    for (const operation of ['import', 'block']) {
      await emulator.control('POST', `/apps/${APP}/accounts`, { operation, user_id: 'alice' });
    }
    return emulator.userSig('alice');
  }],
  [70169, 'a fault that a test injected', async (emulator) => {
    await emulator.fault({ effect: { kind: 'answer_login', code: 70169 }, times: 1 });
    return emulator.userSig('alice');
  }],
  [70398, 'an account above the quota', async (emulator) => {
    await emulator.settings({ service: { accounts_allowed: 1 } });
    await emulator.importAccount('bob');
    return emulator.userSig('alice');
  }],
];

for (const [code, reason, ticket] of REFUSALS) {
  test(`a login fails with ${code} because of ${reason}, and nobody is logged in`, async (t) => {
    const emulator = await startEmulator(t);
    const client = openClient(emulator);
    assert.equal((await client.login('alice', await ticket(emulator))).code, code);
    assert.equal(client.loginUser(), '');
    assert.equal(client.isReady(), false);
  });
}

test('a message that is not a text is refused by name', async (t) => {
  const emulator = await startEmulator(t);
  const client = openClient(emulator);
  await emulator.importAccount('bob');
  assert.equal((await client.login('alice', await emulator.userSig('alice'))).code, 0);
  await client.next('SDK_READY');
  const { code, message } = await client.sendCustom('bob', 'data');
  assert.equal(code, 90007);
  assert.match(message, /TIMCustomElem/);
});
