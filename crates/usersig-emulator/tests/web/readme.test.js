// README.md: the page that the five lines open.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

import { openBlank } from './support/browser.js';
import { startEmulator } from './support/emulator.js';

test('the page of the README says that alice is logged in', { timeout: 30_000 }, async (t) => {
  const emulator = await startEmulator(t);
  const address = await serve(t);
  const page = await openBlank(emulator);
  await page.goto(`${address}?port=${emulator.port}`);
  await page.waitForFunction(() => document.getElementById('status').textContent === 'alice is logged in');
});

// The last line, with a free port.
async function serve(test) {
  const options = ['example/page.js', '--bundle', '--format=esm', '--outdir=example', '--servedir=example', '--serve=127.0.0.1:0'];
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const esbuild = spawn('node_modules/.bin/esbuild', options, { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] });
  test.after(async () => {
    // It serves until its input ends.
    esbuild.stdin.end();
    await once(esbuild, 'close');
  });
  let printed = '';
  while (!/http:\S+/.test(printed)) {
    const [part] = await once(esbuild.stderr, 'data');
    printed += part;
  }
  return /http:\S+/.exec(printed)[0];
}
