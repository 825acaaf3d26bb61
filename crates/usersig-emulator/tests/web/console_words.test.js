// The console page: both languages have the same texts, and every operation of the control plane has words.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EXPLANATIONS } from '../../src/console/page/words/explanations_zh.js';
import { openConsole, WORDS } from './support/console.js';
import { APP, startEmulator } from './support/emulator.js';

test('both languages have the same texts with the same values', () => {
  assert.deepEqual(Object.keys(WORDS.zh).sort(), Object.keys(WORDS.en).sort());
  const values = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const [key, text] of Object.entries(WORDS.en)) {
    assert.deepEqual(values(WORDS.zh[key]), values(text), key);
    assert.ok(text.trim() !== '' && WORDS.zh[key].trim() !== '', key);
  }
});

// On the rest of the page and in the documents there is a space between Chinese and Latin letters or digits.
const CROWDED = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}/u;

test('Chinese texts have a space before and after Latin letters and digits', () => {
  const texts = [...Object.values(WORDS.zh), ...EXPLANATIONS.map(([, words]) => words)];
  for (const text of texts) {
    const filled = text.replace(/\{(by|effect|inner\d|operation|what)\}/g, '中').replace(/\{\w+\}/g, 'X');
    assert.doesNotMatch(filled, CROWDED, text);
  }
});

test('every element of the page has its words in both languages', async (t) => {
  const emulator = await startEmulator(t);
  const { page } = await openConsole(t, emulator);
  const keys = await page.evaluate(() => [...document.querySelectorAll('[data-words], [data-label]')].map(({ dataset }) => dataset.words ?? dataset.label));
  assert.ok(keys.length > 60);
  for (const key of keys) assert.ok(key in WORDS.en, key);
});

test('a Chinese reader reads every entry of the journal in Chinese', async (t) => {
  const emulator = await startEmulator(t);
  const of = (path) => `/apps/${APP}${path}`;
  const { device } = await emulator.device('alice', 'Android');
  for (const operation of ['import', 'kick', 'block', 'unblock', 'delete']) {
    await emulator.control('POST', of('/accounts'), { operation, user_id: 'alice' });
  }
  await emulator.control('DELETE', of(`/devices/${device}`));
  await emulator.device('bob', 'Mac');
  const [{ session }] = await emulator.control('GET', of('/accounts/bob/sessions'));
  await emulator.control('DELETE', of(`/accounts/bob/sessions/${session}`));
  await emulator.settings({ hello_interval: 3 });
  for (const effect of [{ kind: 'answer_login', code: 70169 }, { kind: 'delay_login', milliseconds: 1 }, { kind: 'ignore_login' }, { kind: 'break_login' }, { kind: 'fail_webhook' }]) {
    await emulator.fault({ effect });
  }
  await emulator.control('DELETE', of('/faults/1'));
  await emulator.control('POST', of('/links/break'), {});
  await emulator.control('POST', of('/links/break'), { user_id: 'bob' });
  for (const [path, body] of [['advance', { seconds: 90_000 }], ['freeze', {}], ['resume', {}], ['set', { now: 1_900_000_000 }]]) {
    await emulator.control('POST', `/clock/${path}`, body);
  }
  const { entries } = await emulator.control('GET', '/journal');
  const { page } = await openConsole(t, emulator, { language: 'zh' });
  await page.locator('#journal-list > li').nth(entries.length - 1).waitFor();
  const lines = await page.locator('#journal-list .words').allInnerTexts();
  for (const line of lines) {
    assert.match(line.replace(/\{\w+\}/, ''), /[\u4e00-\u9fff]/, line);
    assert.doesNotMatch(line, CROWDED, line);
  }
  // Names of the service, values and UserIDs stay as they are.
  const foreign = lines.flatMap((line) => line.match(/[A-Za-z][A-Za-z .]+/g) ?? []);
  const known = /^(State\.StateChange|Login|Logout|Disconnect|Register|Unregister|LinkClose|TimeOut|Kickout|Kicked|Android|Mac|HTTP|alice|bob|RestAPI|[A-Z][A-Za-z]+)$/;
  for (const word of foreign) assert.match(word.trim(), known, lines.join('\n'));
});
