// What changed between two snapshots of one directory: users and groups by their ids, then memberships and assignments between those. Pure, over
// typed arrays. Ids of different sources never meet: whoever asks says so. Members that nobody knows are in neither count.
import type { DirectoryGroup, DirectoryUser } from '../../../contract/directory.ts';
import { groupFlag, type MembershipGraph, type Rows, userFlag } from './membership-graph.ts';

/** Users or groups of both snapshots, by their ids; GUIDs in either case. */
export interface Pairing {
  /** Of each position after: the position before; -1: there was none. */
  readonly before: Int32Array;
  /** Of each position before: 1 when it is still there. */
  readonly kept: Uint8Array;
  /** Of each position after: 1 when what the source says of it differs. */
  readonly changed: Uint8Array;
}

type Item = (DirectoryUser | DirectoryGroup) & { readonly index: number };

const guid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const keyOf = (id: string) => (guid.test(id) ? id.toLowerCase() : id);

/** Two hashes in one number of 53 bits: a change is overlooked once in 10^15, and half a million rows are not held twice. */
function fingerprint({ index: _index, id: _id, ...said }: Item): number {
  const text = JSON.stringify(said);
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x5bd1e995) ^ (other >>> 15);
  }
  return (one >>> 0) * 2 ** 21 + (other >>> 11);
}

export function pairById(before: Iterable<Item>, beforeCount: number, after: Iterable<Item>, afterCount: number): Pairing {
  const positions = new Map<string, number>();
  const prints = new Float64Array(beforeCount);
  for (const item of before) {
    positions.set(keyOf(item.id), item.index);
    prints[item.index] = fingerprint(item);
  }
  const pairing = { before: new Int32Array(afterCount).fill(-1), kept: new Uint8Array(beforeCount), changed: new Uint8Array(afterCount) };
  for (const item of after) {
    const earlier = positions.get(keyOf(item.id));
    if (earlier === undefined) continue;
    pairing.before[item.index] = earlier;
    pairing.kept[earlier] = 1;
    if (prints[earlier] !== fingerprint(item)) pairing.changed[item.index] = 1;
  }
  return pairing;
}

export type Principal = 'user' | 'group';
export type App = 'scim' | 'sso';

/** Positions are those after the change, and those before it for what is gone. */
export type FoundChange =
  | { readonly kind: 'added' | 'removed' | 'changed'; readonly of: Principal; readonly at: number }
  | { readonly kind: 'member-added' | 'member-removed'; readonly of: Principal; readonly group: number; readonly at: number }
  | { readonly kind: 'assigned' | 'unassigned'; readonly of: Principal; readonly app: App; readonly at: number };

interface Side {
  readonly members: Rows;
  readonly groupCount: number;
}

/** Members gone or come, group by group, without a set or a string: positions after are marked where they were before. */
function memberChanges(before: Side, after: Side, groups: Pairing, members: Pairing, of: Principal, found: (change: FoundChange) => void): void {
  const marks = new Int32Array(members.kept.length);
  let stamp = 0;
  for (let group = 0; group < after.groupCount; group += 1) {
    const earlier = groups.before[group] ?? -1;
    stamp += 2;
    if (earlier >= 0) for (const member of row(before.members, earlier)) marks[member] = stamp;
    for (const member of row(after.members, group)) {
      const was = members.before[member] ?? -1;
      if (was >= 0 && marks[was] === stamp) marks[was] = stamp + 1;
      else found({ kind: 'member-added', of, group, at: member });
    }
    if (earlier < 0) continue;
    for (const member of row(before.members, earlier)) if (marks[member] === stamp) found({ kind: 'member-removed', of, group: earlier, at: member });
  }
  for (let group = 0; group < before.groupCount; group += 1)
    if (groups.kept[group] === 0) for (const member of row(before.members, group)) found({ kind: 'member-removed', of, group, at: member });
}

const row = ({ start, items }: Rows, index: number) => items.subarray(start[index] ?? 0, start[index + 1] ?? 0);

const appBits = {
  user: { scim: userFlag.assigned, sso: userFlag.assignedToSso },
  group: { scim: groupFlag.assigned, sso: groupFlag.assignedToSso },
} as const satisfies Record<Principal, Record<App, number>>;

function assignmentChanges(
  before: Uint8Array,
  after: Uint8Array,
  pairing: Pairing,
  of: Principal,
  app: App,
  found: (change: FoundChange) => void,
): void {
  const bit = appBits[of][app];
  for (let at = 0; at < after.length; at += 1) {
    const earlier = pairing.before[at] ?? -1;
    const was = earlier >= 0 && ((before[earlier] ?? 0) & bit) > 0;
    const is = ((after[at] ?? 0) & bit) > 0;
    if (is && !was) found({ kind: 'assigned', of, app, at });
    if (was && !is) found({ kind: 'unassigned', of, app, at: earlier });
  }
  for (let at = 0; at < before.length; at += 1)
    if (pairing.kept[at] === 0 && ((before[at] ?? 0) & bit) > 0) found({ kind: 'unassigned', of, app, at });
}

function objectChanges(pairing: Pairing, of: Principal, found: (change: FoundChange) => void): void {
  for (let at = 0; at < pairing.before.length; at += 1) {
    if (pairing.before[at] === -1) found({ kind: 'added', of, at });
    else if (pairing.changed[at] === 1) found({ kind: 'changed', of, at });
  }
  for (let at = 0; at < pairing.kept.length; at += 1) if (pairing.kept[at] === 0) found({ kind: 'removed', of, at });
}

export interface Compared {
  readonly before: MembershipGraph;
  readonly after: MembershipGraph;
  readonly users: Pairing;
  readonly groups: Pairing;
}

/** What both snapshots know of: nobody is gone because a file was not given. */
export type ComparedSets = Readonly<Record<'users' | 'groups' | 'memberships' | App, boolean>>;

export function compareDirectories({ before, after, users, groups }: Compared, sets: ComparedSets, found: (change: FoundChange) => void): void {
  if (sets.users) objectChanges(users, 'user', found);
  if (sets.groups) objectChanges(groups, 'group', found);
  if (sets.memberships) {
    const sideOf = (graph: MembershipGraph, members: Rows): Side => ({ members, groupCount: graph.groupCount });
    memberChanges(sideOf(before, before.people), sideOf(after, after.people), groups, users, 'user', found);
    memberChanges(sideOf(before, before.children), sideOf(after, after.children), groups, groups, 'group', found);
  }
  for (const app of ['scim', 'sso'] as const) {
    if (!sets[app]) continue;
    assignmentChanges(before.groupFlags, after.groupFlags, groups, 'group', app, found);
    assignmentChanges(before.userFlags, after.userFlags, users, 'user', app, found);
  }
}
