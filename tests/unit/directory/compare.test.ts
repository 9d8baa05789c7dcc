// Two snapshots compared: against sets of words made the plain way, on random directories; and the sentences of each kind of change.

import { describe, expect, it, onTestFinished } from 'vitest';
import type { Coverage, DirectorySet } from '../../../contract/directory.ts';
import { createComparison } from '../../../main/features/directory/compare.ts';
import { openSnapshotShelf } from '../../../main/platform/storage/snapshots/shelf.ts';
import type { SnapshotShelf, SnapshotWriter } from '../../../main/platform/storage/snapshots/types.ts';
import fc from '../../properties.ts';
import { freshFolder } from '../storage/builders.ts';
import { group, head, person } from '../storage/snapshot-samples.ts';

const sets: readonly DirectorySet[] = ['users', 'groups', 'memberships', 'scim-assignments', 'sso-assignments'];
const covered = (changes: Partial<Record<DirectorySet, Coverage['state']>> = {}) =>
  sets.map((set) => ({ set, state: changes[set] ?? 'complete', note: '' }) as const);

function freshShelf(): SnapshotShelf {
  const shelf = openSnapshotShelf({ dataDir: freshFolder(), readOnly: false });
  onTestFinished(shelf.closeAll);
  return shelf;
}

interface Kept {
  readonly id: string;
  readonly coverage?: Partial<Record<DirectorySet, Coverage['state']>>;
  readonly source?: 'files' | 'scim';
  readonly fill: (writer: SnapshotWriter) => void;
}

function keep(shelf: SnapshotShelf, { id, coverage, source = 'files', fill }: Kept) {
  const writer = shelf.begin(head(id, { source }));
  fill(writer);
  return writer.commit({ coverage: covered(coverage), notes: [] });
}

/** Both snapshots, and all that changed between them, in pages of seven. */
function compare(before: Omit<Kept, 'id'>, after: Omit<Kept, 'id'>, shelf = freshShelf(), name = '') {
  const was = keep(shelf, { id: `before${name}`, ...before });
  const is = keep(shelf, { id: `after${name}`, ...after });
  const ask = createComparison(shelf);
  const page = (offset: number) => ask({ beforeId: was.id, afterId: is.id, offset, limit: 7 });
  const { total, counts, notes } = page(0);
  const changes = Array.from({ length: Math.ceil(total / 7) }, (_, index) => page(index * 7).changes).flat();
  return { was, is, total, counts, notes, changes };
}

const anyDirectory = fc.record({
  users: fc.uniqueArray(fc.nat(8)),
  groups: fc.uniqueArray(fc.nat(5)),
  names: fc.array(fc.constantFrom('a', 'b'), { minLength: 9, maxLength: 9 }),
  members: fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(8), fc.boolean()), { maxLength: 30, selector: String }),
  assigned: fc.uniqueArray(fc.tuple(fc.nat(5), fc.boolean(), fc.constantFrom('scim', 'sso')), { maxLength: 8, selector: String }),
});
type AnyDirectory = typeof anyDirectory extends fc.Arbitrary<infer T> ? T : never;

/** Every fact of a directory as one word. */
function words({ users, groups, names, members, assigned }: AnyDirectory) {
  const known = (index: number, isGroup: boolean) => (isGroup ? groups.includes(index) : users.includes(index));
  const nameOf = (index: number, isGroup: boolean) => `${isGroup ? 'g' : 'u'}${index}`;
  return {
    users: users.map((index) => `u${index}`),
    groups: groups.map((index) => `g${index}`),
    said: [...users.map((index) => [`u${index}`, names[index]] as const), ...groups.map((index) => [`g${index}`, names[index]] as const)],
    members: members.flatMap(([of, member, isGroup]) =>
      groups.includes(of) && known(isGroup ? member % 6 : member, isGroup) ? [`g${of} ${nameOf(isGroup ? member % 6 : member, isGroup)}`] : [],
    ),
    assigned: assigned.flatMap(([index, isGroup, app]) => (known(index, isGroup) ? [`${nameOf(index, isGroup)} ${app}`] : [])),
  };
}

const fillOf =
  ({ users, groups, names, members, assigned }: AnyDirectory) =>
  (writer: SnapshotWriter) => {
    for (const index of users) writer.user(person(`u${index}`, { mail: names[index] ?? null }));
    for (const index of groups) writer.group(group(`g${index}`, { displayName: names[index] ?? null }));
    for (const [of, member, isGroup] of members) writer.membership(`g${of}`, isGroup ? `g${member % 6}` : `u${member}`, isGroup ? 'group' : 'user');
    for (const [index, isGroup, app] of assigned)
      writer.assignment({
        app: app === 'scim' ? 'scim' : 'sso',
        principalId: `${isGroup ? 'g' : 'u'}${index}`,
        principalType: isGroup ? 'group' : 'user',
      });
  };

const without = (some: readonly string[], others: readonly string[]) => [...new Set(some)].filter((one) => !others.includes(one)).length;

