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
  workers: 1,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  projects: [
    { name: 'chromium host', use: { host: 'chromium' } },
    ...(findElectron() === undefined ? [] : [{ name: 'electron', use: { host: 'electron' as const } }]),
  ],
});
