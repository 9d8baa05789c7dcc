// The check "the app builds" of the house suite: builds what changed and ends with code 1 when that fails.

import { build } from '../setup/build.mjs';
import { main } from '../setup/prepare.mjs';

await main(async () => {
  await build({ what: 'changed' });
  return 0;
});
