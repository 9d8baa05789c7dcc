// `npm run -s steward -- <command>`: the terminal, from its sources. Nothing but the terminal writes to stdout.

import { handOver } from './setup/hand-over.mjs';
import { inRoot } from './setup/paths.mjs';
import { main, prepare } from './setup/prepare.mjs';

await main(async () => {
  const { node } = await prepare('terminal');
  return handOver(node, ['--disable-warning=ExperimentalWarning', inRoot('main/cli/index.ts'), ...process.argv.slice(2)]);
});
