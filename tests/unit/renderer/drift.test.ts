// What drift is compared with: which snapshot is taken for the target's, and by which values when nobody chose any.
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../contract/directory.ts';
import { driftLine, driftOrderOf, instantOf, localInput, targetsFor } from '../../../renderer/words/drift.ts';

const snapshot = (id: string, said: Partial<Snapshot>): Snapshot => ({
  id,
  name: id,
  source: 'scim',
  vantage: 'the target',
  connectionId: 'c1',
  takenAt: '2026-11-23T10:00:00Z',
  practice: false,
  counts: {
    users: 0,
    enabledUsers: 0,
    guests: 0,
    groups: 0,
    memberships: 0,
    nested: 0,
    assignedGroups: 0,
    assignedUsers: 0,
    unresolved: 0,
    aside: 0,
    repeated: 0,
  },
  coverage: [],
  notes: [],
  ...said,
});

describe('the snapshot taken for the target’s', () => {
  it('is of the SCIM server of the same connection, the newest', () => {
    const chosen = snapshot('entra', { source: 'entra' });
    const all = [
      chosen,
      snapshot('files', { source: 'files' }),
      snapshot('other', { connectionId: 'c2', takenAt: '2026-11-24T10:00:00Z' }),
      snapshot('old', {}),
      snapshot('new', { takenAt: '2026-11-23T11:00:00Z' }),
    ];
    expect(targetsFor(chosen, all).map(({ id }) => id)).toEqual(['new', 'old', 'other', 'files']);
  });
});

describe('the values by which both sides are compared', () => {
  const keys = {
    people: [
      { key: 'mail', found: 3 },
      { key: 'id', found: 0 },
    ],
    targetPeople: 4,
    groups: [{ value: 'display-name', found: 0 }],
    targetGroups: 2,
  } satisfies Parameters<typeof driftOrderOf>[2];

  it('are what finds most, unless something else was chosen', () => {
    expect(driftOrderOf({ snapshotId: 's', groupValue: 'object-id' }, 't', keys)).toEqual({
      snapshotId: 's',
      targetId: 't',
      personKey: 'mail',
      groupValue: 'object-id',
      lastCycleFinishedAt: '',
      earlierId: '',
    });
    expect(driftOrderOf({ snapshotId: 's', groupValue: 'object-id', personKey: 'id' }, 't', keys)?.personKey).toBe('id');
  });

  it('stay open while nothing finds anything', () => {
    expect(driftOrderOf({ snapshotId: 's' }, 't', keys)).toBeUndefined();
  });
});

describe('a group that differs', () => {
  const row = { id: 'g', name: 'G', targetId: 't', expected: 12, present: 11, missing: 2, pending: 0, blocked: 0, extra: 1, naming: [] };
  it('is told in a line', () => {
    expect(driftLine(row)).toBe('12 members expected, 11 in the target: 2 missing, 1 too many.');
    expect(driftLine({ ...row, targetId: null, expected: 1, present: 0, missing: 1, extra: 0 })).toBe(
      '1 member expected, and no such group in the target: 1 missing.',
    );
  });
});

describe('the time of the last cycle', () => {
  it('is kept as an instant and shown in the machine’s own time', () => {
    const instant = instantOf('2026-11-23T10:30');
    expect([localInput(instant), instantOf('soon'), localInput('')]).toEqual(['2026-11-23T10:30', '', '']);
  });
});
