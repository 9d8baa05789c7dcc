// What nesting costs: for each assigned group the people in it directly, with nesting, and those whom a provisioning that takes direct
// members only loses. The work is cut into batches that any number of threads take from one plan and write into one outcome.
//
// Definitions. A person counts when known and enabled. `direct`: direct members. `transitive`: direct and nested members together, each
// once. `lost`: transitive less direct; all of transitive where the group is not security-enabled, for Entra provisions none of it.
// `depth`: levels of groups below it, each at its shortest distance; 0 without child groups, and a group in itself adds no level.
// `inCycle`: the group is reachable from itself; a group in itself is a cycle of length one; a group above a cycle is not in it.
import type { MembershipGraph, Rows } from '../directory/membership-graph.ts';
import { createColumns } from './columns.ts';
import type { Components } from './cycles.ts';
import { createFromGroups } from './from-groups.ts';
import { createFromPeople } from './from-people.ts';
import { assignedGroups, enabledIn, isProvisionable, type NestingIndex, nestingIndexOf } from './nesting-index.ts';
import { createSearch, sourcesAtOnce, wordsAMask } from './search.ts';
import { sharedBytes, sharedNumbers } from './shared.ts';

/** Bits of `Analysis.people`. */
export const nestingFlag = {
  /** Is below an assigned group and not kept in it. */
  losesSome: 1,
  /** Loses a group, and keeps none. An assignment of the person to the app is not looked at: it brings no group. */
  losesAll: 2,
  /** Direct member of an assigned group that can be provisioned. */
  keepsSome: 4,
} as const;

/** Everything the threads need; all arrays are shared. */
export interface Plan extends NestingIndex {
  /** The groups to analyse, ascending. */
  readonly groups: Uint32Array;
  /** Positions in `groups`, in the order of work: 256 of them are a batch. */
  readonly order: Uint32Array;
  readonly batches: number;
}

export interface Outcome {
  /** Each by position in the plan's groups. */
  readonly transitive: Uint32Array;
  readonly depth: Uint32Array;
  /** 1 for each person who loses a group. */
  readonly loses: Uint8Array;
}

export interface Analysis {
  readonly groups: Uint32Array;
  /** By position in `groups`, as the four that follow. */
  readonly direct: Uint32Array;
  readonly transitive: Uint32Array;
  readonly lost: Uint32Array;
  readonly depth: Uint32Array;
  readonly inCycle: Uint8Array;
  /** Of each person: bits of `nestingFlag`. */
  readonly people: Uint8Array;
  /** One row a cycle anywhere in the directory, assigned or not: its groups. */
  readonly cycles: Rows;
  readonly totals: { readonly peopleLost: number; readonly peopleLosingAll: number; readonly membershipsLost: number; readonly cycles: number };
}

/** `groups` ascending, each once; the assigned ones unless told. */
export function planOf(index: NestingIndex, groups: Uint32Array = assignedGroups(index.graph)): Plan {
  const shared = sharedNumbers(groups.length);
  shared.set(groups);
  const order = sharedNumbers(groups.length);
  order.set(orderOf(shared, index.components));
  return { ...index, groups: shared, order, batches: Math.ceil(groups.length / sourcesAtOnce) };
}

/** Groups of one height and near each other in the search stand together: they meet the same groups on the same level. High ones first. */
function orderOf(groups: Uint32Array, { componentOf, height }: Components): Uint32Array {
  const component = groups.map((group) => componentOf[group] ?? 0);
  const up = component.map((one) => height[one] ?? 0);
  const positions = Uint32Array.from(groups.keys());
  return positions.sort((a, b) => (up[b] ?? 0) - (up[a] ?? 0) || (component[a] ?? 0) - (component[b] ?? 0) || a - b);
}

export const outcomeFor = ({ graph, groups }: Plan): Outcome => ({
  transitive: sharedNumbers(groups.length),
  depth: sharedNumbers(groups.length),
  loses: sharedBytes(graph.userCount),
});

