// Runs as an administrator meets them: they report while they live, can be cancelled, end in one state, and are remembered.
import { describe, expect, it } from 'vitest';
import type { Run } from '../../../contract/common.ts';
import { systemClock, systemRandom } from '../../../main/platform/ports.ts';
import { createRunManager } from '../../../main/platform/runs/manager.ts';
import { createMemoryReporter } from '../../../main/platform/runs/memory.ts';
import type { RunJob } from '../../../main/platform/runs/types.ts';
import type { Storage } from '../../../main/platform/storage/index.ts';
import {
  aborted,
  exchange,
  failed,
  folderOfNewerApp,
  freshFolder,
  intent,
  managed,
  opened,
  outcome,
  passed,
  report,
  run,
  start,
} from './builders.ts';

const jobs: Record<string, () => Promise<Run>> = {
  'kept on disk': async () => {
    const { manager } = await managed();
    const { finished } = await manager.start(start(), async (job) => {
      report(job);
      await job.journal.intend(intent('ada'));
      return outcome;
    });
    return finished;
  },
  'kept in memory': async () => {
    const job = createMemoryReporter();
    report(job);
    await job.journal.intend(intent('ada'));
    return job.end('finished', outcome);
  },
};

for (const [place, ran] of Object.entries(jobs)) {
  describe(`a run ${place}`, () => {
    it('shows every step with its reason, and one cause as one finding with both sightings', async () => {
      const run = await ran();
      expect(run.steps.map(({ id, status, reason }) => [id, status, reason])).toEqual([
        ['token', 'failed', 'Refused.'],
        ['filter', 'failed', 'Refused again.'],
        ['paging', 'skipped', 'No token.'],
      ]);
      expect(run.findings).toHaveLength(1);
      expect(run.findings[0]).toMatchObject({ id: 'scim.unauthorized', stepIds: ['token', 'filter'] });
      expect(run.findings[0]?.evidence.map(({ text }) => text)).toEqual(['first', 'second']);
      expect(run.steps[1]).toMatchObject({ facts: [{ label: 'Users', value: '3' }], findingIds: ['scim.unauthorized'] });
      expect(run.counts).toEqual({ passed: 0, warned: 0, failed: 2, skipped: 1 });
      expect(run).toMatchObject({ state: 'finished', summary: 'All well.', exchangeCount: 1, verdict: 'passed' });
      expect(run.effects).toMatchObject([{ name: 'ada', state: 'intended' }]);
    });
  });
}

describe('a job that is misused says so', () => {
  it.each<[string, (job: RunJob) => void]>([
    ['an unknown step', (job) => job.startStep('nothing')],
    [
      'a step planned twice',
      (job) =>
        job.plan([
          { id: 'a', title: 'A' },
          { id: 'a', title: 'A' },
        ]),
    ],
    ['a step ended twice', (job) => void [1, 2].map(() => job.endStep('one', { status: 'passed', verdicts: passed, reason: '', exchangeIds: [] }))],
    ['a step started twice', (job) => void [1, 2].map(() => job.startStep('one'))],
  ])('%s', (_, misuse) => {
    const job = createMemoryReporter();
    job.plan([{ id: 'one', title: 'One' }]);
    expect(() => misuse(job)).toThrow();
  });
});

