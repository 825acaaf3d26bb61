// Moments and durations. Moments are in UTC, as in the doctor's words.
import { say } from './language.js';

export const UNITS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

// The last moment that a browser can write. A state that was imported may have later ones.
const LATEST = 8_640_000_000_000_000;

// 2026-11-26T22:10:05.000Z
export const instant = (milliseconds) => new Date(Math.min(milliseconds, LATEST)).toISOString();

// 2026-11-26 22:10:05
export const moment = (seconds) => instant(seconds * 1000).replace(/\.\d+Z$/, '').replace('T', ' ');

// In the largest unit of which it is a whole number, such as 1 day.
export function duration(seconds) {
  const [unit, length] = Object.entries(UNITS).findLast(([, length]) => seconds % length === 0);
  const words = new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' });
  // Chinese has a space between a number and its unit, as on the rest of the page. The browser leaves it out.
  return words.format(seconds / length).replace(/(?<=\d)(?=\p{Script=Han})/u, ' ');
}

// Fills a choice of units.
export function chooseUnits(select, chosen) {
  const value = select.value || chosen;
  select.replaceChildren(...Object.keys(UNITS).map((unit) => new Option(say(unit), unit)));
  select.value = value;
}
