// Drift: what the target lacks and what it has too much, judged only where the identity provider had its chance.
import { describe, expect, it } from 'vitest';
import { groupFlag, rowsOf, userFlag } from '../../../main/domain/directory/membership-graph.ts';
import { type DriftGroup, type DriftPerson, type DriftSettings, type DriftSource, findDrift } from '../../../main/domain/drift/drift.ts';

type Members = Readonly<Record<string, readonly string[]>>;

function side(people: readonly DriftPerson[], groups: readonly DriftGroup[], members: Members, disabled: readonly string[] = []): DriftSource {
  const pairs = groups.flatMap((group, row) => (members[group.id] ?? []).map((id) => [row, people.findIndex((person) => person.id === id)] as const));
  return {
    people,
    groups,
    graph: {
      userCount: people.length,
      groupCount: groups.length,
      people: rowsOf(
        groups.length,
        Uint32Array.from(pairs, ([row]) => row),
        Uint32Array.from(pairs, ([, item]) => item),
      ),
      children: rowsOf(groups.length, new Uint32Array(0), new Uint32Array(0)),
      userFlags: Uint8Array.from(people, ({ id }) => (disabled.includes(id) ? 0 : userFlag.enabled)),
      groupFlags: Uint8Array.from(groups, () => groupFlag.assigned),
    },
  };
}

const people = ['ana', 'ben', 'cy'].map((id) => ({ id, name: id, key: `${id}-key` }));
const onTarget = people.map(({ id, name, key }) => ({ id: `s-${id}`, name, key }));
const analysts = { id: 'g1', displayName: 'Analysts', externalId: null };
const analystsThere = { id: 's-g1', displayName: 'g1', externalId: 'g1' };
const settings: DriftSettings = { groupValue: 'object-id' };

describe('members that the target lacks', () => {
  const there = side(onTarget, [analystsThere], { 's-g1': ['s-ana'] });

  it('finds nobody when both sides agree', () => {
    expect(findDrift(side(people, [analysts], { g1: ['ana'] }), there, settings)).toEqual({
      groups: [],
      strangers: [],
      totals: { groups: 1, expected: 1, present: 1, missing: 0, pending: 0, blocked: 0, extra: 0 },
    });
  });

  it('names who is missing, and up to five are repaired on demand', () => {
    const { groups, totals } = findDrift(side(people, [analysts], { g1: ['ana', 'ben'] }), there, settings);
    expect(totals).toEqual({ groups: 1, expected: 2, present: 1, missing: 1, pending: 0, blocked: 0, extra: 0 });
    expect(groups[0]?.missing).toMatchObject([{ person: { id: 'ben' }, state: 'missing', repair: 'provision on demand' }]);
  });

  it('calls pending who came after the last finished cycle, and missing who came before', () => {
    const { groups } = findDrift(side(people, [analysts], { g1: ['ana', 'ben', 'cy'] }), there, {
      ...settings,
      lastCycleFinishedAt: '2026-11-01T00:00:00Z',
      earlier: { takenAt: '2026-11-01T10:00:00Z', had: (_group, person) => person !== 'ben' },
    });
    expect(groups[0]?.missing.map(({ person, state, repair }) => [person.id, state, repair])).toEqual([
      ['ben', 'pending', 'wait for the next cycle'],
      ['cy', 'missing', 'provision on demand'],
    ]);
  });

  it('calls pending who may have come after it, and says between which times', () => {
    const { groups } = findDrift(side(people, [analysts], { g1: ['ana', 'ben'] }), there, {
      ...settings,
      lastCycleFinishedAt: '2026-11-01T00:00:00Z',
      earlier: { takenAt: '2026-10-20T00:00:00Z', had: () => false },
    });
    expect(groups[0]?.missing).toMatchObject([{ state: 'pending', reason: expect.stringContaining('perhaps') }]);
  });

  it('says when it cannot know whether a membership had its chance', () => {
    const reasonWith = (more: Partial<DriftSettings>) =>
      findDrift(side(people, [analysts], { g1: ['ana', 'ben'] }), there, { ...settings, ...more }).groups[0]?.missing[0]?.reason;
    expect(reasonWith({})).toContain('last cycle finished is not known');
    expect(reasonWith({ lastCycleFinishedAt: '2026-11-01T00:00:00Z' })).toContain('an earlier snapshot would tell');
  });

  it('calls blocked who is not on the target, lacks the attribute, or has an open error', () => {
    const some = [...people.slice(0, 2), { id: 'cy', name: 'cy', key: null }, { id: 'dee', name: 'dee', key: 'dee-key' }];
    const { groups, totals } = findDrift(side(some, [analysts], { g1: ['ana', 'ben', 'cy', 'dee'] }), there, {
      ...settings,
      openErrors: new Map([['ben', 'Conflict']]),
    });
    expect(totals.blocked).toBe(3);
    expect(groups[0]?.missing.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('Conflict'),
      expect.stringContaining('lacks the attribute'),
      expect.stringContaining('no user with this externalId'),
    ]);
  });

  it('expects no disabled person, and says of one that is still there that Entra leaves memberships', () => {
    const { groups } = findDrift(side(people, [analysts], { g1: ['ana'] }, ['ana']), there, settings);
    expect(groups[0]?.missing).toEqual([]);
    expect(groups[0]?.extra).toMatchObject([{ person: { id: 's-ana' }, reason: expect.stringContaining('Disabled') }]);
  });

  it('proposes other repairs for many: adding again above five, a restart above fifty', () => {
    const repairFor = (count: number) => {
      const many = Array.from({ length: count }, (_, at) => ({ id: `p${at}`, name: `p${at}`, key: `k${at}` }));
      const source = side(many, [analysts], { g1: many.map(({ id }) => id) });
      return findDrift(source, side(many, [analystsThere], {}), settings).groups[0]?.missing[0]?.repair;
    };
    expect([5, 6, 50, 51].map(repairFor)).toEqual(['provision on demand', 'remove and add again', 'remove and add again', 'restart provisioning']);
  });
});