/** A worker on one plan, with memory of its own; call it with the number of a batch. Several of them may share plan and outcome. */
export function analystOf({ graph, reverse, groups, order }: Plan, outcome: Outcome): (batch: number) => void {
  const search = createSearch(graph);
  const columns = createColumns(wordsAMask);
  const fromPeople = createFromPeople(graph, reverse, columns, outcome.loses);
  const fromGroups = createFromGroups(graph, columns, outcome.loses);
  const keeperBit = new Uint16Array(graph.groupCount);
  const counts = new Uint32Array(sourcesAtOnce);
  const depth = new Uint32Array(sourcesAtOnce);

  return (batch) => {
    const positions = order.subarray(batch * sourcesAtOnce, (batch + 1) * sourcesAtOnce);
    const sources = positions.map((position) => groups[position] ?? 0);
    search.run(sources, depth);
    sources.forEach((group, at) => {
      if (isProvisionable(graph, group)) keeperBit[group] = at + 1;
    });
    const reached = search.reached();
    if (isCheaperFromGroups(graph, reached, search.masks, reverse.groupsOf.items.length)) {
      fromGroups.count(sources, reached, search.masks, keeperBit);
    } else {
      fromPeople.count(search.masks, keeperBit);
    }
    columns.take(counts);
    for (const group of sources) keeperBit[group] = 0;
    positions.forEach((position, at) => {
      outcome.transitive[position] = counts[at] ?? 0;
      outcome.depth[position] = depth[at] ?? 0;
    });
  };
}

/** What it costs to give one word to a person from a group, counted in words that are taken from a group to a person: measured. */
const scatterCost = 18;

/** Whether going from the reached groups to their people is less work than going from all people to their groups. */
function isCheaperFromGroups({ people }: MembershipGraph, reached: Uint32Array, masks: Int32Array, memberships: number): boolean {
  let left = (memberships * wordsAMask) / scatterCost;
  for (let at = 0; at < reached.length && left >= 0; at += 1) {
    const group = reached[at] ?? 0;
    const members = (people.start[group + 1] ?? 0) - (people.start[group] ?? 0);
    for (let word = 0; word < wordsAMask; word += 1) if (masks[group * wordsAMask + word] !== 0) left -= members;
  }
  return left >= 0;
}

/** When all batches are done. */
export function analysisOf({ graph, components, groups }: Plan, outcome: Outcome): Analysis {
  const count = groups.length;
  const [direct, lost, inCycle, people] = [sharedNumbers(count), sharedNumbers(count), sharedBytes(count), sharedBytes(graph.userCount)];
  let membershipsLost = 0;
  groups.forEach((group, at) => {
    const provisionable = isProvisionable(graph, group);
    const members = enabledIn(graph, group);
    if (provisionable) for (const person of members) people[person] = nestingFlag.keepsSome;
    direct[at] = members.length;
    lost[at] = (outcome.transitive[at] ?? 0) - (provisionable ? members.length : 0);
    inCycle[at] = components.inCycle[group] ?? 0;
    membershipsLost += lost[at] ?? 0;
  });
  let [peopleLost, peopleLosingAll] = [0, 0];
  for (let person = 0; person < people.length; person += 1) {
    if (outcome.loses[person] === 0) continue;
    peopleLost += 1;
    const keeps = people[person] ?? 0;
    if (keeps === 0) peopleLosingAll += 1;
    people[person] = keeps | nestingFlag.losesSome | (keeps === 0 ? nestingFlag.losesAll : 0);
  }
  const totals = { peopleLost, peopleLosingAll, membershipsLost, cycles: components.cycles.start.length - 1 };
  return { groups, direct, transitive: outcome.transitive, lost, depth: outcome.depth, inCycle, people, cycles: components.cycles, totals };
}

/** All of it in this thread. */
export function analyse(graph: MembershipGraph, groups?: Uint32Array): Analysis {
  const plan = planOf(nestingIndexOf(graph), groups);
  const outcome = outcomeFor(plan);
  const work = analystOf(plan, outcome);
  for (let batch = 0; batch < plan.batches; batch += 1) work(batch);
  return analysisOf(plan, outcome);
}
