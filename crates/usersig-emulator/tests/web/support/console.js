// The console page, opened as a person would and watched for errors and for requests to other hosts.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { en } from '../../../src/console/page/words/en.js';
import { eventsEn } from '../../../src/console/page/words/events_en.js';
import { eventsZh } from '../../../src/console/page/words/events_zh.js';
import { zh } from '../../../src/console/page/words/zh.js';
import { launch } from './chromium.js';

export const WORDS = { en: { ...en, ...eventsEn }, zh: { ...zh, ...eventsZh } };

const LOCALES = { en: 'en-US', zh: 'zh-CN' };

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

// Opens the page. At the end of the test, no error was logged and no other host was asked. `errors: 'expected'` is for tests that
// stop the emulator or make it answer with errors, which the browser logs.
export async function openConsole(test, emulator, { language = 'en', errors = 'none', ...options } = {}) {
  const context = await browser.newContext({ locale: LOCALES[language], ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const logged = [];
  const origins = new Set();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && logged.push(message.text()));
  page.on('pageerror', (error) => logged.push(String(error)));
  page.on('dialog', (dialog) => logged.push(`dialog ${dialog.message()}`));
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  test.after(() => {
    if (errors === 'none') assert.deepEqual(logged, []);
    assert.deepEqual([...origins], [emulator.origin]);
  });
  emulator.clients.push(() => context.close());
  await page.goto(`${emulator.origin}/`);
  await status(page, WORDS[language]['connection.live']);
  return new Console(page, WORDS[language], logged);
}

export const status = (page, text) => page.locator('#connection', { hasText: text }).waitFor();

class Console {
  constructor(page, words, logged) {
    Object.assign(this, { page, words, logged });
  }

  // A text of the page in its language. Values stand for the names in braces.
  say(key, values = {}) {
    return this.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  // A panel by its heading.
  panel(title) {
    return this.page.getByRole('region', { name: this.words[title] }).or(this.page.locator('section', { has: this.page.getByRole('heading', { name: this.words[title] }) })).first();
  }

  field(panel, label) {
    return this.panel(panel).getByLabel(this.words[label], { exact: true });
  }

  button(panel, label, values) {
    return this.panel(panel).getByRole('button', { name: this.say(label, values), exact: true });
  }

  // Waits until a panel shows this text.
  async shows(panel, text) {
    await this.panel(panel).getByText(text).first().waitFor();
  }

  async generate(user) {
    await this.field('ticket.title', 'user').fill(user);
    await this.button('ticket.title', 'ticket.make').click();
    await this.shows('ticket.title', user);
    return this.field('ticket.title', 'ticket.text').inputValue();
  }
}
