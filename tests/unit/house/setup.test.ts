// Set-up's own promises: two set-ups take turns, a dead one's lock is taken over, and packages are compared by what is there.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alone } from '../../../scripts/setup/lock.mjs';
import { agree } from '../../../scripts/setup/packages.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'steward-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process that takes the lock, writes two lines around some turns of the event loop, and ends. */
function worker(log: string): Promise<number> {
  const lock = path.join(import.meta.dirname, '../../../scripts/setup/lock.mjs');
  const code = `
    import { appendFileSync } from 'node:fs';
    import { setImmediate } from 'node:timers/promises';
    import { alone } from ${JSON.stringify(lock)};
    await alone(${JSON.stringify(path.join(folder, 'lock'))}, async () => {
      appendFileSync(${JSON.stringify(log)}, 'begin ' + process.pid + '\\n');
      for (let turn = 0; turn < 200; turn++) await setImmediate();
      appendFileSync(${JSON.stringify(log)}, 'end ' + process.pid + '\\n');
    });`;
  return new Promise((resolve) =>
    spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' }).once('close', (status) => resolve(status ?? 1)),
  );
}

describe('two set-ups at the same time', () => {
  it('take turns', async () => {
    const log = path.join(folder, 'log');
    expect(await Promise.all([1, 2, 3, 4].map(() => worker(log)))).toEqual([0, 0, 0, 0]);
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    const pairs = Array.from({ length: 4 }, (_, index) => lines.slice(index * 2, index * 2 + 2).map((line) => line.split(' ')));
    expect(pairs.map(([begin, end]) => [begin?.[0], end?.[0], begin?.[1] === end?.[1]])).toEqual(
      Array.from({ length: 4 }, () => ['begin', 'end', true]),
    );
  });

  it('do not wait for one that died', async () => {
    const lock = path.join(folder, 'lock');
    const dead = await new Promise<number>((resolve) => {
      const child = spawn(process.execPath, ['-e', '']);
      child.once('close', () => resolve(child.pid ?? 0));
    });
    writeFileSync(lock, `${dead}\n`);
    expect(await alone(lock, async () => readFileSync(lock, 'utf8').trim())).toBe(String(process.pid));
  });

  it('give the lock back when the work fails', async () => {
    const lock = path.join(folder, 'lock');
    await expect(alone(lock, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await alone(lock, async () => 'again')).toBe('again');
  });
});

describe('installed packages', () => {
  const wanted = { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/b-win32': { version: '1.0.0', optional: true } };

  it('agree with the lock file when only other systems’ packages are absent', () => {
    expect(agree(wanted, { 'node_modules/a': { version: '1.0.0', integrity: 'x' } })).toBe(true);
  });

  it.each([
    ['one is missing', {}],
    ['one has another version', { 'node_modules/a': { version: '1.0.1', integrity: 'x' } }],
    ['one has another content', { 'node_modules/a': { version: '1.0.0', integrity: 'y' } }],
    ['one is there that the lock does not know', { 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/c': { version: '1.0.0' } }],
  ])('do not agree when %s', (_what, present) => {
    expect(agree(wanted, present)).toBe(false);
  });
});