describe('what the target has too much', () => {
  it('names members that left the group and members nobody knows', () => {
    const strange = { id: 's-zed', name: 'zed', key: 'zed-key' };
    const there = side([...onTarget, strange], [analystsThere], { 's-g1': ['s-ana', 's-ben', 's-zed'] });
    const { groups } = findDrift(side(people, [analysts], { g1: ['ana'] }), there, settings);
    expect(groups[0]?.extra.map(({ person, reason }) => [person.id, reason])).toEqual([
      ['s-ben', expect.stringContaining('not a direct member')],
      ['s-zed', expect.stringContaining('No person of the directory')],
    ]);
  });

  it('names groups that no assigned group stands for, when they came by provisioning', () => {
    const old = { id: 's-old', displayName: 'Old', externalId: 'g-old' };
    const local = { id: 's-local', displayName: 'Local', externalId: null };
    const { strangers } = findDrift(side(people, [analysts], {}), side(onTarget, [analystsThere, old, local], {}), settings);
    expect(strangers).toEqual([old]);
  });
});

describe('the names of groups', () => {
  it('says which of displayName and externalId is not what the claim sends', () => {
    const there = side(onTarget, [{ id: 's-g1', displayName: 'Analysts', externalId: 'g1' }], {});
    const { groups } = findDrift(side(people, [analysts], {}), there, settings);
    expect(groups[0]?.naming).toEqual(['displayName is “Analysts” in the target, and the groups claim sends “g1”.']);
  });

  it('does not guess between two groups of one name', () => {
    const twice = [1, 2].map((n) => ({ id: `s-${n}`, displayName: 'Analysts', externalId: null }));
    const { groups } = findDrift(side(people, [analysts], { g1: ['ana'] }), side(onTarget, twice, {}), { groupValue: 'display-name' });
    expect(groups[0]?.targetGroup).toBeUndefined();
  });
});

describe('a person whom the target has under another externalId', () => {
  const ana = { id: 'ana', name: 'Ana', key: 'ana-key', userName: 'ana@halden.example' };
  const there = { id: 's-ana', name: 'Ana', key: 'old-key', userName: 'Ana@halden.example' };
  const found = () => findDrift(side([ana], [analysts], { g1: ['ana'] }), side([there], [analystsThere], { 's-g1': ['s-ana'] }), settings).groups[0];

  it('is blocked, with the externalId that stands in the way', () => {
    expect(found()?.missing).toMatchObject([{ state: 'blocked', reason: expect.stringContaining('“old-key”'), repair: 'assign or map first' }]);
  });

  it('is not to be removed as one too many', () => {
    expect(found()?.extra).toMatchObject([{ reason: expect.stringContaining('“Ana” of the directory'), repair: 'assign or map first' }]);
  });
});
