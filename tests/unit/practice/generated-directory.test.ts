// The generated directory keeps its counts, is the same for the same seed, and has the awkward things that real ones have.
import { describe, expect, it } from 'vitest';
import { groupFlag, type MembershipGraph, type Rows, userFlag } from '../../../main/domain/directory/membership-graph.ts';
import { generateDirectory } from '../../../main/practice/directory/generate.ts';
import { smallSize } from '../../../main/practice/directory/sizes.ts';

const row = (rows: Rows, at: number): readonly number[] => [...rows.items.subarray(rows.start[at], rows.start[at + 1])];
const all = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const withBit = (flags: Uint8Array, bit: number): number => flags.filter((one) => (one & bit) !== 0).length;

function reachesItself(graph: MembershipGraph, group: number): boolean {
  const open = [...row(graph.children, group)];
  const seen = new Set(open);
  for (const one of open) for (const child of row(graph.children, one)) if (!seen.has(child)) open.push(child) && seen.add(child);
  return seen.has(group);
}

describe('a generated directory', () => {
  const { graph, user, group } = generateDirectory(smallSize);

  it('has as many users, groups, memberships and assignments as asked for, none twice', () => {
    expect([graph.userCount, graph.groupCount]).toEqual([smallSize.users, smallSize.groups]);
    expect(graph.people.items.length + graph.children.items.length).toBe(smallSize.memberships);
    expect(graph.children.items.length).toBe(smallSize.nested);
    expect(withBit(graph.groupFlags, groupFlag.assigned)).toBe(smallSize.assigned);
    for (const rows of [graph.people, graph.children]) {
      for (const at of all(graph.groupCount)) expect(row(rows, at)).toEqual([...new Set(row(rows, at))].sort((a, b) => a - b));
    }
  });

  it('has cycles, groups in themselves, guests, disabled people, people without mail and groups that Entra does not provision', () => {
    expect(all(graph.groupCount).filter((at) => reachesItself(graph, at)).length).toBeGreaterThan(0);
    expect(all(graph.groupCount).filter((at) => row(graph.children, at).includes(at)).length).toBeGreaterThan(0);
    expect(withBit(graph.userFlags, userFlag.guest)).toBeGreaterThan(0);
    expect(withBit(graph.userFlags, userFlag.enabled)).toBeLessThan(smallSize.users);
    expect(withBit(graph.userFlags, userFlag.noMail)).toBeGreaterThan(0);
    expect(withBit(graph.groupFlags, groupFlag.notSecurity)).toBeGreaterThan(0);
  });

  it('says in each row what the flags of the graph say', () => {
    for (const at of all(graph.userCount)) {
      const flags = graph.userFlags[at] ?? 0;
      expect(user(at)).toMatchObject({ enabled: (flags & userFlag.enabled) !== 0, type: (flags & userFlag.guest) !== 0 ? 'guest' : 'member' });
      expect(user(at).mail === null).toBe((flags & userFlag.noMail) !== 0);
    }
    for (const at of all(graph.groupCount)) expect(group(at).securityEnabled).toBe(((graph.groupFlags[at] ?? 0) & groupFlag.notSecurity) === 0);
  });

  it('is the same for the same seed and another for another', () => {
    const again = generateDirectory(smallSize);
    expect(again.graph).toEqual(graph);
    expect(all(50).map(again.user)).toEqual(all(50).map(user));
    expect(generateDirectory({ ...smallSize, seed: 2 }).graph.people.items).not.toEqual(graph.people.items);
  });

  it('gives every user and group an id of its own', () => {
    const ids = [...all(graph.userCount).map((at) => user(at).id), ...all(graph.groupCount).map((at) => group(at).id)];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
  });

  it('has names with quotes, formulas, line breaks and marks of the reading direction, and two groups that differ by case only', () => {
    const { user: person, group: team } = generateDirectory({ ...smallSize, users: 3_000, groups: 3_000, memberships: 9_000 });
    const names = all(3_000).flatMap((at) => [person(at).displayName ?? '', team(at).displayName ?? '']);
    for (const awkward of [/"/, /^=/, /\n/, /[\u200f\u202e]/, /'; /]) expect(names.filter((name) => awkward.test(name)).length).toBeGreaterThan(0);
    const groups = all(3_000).map((at) => team(at).displayName?.toLowerCase());
    expect(new Set(groups).size).toBeLessThan(groups.length);
  });

  it('refuses counts that cannot be met', () => {
    expect(() => generateDirectory({ ...smallSize, assigned: 10_000 })).toThrow(RangeError);
    expect(() => generateDirectory({ ...smallSize, memberships: 10_000_000 })).toThrow(RangeError);
  });
});
