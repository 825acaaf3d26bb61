// Starts the program under test and talks to it as a test or a server would.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

export const BINARY = process.env.USERSIG_EMULATOR ?? fileURLToPath(new URL('../../../../../target/debug/usersig-emulator', import.meta.url));

export const APP = 1400000000;

// Runs an emulator for the length of a test.
export async function startEmulator(test, ...options) {
  const emulator = await Emulator.start(options);
  test.after(async () => {
    for (const leave of emulator.clients) await leave();
    await emulator.stop();
  });
  return emulator;
}

export class Emulator {
  static async start(options = [], port = 0) {
    const program = spawn(BINARY, ['--port', String(port), ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(program, 'exit').then(([status, signal]) => Promise.reject(new Error(`the emulator ended with ${status ?? signal}`)));
    ended.catch(() => {});
    const lines = createInterface({ input: program.stdout });
    const [line] = await Promise.race([once(lines, 'line'), ended]);
    const ready = JSON.parse(line);
    assert.equal(ready.ready, true, line);
    return new Emulator(program, ready);
  }

  constructor(program, ready) {
    const { port, control, gateway } = ready;
    Object.assign(this, { program, ready, port, origin: new URL(control).origin, gateway });
    // They leave before the emulator stops, because the SDK waits for an answer when it is destroyed.
    this.clients = [];
  }

  // Ends it as a terminal would, so that it saves its state.
  async stop() {
    if (this.program.exitCode !== null || this.program.signalCode !== null) return;
    const ended = once(this.program, 'exit');
    this.program.kill('SIGTERM');
    await ended;
  }

  async control(method, path, body) {
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const answer = await fetch(`${this.origin}/emulator/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text && JSON.parse(text);
  }

  advance(seconds) {
    return this.control('POST', '/clock/advance', { seconds });
  }

  async userSig(userId, ttl = 86_400) {
    const { user_sig } = await this.control('POST', `/apps/${APP}/user-sig`, { user_id: userId, ttl });
    return user_sig;
  }

  // Logs in a phone.
  async device(userId, platform) {
    const user_sig = await this.userSig(userId);
    return this.control('POST', `/apps/${APP}/devices`, { user_id: userId, user_sig, platform });
  }

  // Changes settings of the app, such as { service: { login: { policy: 'Single' } } }.
  settings(settings) {
    return this.control('PATCH', `/apps/${APP}`, { settings });
  }

  // Injects a fault, such as { effect: { kind: 'answer_login', code: 70169 }, times: 1 }.
  fault(fault) {
    return this.control('POST', `/apps/${APP}/faults`, fault);
  }

  // Breaks the links of a user's pages.
  breakLinks(userId) {
    return this.control('POST', `/apps/${APP}/links/break`, { user_id: userId });
  }

  // How many sessions of a user are online.
  async sessionsOf(userId) {
    const sessions = await this.control('GET', `/apps/${APP}/accounts/${userId}/sessions`);
    return sessions.filter(({ status }) => status === 'Online').length;
  }

  // How many logins of a user succeeded at the gateway.
  async loginsOf(userId) {
    const { entries } = await this.control('GET', `/journal?user_id=${userId}`);
    return entries.filter(({ command, code }) => command === 'im_open_status.wslogin' && code === 0).length;
  }

  // A call of the app's server.
  async rest(command, body) {
    const query = new URLSearchParams({ sdkappid: APP, identifier: 'administrator', usersig: await this.userSig('administrator'), random: 7, contenttype: 'json' });
    const answer = await fetch(`${this.origin}/v4/${command}?${query}`, { method: 'POST', body: JSON.stringify(body) });
    return answer.json();
  }

  importAccount(userId) {
    return this.rest('im_open_login_svc/account_import', { UserID: userId });
  }

  async accountStatus(userId) {
    const { ResultItem } = await this.rest('im_open_login_svc/account_check', { CheckItem: [{ UserID: userId }] });
    return ResultItem[0].AccountStatus;
  }

  // Online or Offline.
  async status(userId) {
    const { QueryResult } = await this.rest('openim/query_online_status', { To_Account: [userId] });
    return QueryResult[0].Status;
  }

  // The platforms on which a user is online.
  async platformsOf(userId) {
    const { QueryResult } = await this.rest('openim/query_online_status', { To_Account: [userId], IsNeedDetail: 1 });
    return (QueryResult[0].Detail ?? []).map(({ Platform }) => Platform).sort();
  }
}
