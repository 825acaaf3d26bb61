// The console page: the emulator stops, answers badly, is reset, or has very much to show.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openConsole, status } from './support/console.js';
import { APP, Emulator, startEmulator } from './support/emulator.js';

test('the page says that the emulator is gone and comes back with another one', { timeout: 60_000 }, async (t) => {
  const first = await Emulator.start();
  t.after(() => first.stop());
  for (const user of ['alice', 'bob', 'carol']) await first.device(user, 'Mac');
  const console = await openConsole(t, first, { errors: 'expected' });
  const { page, words } = console;
  await page.locator('#online-list > li').nth(2).waitFor();
  await first.stop();
  await status(page, words['connection.lost']);
  await page.getByText(words['connection.help']).waitFor();
  await console.button('ticket.title', 'ticket.make').click();
  await console.shows('ticket.title', words['error.network']);

  const second = await Emulator.start([], first.port);
  t.after(() => second.stop());
  // As many entries as the first one had, so that the numbers alone do not tell the two apart.
  for (const user of ['dora', 'erin', 'frank', 'grace']) await second.device(user, 'Mac');
  await status(page, words['connection.live']);
  await page.locator('#online-list').getByText('dora').waitFor();
  await page.locator('#journal-list').getByText('dora').first().waitFor();
  assert.equal(await page.locator('main').getByText('carol').count(), 0);
  assert.equal(await page.getByText(words['connection.help']).isVisible(), false);
  await page.close();
});

test('a page that is hidden and shown again misses nothing and shows nothing twice', async (t) => {
  const emulator = await startEmulator(t);
  const { page } = await openConsole(t, emulator);
  const turn = (hidden) => page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
  await turn(true);
  await emulator.device('alice', 'Mac');
  // Quick turns overtake the attempt to connect.
  for (const hidden of [false, true, false, true, false]) await turn(hidden);
  await page.locator('#journal-list').getByText('alice').first().waitFor();
  await emulator.device('bob', 'Mac');
  await page.locator('#journal-list').getByText('bob').first().waitFor();
  const { entries } = await emulator.control('GET', '/journal');
  await page.locator('#journal-list > li').nth(entries.length - 1).waitFor();
  assert.equal(await page.locator('#journal-list > li').count(), entries.length);
});

test('a browser that forbids copying leaves the ticket selected', async (t) => {
  const emulator = await startEmulator(t);
  const console = await openConsole(t, emulator);
  await console.page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden')); });
  const ticket = await console.generate('alice');
  await console.button('ticket.title', 'ticket.copy').click();
  await console.shows('ticket.title', console.words['ticket.not.copied']);
  assert.equal(await console.page.evaluate(() => getSelection().toString()), ticket);
});

test('a late answer replaces neither a newer verdict nor a newer ticket', async (t) => {
  const emulator = await startEmulator(t);
  const console = await openConsole(t, emulator);
  const { page } = console;
  // The first request of each panel waits until the test lets it go.
  const held = [];
  const holdFirst = (path) => page.route(path, (route) => new Promise((go) => { held.push(go); }).then(() => route.continue()), { times: 1 });
  const letGo = async (path) => {
    const answered = page.waitForResponse(path);
    held.shift()();
    await (await answered).finished();
    await page.evaluate(() => new Promise((next) => { setTimeout(next, 50); }));
  };

  await holdFirst('**/user-sig');
  await console.field('ticket.title', 'user').fill('bob');
  await console.button('ticket.title', 'ticket.make').click();
  const ticket = await console.generate('alice');
  await letGo('**/user-sig');
  assert.equal(await page.locator('#ticket-text').inputValue(), ticket);
  assert.match(await page.locator('#ticket-result').innerText(), /alice/);

  await holdFirst('**/user-sig/check');
  await console.field('check.title', 'check.text').fill('undefined');
  await console.button('check.title', 'check.do').click();
  await console.field('check.title', 'check.text').fill(ticket);
  await console.button('check.title', 'check.do').click();
  await console.shows('check.title', console.words['check.readable']);
  await letGo('**/user-sig/check');
  await console.shows('check.title', console.words['check.readable']);
  assert.equal(await page.locator('#check-result').innerText(), console.words['check.readable']);
});