describe('comparing two snapshots', () => {
  it('finds exactly what a plain comparison of every fact finds, in any order of rows', () => {
    const shelf = freshShelf();
    let run = 0;
    fc.assert(
      fc.property(anyDirectory, anyDirectory, (one, other) => {
        run += 1;
        const [was, is] = [words(one), words(other)];
        const { counts, total, changes, was: before, is: after } = compare({ fill: fillOf(one) }, { fill: fillOf(other) }, shelf, String(run));
        const both = is.said.filter(([id]) => was.said.some(([earlier]) => earlier === id));
        const changed = both.filter(([id, name]) => was.said.some(([earlier, old]) => earlier === id && old !== name)).map(([id]) => id);
        expect(counts).toEqual({
          'user-added': without(is.users, was.users),
          'user-removed': without(was.users, is.users),
          'user-changed': changed.filter((id) => id.startsWith('u')).length,
          'group-added': without(is.groups, was.groups),
          'group-removed': without(was.groups, is.groups),
          'group-changed': changed.filter((id) => id.startsWith('g')).length,
          'member-added': without(is.members, was.members),
          'member-removed': without(was.members, is.members),
          assigned: without(is.assigned, was.assigned),
          unassigned: without(was.assigned, is.assigned),
        });
        expect(changes).toHaveLength(total);
        expect(changes.filter(({ kind }) => kind === 'user-changed')).toHaveLength(counts['user-changed'] ?? 0);
        expect(after.counts.memberships - before.counts.memberships).toBe((counts['member-added'] ?? 0) - (counts['member-removed'] ?? 0));
      }),
      { numRuns: 80 },
    );
  });

  it('says of each change what it was, by names', () => {
    const { changes } = compare(
      {
        fill: (writer) => {
          writer.user(person('1', { displayName: 'Ada', userName: 'ada@halden.example', mail: null, enabled: true, other: { country: 'NO' } }));
          writer.user(person('2', { displayName: 'Grace', userName: 'grace@halden.example' }));
          writer.group(group('S', { displayName: 'Sales' }));
          writer.group(group('A', { displayName: 'All' }));
          writer.membership('S', '2', 'user');
          writer.assignment({ app: 'scim', principalId: 'S', principalType: 'group' });
        },
      },
      {
        fill: (writer) => {
          writer.group(group('S', { displayName: 'Sales of Norway' }));
          writer.group(group('A', { displayName: 'All' }));
          writer.user(person('1', { displayName: 'Ada', userName: 'ada@halden.example', mail: 'a@b', enabled: false, other: { country: 'SE' } }));
          writer.membership('S', '1', 'user');
          writer.membership('A', 'S', 'group');
          writer.assignment({ app: 'sso', principalId: '1', principalType: 'user' });
        },
      },
    );
    expect(changes).toEqual([
      { kind: 'user-removed', subject: 'Grace', detail: 'grace@halden.example, 2' },
      { kind: 'user-changed', subject: 'Ada', detail: 'country: “NO” → “SE”; mail: nothing → “a@b”; enabled: yes → no' },
      { kind: 'group-changed', subject: 'Sales of Norway', detail: 'displayName: “Sales” → “Sales of Norway”' },
      { kind: 'member-added', subject: 'Sales of Norway', detail: 'Ada (ada@halden.example, 1)' },
      { kind: 'member-added', subject: 'All', detail: 'group Sales of Norway (S)' },
      { kind: 'member-removed', subject: 'Sales', detail: 'Grace (grace@halden.example, 2)' },
      { kind: 'assigned', subject: 'Ada', detail: 'to the app that signs in' },
      { kind: 'unassigned', subject: 'Sales', detail: 'group, from the SCIM app' },
    ]);
  });

  it('meets a GUID in either case', () => {
    const id = '0000abcd-0000-4000-8000-00000000000a';
    expect(
      compare({ fill: (writer) => void writer.user(person(id)) }, { fill: (writer) => void writer.user(person(id.toUpperCase())) }).counts,
    ).toMatchObject({ 'user-added': 0, 'user-removed': 0 });
  });

  it('takes nobody for gone because a file was not given, and says so', () => {
    const { total, notes } = compare(
      { fill: (writer) => void writer.user(person('1')), coverage: { memberships: 'partial' } },
      { fill: () => {}, coverage: { users: 'not read', 'scim-assignments': 'not read', 'sso-assignments': 'not read' }, source: 'scim' },
    );
    expect(total).toBe(0);
    expect(notes).toEqual([
      expect.stringContaining('different sources'),
      expect.stringContaining('Users were read for one of the two only'),
      expect.stringContaining('Memberships are not complete in the earlier one'),
      expect.stringContaining('Assignments to the SCIM app were read for one'),
      expect.stringContaining('Assignments to the app that signs in were read for one'),
    ]);
  });

  it('refuses a snapshot that is gone, though it was compared before', () => {
    const shelf = freshShelf();
    const [a, b] = ['a', 'b'].map((id) => keep(shelf, { id, fill: () => {} }));
    const ask = createComparison(shelf);
    const query = { beforeId: a?.id ?? '', afterId: b?.id ?? '', offset: 0, limit: 10 };
    expect(ask(query).total).toBe(0);
    shelf.remove('b');
    expect(() => ask(query)).toThrow(/no longer there/);
  });
});
