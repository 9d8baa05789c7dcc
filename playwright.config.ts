// End-to-end tests of the built app. The Chromium host always; Electron too where its binary is present. No retries: a test
// that passes the second time is a failure not understood.

import { defineConfig } from '@playwright/test';
import { findElectron } from './scripts/setup/electron.mjs';

/** Which host a fixture launches; tests/host/ reads it as the fixture option `host`. */
export interface HostOption {
  readonly host: 'chromium' | 'electron';
}

export default defineConfig<HostOption>({
  testDir: 'tests/e2e',
  outputDir: 'tests/artifacts/e2e',
  // Every test has an app and a data folder of its own; two at a time is what two cores carry.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  // For a machine that does much else: a promise about time is nowhere made.
  expect: { timeout: 15_000 },
  projects: [
    { name: 'chromium host', use: { host: 'chromium' } },
    ...(findElectron() === undefined ? [] : [{ name: 'electron', use: { host: 'electron' as const } }]),
  ],
});
