// A run while somebody looks at it.
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../main/platform/ports.ts';
import type { RunManager } from '../../../main/platform/runs/manager.ts';
import { finding, managed, outcome, report, signal, start } from './builders.ts';

describe('somebody watches', () => {
  /** Time stands still until the test moves it. */
  function handClock() {
    let now = 0;
    const waiting = new Set<() => void>();
    const clock: Clock = {
      now: () => new Date(now).toISOString(),
      monotonic: () => now,
      wait: (milliseconds, abort) =>
        new Promise((resolve, reject) => {
          const until = now + milliseconds;
          const check = () => {
            if (now < until) return;
            waiting.delete(check);
            resolve();
          };
          abort?.addEventListener('abort', () => reject(abort.reason));
          waiting.add(check);
        }),
    };
    const pass = async (milliseconds: number) => {
      now += milliseconds;
      for (const check of [...waiting]) check();
      await Promise.resolve();
      await Promise.resolve();
    };
    return { clock, pass };
  }

  function watched(manager: RunManager): number[] {
    const seen: number[] = [];
    manager.onChange((_, revision) => seen.push(revision));
    return seen;
  }

  it('hears at most ten changes a second, and the last one always', async () => {
    const { clock, pass } = handClock();
    const { manager } = await managed({ clock });
    const seen = watched(manager);
    const go = signal();
    const ready = signal();
    const { finished } = await manager.start(start(), async (job) => {
      ready.fire();
      await go.fired;
      for (let index = 0; index < 50; index += 1) job.report(finding(`id-${index}`));
      for (let tick = 0; tick < 100; tick += 1) {
        job.report(finding(`tick-${tick}`));
        await pass(10);
      }
      for (let index = 0; index < 50; index += 1) job.report(finding(`end-${index}`));
      return outcome;
    });
    await ready.fired;
    go.fire();
    const ended = await finished;
    expect(seen.length).toBeGreaterThanOrEqual(10);
    expect(seen.length).toBeLessThanOrEqual(13);
    expect(seen.at(-1)).toBe(ended.revision);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
  });

  it('misses nothing when coming late: the snapshot has all of it', async () => {
    const { manager } = await managed();
    const go = signal();
    const reported = signal();
    const { runId, finished } = await manager.start(start(), async (job) => {
      report(job);
      reported.fire();
      await go.fired;
      return outcome;
    });
    await reported.fired;
    const snapshot = await manager.get(runId);
    expect(snapshot).toMatchObject({ state: 'running', exchangeCount: 1, counts: { failed: 2, skipped: 1 } });
    snapshot?.steps.pop();
    expect((await manager.get(runId))?.steps).toHaveLength(3);
    go.fire();
    await finished;
    const revisions = watched(manager);
    expect((await manager.get(runId))?.state).toBe('finished');
    expect(revisions).toEqual([]);
  });

  it('cannot break the run by failing', async () => {
    const { manager, bugs } = await managed();
    manager.onChange(() => {
      throw new Error('window is gone');
    });
    const { finished } = await manager.start(start(), async () => outcome);
    expect((await finished).state).toBe('finished');
    expect(bugs.length).toBeGreaterThan(0);
  });
});
