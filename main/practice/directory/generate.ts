// A made-up directory of any size: the same for the same seed, as typed arrays, with rows made only when asked for. It is the truth
// of the twins that serve it: what is hidden or not permitted is for them to leave out. No I/O.
import type { DirectoryGroup, DirectoryUser } from '../../../contract/directory.ts';
import { groupFlag, type MembershipGraph, type Rows, rowsOf, userFlag } from '../../domain/directory/membership-graph.ts';
import { numbers } from '../company/generated.ts';
import { groupRow, userRow } from './rows.ts';
import type { DirectorySize } from './sizes.ts';

export interface GeneratedDirectory {
  readonly size: DirectorySize;
  /** Assignments to the SCIM app stand in the flags. */
  readonly graph: MembershipGraph;
  /** The person at that position of the graph; made anew at each call. */
  user(index: number): DirectoryUser;
  group(index: number): DirectoryGroup;
}

/** Throws a RangeError when the counts cannot be met, as with more memberships than there can be. */
export function generateDirectory(size: DirectorySize): GeneratedDirectory {
  const next = numbers(size.seed);
  const levels = levelsOf(size);
  const children = drawChildren(size, levels, next);
  const people = drawPeople(size, size.memberships - size.nested, next);
  const userFlags = drawUserFlags(size, next);
  const groupFlags = drawGroupFlags(size, levels, next);
  return {
    size,
    graph: { userCount: size.users, groupCount: size.groups, people, children, userFlags, groupFlags },
    user: (index) => userRow(size.seed, index, userFlags[index] ?? 0),
    group: (index) => groupRow(size.seed, index, groupFlags[index] ?? 0),
  };
}

type Levels = readonly number[];

const sizeOf = (levels: Levels, level: number): number => (levels[level + 1] ?? 0) - (levels[level] ?? 0);

/** Where each level begins, by position; positions are scattered over the group indexes by `scattered`. */
function levelsOf({ groups, depth, widening }: DirectorySize): Levels {
  const weights = Array.from({ length: depth + 1 }, (_, level) => widening ** level);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const starts = [0];
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    starts.push(Math.round((groups * sum) / whole));
  }
  return starts;
}

const stride = 7_919;

/** A different place for each of `count` positions: its stride is a prime that divides no size used here. */
function scattered(position: number, count: number): number {
  return count % stride === 0 ? position : (position * stride + 1) % count;
}

