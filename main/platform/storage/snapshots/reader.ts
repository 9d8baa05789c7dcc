// Reads one snapshot: pages of rows, rows by position or by name, and the memberships in shared memory. Never loads more rows than asked
// for; a search keeps the positions it found, so that the next page costs no second search. Inside a worker only.
import { DatabaseSync } from 'node:sqlite';
import type { AsideRow, DirectoryGroup, DirectoryUser, GroupRow, Snapshot, UserRow } from '../../../../contract/directory.ts';
import { folded, groupBits, readNumbers, userBits } from './form.ts';
import { candidates } from './keys.ts';
import { pageReader, type RowValue, type StoredRow } from './pages.ts';
import type { PageQuery, SnapshotGraph, SnapshotReader } from './types.ts';

const text = (value: RowValue | undefined) => (typeof value === 'string' ? value : null);
const truth = (value: RowValue | undefined) => (typeof value === 'number' ? value === 1 : null);

function userOf(row: StoredRow): DirectoryUser {
  const [id, userName, displayName, mail, mailNickname, employeeId, immutableId, samAccountName, externalId, enabled, type, other] = row;
  return {
    id: String(id),
    userName: text(userName),
    displayName: text(displayName),
    mail: text(mail),
    mailNickname: text(mailNickname),
    employeeId: text(employeeId),
    onPremisesImmutableId: text(immutableId),
    onPremisesSamAccountName: text(samAccountName),
    externalId: text(externalId),
    enabled: truth(enabled),
    type: type === 'member' || type === 'guest' ? type : 'unknown',
    other: typeof other === 'object' && other !== null ? { ...other } : {},
  };
}

function groupOf(row: StoredRow): DirectoryGroup {
  const [id, displayName, externalId, samAccountName, securityEnabled, mailEnabled, dynamicRule, membersHidden] = row;
  return {
    id: String(id),
    displayName: text(displayName),
    externalId: text(externalId),
    onPremisesSamAccountName: text(samAccountName),
    securityEnabled: truth(securityEnabled),
    mailEnabled: truth(mailEnabled),
    dynamicRule: text(dynamicRule),
    membersHidden: truth(membersHidden),
  };
}

const userMasks = { enabled: userBits.enabled, guests: userBits.guest, 'no-mail': userBits.noMail, assigned: userBits.assigned } as const;

/** The snapshot as its file says it; undefined when the file is not a snapshot of a form known here. */
export function readSnapshot(db: DatabaseSync): Snapshot | undefined {
  const value = db.prepare("SELECT value FROM about WHERE key = 'snapshot'").get()?.value;
  return typeof value === 'string' ? (JSON.parse(value) as Snapshot) : undefined;
}

