// The emulator's own explanations in the language of the page. The emulator writes them in English.
import { filled, isChinese } from './language.js';
import { EXPLANATIONS } from './words/explanations_zh.js';

export function explanation(text) {
  if (!isChinese()) return text;
  const [pattern, words] = EXPLANATIONS.find(([pattern]) => pattern.test(text));
  const values = Object.fromEntries(pattern.exec(text).entries());
  // A part can be an explanation itself.
  for (const [name, number] of words.matchAll(/inner(\d)/g)) values[name] = explanation(values[number]);
  return filled(words, values);
}
