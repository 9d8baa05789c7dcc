// `npm run package`: installers for this system. `-- --check` packs and inspects without Electron's binary,
// `-- --terminal` makes the terminal's own npm package.

import { handOver } from './setup/hand-over.mjs';
import { inRoot } from './setup/paths.mjs';
import { main, prepare } from './setup/prepare.mjs';

await main(async () => {
  const { node } = await prepare('window');
  return handOver(node, [inRoot('scripts/package/run.ts'), ...process.argv.slice(2)]);
});
