// The window's entry: the shell around the composed app, with the ports of a desktop. Not awaited: Electron becomes ready
// only after this module has run to its end.
import { join } from 'node:path';
import { composeApp } from './compose.ts';
import { openSecretStore } from './platform/secrets/open.ts';
import { runShell } from './shell/run-shell.ts';
import { version } from './version.ts';

/** This file is built to dist/main/index.js; the page and the preload lie beside its folder. */
const dist = join(import.meta.dirname, '..');

runShell({
  compose: composeApp,
  secrets: (dataDir) => openSecretStore({ dataDir }),
  version,
  files: {
    renderer: join(dist, 'renderer'),
    preload: join(dist, 'preload', 'index.cjs'),
    icon: join(dist, '..', 'assets', 'icon.png'),
  },
});
