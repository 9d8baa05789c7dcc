// By which ways a person is in a group: chains of groups, shortest first, no group twice in one. The number of chains can be astronomic,
// so only the first are made; the true number is given where it can be had by adding up, that is where no cycle lies on the way.
import type { Rows } from '../directory/membership-graph.ts';
import { isAssigned, type NestingIndex, rowIn } from './nesting-index.ts';
import { turned } from './reverse.ts';

export interface ChainOptions {
  /** To which groups; the assigned ones unless told. */
  readonly groups?: Iterable<number>;
  /** Chains for each group, at most. */
  readonly limit: number;
}

export interface Chains {
  readonly group: number;
  /** Each from the group down to the one that has the person as a direct member; of length one for a direct member. */
  readonly chains: readonly (readonly number[])[];
  readonly count: { readonly kind: 'exact' | 'at least'; readonly value: number };
}

/** Beginnings of chains that are kept, so that an answer takes milliseconds also for a person in thousands of groups. When it is used up,
 *  each group still gets its shortest chain. */
const budget = 20_000;
/** The same for steps inside of a cycle, each of which looks at what of the cycle the chain has been through. */
const roundsBudget = 1_500;

/** One entry for each of the groups that the person is in, directly or not, ascending; also for a disabled person. */
export function chainsOf(index: NestingIndex, person: number, { groups, limit }: ChainOptions): readonly Chains[] {
  const onTheWay = waysUp(index, person, groups);
  const found = beginnings(index, person, onTheWay, limit);
  const counts = onTheWay.targets.length === 0 || !found.capped ? undefined : numberOfWays(index, person, onTheWay);
  return onTheWay.targets.map((group) => {
    const ends = rowIn(found.endsAt, group);
    const chains = Array.from(ends.subarray(0, limit), found.chainTo);
    const ways = counts?.[group] ?? Number.POSITIVE_INFINITY;
    if (!found.capped) return { group, chains, count: { kind: 'exact', value: ends.length } };
    if (ways <= Number.MAX_SAFE_INTEGER) return { group, chains, count: { kind: 'exact', value: ways } };
    return { group, chains, count: { kind: 'at least', value: ends.length } };
  });
}

interface OnTheWay {
  /** The groups asked for that the person is in. */
  readonly targets: readonly number[];
  /** Groups that the person is in and that are in a target or are one. */
  readonly groups: Uint32Array;
  readonly holds: Uint8Array;
}

function waysUp({ graph, reverse }: NestingIndex, person: number, wanted: Iterable<number> | undefined): OnTheWay {
  const everywhere = new Uint8Array(graph.groupCount).fill(1);
  const above = spread(rowIn(reverse.groupsOf, person), reverse.parents, everywhere);
  const asked = wanted === undefined ? above.found.filter((group) => isAssigned(graph, group)) : Uint32Array.from(new Set(wanted));
  const targets = asked.filter((group) => above.seen[group] === 1).sort();
  const { found, seen } = spread(targets, graph.children, above.seen);
  return { targets: [...targets], groups: found, holds: seen };
}

/** What is reached from `from` inside of `within`. */
function spread(from: Uint32Array, { start, items }: Rows, within: Uint8Array): { readonly found: Uint32Array; readonly seen: Uint8Array } {
  const found = new Uint32Array(within.length);
  const seen = new Uint8Array(within.length);
  found.set(from);
  for (const group of from) seen[group] = 1;
  let count = from.length;
  for (let next = 0; next < count; next += 1) {
    const group = found[next] ?? 0;
    const end = start[group + 1] ?? 0;
    for (let at = start[group] ?? 0; at < end; at += 1) {
      const other = items[at] ?? 0;
      if (seen[other] === 1 || within[other] === 0) continue;
      seen[other] = 1;
      found[count] = other;
      count += 1;
    }
  }
  return { found: found.subarray(0, count), seen };
}

interface Beginnings {
  /** Of each group on the way: the beginnings that end in it, the shortest first. */
  readonly endsAt: Rows;
  /** True when some were left out. */
  readonly capped: boolean;
  chainTo(end: number): readonly number[];
}

