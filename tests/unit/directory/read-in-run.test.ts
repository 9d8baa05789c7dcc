// A read of a live directory as a run: what the disk refuses ends it in the words of the refusal, a bug goes up, a cancel stays a cancel.
import { describe, expect, it } from 'vitest';
import { readInRun } from '../../../main/features/directory/sources/read-in-run.ts';
import type { DirectorySink, DirectorySourceReader } from '../../../main/features/directory/sources/types.ts';
import { Refusal } from '../../../main/platform/refusal.ts';
import { createMemoryReporter } from '../../../main/platform/runs/memory.ts';

const take = async (): Promise<void> => {};
const goodSink: DirectorySink = { users: take, groups: take, memberships: take, assignments: take, aside: take };
const full = async (): Promise<never> => {
  throw new Refusal('storage.full', 'The disk is full.');
};

const reader: DirectorySourceReader = {
  take: async ({ sink, progress, signal }) => {
    progress({ set: 'scim-assignments', read: 1 });
    progress({ set: 'groups', read: 1 });
    await sink.groups([]);
    return signal.aborted ? { kind: 'cancelled' } : { kind: 'taken', coverage: [], notes: [], findings: [] };
  },
};

function run(sink: DirectorySink, store: () => Promise<void> = take) {
  const job = createMemoryReporter();
  const outcome = readInRun(
    job,
    reader,
    async (_job, read) => {
      await read(sink, job.signal, {});
      job.plan([{ id: 'store', title: 'Store the snapshot' }]);
      job.startStep('store');
      await store();
      return { verdicts: { rfc: 'passed', entra: 'passed', okta: 'passed' }, summary: 'Stored.' };
    },
    () => [],
  );
  return { job, outcome, statuses: () => Object.fromEntries(job.snapshot().steps.map(({ id, status }) => [id, status])) };
}

describe('a read of a live directory', () => {
  it('passes when everything was read and stored', async () => {
    expect(await run(goodSink).outcome).toMatchObject({ verdicts: { entra: 'passed' }, summary: 'Stored.' });
  });

  it('ends in the words of the disk when that refuses rows', async () => {
    const { outcome, statuses } = run({ ...goodSink, groups: full });
    expect(await outcome).toMatchObject({ verdicts: { entra: 'failed' }, summary: 'The disk is full.' });
    expect(statuses()).toEqual({ assignments: 'skipped', groups: 'failed', memberships: 'skipped', users: 'skipped' });
  });

  it('ends in the words of the disk when that refuses the whole at the end', async () => {
    const { outcome, statuses } = run(goodSink, full);
    expect(await outcome).toMatchObject({ verdicts: { entra: 'failed' }, summary: 'The disk is full.' });
    expect(statuses()).toMatchObject({ groups: 'passed', store: 'failed' });
  });

  it('lets a bug go up, and a cancel stay one', async () => {
    const bug = new TypeError('a bug');
    await expect(run(goodSink, () => Promise.reject(bug)).outcome).rejects.toBe(bug);
    const cancelled = createMemoryReporter();
    cancelled.cancel();
    const read = readInRun(
      cancelled,
      reader,
      async (_job, from) => Promise.reject(await from(goodSink, cancelled.signal, {})),
      () => [],
    );
    await expect(read).rejects.toBe(cancelled.signal.reason);
  });
});
