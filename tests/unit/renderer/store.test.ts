// What the administrator sees of a run and of refusals, held on the store with a bridge of fixtures.
import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../contract/calls.ts';
import { createStewardStore } from '../../../renderer/state/store.ts';
import { fakeBridge } from './fake-bridge.ts';
import { syncRun } from './fixtures/runs.ts';

function open(change?: (bridge: Bridge) => Partial<Bridge>) {
  const fake = fakeBridge('filled');
  const store = createStewardStore({ ...fake.bridge, ...change?.(fake.bridge) });
  store.getState().connectEvents();
  return { ...fake, store, state: () => store.getState() };
}

/** Lets every promise that is ready go on. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('a run on screen', () => {
  it('shows to a late watcher everything that happened before it looked', async () => {
    const { putRun, emit, state } = open();
    putRun(syncRun(7));
    emit('runs.changed', { id: 'run-sync', revision: 7 });
    await state().watchRun('run-sync');
    expect(state().runs['run-sync']?.revision).toBe(7);
    expect(state().runs['run-sync']?.steps.filter((step) => step.status === 'passed')).toHaveLength(7);
  });

  it('reads again when it was told of something newer than what watching answered', async () => {
    const { putRun, emit, state } = open();
    putRun(syncRun(3));
    emit('runs.changed', { id: 'run-sync', revision: 9 });
    const watching = state().watchRun('run-sync');
    putRun(syncRun(9));
    await watching;
    await settled();
    expect(state().runs['run-sync']?.revision).toBe(9);
  });

  it('never goes back to an older state', async () => {
    const { putRun, emit, state } = open();
    putRun(syncRun(9));
    await state().watchRun('run-sync');
    putRun(syncRun(4));
    emit('runs.changed', { id: 'run-sync', revision: 12 });
    await settled();
    expect(state().runs['run-sync']?.revision).toBe(9);
  });

  it('reads once for many changes that come at the same time', async () => {
    const { putRun, emit, state, calls } = open();
    putRun(syncRun(1));
    await state().watchRun('run-sync');
    await settled();
    calls.length = 0;
    putRun(syncRun(15));
    for (let revision = 2; revision <= 15; revision += 1) emit('runs.changed', { id: 'run-sync', revision });
    await settled();
    expect(state().runs['run-sync']?.revision).toBe(15);
    expect(calls).toHaveLength(1);
  });

  it('is not read when nobody looks at it', async () => {
    const { emit, state, calls } = open();
    await state().watchRun('run-sync');
    await state().unwatchRun('run-sync');
    calls.length = 0;
    emit('runs.changed', { id: 'run-sync', revision: 99 });
    await settled();
    expect(calls).toEqual([]);
  });

  it('says the steps that ended to screen readers', async () => {
    const { putRun, emit, state } = open();
    putRun(syncRun(2));
    await state().watchRun('run-sync');
    putRun(syncRun(3));
    emit('runs.changed', { id: 'run-sync', revision: 3 });
    await settled();
    expect(state().announcement).toBe('Create the person: Passed.');
  });

  it('is said to be missing when the history does not have it', async () => {
    const { state } = open();
    await state().watchRun('no-such-run');
    expect(state().missingRuns['no-such-run']).toBe(true);
    expect(state().notices.at(-1)?.code).toBe('run-not-found');
  });
});

describe('a refusal', () => {
  it('is shown in main’s words with its code, and changes nothing', async () => {
    const { state } = open();
    const before = state().route;
    expect(await state().deleteAllData('yes')).toBe(false);
    expect(state().notices).toEqual([
      {
        id: 1,
        intent: 'warning',
        title: 'Nothing was deleted',
        text: 'Type “delete all data” to confirm. Nothing was deleted.',
        code: 'not-confirmed',
      },
    ]);
    expect(state().route).toBe(before);
  });

  it('keeps what was shown when reading it again is refused', async () => {
    let refuse = false;
    const { state } = open((bridge) => ({
      overview: {
        get: (input) =>
          refuse
            ? Promise.resolve({ ok: false as const, error: { code: 'storage-closed', message: 'The database is closed.' } })
            : bridge.overview.get(input),
      },
    }));
    await state().loadOverview();
    refuse = true;
    await state().loadOverview();
    expect(state().overview?.headline).toBe('Entra would not accept this server');
    expect(state().notices.at(-1)?.code).toBe('storage-closed');
  });

  it('is gone once dismissed', async () => {
    const { state } = open();
    state().notify({ intent: 'info', title: 'One' });
    state().notify({ intent: 'info', title: 'Two' });
    state().dismiss(1);
    expect(state().notices.map((notice) => notice.title)).toEqual(['Two']);
  });
});

describe('connections', () => {
  it('show the card of the one that is chosen', async () => {
    const { state } = open();
    await state().loadConnections();
    await state().selectConnection('c-production');
    expect(state().selectedId).toBe('c-production');
    expect(state().cards['c-production']?.lock.kind).toBe('locked');
  });

  it('stand unlocked after an unlock and locked after Lock now', async () => {
    const { state } = open();
    await state().unlock('c-production', 'CHG-1', 30);
    expect(state().cards['c-production']?.lock.kind).toBe('unlocked');
    await state().lock('c-production');
    expect(state().cards['c-production']?.lock.kind).toBe('locked');
  });

  it('keep no secret in the store', async () => {
    const { state } = open();
    await state().loadConnections();
    await state().parsePaste('client secret: planted-secret-7f3a');
    await state().setSecret('c-staging', { text: 'planted-secret-7f3a' });
    expect(JSON.stringify(state())).not.toContain('planted-secret-7f3a');
  });
});

describe('history', () => {
  it('shows the page asked for last, whatever answers first', async () => {
    const answers: (() => void)[] = [];
    const { state } = open((bridge) => ({
      runs: {
        ...bridge.runs,
        list: (input) => new Promise((resolve) => answers.push(() => void bridge.runs.list(input).then(resolve))),
      },
    }));
    const first = state().loadHistory({ offset: 0 });
    const second = state().loadHistory({ offset: 25 });
    answers[1]?.();
    await second;
    const shown = state().history?.runs[0]?.id;
    answers[0]?.();
    await first;
    expect(state().historyQuery.offset).toBe(25);
    expect(state().history?.runs[0]?.id).toBe(shown);
  });
});

describe('the menu', () => {
  it('opens the screen it names', () => {
    const { emit, state } = open();
    emit('menu', { command: 'go-test-sync' });
    expect(state().route).toEqual({ screen: 'test-sync' });
    emit('menu', { command: 'new-connection' });
    expect(state().route).toEqual({ screen: 'connections', id: 'new' });
  });

  it('leaves the screen alone for Find, which the host does', () => {
    const { emit, state } = open();
    emit('menu', { command: 'find' });
    expect(state().route).toEqual({ screen: 'overview' });
  });
});

describe('a comparison of two runs', () => {
  for (const [first, second] of [
    ['older', 'newer'],
    ['newer', 'older'],
  ] as const) {
    it(`has the earlier one before, though the ${first} one was chosen first`, async () => {
      const began = { older: '2026-11-23T10:00:00.000Z', newer: '2026-11-23T11:00:00.000Z' } as const;
      const named = (id: string) => ({ ...syncRun(20), id, startedAt: began[id === 'older' ? 'older' : 'newer'] });
      const none = { newlyFailing: [], fixed: [], unchanged: [], newFindings: [], goneFindings: [] };
      const { state } = open(({ runs }) => ({
        runs: { ...runs, compare: async ({ before, after }) => ({ ok: true, value: { ...none, before: named(before), after: named(after) } }) },
      }));
      await state().compareRuns(first, second);
      expect([state().comparison?.before.id, state().comparison?.after.id]).toEqual(['older', 'newer']);
    });
  }
});
