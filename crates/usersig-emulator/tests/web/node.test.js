import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openClient } from './support/node.js';
import { startEmulator } from './support/emulator.js';

test('a login makes the SDK ready', async (t) => {
  const emulator = await startEmulator(t);
  const client = openClient(emulator);
  assert.deepEqual(await client.login('alice', await emulator.userSig('alice')), { code: 0, repeated: false });
  await client.next('SDK_READY');
  assert.equal(client.loginUser(), 'alice');
});
