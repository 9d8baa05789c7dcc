// Drift between two snapshots as they are stored: what is found, what is not judged, and the members group by group.
import { describe, expect, it } from 'vitest';
import { driftOperations } from '../../../main/features/nested-groups/drift-operations.ts';
import { allComplete, type Directory, shelfWith } from './snapshot.ts';

const directory: Directory = {
  people: { ana: {}, ben: {}, cy: { enabled: false } },
  groups: { Analysts: { members: ['ana', 'ben', 'cy'] }, Builders: { members: ['ana'] } },
  assigned: ['Analysts', 'Builders'],
};
const target: Directory = {
  people: { s1: { externalId: 'ana' }, s2: { externalId: 'ben' }, s3: { externalId: 'cy' } },
  groups: {
    t1: { members: ['s1', 's2'], displayName: 'Analysts', externalId: 'Analysts' },
    t2: { members: ['s1'], displayName: 'Builders', externalId: 'Builders' },
  },
  assigned: [],
};

function compare(there: Directory, more: object = {}) {
  const shelf = shelfWith(directory, { id: 's' });
  shelfWith(there, { id: 't', shelf });
  const order = {
    snapshotId: 's',
    targetId: 't',
    personKey: 'id',
    groupValue: 'display-name',
    lastCycleFinishedAt: '',
    earlierId: '',
    ...more,
  } as const;
  const operations = driftOperations(shelf);
  return { ...operations['nested.drift']({ ...order, offset: 0, limit: 10 }), members: operations['nested.driftMembers'], order };
}
const idsOf = (there: Directory) => compare(there).findings.map(({ id }) => id);
const groupsWith = (t1: Directory['groups'][string]): Directory => ({ ...target, groups: { ...target.groups, t1 } });

describe('the directory against the target', () => {
  it('agrees: a disabled person is not expected', () => {
    expect(compare(target)).toMatchObject({ rows: [], findings: [], totals: { missing: 0, extra: 0 } });
  });

  it.each<[string, Directory]>([
    ['drift.members-missing', groupsWith({ members: ['s1'], displayName: 'Analysts', externalId: 'Analysts' })],
    ['drift.members-extra', groupsWith({ members: ['s1', 's2', 's3'], displayName: 'Analysts', externalId: 'Analysts' })],
    ['drift.group-naming', groupsWith({ members: ['s1', 's2'], displayName: 'Analysts', externalId: null })],
    ['drift.group-left-behind', { ...target, groups: { ...target.groups, old: { members: [], displayName: 'Old', externalId: 'Old' } } }],
  ])('brings about %s, and nothing else', (id, there) => expect(idsOf(there)).toEqual([id]));

  it('names a group that the target does not have, and its members as missing', () => {
    const { t2, ...rest } = target.groups;
    expect(t2).toBeDefined();
    expect(idsOf({ ...target, groups: rest })).toEqual(['drift.members-missing', 'drift.group-absent']);
  });

  it('finds nothing lacking in a target that was not read whole, and says so', () => {
    const coverage = allComplete.map((entry) => (entry.set === 'memberships' ? { ...entry, state: 'partial' as const } : entry));
    const there = { ...groupsWith({ members: [], displayName: 'Analysts', externalId: 'Analysts' }), coverage };
    expect(idsOf(there)).toEqual(['drift.not-judged']);
  });

  it('lists the members of a group with what to do about each', () => {
    const { members, order } = compare(groupsWith({ members: ['s1', 's3'], displayName: 'Analysts', externalId: 'Analysts' }));
    expect(members({ ...order, groupId: 'Analysts', offset: 0, limit: 10 })).toMatchObject({
      total: 2,
      rows: [
        { name: 'ben', state: 'missing', repair: 'provision on demand' },
        { name: 's3', state: 'extra', repair: 'remove in the target' },
      ],
    });
  });
});
