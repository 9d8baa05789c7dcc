import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{unit,peers,faults}/**/*.test.ts'],
    alias: { electron: new URL('tests/host/no-electron.ts', import.meta.url).pathname },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
