// What people install: the packed app holds only what it needs and starts, and the terminal's npm package works on its own.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { npm } from '../../../scripts/setup/npm.mjs';
import { root } from './repository.ts';

const out = mkdtempSync(path.join(tmpdir(), 'steward-package-'));
afterAll(() => rmSync(out, { recursive: true }));

const isBuilt = ['main/index.js', 'main/cli.js', 'preload/index.cjs', 'renderer/index.html'].every((file) =>
  existsSync(path.join(root, 'dist', file)),
);
const notBuilt = 'the app is not built: run npm run build';

function pack(...args: readonly string[]) {
  return spawnSync(process.execPath, [path.join(root, 'scripts/package/run.ts'), '--out', out, ...args], { encoding: 'utf8' });
}

describe('the packed app', () => {
  it('holds only what it needs, has keytar and the workers beside the archive, and opens its window', { timeout: 180_000 }, ({ skip }) => {
    if (!isBuilt) skip(notBuilt);
    const { status, stdout, stderr } = pack('--check');
    expect(`${stderr}${status === 0 ? '' : stdout}`).toBe('');
    expect(stdout).toContain('The package holds what it should and starts.');
  });
});

describe('the terminal’s npm package', () => {
  it('installs into an empty folder without a network and runs without electron', async ({ skip }) => {
    if (!isBuilt) skip(notBuilt);
    const { status, stdout, stderr } = pack('--terminal');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const folder = mkdtempSync(path.join(out, 'installed-'));
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
    const installed = await npm(['install', '--offline', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', stdout.trim()], {
      cwd: folder,
    });
    expect(installed.output).not.toContain('npm error');
    expect(installed.code).toBe(0);
    expect(readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['scim-steward']);

    const help = spawnSync(path.join(folder, 'node_modules/.bin/scim-steward'), ['--help'], { encoding: 'utf8', cwd: folder });
    expect(help.stderr).toBe('');
    expect(help.status).toBe(0);
    expect(help.stdout).toContain('scim-steward check');
  });
});
