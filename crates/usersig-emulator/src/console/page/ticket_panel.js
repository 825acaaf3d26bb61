// Panel: generate a ticket, and log in a test device with it.
import { post } from './api.js';
import { ofApp, onApp } from './apps.js';
import { checkTicket } from './check_panel.js';
import { by } from './dom.js';
import { onLanguage, say } from './language.js';
import { bad, changing, doing, good } from './results.js';
import { chooseUnits, duration, moment, UNITS } from './times.js';

const PLATFORMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux', 'Web'];

// The answer of the emulator.
let made;
// Counts the requests for a ticket, so that a late answer does not replace the ticket of a later one.
let requests = 0;

export function startTicket() {
  by('ticket-platform').replaceChildren(...PLATFORMS.map((platform) => new Option(platform, platform)));
  by('ticket-form').addEventListener('submit', doing('ticket-result', generate));
  by('ticket-copy').addEventListener('click', doing('ticket-result', copy));
  by('ticket-check').addEventListener('click', () => checkTicket(made.user_sig, made.user_id));
  by('ticket-login').addEventListener('click', changing('ticket-result', logIn));
  onLanguage(() => chooseUnits(by('ticket-unit'), 'days'));
  // A ticket of the app that was shown before would mislead.
  onApp(() => {
    requests += 1;
    made = undefined;
    by('ticket-made').hidden = true;
  });
}

async function generate() {
  const ttl = Number(by('ticket-life').value) * UNITS[by('ticket-unit').value];
  requests += 1;
  const mine = requests;
  const answer = await post(ofApp('/user-sig'), { user_id: by('ticket-user').value, ttl });
  if (mine !== requests) return undefined;
  made = answer;
  by('ticket-text').value = made.user_sig;
  by('ticket-made').hidden = false;
  return good(() => story(answer));
}

function story({ user_id: user, sdk_app_id: of, issued_at: issued, expires_at: expires }) {
  return say('ticket.made', { user, app: of, issued: moment(issued), expires: moment(expires), life: duration(expires - issued) });
}

async function copy() {
  try {
    await navigator.clipboard.writeText(made.user_sig);
  } catch {
    by('ticket-text').select();
    return good(() => say('ticket.not.copied'));
  }
  return good(() => say('ticket.copied'));
}

async function logIn() {
  const platform = by('ticket-platform').value;
  const { user_id: user, user_sig } = made;
  const { code } = await post(ofApp('/devices'), { user_id: user, user_sig, platform });
  return code === 0 ? good(() => say('ticket.online', { platform, user })) : bad(() => say('ticket.refused', { code }));
}