/** Whole numbers that sum up to `total`, from 1 up to `most`, a few of them large. */
function unevenShares(count: number, total: number, most: number, next: () => number): Uint32Array {
  const shares = new Uint32Array(count);
  if (total > count * most) throw new RangeError(`${total} memberships do not fit into ${count} groups of at most ${most}.`);
  const weights = Float64Array.from(shares, () => Math.min(20, (1 - next()) ** -0.5));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let left = total;
  for (let at = 0; at < count; at += 1) {
    const share = Math.min(most, Math.floor(((weights[at] ?? 0) / whole) * total));
    shares[at] = share;
    left -= share;
  }
  for (let at = 0; left > 0; at = (at + 1) % count) {
    if ((shares[at] ?? 0) >= most) continue;
    shares[at] = (shares[at] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}

/** Groups in groups: each child stands one level below its parent, so that levels are distances; then the edges that close cycles. */
function drawChildren(size: DirectorySize, levels: Levels, next: () => number): Rows {
  const parents = new Uint32Array(size.nested);
  const children = new Uint32Array(size.nested);
  const above = levels[size.depth] ?? 0;
  const narrowest = Math.min(...Array.from({ length: size.depth }, (_, level) => sizeOf(levels, level + 1)));
  const counts = unevenShares(above, size.nested - edgesOfCycles(size), Math.max(1, narrowest), next);
  const seenIn = new Uint32Array(size.groups);
  let at = 0;
  for (let level = 0; level < size.depth; level += 1) {
    const below = levels[level + 1] ?? 0;
    for (let position = levels[level] ?? 0; position < below; position += 1) {
      const end = at + (counts[position] ?? 0);
      while (at < end) {
        const child = below + Math.floor(next() * sizeOf(levels, level + 1));
        if (seenIn[child] === position + 1) continue;
        seenIn[child] = position + 1;
        parents[at] = scattered(position, size.groups);
        children[at] = scattered(child, size.groups);
        at += 1;
      }
    }
  }
  const rows = rowsOf(size.groups, parents.subarray(0, at), children.subarray(0, at));
  for (const [parent, child] of drawCycles(size, levels, rows, next)) {
    parents[at] = parent;
    children[at] = child;
    at += 1;
  }
  return rowsOf(size.groups, parents, children);
}

const cycleLengths = [1, 2, 3, 4, 5, 6];
const cycleLength = (cycle: number, { depth }: DirectorySize): number => Math.min(cycleLengths[cycle % cycleLengths.length] ?? 1, depth + 1);
const edgesOfCycles = (size: DirectorySize): number =>
  Array.from({ length: size.cycles }, (_, cycle) => cycleLength(cycle, size)).reduce((sum, length) => sum + length, 0);

/** Cycles of one group a level, which lead back to the topmost of them. They stand low enough, and but for the topmost have no parent elsewhere as
 *  long as there are such groups, so that no way around a cycle makes more levels than asked for. */
function drawCycles(size: DirectorySize, levels: Levels, rows: Rows, next: () => number): readonly (readonly [number, number])[] {
  const edges: [number, number][] = [];
  const taken = new Uint8Array(size.groups);
  for (const child of rows.items) taken[child] = 1;
  const drawn = (level: number): number => {
    const positions = { first: levels[level] ?? 0, count: sizeOf(levels, level) };
    for (let tries = 0; ; tries += 1) {
      const group = scattered(positions.first + Math.floor(next() * positions.count), size.groups);
      if (taken[group] === 0 || tries > 1_000) return group;
    }
  };
  const isNew = ([parent, child]: readonly [number, number]): boolean =>
    !rows.items.subarray(rows.start[parent] ?? 0, rows.start[parent + 1] ?? 0).includes(child) &&
    !edges.some(([above, below]) => above === parent && below === child);
  for (let tries = 0, cycle = 0; cycle < size.cycles; tries += 1) {
    if (tries > 100 * size.cycles) throw new RangeError(`There is no room for ${size.cycles} cycles.`);
    const length = cycleLength(cycle, size);
    const lowestTop = size.depth + 1 - length;
    const highestTop = Math.min(length - 1, lowestTop);
    const top = highestTop + Math.floor(next() * (lowestTop - highestTop + 1));
    const first = scattered((levels[top] ?? 0) + Math.floor(next() * sizeOf(levels, top)), size.groups);
    const groups = [first, ...Array.from({ length: length - 1 }, (_, step) => drawn(top + step + 1))];
    const ring = groups.map((group, step) => [group, groups[(step + 1) % length] ?? first] as [number, number]);
    if (!ring.every(isNew)) continue;
    for (const group of groups) taken[group] = 1;
    edges.push(...ring);
    cycle += 1;
  }
  return edges;
}

function drawPeople(size: DirectorySize, total: number, next: () => number): Rows {
  const counts = unevenShares(size.groups, total, Math.max(1, Math.floor(size.users / 4)), next);
  const start = new Uint32Array(size.groups + 1);
  const items = new Uint32Array(total);
  const seenIn = new Uint32Array(size.users);
  let at = 0;
  for (let group = 0; group < size.groups; group += 1) {
    const end = at + (counts[group] ?? 0);
    const from = at;
    while (at < end) {
      const person = scattered(Math.floor(size.users * next() ** size.crowding), size.users);
      if (seenIn[person] === group + 1) continue;
      seenIn[person] = group + 1;
      items[at] = person;
      at += 1;
    }
    items.subarray(from, end).sort();
    start[group + 1] = end;
  }
  return { start, items };
}

function drawUserFlags({ users, disabled, guests, withoutMail }: DirectorySize, next: () => number): Uint8Array {
  return new Uint8Array(users).map(
    () => (next() < disabled ? 0 : userFlag.enabled) | (next() < guests ? userFlag.guest : 0) | (next() < withoutMail ? userFlag.noMail : 0),
  );
}

function drawGroupFlags(size: DirectorySize, levels: Levels, next: () => number): Uint8Array {
  const flags = new Uint8Array(size.groups).map(
    () =>
      (next() < size.notSecurity ? groupFlag.notSecurity : 0) |
      (next() < size.dynamic ? groupFlag.dynamic : 0) |
      (next() < size.membersHidden ? groupFlag.membersHidden : 0),
  );
  const { from, to } = size.assignedLevels;
  const first = levels[from] ?? 0;
  const room = (levels[to + 1] ?? 0) - first;
  if (size.assigned > room) throw new RangeError(`There are ${room} groups on the levels to assign from, not ${size.assigned}.`);
  for (let left = size.assigned; left > 0; ) {
    const group = scattered(first + Math.floor(next() * room), size.groups);
    if (((flags[group] ?? 0) & groupFlag.assigned) !== 0) continue;
    flags[group] = (flags[group] ?? 0) | groupFlag.assigned;
    left -= 1;
  }
  return flags;
}
