// Electron's binary is not in its npm package: it comes from a download site that locked-down networks do not reach.
// One try a day; without it the window opens in the Chromium host.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { keepLog, run } from './child.mjs';
import { findNode } from './node.mjs';
import { inRoot, isOfToday, recall, remember } from './paths.mjs';
import { say } from './say.mjs';

const folder = inRoot('node_modules', 'electron');

/** Path of Electron's executable, or undefined where it was not fetched. Never starts a download. @returns {string | undefined} */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const inside = read(path.join(folder, 'path.txt'));
  if (override !== undefined && override !== '') return existing(path.join(override, inside ?? 'electron'));
  if (inside === undefined) return undefined;
  const version = read(path.join(folder, 'dist', 'version'))?.replace(/^v/, '');
  return version === wantedVersion() ? existing(path.join(folder, 'dist', inside)) : undefined;
}

/** Fetches the binary if it is missing and was not tried today. */
export async function electron() {
  if (findElectron() !== undefined) return;
  const version = wantedVersion();
  const memory = recall('electron');
  if (isOfToday(memory) && memory?.version === version) return;
  say("fetching Electron's binary (about 120 MB, once)");
  // Its installer uses Node's fetch, which gives up on a connection after 10 s. The limit here is for the whole download.
  const answer = await run(findNode(), [path.join(folder, 'install.js')], {
    env: { ...process.env, ELECTRON_GET_NO_PROGRESS: '1', NODE_USE_ENV_PROXY: '1' },
    timeoutMs: 15 * 60_000,
  });
  if (findElectron() !== undefined) return;
  remember('electron', { at: Date.now(), version });
  keepLog('electron', answer.output);
  say(`Electron's binary cannot be had here (${reason(answer)}). It is asked for again in a day, or after deleting .setup/electron.json`);
}

/** @param {{ output: string, timedOut: boolean }} answer */
function reason(answer) {
  if (answer.timedOut) return 'the download did not end';
  return (
    answer.output
      .split('\n')
      .find((line) => line.includes('Error'))
      ?.trim() ?? 'see .setup/electron.log'
  );
}

function wantedVersion() {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function existing(file) {
  return existsSync(file) ? file : undefined;
}
