// One group and one person: who is lost and by which way, what is below, and what can be done about it.
import { describe, expect, it } from 'vitest';
import { type GroupClaim, unknownGroupClaim } from '../../../contract/claims.ts';
import { tableCsv } from '../../../main/features/nested-groups/exports.ts';
import { nestedOperations } from '../../../main/features/nested-groups/worker-operations.ts';
import { type Directory, shelfWith } from './snapshot.ts';

const claim: GroupClaim = { ...unknownGroupClaim, mode: 'all-groups' };
const directory: Directory = {
  people: { ana: {}, ben: {}, cy: {}, dee: {}, eve: { enabled: false } },
  groups: {
    Analysts: { members: ['ana', 'Site', 'Analysts'] },
    Site: { members: ['ben', 'Shift'] },
    Shift: { members: ['cy', 'eve', 'Site'] },
    Other: { members: ['dee'] },
  },
  assigned: ['Analysts', 'Other'],
};
const ask = () => nestedOperations(shelfWith(directory));
const of = { snapshotId: 's', claim, groupId: 'Analysts' };

describe('the people a group loses', () => {
  it('are listed with the shortest chain, and whether they keep any group', async () => {
    const { rows, total } = await ask()['nested.lostPeople']({ ...of, offset: 0, limit: 10 });
    expect(total).toBe(2);
    expect(rows.map(({ person, chain, losesAll }) => [person.id, chain.map(({ name }) => name), losesAll])).toEqual([
      ['ben', ['Analysts', 'Site'], true],
      ['cy', ['Analysts', 'Site', 'Shift'], true],
    ]);
  });

  it('are paged', async () => {
    const { rows, total } = await ask()['nested.lostPeople']({ ...of, offset: 1, limit: 1 });
    expect([rows.map(({ person }) => person.id), total]).toEqual([['cy'], 2]);
  });
});

describe('what is below a group', () => {
  it('has counts, levels and marked circles, and a place for each group in the picture', async () => {
    const { nodes, edges, layout, row } = await ask()['nested.group'](of);
    expect(row).toMatchObject({ lost: 2, direct: 1, transitive: 3, inCycle: true });
    expect(nodes.map(({ id, level, under, direct, lost, inCycle }) => [id, level, under, direct, lost, inCycle])).toEqual([
      ['Analysts', 0, null, 1, 0, true],
      ['Site', 1, 'Analysts', 1, 1, true],
      ['Shift', 2, 'Site', 1, 1, true],
    ]);
    expect(edges).toContainEqual({ from: 'Analysts', to: 'Site', people: 2, inCycle: false });
    expect(edges).toContainEqual({ from: 'Shift', to: 'Site', people: 2, inCycle: true });
    const [top, middle, low] = ['Analysts', 'Site', 'Shift'].map((id) => layout?.[id]?.x ?? Number.NaN);
    expect([Number(top) < Number(middle), Number(middle) < Number(low)]).toEqual([true, true]);
  });

  it('is refused for a group that is not assigned, by name', async () => {
    await expect(ask()['nested.group']({ ...of, groupId: 'Shift' })).rejects.toThrow('No assigned group has the id or name “Shift”');
  });
});

describe('one person', () => {
  it('is found by any name, with every way into every assigned group', async () => {
    const { matches, groups } = await ask()['nested.person']({ snapshotId: 's', claim, text: 'CY@halden.example' });
    expect(matches.map(({ id }) => id)).toEqual(['cy']);
    expect(groups).toEqual([
      {
        id: 'Analysts',
        name: 'Analysts',
        byLogin: true,
        byProvisioning: false,
        chains: [['Analysts', 'Site', 'Shift'].map((id) => ({ id, name: id }))],
        more: false,
      },
    ]);
  });

  it('who is disabled is in no group by login or provisioning', async () => {
    const { groups } = await ask()['nested.person']({ snapshotId: 's', claim, text: 'eve' });
    expect(groups.map(({ byLogin, byProvisioning }) => [byLogin, byProvisioning])).toEqual([[false, false]]);
  });

  it('is chosen from a list when several match', async () => {
    const { matches, groups } = await ask()['nested.person']({ snapshotId: 's', claim, text: 'halden' });
    expect(groups).toEqual([]);
    expect(matches.length === 0 || matches.length === 5).toBe(true);
  });
});

describe('what can be done', () => {
  it('is to assign the groups inside, to make a flat copy, or to leave people out', async () => {
    const { remedies } = await ask()['nested.remedies'](of);
    expect(remedies.map(({ kind }) => kind)).toEqual(['assign', 'flat-copy', 'leave-out']);
    expect(remedies[0]).toMatchObject({
      certainty: 'proven smallest',
      notReached: 0,
      groups: [
        { id: 'Site', reaches: 1 },
        { id: 'Shift', reaches: 1 },
      ],
    });
    expect(remedies[1]).toMatchObject({ members: 3, name: 'Analysts (flat)' });
    expect(remedies[2]).toMatchObject({ people: 2, losingAll: 2 });
  });

  it('is nothing where nobody is lost', async () => {
    expect(await ask()['nested.remedies']({ ...of, groupId: 'Other' })).toEqual({ remedies: [] });
  });

  it('leaves as data for scripts and tables', async () => {
    const operations = ask();
    const chosen = { snapshotId: 's', claim, groupIds: ['Analysts'] };
    expect((await operations['nested.toAssign'](chosen)).map(({ id }) => id)).toEqual(['Site', 'Shift']);
    expect(await operations['nested.flatCopies'](chosen)).toEqual([
      { name: 'Analysts (flat)', of: { id: 'Analysts', name: 'Analysts' }, memberIds: ['ana', 'ben', 'cy'] },
    ]);
    expect((await operations['nested.losses'](chosen)).map(({ personId }) => personId)).toEqual(['ben', 'cy']);
    expect(tableCsv(await operations['nested.allGroups']({ snapshotId: 's', claim })).split('\r\n')[1]).toBe('Analysts,Analysts,1,3,2,0,2,true,0,');
  });
});
