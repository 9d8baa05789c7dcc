// `npm run test:crash`: kills the app at random points of a rerun. Not part of the tests: it takes minutes.

import { handOver } from './setup/hand-over.mjs';
import { inRoot } from './setup/paths.mjs';
import { main, prepare } from './setup/prepare.mjs';

await main(async () => {
  const { node } = await prepare('tests');
  return handOver(node, ['--disable-warning=ExperimentalWarning', inRoot('tests/crash/rerun.ts'), ...process.argv.slice(2)]);
});
