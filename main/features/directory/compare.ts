// Two snapshots compared, as pages: the comparison is made once for a pair and kept as numbers; names are looked up for the page alone. Runs in a
// worker. Says what it could not compare: a set that one of the two did not read has neither gone nor come.
import type { CallOutput } from '../../../contract/calls.ts';
import {
  type DirectoryGroup,
  type DirectorySet,
  type DirectoryUser,
  type SnapshotChange,
  snapshotChangeSchema,
} from '../../../contract/directory.ts';
import { compareDirectories, type FoundChange, type Pairing, pairById } from '../../domain/directory/compare.ts';
import { numberList } from '../../platform/storage/snapshots/arrays.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';

export interface CompareQuery {
  readonly beforeId: string;
  readonly afterId: string;
  readonly offset: number;
  readonly limit: number;
}
export type ComparePage = CallOutput<'directory.compare'>;

type Kind = SnapshotChange['kind'];
const kinds = snapshotChangeSchema.shape.kind.options;

function kindOf({ kind, of }: FoundChange): Kind {
  if (kind === 'added' || kind === 'removed' || kind === 'changed') return `${of}-${kind}`;
  return kind;
}

interface Kept {
  readonly key: string;
  readonly total: number;
  readonly counts: Readonly<Record<Kind, number>>;
  readonly notes: readonly string[];
  readonly users: Pairing;
  readonly groups: Pairing;
  changeAt(index: number): FoundChange | undefined;
}

/** Changes of one kind as two numbers each. `tag`: user or group, and the app, in one number. */
function changeList() {
  const [tags, groups, places] = [numberList(), numberList(), numberList()];
  return {
    add(change: FoundChange): void {
      tags.push((change.of === 'group' ? 1 : 0) + ('app' in change && change.app === 'sso' ? 2 : 0));
      groups.push('group' in change ? change.group : 0);
      places.push(change.at);
    },
    count: () => tags.length,
    at(kind: Kind, index: number): FoundChange {
      const tag = tags.at(index);
      const [of, app, group, at] = [tag % 2 === 1 ? 'group' : 'user', tag > 1 ? 'sso' : 'scim', groups.at(index), places.at(index)] as const;
      switch (kind) {
        case 'user-added':
        case 'group-added':
          return { kind: 'added', of, at };
        case 'user-removed':
        case 'group-removed':
          return { kind: 'removed', of, at };
        case 'user-changed':
        case 'group-changed':
          return { kind: 'changed', of, at };
        case 'member-added':
        case 'member-removed':
          return { kind, of, group, at };
        case 'assigned':
        case 'unassigned':
          return { kind, of, app, at };
      }
    },
  };
}

const setNames: Readonly<Record<DirectorySet, string>> = {
  users: 'Users',
  groups: 'Groups',
  memberships: 'Memberships',
  'scim-assignments': 'Assignments to the SCIM app',
  'sso-assignments': 'Assignments to the app that signs in',
};

/** What both know of, and what to say of the rest. */
function comparable(before: SnapshotReader, after: SnapshotReader) {
  const notes: string[] = [];
  const stateOf = ({ snapshot }: SnapshotReader, set: DirectorySet) => snapshot.coverage.find((one) => one.set === set)?.state ?? 'not read';
  const known = (set: DirectorySet): boolean => {
    const states = [stateOf(before, set), stateOf(after, set)];
    if (states.includes('not read')) {
      if (states[0] !== states[1]) notes.push(`${setNames[set]} were read for one of the two only: they are not compared.`);
      return false;
    }
    if (states.some((state) => state !== 'complete'))
      notes.push(
        `${setNames[set]} are not complete in ${states[0] === 'complete' ? 'the later one' : states[1] === 'complete' ? 'the earlier one' : 'either'}: what looks removed or added there may only not have been read.`,
      );
    return true;
  };
  if (before.snapshot.source !== after.snapshot.source)
    notes.push(
      'The two come from different sources. They are compared by id: where the sources give ids of their own, everybody looks removed and added.',
    );
  const sets = {
    users: known('users'),
    groups: known('groups'),
    memberships: known('memberships'),
    scim: known('scim-assignments'),
    sso: known('sso-assignments'),
  };
  return { sets, notes };
}

function compared(key: string, before: SnapshotReader, after: SnapshotReader): Kept {
  const [was, is] = [before.snapshot.counts, after.snapshot.counts];
  const users = pairById(before.eachUser(), was.users, after.eachUser(), is.users);
  const groups = pairById(before.eachGroup(), was.groups, after.eachGroup(), is.groups);
  const lists = new Map(kinds.map((kind) => [kind, changeList()] as const));
  const { sets, notes } = comparable(before, after);
  compareDirectories({ before: before.graph(), after: after.graph(), users, groups }, sets, (change) => lists.get(kindOf(change))?.add(change));
  const counts = Object.fromEntries(kinds.map((kind) => [kind, lists.get(kind)?.count() ?? 0])) as Record<Kind, number>;
  return {
    key,
    counts,
    notes,
    users,
    groups,
    total: kinds.reduce((sum, kind) => sum + counts[kind], 0),
    changeAt(index) {
      let at = index;
      for (const kind of kinds) {
        if (at < counts[kind]) return lists.get(kind)?.at(kind, at);
        at -= counts[kind];
      }
      return undefined;
    },
  };
}

