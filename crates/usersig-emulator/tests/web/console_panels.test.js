// The console page: a person uses every panel, in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openConsole, WORDS } from './support/console.js';
import { APP, startEmulator } from './support/emulator.js';
import { openClient } from './support/node.js';

for (const language of ['en', 'zh']) {
  test(`a person generates a ticket, checks it, logs in with it, kicks the user and reads why the next login is refused (${language})`, async (t) => {
    const emulator = await startEmulator(t);
    const console = await openConsole(t, emulator, { language });
    const { page } = console;
    await console.field('ticket.title', 'ticket.life').fill('2');
    await console.field('ticket.title', 'unit').selectOption(console.words.hours);
    const ticket = await console.generate('alice');
    await console.shows('ticket.title', language === 'en' ? '(2 hours)' : '有效期 2 小时');
    await console.button('ticket.title', 'ticket.copy').click();
    await console.shows('ticket.title', console.words['ticket.copied']);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), ticket);

    await console.button('ticket.title', 'ticket.check').click();
    await console.shows('check.title', console.words['check.good']);
    await console.field('check.title', 'check.user').fill('bob');
    assert.equal(await page.locator('#check-result').innerText() + await page.locator('#check-list').innerText(), '', 'the verdict was about alice');
    await console.button('check.title', 'check.do').click();
    await console.shows('check.title', console.say('check.bad', { code: 70013 }));
    await console.shows('check.title', language === 'en' ? 'The ticket is for another user' : '票据属于另一个用户');

    await console.field('ticket.title', 'ticket.platform').selectOption('Windows');
    await console.button('ticket.title', 'ticket.login').click();
    await console.shows('online.title', console.say('online.count', { users: 1, devices: 1 }));
    await console.button('online.title', 'online.device.label', { user: 'alice', platform: 'Windows' }).click();
    await console.shows('online.title', console.words['online.empty']);

    await console.button('ticket.title', 'ticket.login').click();
    await console.button('online.title', 'online.kick.label', { user: 'alice' }).click();
    await console.shows('online.title', console.say('online.kicked', { user: 'alice' }));
    await console.button('ticket.title', 'ticket.login').click();
    await console.shows('ticket.title', console.say('ticket.refused', { code: 70001 }));
    await console.shows('refused.title', 'alice');
    await console.shows('refused.title', language === 'en' ? 'advance a frozen clock by one second' : '请先拨快一秒');
    await console.shows('refused.title', language === 'en' ? 'The ticket was issued before the account was kicked' : '票据是在账号被踢之前签发的');
    await console.shows('refused.title', console.words['refused.next']);
  });

  test(`a person moves the clock, and the page shows its time (${language})`, async (t) => {
    const emulator = await startEmulator(t);
    const console = await openConsole(t, emulator, { language });
    await console.button('clock.title', 'clock.freeze').click();
    await console.shows('clock.title', console.words['clock.frozen']);
    await console.field('clock.title', 'clock.to').fill('2030-02-03T04:05:06');
    await console.button('clock.title', 'clock.set').click();
    await console.shows('clock.title', console.say('clock.shows', { time: '2030-02-03 04:05:06' }));
    await console.field('clock.title', 'clock.step').fill('3');
    await console.field('clock.title', 'unit').selectOption(console.words.days);
    await console.button('clock.title', 'clock.advance').click();
    await console.shows('clock.title', console.say('clock.shows', { time: '2030-02-06 04:05:06' }));
    await console.shows('journal.title', console.say('op.advance', { 0: 3 * 86_400 }));
    assert.equal((await emulator.control('GET', '/clock')).now, Date.UTC(2030, 1, 6, 4, 5, 6) / 1000);
    await console.button('clock.title', 'clock.resume').click();
    await console.shows('clock.title', console.words['clock.running']);
    await console.button('clock.title', 'clock.machine').click();
    await console.shows('clock.title', new Date().toISOString().slice(0, 13).replace('T', ' '));
  });

  test(`a person adds a fault, and the page explains the login that it refused (${language})`, async (t) => {
    const emulator = await startEmulator(t);
    const console = await openConsole(t, emulator, { language });
    await console.shows('faults.title', console.words['faults.empty']);
    await console.field('faults.title', 'faults.effect').selectOption(console.words['effect.choice.delay_login']);
    await console.field('faults.title', 'faults.late').fill('50');
    await console.button('faults.title', 'faults.add').click();
    await console.shows('faults.title', console.say('faults.added', { id: 1 }));
    await console.field('faults.title', 'faults.effect').selectOption(console.words['effect.choice.answer_login']);
    await console.field('faults.title', 'faults.user').fill('alice');
    await console.field('faults.title', 'faults.times').fill('');
    await console.button('faults.title', 'faults.add').click();
    await console.shows('faults.title', console.words['faults.forever']);
    const effect = console.say('effect.delay_login', { milliseconds: 50 });
    await console.button('faults.title', 'faults.remove.label', { id: 1, effect }).click();
    await console.shows('faults.title', console.say('faults.removed', { id: 1 }));
    assert.equal(await console.page.locator('#faults-list > li').count(), 1);

    const client = openClient(emulator);
    assert.equal((await client.login('alice', await emulator.userSig('alice'))).code, 70169);
    await console.shows('refused.title', `${console.say('why.fault', { fault: 2 })}${language === 'en' ? ': ' : '：'}`);
    await console.shows('refused.title', console.words['why.fault.remove']);
    await emulator.control('DELETE', `/apps/${APP}/faults/2`);
    await console.shows('refused.title', console.words['why.fault.over']);
    assert.equal(await console.panel('refused.title').getByText(console.words['why.fault.remove']).count(), 0);
    const faults = await emulator.control('GET', `/apps/${APP}/faults`);
    assert.deepEqual(faults, []);
  });

  test(`a person filters and pauses the journal, blocks an account and looks at another app (${language})`, async (t) => {
    const emulator = await startEmulator(t);
    await emulator.device('alice', 'Android');
    await emulator.device('bob', 'Web');
    const console = await openConsole(t, emulator, { language });
    const { page } = console;
    const lines = page.locator('#journal-list > li');
    await lines.first().waitFor();
    const all = await lines.count();
    await console.field('journal.title', 'journal.user').fill('bob');
    await lines.filter({ hasText: 'alice' }).first().waitFor({ state: 'detached' });
    assert.ok(await lines.count() < all);
    await console.field('journal.title', 'journal.user').fill('');
    await console.button('journal.title', 'journal.pause').click();
    await emulator.device('carol', 'Mac');
    await console.shows('journal.title', console.say('journal.waiting', { count: 2 }));
    assert.equal(await lines.filter({ hasText: 'carol' }).count(), 0);
    await console.button('journal.title', 'journal.pause').click();
    await lines.filter({ hasText: 'carol' }).first().waitFor();

    await page.getByText(console.words['accounts.title']).click();
    await console.button('online.title', 'accounts.block.label', { user: 'bob' }).click();
    await console.shows('online.title', console.say('accounts.block.done', { user: 'bob' }));
    await emulator.control('POST', `/apps/${APP}/devices`, { user_id: 'bob', user_sig: await emulator.userSig('bob'), platform: 'Mac' });
    await console.shows('refused.title', console.words['why.70051.remedy']);
    await console.field('journal.title', 'journal.show').selectOption(console.words['journal.refused']);
    await lines.nth(1).waitFor({ state: 'detached' });
    await console.button('online.title', 'accounts.unblock.label', { user: 'bob' }).click();
    await console.shows('online.title', console.say('accounts.unblock.done', { user: 'bob' }));
    assert.equal(await page.locator('#accounts-list').getByText(console.words['accounts.blocked']).count(), 0, 'the list is as new as the message');

    await page.getByLabel(console.words['app.label'], { exact: true }).selectOption(console.words['app.another']);
    await page.getByLabel(console.words['app.number'], { exact: true }).fill('1400000777');
    await page.getByRole('button', { name: console.words['app.use'], exact: true }).click();
    await console.shows('online.title', console.words['online.empty']);
    await page.getByText(console.say('accounts.unblock.done', { user: 'bob' })).waitFor({ state: 'detached' });
    const apps = await emulator.control('GET', '/apps');
    assert.deepEqual(apps.map((app) => app.sdk_app_id), [APP], 'to look at an app is not to use it');
  });
}

