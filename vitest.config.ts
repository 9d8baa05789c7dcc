// Unit tests, third-party peers and faults, told apart by folder. Importing electron outside the shell fails by name.

import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    dir: 'tests',
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['**/e2e/**', '**/node_modules/**'],
    alias: { electron: path.join(import.meta.dirname, 'tests/host/no-electron.ts') },
    retry: 0,
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
