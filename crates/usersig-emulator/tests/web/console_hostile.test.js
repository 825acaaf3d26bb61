// The console page: text of tickets and users is text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebSocket } from 'ws';

import { openConsole } from './support/console.js';
import { APP, startEmulator } from './support/emulator.js';

const MARKUP = '<img src=x onerror=alert(1)>';

test('markup in a UserID, a ticket, a fault or an error is shown as it is', async (t) => {
  const emulator = await startEmulator(t);
  const console = await openConsole(t, emulator);
  const { page } = console;
  await console.generate(MARKUP);
  await console.button('ticket.title', 'ticket.login').click();
  await emulator.fault({ effect: { kind: 'ignore_login' }, user_id: MARKUP });
  const ticket = await emulator.userSig(MARKUP);
  await emulator.control('POST', `/apps/${APP}/devices`, { user_id: 'alice', user_sig: ticket, platform: 'Mac' });
  await emulator.control('POST', `/apps/${APP}/devices`, { user_id: MARKUP, user_sig: `${MARKUP}</script><script>alert(2)</script>`, platform: 'Mac' });
  await console.field('check.title', 'check.text').fill(ticket);
  await console.field('check.title', 'check.user').fill('{user}<svg onload=alert(3)>');
  await console.button('check.title', 'check.do').click();
  await page.getByText(console.words['accounts.title']).click();
  for (const panel of ['ticket.title', 'online.title', 'journal.title', 'refused.title', 'check.title', 'faults.title']) {
    await console.shows(panel, MARKUP);
  }
  await console.shows('check.title', '{user}<svg onload=alert(3)>');
  await console.button('online.title', 'online.kick.label', { user: MARKUP }).click();
  await console.shows('online.title', console.say('online.kicked', { user: MARKUP }));
  assert.equal(await page.locator('img, svg, main script').count(), 0);
});

test('an identifier that no user can have breaks nothing', async (t) => {
  const emulator = await startEmulator(t);
  const { page } = await openConsole(t, emulator);
  const socket = new WebSocket(`${emulator.gateway}/binfo?sdkappid=${APP}&instanceid=x`);
  await new Promise((opened) => socket.once('open', opened));
  const identifiers = ['', '\u202egnp.exe', '\0\n\u2028', MARKUP.repeat(100), '__proto__', 'constructor', '漢字'];
  identifiers.forEach((identifier, seq) => {
    socket.send(Buffer.from(JSON.stringify({ head: { servcmd: 'im_open_status.wslogin', seq, identifier, usersig: identifier }, body: {} })));
  });
  await page.locator('#refused-list').getByText('漢字').waitFor();
  socket.close();
  assert.equal(await page.locator('#refused-list > li').count(), identifiers.length);
  assert.equal(await page.locator('img, main script').count(), 0);
});

test('an entry of a time that no calendar has breaks nothing', async (t) => {
  const emulator = await startEmulator(t);
  const state = await emulator.control('GET', '/state');
  const entry = { sdk_app_id: APP, kind: 'request', interface: 'gateway', command: 'im_open_status.wslogin', code: 70009 };
  const journal = [2 ** 53, 253_402_300_799_999, 0].map((at, index) => ({ ...entry, at, id: index + 1, user_id: `user${index}` }));
  await emulator.control('PUT', '/state', { ...state, journal, next_entry: 4 });
  const { page } = await openConsole(t, emulator);
  await page.locator('#refused-list > li').nth(2).waitFor();
  assert.match(await page.locator('#refused-list').innerText(), /1970-01-01 00:00:00[^]*9999-12-31 23:59:59[^]*275760-09-13/);
});

test('the browser itself refuses scripts, markup and frames that are not of the page', async (t) => {
  const emulator = await startEmulator(t);
  const { page } = await openConsole(t, emulator, { errors: 'expected' });
  const refused = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<b>markup</b>';
      return false;
    } catch {
      return true;
    }
  });
  assert.equal(refused, true);
  const blocked = page.evaluate(() => new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
    fetch('http://127.0.0.2:9/').catch(() => {});
  }));
  assert.equal(await blocked, 'connect-src');
});

test('the page never has the key', async (t) => {
  const emulator = await startEmulator(t);
  const { page } = await openConsole(t, emulator);
  const key = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e';
  const bodies = [];
  page.on('response', async (answer) => {
    if (!answer.url().includes('/events')) bodies.push(await answer.text().catch(() => ''));
  });
  await page.reload();
  await emulator.control('POST', `/apps/${APP}/devices`, { user_id: 'alice', user_sig: key, platform: 'Mac' });
  await page.locator('#refused-list > li').waitFor();
  assert.ok(bodies.length > 10);
  for (const text of [...bodies, await page.content()]) assert.ok(!text.includes(key));
});