test('an answer that is not the emulator’s is an error in plain words', async (t) => {
  const emulator = await startEmulator(t);
  const console = await openConsole(t, emulator, { errors: 'expected' });
  const answers = [
    [{ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }, console.say('error.answer', { status: 502 })],
    [{ status: 200, contentType: 'text/html', body: '<h1>Hello</h1>' }, console.say('error.answer', { status: 200 })],
    [{ status: 200, contentType: 'application/json', body: '{"user_sig":"another program"}' }, console.say('error.answer', { status: 200 })],
    [{ status: 409, contentType: 'application/problem+json', body: '{"detail":"the emulator already has 64 apps"}' }, 'the emulator already has 64 apps'],
  ];
  for (const [answer, words] of answers) {
    await console.page.route('**/user-sig', (route) => route.fulfill(answer));
    await console.button('ticket.title', 'ticket.make').click();
    await console.shows('ticket.title', words);
    await console.page.unroute('**/user-sig');
  }
  await console.generate('alice');
  await console.page.route('**/emulator/v1/apps', (route) => route.fulfill({ status: 500, body: 'panic' }));
  await emulator.device('bob', 'Mac');
  await console.page.locator('#trouble', { hasText: '500' }).waitFor();
  await console.page.unroute('**/emulator/v1/apps');
  await emulator.device('bob', 'Web');
  await console.page.locator('#trouble').waitFor({ state: 'hidden' });
});

test('a reset and the import of a state are seen at once', async (t) => {
  const emulator = await startEmulator(t);
  await emulator.device('alice', 'Mac');
  const saved = await emulator.control('GET', '/state');
  const console = await openConsole(t, emulator);
  const { page } = console;
  await page.locator('#online-list').getByText('alice').waitFor();
  await emulator.control('POST', '/reset', {});
  await console.shows('online.title', console.words['online.empty']);
  await page.locator('#journal-list > li').nth(1).waitFor({ state: 'detached' });
  await console.shows('journal.title', console.words['op.reset']);
  await emulator.control('PUT', '/state', saved);
  await page.locator('#journal-list').getByText('alice').first().waitFor();
  assert.equal(await page.getByText(console.words['op.reset']).count(), 0);
});

test('thousands of entries, refusals and accounts leave a short page that still answers', { timeout: 120_000 }, async (t) => {
  const emulator = await startEmulator(t);
  const accounts = Array.from({ length: 100 }, (_, number) => number);
  for (let hundred = 0; hundred < 30; hundred += 1) {
    await emulator.rest('im_open_login_svc/multiaccount_import', { Accounts: accounts.map((number) => `user${hundred}-${number}`) });
  }
  for (let ten = 0; ten < 25; ten += 1) {
    await Promise.all(accounts.slice(0, 10).map((number) => emulator.device(`phone${ten}-${number}`, 'Android')));
  }
  const state = await emulator.control('GET', '/state');
  const refused = { at: 0, sdk_app_id: APP, kind: 'request', interface: 'gateway', command: 'im_open_status.wslogin', link: 1, code: 70009 };
  const entries = Array.from({ length: 10_000 }, (_, index) => ({ ...refused, id: index + 1, user_id: `user${index}`, code: index % 2 ? 70009 : 0 }));
  await emulator.control('PUT', '/state', { ...state, journal: entries, next_entry: 10_001 });

  const console = await openConsole(t, emulator);
  const { page } = console;
  await page.locator('#journal-list').getByText('user9999').waitFor();
  await console.shows('journal.title', console.say('journal.bound', { shown: 200, matching: '10,000' }));
  await console.shows('online.title', console.say('online.count', { users: 250, devices: 250 }));
  await page.getByText(console.words['accounts.title']).click();
  await page.locator('#accounts-list > li').nth(99).waitFor();
  await console.shows('online.title', '3250');
  assert.equal(await page.locator('#accounts-list > li').count(), 100);
  assert.equal(await page.locator('#online-list > li').count(), 100);
  await page.locator('#online-more').click();
  await page.locator('#online-list > li').nth(199).waitFor();

  // More than the stream of the emulator holds for a slow reader.
  for (let round = 0; round < 30; round += 1) {
    await Promise.all(accounts.slice(0, 50).map(() => emulator.control('POST', '/clock/freeze', {})));
  }
  await emulator.control('POST', '/clock/resume', {});
  await page.locator('#journal-list').getByText(console.words['op.resume']).waitFor();
  assert.equal(await page.locator('#journal-list > li').count(), 200);
  assert.equal(await page.locator('#refused-list > li').count(), 10);
  assert.ok(await page.evaluate(() => document.querySelectorAll('*').length) < 4000);
  const begin = Date.now();
  await console.generate('alice');
  assert.ok(Date.now() - begin < 5000);
});
