// docs/emulator.md: a newcomer who has only the page writes this test.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { BINARY } from './support/emulator.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

for (const page of ['emulator.md', 'emulator.zh-CN.md']) {
  test(`the tests on the page ${page} run as they stand there`, { timeout: 60_000 }, async (t) => {
    const text = await readFile(here(`../../../../docs/${page}`), 'utf8');
    const blocks = [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, block]) => block);
    assert.equal(blocks.length, 3);
    const folder = await mkdtemp(join(tmpdir(), 'emulator-docs-'));
    t.after(() => rm(folder, { recursive: true }));
    await symlink(here('node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'page.js'), blocks[0]);
    await writeFile(join(folder, 'kick.test.mjs'), blocks[1]);
    await writeFile(join(folder, 'expiry.test.mjs'), blocks[2]);

    // Without these variables the inner test reports for itself.
    const { NODE_TEST_CONTEXT, ...env } = process.env;
    env.PATH = dirname(BINARY) + delimiter + env.PATH;
    const inner = spawn(process.execPath, ['--test', 'kick.test.mjs', 'expiry.test.mjs'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    inner.stdout.on('data', (part) => { printed += part; });
    const [status] = await once(inner, 'close');
    assert.equal(status, 0, printed);
    assert.match(printed, /# pass 2$/m);
  });
}
