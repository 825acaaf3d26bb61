// The SDK in Node, which starts faster than a page. Node gets its WebSocket from the package ws.
import { WebSocket } from 'ws';

import { APP } from './emulator.js';

// The SDK looks for WebSocket as a global when it is loaded.
globalThis.WebSocket = WebSocket;
// The SDK leaves an interval behind when it is destroyed, which would keep the test from ending.
const everyInterval = globalThis.setInterval;
globalThis.setInterval = (...args) => everyInterval(...args).unref();
const { connect } = await import('./client.js');

export function openClient(emulator, app = APP) {
  const client = connect(app, emulator.gateway);
  emulator.clients.push(() => client.destroy());
  return client;
}
