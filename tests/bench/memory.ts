// Resident memory of the app's own process when it has started and does nothing, then with the practice tenant running in it,
// against a Node process that does nothing. Chromium's processes are not in it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bridge } from '../../contract/calls.ts';
import { startInHost } from './host.ts';
import { asMegabytes, asRatio, inFolder, median, type Part, type Row, rowOf } from './measure.ts';

declare global {
  interface Window {
    readonly steward: Bridge;
  }
}

/** After the last thing it did: timers and garbage collections of the start are over. */
const settleMs = 3_000;

function residentBytes(pid: number): number {
  if (process.platform === 'linux') {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(line) * 1024;
  }
  if (process.platform === 'win32') throw new Error('Memory is measured on Linux and macOS only.');
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}

async function emptyNode(): Promise<number> {
  const child: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  await wait(settleMs / 2);
  const bytes = residentBytes(child.pid ?? -1);
  child.kill();
  await once(child, 'exit');
  return bytes;
}

interface Seen {
  readonly idle: number;
  readonly practice: number;
}

async function measureApp(): Promise<Seen> {
  return inFolder(async (dataDir) => {
    const host = await startInHost({ dataDir });
    try {
      await wait(settleMs);
      const idle = residentBytes(host.app.pid);
      const started = await host.page().evaluate(() => window.steward.practice.start({}));
      if (!started.ok) throw new Error(started.error.message);
      await wait(settleMs);
      return { idle, practice: residentBytes(host.app.pid) };
    } finally {
      await host.close();
    }
  });
}

export const memory: Part = {
  name: 'memory',
  measure: async (rounds) => {
    const times = Math.min(rounds, 3);
    const empty: number[] = [];
    const seen: Seen[] = [];
    for (let round = 0; round < times; round += 1) {
      empty.push(await emptyNode());
      seen.push(await measureApp());
    }
    const base = median(empty);
    const row = (name: string, values: readonly number[]): Row =>
      rowOf({
        name,
        compared: 'resident memory of the app’s own process against an empty Node process',
        values,
        bound: { kind: 'none' },
        show: asMegabytes,
        beside: `${asRatio(median(values) / base)} times ${asMegabytes(base)}`,
      });
    return [
      row(
        'Memory, idle after start',
        seen.map((one) => one.idle),
      ),
      row(
        'Memory, idle with the practice tenant',
        seen.map((one) => one.practice),
      ),
    ];
  },
};
