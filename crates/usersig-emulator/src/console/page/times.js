// Moments and durations. Moments are in UTC, as in the doctor's words.
import { say } from './language.js';

export const UNITS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

// 2026-11-26 22:10:05
export const moment = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

// In the largest unit of which it is a whole number, such as 1 day.
export function duration(seconds) {
  const [unit, length] = Object.entries(UNITS).findLast(([, length]) => seconds % length === 0);
  const words = new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' });
  return words.format(seconds / length);
}

// Fills a choice of units.
export function chooseUnits(select, chosen) {
  const value = select.value || chosen;
  select.replaceChildren(...Object.keys(UNITS).map((unit) => new Option(say(unit), unit)));
  select.value = value;
}
