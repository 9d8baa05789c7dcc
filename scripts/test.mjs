// `npm test`: set-up, then every suite. `npm test -- unit faults` runs only those, and says so.

import { handOver } from './setup/hand-over.mjs';
import { inRoot } from './setup/paths.mjs';
import { main, prepare } from './setup/prepare.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  // A full run counts the build as a test of its own; a narrowed one builds only for the suite that cannot do without.
  const { node } = await prepare('tests', { build: args.includes('e2e') ? 'changed' : 'none' });
  return handOver(node, ['--disable-warning=ExperimentalWarning', inRoot('scripts/test/run.ts'), ...args]);
});
