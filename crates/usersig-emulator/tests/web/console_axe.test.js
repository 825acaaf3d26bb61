// The console page: axe-core finds no violation in any panel, and nothing is wider than a phone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { openConsole } from './support/console.js';
import { APP, startEmulator } from './support/emulator.js';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 740 };

for (const language of ['en', 'zh']) {
  for (const colorScheme of ['light', 'dark']) {
    test(`no panel has a violation, empty or filled, on a desktop or a phone (${language}, ${colorScheme})`, { timeout: 60_000 }, async (t) => {
      const emulator = await startEmulator(t);
      const console = await openConsole(t, emulator, { language, colorScheme, viewport: DESKTOP });
      await hasNoViolation(console);
      await fillPanels(emulator, console);
      await hasNoViolation(console);
      await console.page.setViewportSize(PHONE);
      await hasNoViolation(console);
      assert.equal(await console.page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
    });
  }
}

// Every kind of list, badge and message.
async function fillPanels(emulator, console) {
  for (const platform of ['Android', 'Web', 'iPad']) await emulator.device('alice-with-a-name-of-32-characters', platform).catch(() => {});
  for (const platform of ['Android', 'Web']) await emulator.device('alice_with_the_longest_UserID_32', platform);
  await emulator.fault({ effect: { kind: 'answer_login', code: 70169 }, times: 3, user_id: 'alice_with_the_longest_UserID_32', percent: 50 });
  const ticket = await console.generate('bob');
  await emulator.control('POST', `/apps/${APP}/devices`, { user_id: 'carol', user_sig: ticket.slice(5), platform: 'Mac' });
  await emulator.control('POST', '/clock/freeze', {});
  await console.button('ticket.title', 'ticket.check').click();
  await console.shows('check.title', console.words['check.good']);
  await console.field('check.title', 'check.text').fill(`"${'x'.repeat(400)}`);
  await console.button('check.title', 'check.do').click();
  await console.page.getByText(console.words['accounts.title']).click();
  await console.page.getByLabel(console.words['app.label'], { exact: true }).selectOption(console.words['app.another']);
  await console.shows('refused.title', 'carol');
  await console.shows('clock.title', console.words['clock.frozen']);
  await console.shows('faults.title', console.say('faults.share', { percent: 50 }));
  await console.shows('online.title', console.words['accounts.block']);
}

async function hasNoViolation({ page }) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => window.axe.run({ rules: { 'target-size': { enabled: true } } }));
  assert.ok(passes.length > 20);
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`);
  assert.deepEqual(told, []);
}