test('the language is that of the browser, and the switch is remembered', async (t) => {
  const emulator = await startEmulator(t);
  const { page, words } = await openConsole(t, emulator, { language: 'zh' });
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
  await page.getByRole('button', { name: words['language.other'] }).click();
  await page.getByRole('heading', { name: 'Refused logins' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Refused logins' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  assert.equal(await page.title(), 'UserSig emulator');
});

test('messages change with the language, and those of an app leave with the app', async (t) => {
  const emulator = await startEmulator(t);
  await emulator.device('alice', 'Mac');
  const console = await openConsole(t, emulator, { errors: 'expected' });
  const { page, words } = console;
  await console.generate('bob');
  await console.button('clock.title', 'clock.freeze').click();
  await console.button('online.title', 'online.kick.label', { user: 'alice' }).click();
  await console.field('check.title', 'check.text').fill('\0'.repeat(16_000));
  await console.button('check.title', 'check.do').click();
  await console.field('faults.title', 'faults.code').fill('0');
  await console.button('faults.title', 'faults.add').click();
  await page.locator('.result').filter({ hasText: /./ }).nth(4).waitFor();
  await page.getByRole('button', { name: words['language.other'] }).click();
  const results = await page.locator('.result').allInnerTexts();
  assert.equal(results.length, 5);
  for (const text of results) {
    const foreign = text.replace(/UserSig|UserID|alice|bob/g, '').match(/[A-Za-z]{2,}/g);
    assert.deepEqual(foreign, null, text);
  }

  await page.locator('#app').selectOption({ label: WORDS.zh['app.another'] });
  await page.locator('#other-app-number').fill('1400000777');
  await page.locator('#other-app-number').press('Enter');
  await page.locator('#online-result').filter({ hasText: /./ }).waitFor({ state: 'detached' });
  const left = await page.locator('.result').evaluateAll((lines) => lines.filter((line) => line.textContent !== '').map(({ id }) => id));
  assert.deepEqual(left, ['clock-result']);
});
