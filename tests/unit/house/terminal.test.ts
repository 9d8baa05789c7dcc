// The terminal knows no Electron: its sources and its built form start while `electron` resolves to a throw.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './repository.ts';

const hook = path.join(import.meta.dirname, 'refuse-electron.mjs');
const scratch = mkdtempSync(path.join(tmpdir(), 'steward-terminal-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function start(file: string, ...args: readonly string[]) {
  const argv = ['--disable-warning=ExperimentalWarning', '--import', hook, file, ...args];
  return spawnSync(process.execPath, argv, { encoding: 'utf8', env: { ...process.env, STEWARD_DATA_DIR: scratch } });
}

describe('the terminal', () => {
  it('would be caught asking for electron', () => {
    const file = path.join(scratch, 'asks.mjs');
    writeFileSync(file, "await import('electron');\n");
    const { status, stderr } = start(file);
    expect(status).not.toBe(0);
    expect(stderr).toContain('electron was asked for');
  });

  it('starts from its sources without electron', () => {
    const { status, stdout, stderr } = start(path.join(root, 'main/cli/index.ts'), '--help');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('check');
  });

  it('starts from its build without electron', ({ skip }) => {
    const built = path.join(root, 'dist/main/cli.js');
    if (!existsSync(built)) skip('the app is not built: run npm run build');
    const { status, stdout, stderr } = start(built, '--help');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('check');
  });
});
