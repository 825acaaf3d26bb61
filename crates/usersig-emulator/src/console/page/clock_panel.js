// Panel: the emulator's clock.
import { get, post } from './api.js';
import { isLost } from './connection.js';
import { by } from './dom.js';
import { onLanguage, say } from './language.js';
import { changing, good } from './results.js';
import { chooseUnits, moment, UNITS } from './times.js';

// The emulator's answer, and when it came.
let clock;
let readAt = 0;

export function startClock() {
  by('clock-freeze').addEventListener('click', changing('clock-result', () => change(clock?.frozen ? 'resume' : 'freeze', {})));
  by('clock-machine').addEventListener('click', changing('clock-result', () => change('set', { now: Math.floor(Date.now() / 1000) })));
  by('clock-advance').addEventListener('submit', changing('clock-result', () =>
    change('advance', { seconds: Number(by('clock-step').value) * UNITS[by('clock-unit').value] })));
  // The value has no zone, and Date would take it as a local time.
  by('clock-set').addEventListener('submit', changing('clock-result', () =>
    change('set', { now: Math.floor(Date.parse(`${by('clock-to').value}Z`) / 1000) })));
  onLanguage(() => {
    chooseUnits(by('clock-unit'), 'hours');
    render();
  });
  setInterval(tick, 500);
}

export async function refreshClock() {
  read(await get('/clock'));
}

// The second that the clock shows now.
export function second() {
  const passed = clock.frozen ? 0 : performance.now() - readAt;
  return Math.floor((clock.now_millis + passed) / 1000);
}

async function change(operation, body) {
  read(await post(`/clock/${operation}`, body));
  const time = moment(clock.now);
  return good(() => say('clock.shows', { time }));
}

function read(answer) {
  clock = answer;
  readAt = performance.now();
  render();
}

// The clock of an emulator that does not answer is not known.
function tick() {
  if (clock === undefined || isLost()) return;
  const now = moment(second());
  if (by('clock-now').textContent === now) return;
  by('clock-now').textContent = now;
  by('clock-now').dateTime = `${now.replace(' ', 'T')}Z`;
}

function render() {
  tick();
  by('clock-freeze').textContent = say(clock?.frozen ? 'clock.resume' : 'clock.freeze');
  by('clock-pace').textContent = clock === undefined ? '' : say(clock.frozen ? 'clock.frozen' : 'clock.running');
  by('clock-pace').className = clock?.frozen ? 'badge warn' : 'badge good';
  if (clock !== undefined && by('clock-to').value === '') by('clock-to').value = moment(second()).replace(' ', 'T');
}
