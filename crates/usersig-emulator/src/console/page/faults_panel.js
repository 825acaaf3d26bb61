// Panel: the faults in force.
import { get, post, remove } from './api.js';
import { app, ofApp } from './apps.js';
import { by, fill, make } from './dom.js';
import { keepFaults } from './faults.js';
import { onLanguage, say } from './language.js';
import { changing, good } from './results.js';

const KINDS = ['answer_login', 'delay_login', 'ignore_login', 'break_login', 'fail_webhook'];

let faults = [];

export function startFaults() {
  by('faults-effect').addEventListener('change', chooseFields);
  by('faults-form').addEventListener('submit', changing('faults-result', add));
  onLanguage(() => {
    const select = by('faults-effect');
    const chosen = select.value || KINDS[0];
    select.replaceChildren(...KINDS.map((kind) => new Option(say(`effect.choice.${kind}`), kind)));
    select.value = chosen;
    chooseFields();
    render();
  });
}

export function forgetFaults() {
  faults = [];
  render();
}

export async function refreshFaults() {
  const asked = app();
  const read = await get(ofApp('/faults'));
  if (asked !== app()) return;
  faults = read;
  keepFaults(asked, faults);
  render();
}

// Only the fields that the effect has. A field that is hidden must not keep the form from being sent.
function chooseFields() {
  const kind = by('faults-effect').value;
  for (const [field, input, of] of [['faults-code-field', 'faults-code', 'answer_login'], ['faults-late-field', 'faults-late', 'delay_login']]) {
    by(field).hidden = kind !== of;
    by(input).disabled = kind !== of;
  }
}

async function add() {
  const kind = by('faults-effect').value;
  const effect = { kind };
  if (kind === 'answer_login') effect.code = Number(by('faults-code').value);
  if (kind === 'delay_login') effect.milliseconds = Number(by('faults-late').value);
  const [user, times] = [by('faults-user').value, by('faults-times').value];
  const { id } = await post(ofApp('/faults'), {
    effect,
    percent: Number(by('faults-percent').value),
    ...(user !== '' && { user_id: user }),
    ...(times !== '' && { times: Number(times) }),
  });
  return good(() => say('faults.added', { id }));
}

function render() {
  fill(by('faults-list'), faults, (fault) => `${say('faults.remove')}${JSON.stringify(fault)}`, row);
  by('faults-count').textContent = faults.length || '';
  by('faults-empty').hidden = faults.length > 0;
}

function row({ id, fault }) {
  const effect = say(`effect.${fault.effect.kind}`, fault.effect);
  const details = [
    fault.user_id === undefined ? say('faults.everyone') : say('faults.for', { user: fault.user_id }),
    fault.times === undefined ? say('faults.forever') : say('faults.often', { times: fault.times }),
    fault.percent === 100 ? '' : say('faults.share', { percent: fault.percent }),
  ];
  const take = changing('faults-result', async () => {
    await remove(ofApp(`/faults/${id}`));
    return good(() => say('faults.removed', { id }));
  });
  return make('li', {},
    make('span', { class: 'badge warn' }, String(id)),
    make('span', { class: 'words' }, [effect, ...details.filter(Boolean)].join(' · ')),
    make('span', { class: 'end' }, make('button', { 'aria-label': say('faults.remove.label', { id, effect }), 'data-key': `fault ${id}`, onclick: take }, say('faults.remove'))));
}
