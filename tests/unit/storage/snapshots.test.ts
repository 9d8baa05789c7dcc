// What a snapshot keeps, how it is found again, and that there is never half of one.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { groupFlag, rowsOf, userFlag } from '../../../main/domain/directory/membership-graph.ts';
import { groupBits, userBits } from '../../../main/platform/storage/snapshots/form.ts';
import { openSnapshotShelf } from '../../../main/platform/storage/snapshots/shelf.ts';
import type { SnapshotReader, SnapshotShelf } from '../../../main/platform/storage/snapshots/types.ts';
import fc from '../../properties.ts';
import { folderOfNewerApp, freshFolder, opened } from './builders.ts';
import { group, head, kept, person } from './snapshot-samples.ts';

function freshShelf(dataDir = freshFolder()): SnapshotShelf {
  const shelf = openSnapshotShelf({ dataDir, readOnly: false });
  onTestFinished(shelf.closeAll);
  return shelf;
}

const all = { search: '', filter: 'all', offset: 0, limit: 500 } as const;
const filesIn = (dataDir: string) => readdirSync(join(dataDir, 'snapshots')).sort();
const names = ({ rows }: ReturnType<SnapshotReader['users']>) => rows.map(({ id }) => id);

describe('a snapshot gives back what it was given', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('=cmd()', 'O"Neil\r\n', '\u202Eevil', 'Ünïcode', "';--", '\t', '{}'),
  );
  const optional = fc.option(text);
  const id = fc.string({ minLength: 1 }).filter((one) => one.isWellFormed());
  const truth = fc.option(fc.boolean());
  const anyPerson = fc.record({
    id,
    userName: optional,
    displayName: optional,
    mail: optional,
    mailNickname: optional,
    employeeId: optional,
    onPremisesImmutableId: optional,
    onPremisesSamAccountName: optional,
    externalId: optional,
    enabled: truth,
    type: fc.constantFrom('member', 'guest', 'unknown'),
    other: fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      text,
      { noNullPrototype: true },
    ),
  });
  const anyGroup = fc.record({
    id,
    displayName: optional,
    externalId: optional,
    onPremisesSamAccountName: optional,
    securityEnabled: truth,
    mailEnabled: truth,
    dynamicRule: optional,
    membersHidden: truth,
  });

  it('people and groups of any names, in their order, found by any of them', () => {
    const shelf = freshShelf();
    let count = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(anyPerson, { selector: ({ id: one }) => one, maxLength: 20 }),
        fc.uniqueArray(anyGroup, { selector: ({ id: one }) => one, maxLength: 20 }),
        (people, groups) => {
          count += 1;
          const reader = kept(shelf, `any-${count}`, (writer) => {
            for (const one of people) expect(writer.user(one)).toBe('added');
            for (const one of groups) writer.group(one);
            for (const one of people) expect(writer.user(one)).toBe('repeated');
          });
          expect(reader.users(all).rows).toEqual(people.map((one) => ({ ...one, assignedToScim: false, assignedToSso: false })));
          expect([...reader.eachGroup()].map(({ index: _index, ...one }) => one)).toEqual(groups);
          people.forEach((one, index) => {
            if (one.id.trim() === one.id && !/[\t\n]/.test(one.id)) expect(reader.findUsers(one.id)).toContain(index);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('memberships in any order and any number of times, as the domain would compress them', () => {
    const shelf = freshShelf();
    let count = 0;
    const guidOf = (kind: string, index: number) => `${kind}0000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5), fc.nat(9), fc.boolean()), { maxLength: 80 }),
        fc.constantFrom('plain', 'guid'),
        fc.constantFrom('before', 'after'),
        (pairs, ids, when) => {
          count += 1;
          const [userId, groupId] =
            ids === 'guid' ? [guidOf.bind(null, 'a'), guidOf.bind(null, 'b')] : [(i: number) => `u${i}`, (i: number) => `g${i}`];
          const bytes = (text: string) => new TextEncoder().encode(text);
          const reader = kept(shelf, `pairs-${count}`, (writer) => {
            const objects = () => {
              for (let index = 0; index < 10; index += 1) writer.user(person(userId(index)));
              for (let index = 0; index < 6; index += 1) writer.group(group(groupId(index)));
            };
            if (when === 'before') objects();
            pairs.forEach(([of, member, isGroup], index) => {
              const memberId = isGroup ? groupId(member % 6) : userId(member);
              if (index % 2 === 0)
                writer.membership(
                  groupId(of),
                  memberId.toUpperCase().replace(/^[UG](?=\d)/, (one) => one.toLowerCase()),
                  'unknown',
                );
              else {
                const line = bytes(`${groupId(of)},${memberId}`);
                const cut = line.indexOf(0x2c);
                writer.membershipBytes(line, { from: 0, to: cut }, { from: cut + 1, to: line.length }, isGroup ? 'group' : 'user');
              }
            });
            if (when === 'after') objects();
          });
          const { people, children } = reader.graph();
          const wanted = (isGroup: boolean) => {
            const some = pairs.filter((pair) => pair[2] === isGroup);
            return rowsOf(6, Uint32Array.from(some.map(([of]) => of)), Uint32Array.from(some.map(([, member]) => (isGroup ? member % 6 : member))));
          };
          for (const [found, expected] of [
            [people, wanted(false)],
            [children, wanted(true)],
          ] as const) {
            expect([...found.start]).toEqual([...expected.start]);
            expect([...found.items]).toEqual([...expected.items]);
            expect(found.items.buffer).toBeInstanceOf(SharedArrayBuffer);
          }
          const { memberships, repeated } = reader.snapshot.counts;
          expect(memberships + repeated).toBe(pairs.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('many thousands of ids, each by itself', () => {
    const guids = Array.from(
      { length: 20_000 },
      (_, index) => `${index.toString(16).padStart(8, '0')}-0000-4000-8000-${(index * 7919).toString(16).padStart(12, '0')}`,
    );
    const reader = kept(freshShelf(), 'many', (writer) => {
      writer.group(group('all'));
      for (const [index, id] of guids.entries()) writer.user(person(id, { mail: `p${index}@halden.example` }));
      for (const id of [...guids].reverse()) {
        const line = new TextEncoder().encode(`all,${id}`);
        writer.membershipBytes(line, { from: 0, to: 3 }, { from: 4, to: line.length }, 'user');
      }
    });
    expect([...reader.graph().people.items]).toEqual(guids.map((_, index) => index));
    for (const index of [0, 127, 128, 9999, 19_999]) {
      expect(reader.findUsers(`P${index}@HALDEN.example`)).toEqual([index]);
      expect(reader.usersAt([index])[0]?.id).toBe(guids[index]);
    }
  });
});

describe('a snapshot says who each member is', () => {
  it('one id for a user and a group, members nobody knows, devices, groups nobody knows', () => {
    const reader = kept(freshShelf(), 's', (writer) => {
      writer.user(person('1'));
      writer.group(group('1', { displayName: 'Sales' }));
      writer.group(group('2'));
      writer.membership('2', '1', 'user');
      writer.membership('2', '1', 'group');
      writer.membership('2', 'gone', 'user');
      writer.membership('2', 'gone', 'user');
      writer.membership('2', 'laptop', 'other');
      writer.membership('9', '1', 'user');
      writer.assignment({ app: 'scim', principalId: '2', principalType: 'group' });
      writer.assignment({ app: 'sso', principalId: '1', principalType: 'user' });
      writer.assignment({ app: 'sso', principalId: 'nobody', principalType: 'user' });
    });
    expect(reader.snapshot.counts).toMatchObject({
      memberships: 2,
      nested: 1,
      unresolved: 1,
      repeated: 1,
      aside: 1,
      assignedGroups: 1,
      assignedUsers: 0,
    });
    expect(reader.unresolvedOf(1)).toEqual(['gone']);
    expect(reader.groupsAt([1])).toMatchObject([{ assignedToScim: true, directPeople: 1, childGroups: 1, unresolved: 1 }]);
    expect(reader.usersAt([0])).toMatchObject([{ assignedToScim: false, assignedToSso: true }]);
    expect(reader.aside({ offset: 0, limit: 10 }).rows).toMatchObject([{ set: 'memberships', excerpt: '9, 1' }]);
    expect(reader.snapshot.notes).toEqual([
      '1 membership is of a group that was not read; it was kept aside.',
      '1 member is neither a person nor a group (a device, an application, a contact); it is not counted.',
      '1 assignment names a user or a group that was not read.',
    ]);
    expect((reader.graph().groupFlags[1] ?? 0) & groupFlag.unresolved).toBeGreaterThan(0);
  });

  it('in the bits that the analysis reads', () => {
    expect(userBits).toEqual(userFlag);
    expect(groupBits).toEqual(groupFlag);
  });
});

describe('searching and paging', () => {
  const reader = () =>
    kept(freshShelf(), 's', (writer) => {
      for (let index = 0; index < 300; index += 1)
        writer.user(
          person(`u${index}`, {
            displayName: index === 200 ? 'Ünal “Ü”\nKaya' : `Person ${index}`,
            mail: index % 100 === 0 ? null : `p${index}@halden.example`,
            enabled: index % 3 !== 0,
            type: index % 50 === 0 ? 'guest' : 'member',
          }),
        );
      for (const [id, changes] of [
        ['g0', { displayName: 'Alpha' }],
        ['g1', { displayName: 'ALPHA', dynamicRule: 'user.country -eq "NO"' }],
        ['g2', { displayName: 'Beta', securityEnabled: false }],
      ] as const)
        writer.group(group(id, changes));
      writer.membership('g0', 'g1', 'group');
      writer.assignment({ app: 'scim', principalId: 'g2', principalType: 'group' });
    });

  it('finds a part of any name in any case, over line breaks and beyond ASCII', () => {
    const snapshot = reader();
    expect(names(snapshot.users({ ...all, search: 'ünal “ü” kaya' }))).toEqual(['u200']);
    expect(snapshot.users({ ...all, search: ' P299@HALDEN ' }).total).toBe(1);
    expect(snapshot.users({ ...all, search: 'nobody' })).toEqual({ rows: [], total: 0 });
    expect(snapshot.groups({ ...all, search: 'alpha' }).total).toBe(2);
  });

  it('pages what was found, each row once', () => {
    const snapshot = reader();
    const pages = [0, 100, 200, 300].flatMap((offset) => names(snapshot.users({ search: 'person', filter: 'enabled', offset, limit: 100 })));
    expect(pages).toHaveLength(199);
    expect(new Set(pages).size).toBe(199);
    expect(names(snapshot.users({ ...all, offset: 298, limit: 5 }))).toEqual(['u298', 'u299']);
    expect(names(snapshot.users({ ...all, offset: 1000, limit: 5 }))).toEqual([]);
  });

  it.each([
    ['enabled', 200],
    ['disabled', 100],
    ['guests', 6],
    ['no-mail', 3],
    ['assigned', 0],
  ] as const)('filters people: %s', (filter, total) => {
    expect(reader().users({ ...all, filter }).total).toBe(total);
  });

  it.each([
    ['assigned', ['g2']],
    ['nested', ['g0']],
    ['dynamic', ['g1']],
    ['not-assignable', ['g2']],
  ] as const)('filters groups: %s', (filter, ids) => {
    expect(
      reader()
        .groups({ ...all, filter })
        .rows.map(({ id }) => id),
    ).toEqual(ids);
  });

  it('finds every group of one name, whatever its case', () => {
    expect(reader().findGroups('alpha')).toEqual([0, 1]);
  });
});

describe('the shelf', () => {
  it('keeps each snapshot in a file that only this user can read, lists the newest first, renames and removes', async () => {
    const dataDir = freshFolder();
    const shelf = freshShelf(dataDir);
    for (const [id, takenAt] of [
      ['old', '2026-01-01T00:00:00.000Z'],
      ['new', '2026-02-01T00:00:00.000Z'],
    ] as const) {
      const writer = shelf.begin(head(id, { takenAt }));
      writer.commit({ coverage: [], notes: [] });
    }
    expect(shelf.list().map(({ id }) => id)).toEqual(['new', 'old']);
    expect(filesIn(dataDir)).toEqual(['new.snapshot', 'old.snapshot']);
    if (process.platform !== 'win32') expect(statSync(join(dataDir, 'snapshots', 'new.snapshot')).mode & 0o777).toBe(0o600);
    expect(shelf.rename('old', 'Before the change').name).toBe('Before the change');
    expect(openSnapshotShelf({ dataDir, readOnly: true }).list()[1]?.name).toBe('Before the change');
    shelf.remove('old');
    expect(() => shelf.open('old')).toThrow(/no longer there/);
    expect(() => shelf.open('../steward')).toThrow();
  });

  it('shows nothing of a snapshot that was dropped, and nothing of one that is being written', () => {
    const dataDir = freshFolder();
    const shelf = freshShelf(dataDir);
    const writer = shelf.begin(head('half'));
    writer.user(person('u'));
    expect(shelf.list()).toEqual([]);
    // Another window that starts now leaves it alone.
    expect(freshShelf(dataDir).list()).toEqual([]);
    expect(filesIn(dataDir)).toEqual(['half.part']);
    writer.drop();
    expect(filesIn(dataDir)).toEqual([]);
  });

  it('refuses to change anything in a folder of a newer app, and reads it', async () => {
    const dataDir = await folderOfNewerApp(async () => {});
    kept(freshShelf(dataDir), 's', () => {}).close();
    const shelf = openSnapshotShelf({ dataDir, readOnly: true });
    onTestFinished(shelf.closeAll);
    expect(shelf.list()).toHaveLength(1);
    for (const change of [() => shelf.begin(head('n')), () => shelf.rename('s', 'x'), () => shelf.remove('s')])
      expect(change).toThrow(/newer version/);
    expect(filesIn(dataDir)).toEqual(['s.snapshot']);
  });

  it('is emptied by “delete all data”', async () => {
    const dataDir = freshFolder();
    const storage = await opened(dataDir);
    kept(freshShelf(dataDir), 's', (writer) => writer.user(person('secret-name')));
    await storage.deleteAll();
    expect(existsSync(join(dataDir, 'snapshots')) ? filesIn(dataDir) : []).toEqual([]);
  });
});

describe('a process that is killed while it writes a snapshot', () => {
  async function writing(dataDir: string): Promise<ChildProcess> {
    const child = spawn(process.execPath, [new URL('snapshot-process.ts', import.meta.url).pathname, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout ?? child, 'data');
    return child;
  }

  it('leaves a file that nobody lists and the next start removes, but not while it lives', async () => {
    const dataDir = freshFolder();
    const child = await writing(dataDir);
    freshShelf(dataDir);
    expect(filesIn(dataDir)).toEqual(['other.part']);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const shelf = freshShelf(dataDir);
    expect(shelf.list()).toEqual([]);
    expect(filesIn(dataDir)).toEqual([]);
  });
});
