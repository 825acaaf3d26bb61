// The service's codes in words.
import { get } from './api.js';
import { has, say, wordsOf } from './language.js';

const codes = new Map();

export async function loadCodes() {
  if (codes.size > 0) return;
  for (const row of await get('/codes')) codes.set(row.code, row);
}

export const meaning = (code) => words(code)?.meaning ?? (has(`why.${code}`) ? say(`why.${code}`) : say('refused.unknown', { code }));

// The emulator's own advice, or the service's.
export const advice = (code) => (has(`why.${code}.remedy`) ? say(`why.${code}.remedy`) : words(code)?.advice ?? '');

function words(code) {
  const row = codes.get(code);
  return row && wordsOf(row);
}
