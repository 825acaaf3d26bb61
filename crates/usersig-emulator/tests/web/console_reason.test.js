// The console page: a newcomer finds out why a login was refused.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { test } from 'node:test';

import { WebSocket } from 'ws';

import { openConsole } from './support/console.js';
import { APP, startEmulator } from './support/emulator.js';
import { openClient } from './support/node.js';

// What happened, and the words that the page has for it without a click.
const REFUSALS = [
  ['a ticket of another user', (emulator) => emulator.userSig('bob'), 'The ticket is for another user', 'It says "bob", and the login is for "alice"', 'Sign for exactly the UserID that logs in'],
  ['a ticket that was cut', async (emulator) => (await emulator.userSig('alice')).slice(0, 60), 'This ticket is incomplete', 'of the document came out', 'Pass it whole'],
  ['no ticket', () => 'undefined', 'This is a placeholder or a word for nothing, not a ticket', '', 'Next step:'],
  ['a ticket that has expired', async (emulator) => {
    const ticket = await emulator.userSig('alice', 60);
    await emulator.advance(61);
    return ticket;
  }, 'The ticket expired 1 min after it was issued', 'It was valid through', 'If the test advanced the clock, sign a new ticket'],
  ['an account above the quota', async (emulator) => {
    await emulator.settings({ service: { accounts_allowed: 1 } });
    await emulator.importAccount('bob');
    return emulator.userSig('alice');
  }, '', '', 'Raise the setting, or delete accounts'],
];

for (const [reason, ticket, ...words] of REFUSALS) {
  test(`the first thing on the page is why a login of the Web SDK failed because of ${reason}`, async (t) => {
    const emulator = await startEmulator(t);
    const client = openClient(emulator);
    const { code } = await client.login('alice', await ticket(emulator));
    assert.notEqual(code, 0);
    const begin = Date.now();
    const { page } = await openConsole(t, emulator);
    const card = page.locator('#refused-list > li').first();
    await card.waitFor();
    assert.ok(Date.now() - begin < 10_000, 'a person finds it within seconds');
    const text = await card.innerText();
    for (const part of ['alice', String(code), ...words]) assert.ok(text.includes(part), `${part} is not in ${text}`);
    assert.ok((await card.boundingBox()).y < 400, 'it is in sight without scrolling');
  });
}

test('a refusal that repeats is one card with a count, and another app is named', async (t) => {
  const emulator = await startEmulator(t);
  const ticket = await emulator.userSig('bob');
  const logIn = (app) => emulator.control('POST', `/apps/${app}/devices`, { user_id: 'alice', user_sig: ticket, platform: 'iPad' });
  await logIn(1400000009);
  for (let time = 0; time < 3; time += 1) await logIn(APP);
  const { page, words } = await openConsole(t, emulator);
  const cards = page.locator('#refused-list > li');
  await cards.nth(1).waitFor();
  assert.equal(await cards.count(), 2);
  assert.match(await cards.nth(0).innerText(), /3 times/);
  assert.match(await cards.nth(1).innerText(), /70014[^]*app 1400000009/);
  await page.getByRole('button', { name: words['language.other'] }).click();
  await cards.nth(0).getByText('票据属于另一个用户').waitFor();
});

test('a login that a fault leaves without an answer is explained as well', async (t) => {
  const emulator = await startEmulator(t);
  await emulator.fault({ effect: { kind: 'break_login' }, times: 1 });
  const { page } = await openConsole(t, emulator);
  const client = openClient(emulator);
  await client.login('alice', await emulator.userSig('alice'));
  await page.locator('#refused-list').getByText('the link broke instead of the answer (fault 1)').waitFor();
});

test('a page whose origin is refused is shown with the option that allows it', async (t) => {
  const emulator = await startEmulator(t);
  const { page, words } = await openConsole(t, emulator);
  const refused = (origin) => new Promise((resolve) => {
    const socket = new WebSocket(`${emulator.gateway}/binfo?sdkappid=${APP}&instanceid=x`, { origin });
    socket.on('error', resolve);
  });
  assert.match(String(await refused('https://app.test')), /403/);
  const card = page.locator('#refused-list > li').first();
  await card.getByText('--allow-origin https://app.test').waitFor();
  assert.match(await page.locator('#news').innerText(), /The page came from the origin https:\/\/app\.test/);
  // A stranger cannot write a command into the next step.
  await refused('https://app.test$(reboot)');
  await card.getByText('--allow-origin …').waitFor();
  await refused('null');
  await card.getByText('Serve it over HTTP from this machine').waitFor();
  assert.equal(await page.locator('#refused-list > li').count(), 3);
  await page.getByRole('button', { name: words['language.other'] }).click();
  await page.locator('#refused-list').getByText('启动模拟器时加上 --allow-origin https://app.test').waitFor();
});

test('a client whose host the proxy refuses is shown with the variable that exempts the host', async (t) => {
  const emulator = await startEmulator(t, '--proxy');
  const { page, words } = await openConsole(t, emulator);
  const call = request(emulator.ready.proxy, { method: 'CONNECT', path: 'example.com:443' }).end();
  const [{ statusCode }, socket] = await once(call, 'connect');
  socket.destroy();
  assert.equal(statusCode, 403);
  await page.locator('#journal-list').getByText('The proxy refused a client’s tunnel to example.com:443').waitFor();
  await page.locator('#refused-list').getByText('exempt it from the proxy with NO_PROXY').waitFor();
  await page.getByRole('button', { name: words['language.other'] }).click();
  await page.locator('#refused-list').getByText('请用 NO_PROXY 让它不走代理').waitFor();
});

test('a user who is refused after too many bad tickets is told so before the fault of the ticket', async (t) => {
  const emulator = await startEmulator(t);
  const ticket = await emulator.userSig('bob');
  const logIn = () => emulator.control('POST', `/apps/${APP}/devices`, { user_id: 'alice', user_sig: ticket, platform: 'iPad' });
  let code = 0;
  for (let time = 0; time < 50 && code !== 70050; time += 1) ({ code } = await logIn());
  assert.equal(code, 70050);
  const { page, words } = await openConsole(t, emulator);
  await page.locator('#refused-list > li').first().locator(':scope > .advice').getByText(words['why.70050.remedy']).waitFor();
});