const nameOf = (one: DirectoryUser | DirectoryGroup | undefined) =>
  one === undefined ? '' : (one.displayName ?? ('userName' in one ? one.userName : null) ?? one.id);
const detailOf = (one: DirectoryUser | DirectoryGroup | undefined) =>
  one === undefined ? '' : ['userName' in one ? one.userName : null, one.id].filter((text) => text !== null && text !== nameOf(one)).join(', ');

const said = (value: unknown) => (value === null || value === undefined ? 'nothing' : value === true ? 'yes' : value === false ? 'no' : `“${value}”`);

/** `mail: nothing → “a@b”; enabled: yes → no`. */
function differences(before: DirectoryUser | DirectoryGroup, after: DirectoryUser | DirectoryGroup): string {
  const flat = (one: DirectoryUser | DirectoryGroup): Readonly<Record<string, unknown>> => ({ ...('other' in one ? one.other : {}), ...one });
  const [was, is] = [flat(before), flat(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => name !== 'other' && name !== 'id' && was[name] !== is[name]);
  return names.map((name) => `${name}: ${said(was[name])} → ${said(is[name])}`).join('; ');
}

const appWords = { scim: 'the SCIM app', sso: 'the app that signs in' } as const;

/** The row of one change, with its names. */
function rowOf(
  change: FoundChange,
  before: SnapshotReader,
  after: SnapshotReader,
  { users, groups }: Pick<Kept, 'users' | 'groups'>,
): SnapshotChange {
  const side = change.kind === 'removed' || change.kind === 'member-removed' || change.kind === 'unassigned' ? before : after;
  const find = (from: SnapshotReader, of: FoundChange['of'], at: number): DirectoryUser | DirectoryGroup | undefined =>
    of === 'user' ? plainUser(from.usersAt([at])[0]) : plainGroup(from.groupsAt([at])[0]);
  const one = find(side, change.of, change.at);
  const kind = kindOf(change);
  switch (change.kind) {
    case 'added':
    case 'removed':
      return { kind, subject: nameOf(one), detail: detailOf(one) };
    case 'changed': {
      const pairing = change.of === 'user' ? users : groups;
      const earlier = find(before, change.of, pairing.before[change.at] ?? 0);
      return { kind, subject: nameOf(one), detail: earlier === undefined || one === undefined ? '' : differences(earlier, one) };
    }
    case 'member-added':
    case 'member-removed': {
      const what = change.of === 'group' ? 'group ' : '';
      const more = detailOf(one);
      return { kind, subject: nameOf(side.groupsAt([change.group])[0]), detail: `${what}${nameOf(one)}${more === '' ? '' : ` (${more})`}` };
    }
    case 'assigned':
    case 'unassigned':
      return {
        kind,
        subject: nameOf(one),
        detail: `${change.of === 'group' ? 'group, ' : ''}${change.kind === 'assigned' ? 'to' : 'from'} ${appWords[change.app]}`,
      };
  }
}

/** Without what the reader adds to it: assignments and counts change by themselves. */
function plainUser(row: ReturnType<SnapshotReader['usersAt']>[number] | undefined): DirectoryUser | undefined {
  if (row === undefined) return undefined;
  const { assignedToScim: _scim, assignedToSso: _sso, ...user } = row;
  return user;
}
function plainGroup(row: ReturnType<SnapshotReader['groupsAt']>[number] | undefined): DirectoryGroup | undefined {
  if (row === undefined) return undefined;
  const { assignedToScim: _scim, assignedToSso: _sso, directPeople: _people, childGroups: _children, unresolved: _unresolved, ...group } = row;
  return group;
}

/** Pages of comparisons over one shelf; the last pair is kept, since the next page asks for it again. */
export function createComparison(shelf: SnapshotShelf): (query: CompareQuery) => ComparePage {
  let last: Kept | undefined;
  return ({ beforeId, afterId, offset, limit }) => {
    const [before, after] = [shelf.open(beforeId), shelf.open(afterId)];
    const key = `${beforeId}..${afterId}`;
    if (last?.key !== key) last = compared(key, before, after);
    const { total, counts, notes } = last;
    const changes: SnapshotChange[] = [];
    for (let index = offset; index < Math.min(total, offset + limit); index += 1) {
      const change = last.changeAt(index);
      if (change !== undefined) changes.push(rowOf(change, before, after, last));
    }
    return { changes, total, counts: { ...counts }, notes: [...notes] };
  };
}
