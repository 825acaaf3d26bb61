// A headless Chromium and pages in it that hold the SDK's bundle.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { after, before } from 'node:test';

import { build } from 'esbuild';
import { launch } from './chromium.js';
import { APP } from './emulator.js';

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve(await bundle())]);
});

after(async () => {
  await browser?.close();
  server?.close();
});

// Opens an empty page. It closes when the test ends.
export async function openBlank(emulator, options) {
  const page = await browser.newPage(options);
  emulator.clients.push(() => page.close());
  return page;
}

// Opens a page of the emulator's app.
export async function openPage(emulator, app = APP, logLevel = 4, options = {}) {
  const page = await openBlank(emulator, options);
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate((where) => window.connect(...where), [app, emulator.gateway, logLevel]);
  const methods = {
    get: (_, method) => method === 'page' ? page
      : method === 'then' ? undefined
      : (...args) => page.evaluate(([method, args]) => window.client[method](...args), [method, args]),
  };
  return new Proxy({}, methods);
}

async function bundle() {
  const entry = fileURLToPath(new URL('page.js', import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify: true, format: 'iife', write: false, logLevel: 'error' });
  return outputFiles[0].contents;
}

// The page comes from another port than the emulator, like the page of an app under development.
async function serve(script) {
  const server = createServer((request, response) => {
    if (request.url === '/page.js') {
      response.setHeader('Content-Type', 'text/javascript').end(script);
    } else {
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><meta charset="utf-8"><script src="/page.js"></script>');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
