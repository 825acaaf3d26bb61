// An entry of the journal as a sentence.
import { explanation } from './explanations.js';
import { say } from './language.js';
import { isLogin } from './refusals.js';

const HEARTBEATS = ['im_open_status.wshello', 'heartbeat.alive'];

// The operations as the emulator writes them, and the keys of their words.
const OPERATIONS = [
  [/^advance the clock by (\d+) s$/, 'op.advance'],
  [/^set the clock to (\d+)$/, 'op.set'],
  [/^freeze the clock$/, 'op.freeze'],
  [/^resume the clock$/, 'op.resume'],
  [/^reset$/, 'op.reset'],
  [/^change the app$/, 'op.change'],
  [/^inject (.*)$/, 'op.inject'],
  [/^remove fault (\d+)$/, 'op.remove'],
  [/^log out device (\d+)$/, 'op.logout'],
  [/^kick session (.*)$/, 'op.session'],
  [/^break all links$/, 'op.breakAll'],
  [/^break the links of (.*)$/, 'op.break'],
];
const ACCOUNT = /^(Block|Delete|Import|Kick|Unblock) account (.*)$/;

export function sentence(entry) {
  switch (entry.kind) {
    case 'control':
      return entry.status === 200 ? operation(entry.operation) : say('failed', { operation: operation(entry.operation), status: entry.status });
    case 'expired':
      return say('expired', entry);
    case 'fault':
      return say('fault', { fault: entry.fault, effect: effect(entry.effect) });
    case 'kick':
      if (entry.operation !== undefined) return say(`kicked.${entry.operation}`, entry);
      return say('kicked', { platform: entry.platform, by: say(`by.${entry.by}`) });
    case 'link':
      return say(`link.${entry.change}`, entry);
    case 'message':
      return say('message', entry);
    case 'refused':
      return say('stranger');
    case 'request':
      return request(entry);
    case 'state_change':
      return say(`state.${entry.action}`, entry);
    case 'webhook':
      return say('webhook', { ...entry, outcome: explanation(entry.outcome) });
    default:
      return entry.kind;
  }
}

function request(entry) {
  if (isLogin(entry)) {
    if (entry.code !== 0) return say('login.refused', entry);
    return say(entry.interface === 'control' ? 'device' : 'login');
  }
  const refused = entry.code === 0 ? '' : '.refused';
  if (entry.interface === 'rest') return say(`rest${refused}`, entry);
  if (!refused && HEARTBEATS.includes(entry.command)) return say('heartbeat');
  if (!refused && entry.command === 'im_open_status.wslogout') return say('logout');
  if (!refused && entry.command === 'openim.sendmsg') return say('sent');
  return say(`request${refused}`, entry);
}

function operation(text) {
  const account = ACCOUNT.exec(text);
  if (account) return say(`op.${account[1]}`, { 0: account[2] });
  for (const [pattern, key] of OPERATIONS) {
    const found = pattern.exec(text);
    if (found) return say(key, { 0: key === 'op.inject' ? effect(found[1]) : found[1] });
  }
  return text;
}

// An effect as the journal writes it, such as `AnswerLogin { code: 70169 }`.
function effect(text) {
  const [, name, value] = /^(\w+)(?: \{ \w+: (-?\d+) \})?$/.exec(text) ?? [];
  if (name === undefined) return text;
  const kind = name.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase();
  return say(`effect.${kind}`, { code: value, milliseconds: value });
}
