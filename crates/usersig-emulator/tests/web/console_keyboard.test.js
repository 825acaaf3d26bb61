// The console page: a whole flow with the keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openConsole } from './support/console.js';
import { startEmulator } from './support/emulator.js';

test('a keyboard is enough to generate a ticket, log in, kick the user and read why the next login is refused', { timeout: 60_000 }, async (t) => {
  const emulator = await startEmulator(t);
  const { page, words } = await openConsole(t, emulator);
  const name = () => page.evaluate(() => {
    const { activeElement: element } = document;
    return element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent;
  });
  // Tab until the control with this name has the focus, as a person would. Each stop on the way is visible.
  const tabTo = async (wanted) => {
    for (let stop = 0; stop < 80; stop += 1) {
      await page.keyboard.press('Tab');
      const isVisible = await page.evaluate(() => document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle === 'solid');
      assert.ok(isVisible, `${await name()} shows no focus`);
      if (await name() === wanted) return;
    }
    assert.fail(`Tab does not reach ${wanted}`);
  };

  await tabTo(words['ticket.title']);
  await page.keyboard.press('Enter');
  await tabTo(words.user);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('dora');
  await page.keyboard.press('Enter');
  await page.getByText('A ticket for dora').waitFor();
  await tabTo(words['ticket.platform']);
  await page.keyboard.type('iPad');
  await tabTo(words['ticket.login']);
  await page.keyboard.press('Space');
  await page.locator('#online-list').getByText('iPad').waitFor();

  await tabTo('Kick dora: log out all devices and revoke all tickets');
  await page.keyboard.press('Enter');
  await page.getByText('dora was kicked').waitFor();
  await page.locator('#online-list > li').waitFor({ state: 'detached' });
  assert.match(await name(), /^Who is online/, 'the focus is still in the panel');

  await tabTo(words['ticket.login']);
  await page.keyboard.press('Enter');
  await page.locator('#refused-list').getByText('The ticket was issued before the account was kicked').waitFor();
  await page.locator('#news', { hasText: 'The login of dora was refused with 70001' }).waitFor({ state: 'attached' });
});

test('a list that changes does not take the focus from a button', async (t) => {
  const emulator = await startEmulator(t);
  await emulator.device('bob', 'Mac');
  const { page } = await openConsole(t, emulator);
  const kick = page.getByRole('button', { name: 'Kick bob' });
  await kick.focus();
  await emulator.device('bob', 'Web');
  await emulator.device('alice', 'Web');
  await page.locator('#online-list > li').nth(1).waitFor();
  await page.locator('#online-list > li', { hasText: 'bob' }).getByText('Web').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'kick bob');
});
