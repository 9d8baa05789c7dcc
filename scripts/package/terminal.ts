// The terminal as an npm package of its own: dist/main/cli.js with the chunks and workers it reaches, and keytar as an optional
// dependency. The packaged app cannot serve as a terminal, since its RunAsNode fuse is off.

import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from '../setup/npm.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const main = path.join(root, 'dist/main');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly optionalDependencies: { readonly keytar: string };
}

/** Files of dist/main that the terminal reaches: a chunk counts as reached when a reached file names it. */
function reached(): readonly string[] {
  const chunks = readdirSync(main, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => /^chunks\/.*\.js$/.test(name));
  const workers = readdirSync(path.join(main, 'workers')).filter((name) => name.endsWith('.js'));
  const found = new Set(['cli.js', ...workers.map((name) => `workers/${name}`)]);
  for (const file of found) {
    const text = readFileSync(path.join(main, file), 'utf8');
    for (const chunk of chunks) if (text.includes(path.posix.basename(chunk))) found.add(chunk);
  }
  return [...found];
}

/** Makes `scim-steward-<version>.tgz` in `out` and answers its path. */
export async function packTerminal(out: string): Promise<string> {
  const stage = path.join(out, 'terminal');
  rmSync(stage, { recursive: true, force: true });
  for (const file of reached()) cpSync(path.join(main, file), path.join(stage, 'dist/main', file));
  chmodSync(path.join(stage, 'dist/main/cli.js'), 0o755);
  cpSync(path.join(root, 'LICENSE'), path.join(stage, 'LICENSE'));
  const { name, version, description, license, optionalDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
  const manifest = {
    name,
    version,
    description,
    license,
    type: 'module',
    bin: { 'scim-steward': 'dist/main/cli.js' },
    files: ['dist'],
    engines: { node: '>=24' },
    optionalDependencies: { keytar: optionalDependencies.keytar },
  };
  writeFileSync(path.join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  mkdirSync(path.join(out, 'packages'), { recursive: true });
  const { code, output } = await npm(['pack', '--loglevel=error', '--pack-destination', path.join(out, 'packages')], { cwd: stage });
  if (code !== 0) throw new Error(`npm pack failed:\n${output}`);
  return path.join(out, 'packages', `${name}-${version}.tgz`);
}
