// `npm run build`: builds main, preload and renderer into dist/, whether they changed or not.

import { main, prepare } from './setup/prepare.mjs';

await main(async () => {
  await prepare('terminal', { build: 'all' });
  return 0;
});
