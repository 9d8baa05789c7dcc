// By which ways a person is in a group: chains of groups, shortest first, no group twice in one. The number of chains can be astronomic,
// so only the first are made; the true number is given where it can be had by adding up, that is where no cycle lies on the way.
import { assignedGroups, type NestingIndex, rowIn } from './nesting-index.ts';

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

/** Beginnings of chains that are kept at most, so that an answer takes milliseconds; each group still has its shortest chain. */
const budget = 60_000;

/** One entry for each of the groups that the person is in, directly or not, ascending; also for a disabled person. */
export function chainsOf(index: NestingIndex, person: number, { groups, limit }: ChainOptions): readonly Chains[] {
  const onTheWay = waysUp(index, person, [...(groups ?? assignedGroups(index.graph))]);
  const found = beginnings(index, person, onTheWay, limit);
  const counts = onTheWay.targets.length === 0 || !found.capped ? undefined : numberOfWays(index, person, onTheWay);
  return onTheWay.targets.map((group) => {
    const ends = found.endsAt.get(group) ?? [];
    const chains = ends.slice(0, limit).map((end) => found.chainTo(end));
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

function waysUp({ graph, reverse }: NestingIndex, person: number, wanted: readonly number[]): OnTheWay {
  const isAbove = new Uint8Array(graph.groupCount);
  spread([...rowIn(reverse.groupsOf, person)], isAbove, (group) => rowIn(reverse.parents, group));
  const targets = [...new Set(wanted)].filter((group) => isAbove[group] === 1).sort((a, b) => a - b);
  const holds = new Uint8Array(graph.groupCount);
  const groups = spread([...targets], holds, (group) => rowIn(graph.children, group).filter((child) => isAbove[child] === 1));
  return { targets, groups: Uint32Array.from(groups), holds };
}

/** Marks what is reached from `open`, and returns it. */
function spread(open: number[], seen: Uint8Array, next: (group: number) => Uint32Array): readonly number[] {
  for (const group of open) seen[group] = 1;
  for (const group of open) {
    for (const other of next(group)) {
      if (seen[other] === 1) continue;
      seen[other] = 1;
      open.push(other);
    }
  }
  return open;
}

interface Beginnings {
  readonly endsAt: ReadonlyMap<number, readonly number[]>;
  /** True when some were left out. */
  readonly capped: boolean;
  chainTo(end: number): readonly number[];
}

/** Chains grown upwards, one group at a time, all of one length before the next. Of those that end in the same group, after the same groups
 *  of its cycle, only the first are grown further: the longer ones could only make longer chains of the same kind. */
function beginnings({ reverse, components }: NestingIndex, person: number, { targets, groups, holds }: OnTheWay, limit: number): Beginnings {
  const { componentOf } = components;
  const most = Math.max(1, Math.min(limit, Math.floor(budget / Math.max(1, groups.length))));
  const groupAt: number[] = [];
  const before: number[] = [];
  const keptAt = new Map<number | string, number>();
  const reached = new Set<number>();
  const endsAt = new Map<number, number[]>(targets.map((group) => [group, []]));
  let capped = false;

  const keep = (key: number | string, group: number, from: number): void => {
    const already = keptAt.get(key) ?? 0;
    if (already >= most || (groupAt.length >= budget && reached.has(group))) {
      capped = true;
      return;
    }
    keptAt.set(key, already + 1);
    reached.add(group);
    endsAt.get(group)?.push(groupAt.length);
    groupAt.push(group);
    before.push(from);
  };
  /** Groups of the chain's last cycle, from its end on. */
  const lastCycle = (end: number): readonly number[] => {
    const component = componentOf[groupAt[end] ?? 0];
    const own: number[] = [];
    for (let at = end; at >= 0 && componentOf[groupAt[at] ?? 0] === component; at = before[at] ?? -1) own.push(groupAt[at] ?? 0);
    return own;
  };
  for (const group of rowIn(reverse.groupsOf, person)) if (holds[group] === 1) keep(group, group, -1);
  for (let end = 0; end < groupAt.length; end += 1) {
    const group = groupAt[end] ?? 0;
    for (const parent of rowIn(reverse.parents, group)) {
      if (holds[parent] === 0) continue;
      if (componentOf[parent] !== componentOf[group]) {
        keep(parent, parent, end);
        continue;
      }
      const cycle = lastCycle(end);
      if (!cycle.includes(parent)) keep([parent, ...[...cycle].sort((a, b) => a - b)].join(), parent, end);
    }
  }
  const chainTo = (end: number): readonly number[] => {
    const chain: number[] = [];
    for (let at = end; at >= 0; at = before[at] ?? -1) chain.push(groupAt[at] ?? 0);
    return chain;
  };
  return { endsAt, capped, chainTo };
}

/** Of each group on the way the number of chains up to it, infinite above a cycle; groups below are added up first. */
function numberOfWays({ graph, reverse, components }: NestingIndex, person: number, { groups, holds }: OnTheWay): Float64Array {
  const { componentOf, inCycle } = components;
  const ways = new Float64Array(graph.groupCount);
  for (const group of rowIn(reverse.groupsOf, person)) ways[group] = 1;
  for (const group of groups.slice().sort((a, b) => (componentOf[a] ?? 0) - (componentOf[b] ?? 0))) {
    let sum = ways[group] ?? 0;
    for (const child of rowIn(graph.children, group)) {
      if (holds[child] === 0 || child === group) continue;
      sum += componentOf[child] === componentOf[group] && inCycle[group] === 1 ? Number.POSITIVE_INFINITY : (ways[child] ?? 0);
    }
    ways[group] = sum;
  }
  return ways;
}
