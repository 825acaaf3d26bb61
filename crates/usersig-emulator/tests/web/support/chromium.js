// Starts a headless Chromium.
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

export function launch() {
  // Chromium refuses to run as root with its sandbox.
  return chromium.launch({ executablePath: EXECUTABLE, chromiumSandbox: process.getuid() !== 0 });
}