describe('how a run ends', () => {
  it('is in history when it is said to be finished, exchanges too', async () => {
    const { manager, storage } = await managed();
    const { runId, finished } = await manager.start(start({ dialect: 'entra', faults: ['scim-401'], options: { members: 3 } }), async (job) => {
      report(job);
      return outcome;
    });
    const ended = await finished;
    expect(await storage.runs.get(runId)).toEqual(ended);
    expect(await manager.get(runId)).toEqual(ended);
    expect(ended).toMatchObject({ dialect: 'entra', faults: ['scim-401'], options: { members: 3 } });
    expect(await storage.runs.exchanges(runId, 'all')).toEqual([exchange('e1', 1)]);
    expect(await storage.leases.isHeld(runId)).toBe(false);
    expect(manager.living()).toEqual([]);
  });

  it('is cancelled when the administrator cancels, and the steps not reached say why', async () => {
    const { manager, bugs } = await managed();
    const { runId, finished } = await manager.start(start(), async (job) => {
      job.plan([{ id: 'one', title: 'One' }]);
      job.startStep('one');
      await aborted(job.signal);
      job.signal.throwIfAborted();
      return outcome;
    });
    expect(manager.living().map(({ id, state }) => [id, state])).toEqual([[runId, 'running']]);
    expect(manager.cancel(runId)).toBe(true);
    const ended = await finished;
    expect(ended.state).toBe('cancelled');
    expect(ended.steps[0]).toMatchObject({ status: 'skipped', reason: expect.stringContaining('cancelled') });
    expect(ended.verdict).toBe('skipped');
    expect(bugs).toEqual([]);
    expect(manager.cancel(runId)).toBe(false);
  });

  it('keeps what a cancelled run found out while cleaning up', async () => {
    const { manager } = await managed();
    const { runId, finished } = await manager.start(start(), async (job) => {
      await aborted(job.signal);
      return { verdicts: failed, summary: 'Cancelled; everything was removed.' };
    });
    manager.cancel(runId);
    expect(await finished).toMatchObject({ state: 'cancelled', verdict: 'failed', summary: 'Cancelled; everything was removed.' });
  });

  it('passes nothing when it was cancelled half way, whatever its steps saw until then', async () => {
    const { manager } = await managed();
    const { runId, finished } = await manager.start(start(), async (job) => {
      job.plan([
        { id: 'one', title: 'One' },
        { id: 'two', title: 'Two' },
      ]);
      job.startStep('one');
      job.endStep('one', { status: 'passed', verdicts: passed, reason: 'Seen.', exchangeIds: [] });
      await aborted(job.signal);
      job.signal.throwIfAborted();
      return outcome;
    });
    manager.cancel(runId);
    const ended = await finished;
    expect(ended).toMatchObject({ verdict: 'skipped', verdicts: { rfc: 'skipped', entra: 'skipped', okta: 'skipped' } });
    expect(ended.steps.map(({ status }) => status)).toEqual(['passed', 'skipped']);
  });

  it('is broken when the app itself fails, and the fault is not swallowed', async () => {
    const { manager, bugs, storage } = await managed();
    const bug = new TypeError('cannot read properties of undefined');
    const { runId, finished } = await manager.start(start(), async () => {
      throw bug;
    });
    expect(await finished).toMatchObject({ state: 'broken' });
    expect(bugs).toEqual([bug]);
    expect((await storage.runs.get(runId))?.state).toBe('broken');
    expect(await storage.leases.isHeld(runId)).toBe(false);
  });

  it('is broken when a run without effects tries to make something', async () => {
    const { manager, bugs } = await managed();
    const { finished } = await manager.start(start({ crash: 'discard' }), async (job) => {
      await job.journal.intend(intent('ada'));
      return outcome;
    });
    expect((await finished).state).toBe('broken');
    expect(bugs).toHaveLength(1);
  });

  it('ends also when the end cannot be written, and says so', async () => {
    const storage = await opened(freshFolder());
    const full = new Error('disk full');
    const runs: Storage['runs'] = { ...storage.runs, write: (run) => (run.state === 'running' ? storage.runs.write(run) : Promise.reject(full)) };
    const bugs: unknown[] = [];
    const manager = await createRunManager({
      storage: { ...storage, runs },
      clock: systemClock,
      random: systemRandom,
      onBug: (thrown) => bugs.push(thrown),
    });
    const { runId, finished } = await manager.start(start(), async () => outcome);
    expect((await finished).state).toBe('finished');
    expect(bugs).toEqual([full]);
    expect(await storage.leases.isHeld(runId)).toBe(false);
  });

  it('cancels what lives when the app closes, and waits for its clean-up', async () => {
    const { manager, storage } = await managed();
    const { runId } = await manager.start(start(), async (job) => {
      const made = await job.journal.intend(intent('ada'));
      await aborted(job.signal);
      await job.journal.undone(made, 'removed');
      return outcome;
    });
    await manager.close();
    expect(await storage.runs.get(runId)).toMatchObject({ state: 'cancelled', effects: [{ state: 'undone' }] });
  });
});

describe('a data folder of a newer app', () => {
  it('shows its history as it was left, and starts nothing', async () => {
    const dataDir = await folderOfNewerApp((storage) => storage.runs.write(run('r1', { state: 'running' })));
    const { manager, storage } = await managed({ dataDir });
    expect((await manager.get('r1'))?.state).toBe('running');
    await expect(manager.start(start(), async () => outcome)).rejects.toMatchObject({ code: 'storage.read-only' });
    expect(manager.living()).toEqual([]);
    await manager.close();
    await storage.close();
  });
});