export function openSnapshotReader(path: string): SnapshotReader {
  const db = new DatabaseSync(path, { readOnly: true });
  const snapshot = readSnapshot(db);
  if (snapshot === undefined) throw new Error('The file is no snapshot.');
  const { users: userCount, groups: groupCount } = snapshot.counts;
  const pages = { users: pageReader(db, 'users'), groups: pageReader(db, 'groups') };
  const unresolvedRow = db.prepare('SELECT id FROM unresolved WHERE position = ?');

  const once = <T>(make: () => T) => {
    let made: T | undefined;
    return () => {
      made ??= make();
      return made;
    };
  };
  const numbers = (name: Parameters<typeof readNumbers>[1]) => once(() => new Uint32Array(readNumbers(db, name)));
  const rows = (of: 'people' | 'children' | 'unresolved') => {
    const [start, items] = [numbers(`${of}.start`), numbers(`${of}.items`)];
    return { start, items };
  };
  const [people, children, unresolved] = [rows('people'), rows('children'), rows('unresolved')];
  const userFlags = once(() => new Uint8Array(readNumbers(db, 'users.flags')));
  const groupFlags = once(() => new Uint8Array(readNumbers(db, 'groups.flags')));
  const userKeys = once(() => new Float64Array(readNumbers(db, 'users.keys')));
  const groupKeys = once(() => new Float64Array(readNumbers(db, 'groups.keys')));
  const lengthOf = (start: Uint32Array, row: number) => (start[row + 1] ?? 0) - (start[row] ?? 0);

  const graph = once(
    (): SnapshotGraph => ({
      userCount,
      groupCount,
      people: { start: people.start(), items: people.items() },
      children: { start: children.start(), items: children.items() },
      userFlags: userFlags(),
      groupFlags: groupFlags(),
    }),
  );

  const usersAt = (indexes: readonly number[]): readonly UserRow[] =>
    indexes.flatMap((index) => {
      const row = pages.users.rowAt(index);
      const flags = userFlags()[index] ?? 0;
      return row === undefined
        ? []
        : [{ ...userOf(row), assignedToScim: (flags & userBits.assigned) > 0, assignedToSso: (flags & userBits.assignedToSso) > 0 }];
    });

  const groupsAt = (indexes: readonly number[]): readonly GroupRow[] =>
    indexes.flatMap((index) => {
      const row = pages.groups.rowAt(index);
      const flags = groupFlags()[index] ?? 0;
      if (row === undefined) return [];
      return [
        {
          ...groupOf(row),
          assignedToScim: (flags & groupBits.assigned) > 0,
          assignedToSso: (flags & groupBits.assignedToSso) > 0,
          directPeople: lengthOf(people.start(), index),
          childGroups: lengthOf(children.start(), index),
          unresolved: lengthOf(unresolved.start(), index),
        },
      ];
    });

  function admitsUser(filter: Parameters<SnapshotReader['users']>[0]['filter']): (index: number) => boolean {
    if (filter === 'all') return () => true;
    const flags = userFlags();
    if (filter === 'disabled') return (index) => ((flags[index] ?? 0) & userBits.enabled) === 0;
    const mask = userMasks[filter];
    return (index) => ((flags[index] ?? 0) & mask) > 0;
  }

  function admitsGroup(filter: Parameters<SnapshotReader['groups']>[0]['filter']): (index: number) => boolean {
    if (filter === 'all') return () => true;
    if (filter === 'nested') {
      const start = children.start();
      return (index) => lengthOf(start, index) > 0;
    }
    const flags = groupFlags();
    const mask = { assigned: groupBits.assigned, dynamic: groupBits.dynamic, 'not-assignable': groupBits.notSecurity }[filter];
    return (index) => ((flags[index] ?? 0) & mask) > 0;
  }

  /** The last search of each table: scrolling asks the same one again. */
  const found = new Map<'users' | 'groups', { readonly key: string; readonly positions: Uint32Array }>();

  function page<F extends string>(
    of: 'users' | 'groups',
    count: number,
    query: PageQuery<F>,
    admits: (index: number) => boolean,
  ): { readonly positions: readonly number[]; readonly total: number } {
    const { search, filter, offset, limit } = query;
    if (search.trim() === '' && filter === 'all') {
      const to = Math.min(count, offset + limit);
      return { positions: Array.from({ length: Math.max(0, to - offset) }, (_, at) => offset + at), total: count };
    }
    const key = JSON.stringify([filter, folded(search.trim())]);
    let last = found.get(of);
    if (last?.key !== key) {
      const positions = search.trim() === '' ? filtered(count, admits) : pages[of].search(search, admits);
      last = { key, positions };
      found.set(of, last);
    }
    return { positions: [...last.positions.subarray(offset, offset + limit)], total: last.positions.length };
  }

  return {
    snapshot,
    mark: () => {
      const value = db.prepare("SELECT value FROM about WHERE key = 'mark'").get()?.value;
      return typeof value === 'string' ? value : null;
    },
    graph,
    users: (query) => {
      const { positions, total } = page('users', userCount, query, admitsUser(query.filter));
      return { rows: usersAt(positions), total };
    },
    groups: (query) => {
      const { positions, total } = page('groups', groupCount, query, admitsGroup(query.filter));
      return { rows: groupsAt(positions), total };
    },
    aside: ({ offset, limit }) => ({
      rows: db
        .prepare('SELECT document FROM aside ORDER BY position LIMIT ? OFFSET ?')
        .all(limit, offset)
        .map((row) => JSON.parse(String(row.document)) as AsideRow),
      total: Number(db.prepare('SELECT count(*) AS total FROM aside').get()?.total ?? 0),
    }),
    usersAt,
    groupsAt,
    findUsers: (wanted) => {
      const key = folded(wanted.trim());
      return candidates(userKeys(), userCount, key).filter((index) => {
        const row = pages.users.rowAt(index);
        const user = row === undefined ? undefined : userOf(row);
        return [user?.id, user?.userName, user?.mail].some((value) => typeof value === 'string' && folded(value) === key);
      });
    },
    findGroups: (wanted) => {
      const key = folded(wanted.trim());
      return candidates(groupKeys(), groupCount, key).filter((index) => {
        const row = pages.groups.rowAt(index);
        const group = row === undefined ? undefined : groupOf(row);
        return [group?.id, group?.displayName].some((value) => typeof value === 'string' && folded(value) === key);
      });
    },
    *eachGroup() {
      let index = 0;
      for (const row of pages.groups.all()) {
        yield { index, ...groupOf(row) };
        index += 1;
      }
    },
    *eachUser() {
      let index = 0;
      for (const row of pages.users.all()) {
        yield { index, ...userOf(row) };
        index += 1;
      }
    },
    unresolvedOf: (group) => {
      const start = unresolved.start();
      const items = unresolved.items().subarray(start[group] ?? 0, start[group + 1] ?? 0);
      return [...items].map((position) => String(unresolvedRow.get(position)?.id ?? ''));
    },
    close: () => {
      if (db.isOpen) db.close();
    },
  };
}

function filtered(count: number, admits: (index: number) => boolean): Uint32Array {
  const positions: number[] = [];
  for (let index = 0; index < count; index += 1) if (admits(index)) positions.push(index);
  return Uint32Array.from(positions);
}
