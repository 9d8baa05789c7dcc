// Drift between two snapshots as they are stored: what is found, what is not judged, and the members group by group.
import { describe, expect, it } from 'vitest';
import { type DriftQuery, driftOperations } from '../../../main/features/nested-groups/drift-operations.ts';
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
  return {
    ...operations['nested.drift']({ ...order, search: '', filter: 'all', offset: 0, limit: 10 }),
    members: operations['nested.driftMembers'],
    operations,
    order,
  };
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

  it('are searched and filtered by what is wrong with them', () => {
    const { operations, order } = compare({
      ...target,
      groups: {
        t1: { members: ['s1'], displayName: 'Analysts', externalId: 'Analysts' },
        t2: { members: ['s1', 's2'], displayName: 'builders', externalId: 'Builders' },
      },
    });
    const ids = (search: string, filter: DriftQuery['filter']) =>
      operations['nested.drift']({ ...order, search, filter, offset: 0, limit: 10 }).rows.map(({ id }) => id);
    expect([ids('', 'missing'), ids('', 'extra'), ids('build', 'all'), ids('build', 'missing'), ids('', 'naming')]).toEqual([
      ['Analysts'],
      ['Builders'],
      ['Builders'],
      [],
      ['Builders'],
    ]);
  });

  it('are told with how many members both sides have, over all groups', () => {
    const { rows, totals } = compare(groupsWith({ members: ['s1'], displayName: 'Analysts', externalId: 'Analysts' }));
    expect(rows).toMatchObject([{ id: 'Analysts', expected: 2, present: 1 }]);
    expect(totals).toMatchObject({ groups: 2, expected: 3, present: 2 });
  });

  it('leave as lines for a file, in parts', () => {
    const { operations, order } = compare(groupsWith({ members: ['s1', 's3'], displayName: 'analysts', externalId: 'Analysts' }));
    const { lines, more } = operations['nested.driftLines']({ ...order, offset: 0, limit: 1 });
    expect(lines.map(({ group, person, state }) => [group, person, state])).toEqual([
      ['Analysts', '', 'naming'],
      ['Analysts', 'ben', 'missing'],
      ['Analysts', 's3', 'extra'],
    ]);
    expect(more).toBe(false);
  });
});

describe('what externalId seems to be made of', () => {
  it('is told by how many people and groups of the target each attribute finds, best first', () => {
    const { operations } = compare(target);
    const { people, targetPeople, groups, targetGroups } = operations['nested.driftKeys']({ snapshotId: 's', targetId: 't' });
    expect([people[0], targetPeople, groups[0], targetGroups]).toEqual([{ key: 'id', found: 3 }, 3, { value: 'object-id', found: 2 }, 2]);
    expect(people.find(({ key }) => key === 'mail')).toEqual({ key: 'mail', found: 0 });
  });
});
