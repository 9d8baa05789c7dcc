// `npm run package`: installers for this system with electron-builder. `--check` packs with a stand-in for Electron's binary,
// looks at what the archive holds and starts it in the Chromium host. `--terminal` makes the terminal's npm package.

import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'electron-builder';
import { findElectron } from '../setup/electron.mjs';
import { checkPackage } from './check.ts';
import { packTerminal } from './terminal.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { check: { type: 'boolean' }, terminal: { type: 'boolean' }, out: { type: 'string' } } });
const out = path.resolve(values.out ?? path.join(root, 'out'));

if (values.check === true) {
  const troubles = await checkPackage(path.join(out, 'check'));
  for (const trouble of troubles) console.error(`wrong: ${trouble}`);
  console.log(troubles.length === 0 ? 'The package holds what it should and starts.' : `${troubles.length} troubles with the package.`);
  process.exitCode = troubles.length === 0 ? 0 : 1;
} else if (values.terminal === true) {
  console.log(await packTerminal(out));
} else if (findElectron() === undefined) {
  console.error("Installers need Electron's binary, which cannot be had here. Allow its download (ELECTRON_MIRROR names another place) and delete");
  console.error('.setup/electron.json. What can be done without it: npm run package -- --check, and npm run package -- --terminal');
  process.exitCode = 1;
} else {
  const made = await build({ projectDir: root, publish: 'never' });
  for (const file of made) console.log(path.relative(root, file));
}
