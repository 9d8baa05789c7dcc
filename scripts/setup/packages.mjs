// npm packages exactly as package-lock.json says. Whether they are there already is read from npm's own record of what it
// installed (node_modules/.package-lock.json), so packages installed by hand count too.

import { existsSync, readFileSync } from 'node:fs';
import { keepLog } from './child.mjs';
import { npm } from './npm.mjs';
import { inRoot } from './paths.mjs';
import { Obstacle, say } from './say.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} Entry */

/** Installs when something differs. Answers whether it did. */
export async function packages() {
  const wanted = entriesOf(inRoot('package-lock.json'));
  if (wanted === undefined) throw new Obstacle('package-lock.json is missing or unreadable.', 'Restore it: git checkout package-lock.json');
  const present = entriesOf(inRoot('node_modules', '.package-lock.json'));
  if (present !== undefined && agree(wanted, present)) return false;
  say(
    present === undefined ? 'installing npm packages (the first time takes a minute or two)' : 'package-lock.json changed: installing npm packages',
  );
  const began = Date.now();
  // Dev and optional packages are needed whatever NODE_ENV or the user's settings say.
  const { code, output } = await npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    throw new Obstacle(
      `npm ci failed:\n${keepLog('npm-ci', output)}`,
      'Most often the npm registry could not be reached: check the network, `npm config get registry` and the proxy, then start again.',
    );
  }
  say(`npm packages installed in ${Math.round((Date.now() - began) / 1000)} s`);
  return true;
}

/** @param {string} file @returns {Record<string, Entry> | undefined} */
function entriesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * True when all that must be there is there in that version, and nothing else is. Optional packages of other systems may be absent.
 * @param {Record<string, Entry>} wanted @param {Record<string, Entry>} present
 */
export function agree(wanted, present) {
  const names = Object.keys(wanted).filter((name) => name !== '');
  const missing = names.find((name) => {
    const here = present[name];
    if (here === undefined) return wanted[name]?.optional !== true;
    return here.version !== wanted[name]?.version || here.integrity !== wanted[name]?.integrity;
  });
  if (missing !== undefined) return false;
  if (Object.keys(present).some((name) => wanted[name] === undefined)) return false;
  return directNames().every((name) => existsSync(inRoot('node_modules', name, 'package.json')));
}

/** Direct dependencies: a look at their folders notices a half-emptied node_modules. */
function directNames() {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  return [...Object.keys(dependencies), ...Object.keys(devDependencies)];
}
