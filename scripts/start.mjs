// `npm start`: the window on Electron, or in Chromium where Electron's binary cannot be had; without a display the guided
// check and the test sync against the practice tenant, in the terminal. `-- --host electron|chromium` forces a window.

import { findElectron } from './setup/electron.mjs';
import { handOver } from './setup/hand-over.mjs';
import { inRoot, root } from './setup/paths.mjs';
import { main, prepare } from './setup/prepare.mjs';
import { Obstacle } from './setup/say.mjs';

const hosts = ['electron', 'chromium'];

await main(async () => {
  const { host, rest } = readArguments(process.argv.slice(2));
  if (!hasDisplay()) {
    if (host === undefined) return inTerminal(rest);
    throw new Obstacle(
      `--host ${host} opens a window, and there is no display here.`,
      `Start on a desktop, or with a virtual display: xvfb-run -a npm start -- --host ${host}\nWithout --host both tests run here in the terminal: npm start`,
    );
  }
  const { node } = await prepare('window');
  const electron = findElectron();
  if (host === 'electron' && electron === undefined) {
    throw new Obstacle(
      'Electron’s binary is not here: it could not be fetched from its download site.',
      'Allow its download (ELECTRON_MIRROR names another place), delete .setup/electron.json and start again, or start with: npm start -- --host chromium',
    );
  }
  if (electron !== undefined && host !== 'chromium') return onElectron(electron, rest);
  process.stderr.write('SCIM Steward opens in Chromium, without Electron.\n');
  return handOver(node, ['--disable-warning=ExperimentalWarning', inRoot('tests/host/start.ts'), ...rest]);
});

/** @param {readonly string[]} args */
function readArguments(args) {
  const at = args.findIndex((word) => word === '--host' || word.startsWith('--host='));
  if (at === -1) return { host: undefined, rest: args };
  const joined = args[at]?.split('=')[1];
  const host = joined ?? args[at + 1];
  if (host === undefined || !hosts.includes(host)) {
    throw new Obstacle(
      `--host takes electron or chromium${host === undefined ? '' : `, not “${host}”`}.`,
      'For example: npm start -- --host chromium',
    );
  }
  return { host, rest: args.filter((_, index) => index !== at && (joined !== undefined || index !== at + 1)) };
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/** @param {string} electron @param {readonly string[]} rest */
function onElectron(electron, rest) {
  // Chromium's sandbox cannot run as root on Linux.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  process.stderr.write('SCIM Steward opens on Electron.\n');
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return handOver(electron, [...asRoot, root, ...rest], { env });
}

/** @param {readonly string[]} rest */
async function inTerminal(rest) {
  const { node } = await prepare('terminal');
  process.stderr.write('There is no display: here are the guided check and the test sync against the practice tenant, in the terminal.\n');
  const code = await handOver(node, ['--disable-warning=ExperimentalWarning', inRoot('main/cli/index.ts'), 'practice', '--tour', ...rest]);
  process.stderr.write('To get the window, start on a desktop, or with a virtual display: xvfb-run -a npm start\n');
  return code;
}
