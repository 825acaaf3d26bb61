// The language of the page: the remembered choice, or the browser's.
import { en } from './words/en.js';
import { eventsEn } from './words/events_en.js';
import { eventsZh } from './words/events_zh.js';
import { zh } from './words/zh.js';

const WORDS = { en: { ...en, ...eventsEn }, zh: { ...zh, ...eventsZh } };
const REMEMBERED = 'usersig-emulator-language';

let language = remembered() ?? preferred();
const listeners = [];

// A text of the page.
export function say(key, values = {}) {
  return filled(WORDS[language][key] ?? key, values);
}

// A text in which values stand for the names in braces.
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

export const isChinese = () => language === 'zh';

export const has = (key) => Object.hasOwn(WORDS[language], key);

// The words of an object that the emulator sends: English at the top, Chinese in `zh`.
export const wordsOf = (object) => (language === 'zh' && object.zh ? object.zh : object);

// Calls this now and after each change of the language.
export function onLanguage(render) {
  listeners.push(render);
  render();
}

export function startLanguage() {
  const button = document.getElementById('language');
  button.addEventListener('click', () => {
    language = language === 'en' ? 'zh' : 'en';
    remember(language);
    show();
    listeners.forEach((render) => render());
  });
  show();
}

// Puts the texts into the elements that name them.
function show() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = say('title');
  for (const element of document.querySelectorAll('[data-words]')) element.textContent = say(element.dataset.words);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', say(element.dataset.label));
  const button = document.getElementById('language');
  button.textContent = say('language.other');
  button.lang = language === 'zh' ? 'en' : 'zh-CN';
}

function preferred() {
  const known = navigator.languages.map((name) => name.slice(0, 2).toLowerCase()).find((name) => Object.hasOwn(WORDS, name));
  return known ?? 'en';
}

// A browser may refuse storage.
function remembered() {
  try {
    const name = localStorage.getItem(REMEMBERED);
    return Object.hasOwn(WORDS, name) ? name : undefined;
  } catch {
    return undefined;
  }
}

function remember(name) {
  try {
    localStorage.setItem(REMEMBERED, name);
  } catch {
    // The choice holds until the page is closed.
  }
}
