// `npm test`: set-up, then every suite. `npm test -- unit faults` runs only those, and says so.

import { handOver } from './setup/hand-over.mjs';
import { inRoot } from './setup/paths.mjs';
import { main, prepare } from './setup/prepare.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  const needsBuild = args.length === 0 || args.some((name) => name === 'e2e' || name === 'peers');
  const { node } = await prepare('tests', { build: needsBuild ? 'changed' : 'none' });
  return handOver(node, ['--disable-warning=ExperimentalWarning', inRoot('scripts/test/run.ts'), ...args]);
});
