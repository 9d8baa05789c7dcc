// `npm run bench`: how fast it is, as ratios against the bare work. Not part of the tests.

import { handOver } from './setup/hand-over.mjs';
import { inRoot } from './setup/paths.mjs';
import { main, prepare } from './setup/prepare.mjs';

await main(async () => {
  const { node } = await prepare('tests');
  return handOver(node, ['--disable-warning=ExperimentalWarning', inRoot('tests/bench/index.ts'), ...process.argv.slice(2)]);
});
