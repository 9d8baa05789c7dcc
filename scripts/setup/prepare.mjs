// Set-up: makes a fresh clone ready for one purpose, and does next to nothing the second time. Runs on any Node from 20
// on, with no package installed. What it installs and builds is said in one line each; what it cannot do, with the way out.

import path from 'node:path';
import { build } from './build.mjs';
import { electron, findElectron } from './electron.mjs';
import { keytar } from './keytar.mjs';
import { alone } from './lock.mjs';
import { findNode } from './node.mjs';
import { packages } from './packages.mjs';
import { stateDir } from './paths.mjs';
import { Obstacle } from './say.mjs';
import { systemPackages } from './system.mjs';

/**
 * `terminal`: sources run as they are. `window`: also a built app and something to show it in. `tests`: all of it.
 * @typedef {'terminal' | 'window' | 'tests'} Purpose
 */

/**
 * Answers the Node to go on with. @param {Purpose} purpose @param {{ readonly build?: 'changed' | 'all' | 'none' }} [options]
 * @returns {Promise<{ readonly node: string }>}
 */
export async function prepare(purpose, options = {}) {
  const wanted = options.build ?? (purpose === 'terminal' ? 'none' : 'changed');
  return alone(path.join(stateDir, 'lock'), async () => {
    // Libraries first: npm builds the keychain module against them. Packages next: they tell whether Chromium is needed.
    await systemPackages('terminal');
    await packages();
    await keytar();
    const node = findNode();
    if (purpose !== 'terminal') {
      await electron();
      if (purpose === 'tests' || findElectron() === undefined) await systemPackages(purpose);
    }
    if (wanted !== 'none') await build({ what: wanted });
    return { node };
  });
}

/**
 * Runs a script's work; an Obstacle is told in its own words and ends with code 1. @param {() => Promise<number>} work
 */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    process.stderr.write(`\nset-up stopped: ${error.message}\n`);
    process.exitCode = 1;
  }
}