/** Chains grown upwards, one group at a time, all of one length before the next. Of those that end in the same group, after the same groups
 *  of its cycle, only the first are grown further: the longer ones could only make longer chains of the same kind. */
function beginnings({ graph, reverse, components }: NestingIndex, person: number, onTheWay: OnTheWay, limit: number): Beginnings {
  const { start, items } = reverse.parents;
  const { componentOf } = components;
  const most = Math.max(1, Math.min(limit, Math.floor(budget / Math.max(1, onTheWay.groups.length))));
  const groupAt: number[] = [];
  const before: number[] = [];
  const comingFromBelow = new Uint32Array(graph.groupCount);
  const alongCycle = new Map<string, number>();
  const reached = new Uint8Array(graph.groupCount);
  let rounds = 0;
  let capped = false;

  const keep = (group: number, from: number): void => {
    reached[group] = 1;
    groupAt.push(group);
    before.push(from);
  };
  const isFull = (group: number, already: number): boolean => {
    if (already < most && (groupAt.length < budget || reached[group] === 0)) return false;
    capped = true;
    return true;
  };
  const enter = (group: number, from: number): void => {
    const already = comingFromBelow[group] ?? 0;
    if (isFull(group, already)) return;
    comingFromBelow[group] = already + 1;
    keep(group, from);
  };
  /** To another group of the same cycle. */
  const goRound = (group: number, from: number): void => {
    if (reached[group] === 1 && (most === 1 || rounds >= roundsBudget)) {
      capped = true;
      return;
    }
    rounds += 1;
    const cycle: number[] = [];
    for (let at = from; at >= 0 && componentOf[groupAt[at] ?? 0] === componentOf[group]; at = before[at] ?? -1) cycle.push(groupAt[at] ?? 0);
    if (cycle.includes(group)) return;
    const key = `${group}:${cycle.sort((a, b) => a - b).join()}`;
    const already = alongCycle.get(key) ?? 0;
    if (isFull(group, already)) return;
    alongCycle.set(key, already + 1);
    keep(group, from);
  };
  for (const group of rowIn(reverse.groupsOf, person)) if (onTheWay.holds[group] === 1) enter(group, -1);
  for (let from = 0; from < groupAt.length; from += 1) {
    const group = groupAt[from] ?? 0;
    const end = start[group + 1] ?? 0;
    for (let at = start[group] ?? 0; at < end; at += 1) {
      const parent = items[at] ?? 0;
      if (onTheWay.holds[parent] === 0) continue;
      if (componentOf[parent] === componentOf[group]) goRound(parent, from);
      else enter(parent, from);
    }
  }
  const chainTo = (end: number): readonly number[] => {
    const chain: number[] = [];
    for (let at = end; at >= 0; at = before[at] ?? -1) chain.push(groupAt[at] ?? 0);
    return chain;
  };
  return {
    endsAt: turned({ start: Uint32Array.from({ length: groupAt.length + 1 }, (_, at) => at), items: Uint32Array.from(groupAt) }, graph.groupCount),
    capped,
    chainTo,
  };
}

/** Of each group on the way the number of chains up to it, infinite above a cycle; groups below are added up first. */
function numberOfWays({ graph, reverse, components }: NestingIndex, person: number, { holds }: OnTheWay): Float64Array {
  const { componentOf, inCycle } = components;
  const ways = new Float64Array(graph.groupCount);
  for (const group of rowIn(reverse.groupsOf, person)) ways[group] = 1;
  const { start, items } = graph.children;
  for (const group of components.bottomUp) {
    if (holds[group] === 0) continue;
    let sum = ways[group] ?? 0;
    const end = start[group + 1] ?? 0;
    for (let at = start[group] ?? 0; at < end; at += 1) {
      const child = items[at] ?? 0;
      if (holds[child] === 0 || child === group) continue;
      sum += componentOf[child] === componentOf[group] && inCycle[group] === 1 ? Number.POSITIVE_INFINITY : (ways[child] ?? 0);
    }
    ways[group] = sum;
  }
  return ways;
}
