// The suites of `npm test`, in their order: what each runs, and how its results are told apart.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Command, withKeyring } from './keyring.ts';

export const root = path.resolve(import.meta.dirname, '../..');
const at = (...parts: readonly string[]): string => path.join(root, ...parts);

interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

export type Suite = { readonly name: string; readonly folder: string } & (
  | { readonly kind: 'checks'; readonly checks: readonly Check[] }
  | { readonly kind: 'vitest'; readonly keyring: 'own' | 'none' }
  | { readonly kind: 'playwright' }
);

export const suites: readonly Suite[] = [
  {
    name: 'house',
    folder: '.',
    kind: 'checks',
    checks: [
      { name: 'types hold (tsc --noEmit)', args: [at('node_modules/typescript/bin/tsc'), '--noEmit'] },
      { name: 'style holds (biome check)', args: [at('node_modules/@biomejs/biome/bin/biome'), 'check', '--colors=off', '--error-on-warnings'] },
      { name: 'the app builds (vite build)', args: [at('scripts/test/built.mjs')] },
    ],
  },
  { name: 'unit', folder: 'tests/unit', kind: 'vitest', keyring: 'none' },
  { name: 'peers', folder: 'tests/peers', kind: 'vitest', keyring: 'own' },
  { name: 'faults', folder: 'tests/faults', kind: 'vitest', keyring: 'none' },
  { name: 'e2e', folder: 'tests/e2e', kind: 'playwright' },
];

export function isPresent(suite: Suite): boolean {
  return existsSync(at(suite.folder));
}

/** The command of a Vitest or Playwright suite; `only` narrows it to files whose path contains one of the words. */
export function commandOf(suite: Suite, results: string, only: readonly string[]): Command {
  const env = { ...process.env, STEWARD_RESULTS: results, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }) };
  const node = process.execPath;
  if (suite.kind === 'vitest') {
    const reporters = ['--reporter=default', `--reporter=${at('scripts/test/vitest-reporter.ts')}`];
    const args = [
      '--disable-warning=ExperimentalWarning',
      at('node_modules/vitest/vitest.mjs'),
      'run',
      '--dir',
      at(suite.folder),
      ...reporters,
      ...only,
    ];
    return suite.keyring === 'own' ? withKeyring(node, args, env) : { program: node, args, env, tidy: () => {} };
  }
  const args = [at('node_modules/@playwright/test/cli.js'), 'test', `--reporter=list,${at('scripts/test/playwright-reporter.ts')}`, ...only];
  return { program: node, args, env, tidy: () => {} };
}
