// `npm run setup`: everything a start and the tests need.

import { main, prepare } from './prepare.mjs';
import { say } from './say.mjs';

await main(async () => {
  await prepare('tests');
  say('ready');
  return 0;
});
