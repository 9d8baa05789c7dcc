// The provisioning log in the window: what its filter keeps and drops, how a cause is looked for, and how times go into fields and back.
import { describe, expect, it } from 'vitest';
import type { CauseSummary } from '../../../contract/provisioning-log.ts';
import { createStewardStore } from '../../../renderer/state/store.ts';
import { filterOfCause, fromField, spanOf, stepLines, toField, whomOf } from '../../../renderer/words/provisioning-log.ts';
import { fakeBridge } from './fake-bridge.ts';

const cause = (changes: Partial<CauseSummary>): CauseSummary => ({
  cause: 'EntryConflict',
  standing: 'open',
  people: 2,
  groups: 0,
  first: '2026-11-01T02:00:00.000Z',
  last: '2026-11-01T05:00:00.000Z',
  findingId: 'entra.entry-conflict',
  ...changes,
});

describe('the filter of the events', () => {
  const store = createStewardStore(fakeBridge('filled').bridge);
  const { changeLogFilter, clearLogFilter } = store.getState();

  it('drops a condition that is emptied, and keeps the others', () => {
    changeLogFilter({ statuses: ['failure'], text: 'anna', open: true });
    changeLogFilter({ statuses: [], text: '' });
    expect(store.getState().logFilter).toEqual({ open: true });
    changeLogFilter({ open: undefined, codes: ['EntryConflict'] });
    expect(store.getState().logFilter).toEqual({ codes: ['EntryConflict'] });
    clearLogFilter();
    expect(store.getState().logFilter).toEqual({});
  });

  it('asks again after the log changed, and only then', () => {
    const before = store.getState().logRevision;
    store.getState().logsChanged();
    expect(store.getState().logRevision).toBe(before + 1);
  });
});

describe('a cause', () => {
  it('is looked for by its code, and by what is open only while it is', () => {
    expect(filterOfCause(cause({}))).toEqual({ statuses: ['failure'], codes: ['EntryConflict'], open: true });
    expect(filterOfCause(cause({ standing: 'over' }))).toEqual({ statuses: ['failure'], codes: ['EntryConflict'] });
    expect(filterOfCause(cause({ cause: 'no code', standing: 'unknown' }))).toEqual({ statuses: ['failure'] });
  });

  it('says whom it meets', () => {
    expect(whomOf(cause({ people: 1, groups: 2 }))).toBe('1 person, 2 groups');
    expect(whomOf(cause({ people: 0, groups: 0 }))).toBe('No named object');
  });
});

describe('times and steps', () => {
  it('go into a field of day and time and come back the same', () => {
    const at = '2026-11-01T02:30:00.000Z';
    expect(fromField(toField(at))).toBe(at);
    expect([toField(undefined), fromField('')]).toEqual(['', undefined]);
  });

  it('are one time where both ends are the same', () => {
    expect(spanOf('2026-11-01T02:30:00Z', '2026-11-01T02:30:20Z')).not.toContain(' to ');
    expect(spanOf('2026-11-01T02:30:00Z', '2026-11-02T02:30:00Z')).toContain(' to ');
  });

  it('show what a step said, without what it left empty', () => {
    expect(stepLines({ name: 'x', type: 'export', status: 'failure', description: 'Refused', details: { ErrorCode: '409', Other: '' } })).toEqual([
      'Refused',
      'ErrorCode: 409',
    ]);
  });
});
