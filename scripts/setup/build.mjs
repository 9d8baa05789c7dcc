// Builds the parts of the app whose sources changed since they were last built: main, preload, renderer.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { keepLog, run } from './child.mjs';
import { findNode } from './node.mjs';
import { inRoot, recall, remember } from './paths.mjs';
import { Obstacle, say } from './say.mjs';

/** What each part is made from, and a file that proves that it was. */
export const parts = {
  main: { sources: ['main', 'contract', 'vite.main.config.ts'], proof: 'dist/main/index.js' },
  preload: { sources: ['preload', 'contract', 'vite.preload.config.ts'], proof: 'dist/preload/index.cjs' },
  renderer: { sources: ['renderer', 'contract', 'vite.renderer.config.ts'], proof: 'dist/renderer/index.html' },
};

/** @typedef {keyof typeof parts} Part */

/** @param {{ readonly what: 'changed' | 'all' }} options */
export async function build({ what }) {
  const memory = recall('build') ?? {};
  const wanted = /** @type {Part[]} */ (Object.keys(parts));
  const state = Object.fromEntries(wanted.map((part) => [part, fingerprint(parts[part].sources)]));
  const stale = wanted.filter((part) => what === 'all' || memory[part] !== state[part] || !existsSync(inRoot(parts[part].proof)));
  if (stale.length === 0) return;
  say(`building ${stale.join(', ')}`);
  const { code, output } = await run(findNode(), [inRoot('scripts/build/run.ts'), ...stale], { cwd: inRoot() });
  if (code !== 0) {
    const rest = Object.fromEntries(Object.entries(memory).filter(([part]) => !stale.some((name) => name === part)));
    remember('build', rest);
    throw new Obstacle(`The build failed:\n${keepLog('build', output)}`, 'Mend the source named above, then run `npm run build`.');
  }
  // A source saved while the build ran is built again next time: the state is the one read before.
  remember('build', { ...memory, ...state });
}

/** @param {readonly string[]} sources */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const file of [...sources, 'package-lock.json', 'package.json'].flatMap(filesUnder)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inRoot(file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} source @returns {string[]} */
function filesUnder(source) {
  if (!existsSync(inRoot(source))) return [];
  if (path.extname(source) !== '') return [source];
  return readdirSync(inRoot(source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(inRoot(), path.join(entry.parentPath, entry.name)))
    .sort();
}
