// Clients that accept only TLS. Chromium reads its authorities from the user's profile, so here it accepts any certificate.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { test } from 'node:test';
import { text } from 'node:stream/consumers';

import { openPage } from './support/browser.js';
import { openConsole } from './support/console.js';
import { APP, startEmulator } from './support/emulator.js';

const ANY_CERTIFICATE = { ignoreHTTPSErrors: true };

test('the SDK logs in over wss, the console page shows the user over https, and a client that trusts the CA gets a ticket', async (t) => {
  const emulator = await startEmulator(t, '--tls');
  assert.match(emulator.gateway, /^wss:/);
  const page = await openPage(emulator, APP, 4, ANY_CERTIFICATE);
  assert.deepEqual(await page.login('alice', await ticket(emulator, 'alice')), { code: 0, repeated: false });
  await page.next('SDK_READY');
  const console = await openConsole(t, emulator, ANY_CERTIFICATE);
  await console.shows('online.title', 'alice');
  await console.button('online.title', 'online.kick.label', { user: 'alice' }).click();
  assert.equal((await page.next('KICKED_OUT')).type, 'REST_API_Kick');
});

async function ticket(emulator, user) {
  const ca = await readFile(emulator.ready.ca_file);
  const call = request(`${emulator.origin}/emulator/v1/apps/${APP}/user-sig`, { method: 'POST', ca, headers: { 'Content-Type': 'application/json' } });
  call.end(JSON.stringify({ user_id: user }));
  const [answer] = await once(call, 'response');
  return JSON.parse(await text(answer)).user_sig;
}
