// The line below a panel that says how its last operation ended.
import { onApp } from './apps.js';
import { by } from './dom.js';
import { onLanguage } from './language.js';

// The lines that do not speak of the app that the page shows.
const OF_NO_APP = new Set(['clock-result']);

const shown = new Map();
// Counts what each line was told, so that a late answer does not replace what came after its operation.
const told = new Map();
let readAgain = async () => {};

// How an operation ended. `words` is a function, so that the line follows the language of the page.
export const good = (words) => ({ tone: 'good', words });
export const bad = (words) => ({ tone: 'bad', words });

// `refresh` reads the panels again after an operation that changes something.
export function startResults(refresh) {
  readAgain = refresh;
  onLanguage(() => shown.forEach((result, id) => show(id, result)));
  onApp(() => [...told.keys()].filter((id) => !OF_NO_APP.has(id)).forEach((id) => report(id)));
}

// Shows how an operation ended, or nothing.
export function report(id, result) {
  told.set(id, (told.get(id) ?? 0) + 1);
  if (result === undefined) shown.delete(id);
  else shown.set(id, result);
  show(id, result);
}

// Runs an operation of a form or a button, and reports how it ended unless the line was told something else by then, such as
// nothing because the page shows another app. The operation can ask for that with `isLatest`.
export function doing(id, operation) {
  return async (event) => {
    event?.preventDefault();
    report(id);
    const mine = told.get(id);
    const isLatest = () => told.get(id) === mine;
    const result = await outcome(() => operation(isLatest));
    if (isLatest()) report(id, result);
  };
}

// The same for an operation that changes something. The panels show the change when its line appears.
export const changing = (id, operation) => doing(id, async () => {
  const result = await operation();
  await readAgain();
  return result;
});

async function outcome(operation) {
  try {
    return await operation();
  } catch (error) {
    if (error.words === undefined) throw error;
    return bad(() => error.words);
  }
}

function show(id, { tone = '', words = () => '' } = {}) {
  by(id).className = `result ${tone}`;
  by(id).textContent = words();
}
