// The keychain module. It is optional: without it secrets live for one session only, the app says so, and set-up goes on.

import { existsSync } from 'node:fs';
import { ask, keepLog } from './child.mjs';
import { npm } from './npm.mjs';
import { inRoot, isOfToday, recall, remember } from './paths.mjs';
import { say } from './say.mjs';

const built = inRoot('node_modules', 'keytar', 'build', 'Release', 'keytar.node');

/** Builds keytar when npm could not, at most once a day or when libsecret has appeared since. */
export async function keytar() {
  if (existsSync(built) || !existsSync(inRoot('node_modules', 'keytar'))) return;
  const library = libsecret();
  const memory = recall('keytar');
  if (isOfToday(memory) && memory?.libsecret === library) return;
  say('building keytar (the keychain)');
  const { output } = await npm(['rebuild', 'keytar', '--foreground-scripts', '--loglevel=error']);
  if (existsSync(built)) return;
  remember('keytar', { at: Date.now(), libsecret: library });
  const tail = keepLog('keytar', output);
  say(`keytar could not be built: secrets will be kept for one session only.\n${tail}`);
}

/** Version of libsecret's headers, `none`, or `not needed` on systems that bring their own keychain. */
function libsecret() {
  if (process.platform !== 'linux') return 'not needed';
  return ask('pkg-config', ['--modversion', 'libsecret-1']) ?? 'none';
}

export function keytarIsBuilt() {
  return existsSync(built);
}
