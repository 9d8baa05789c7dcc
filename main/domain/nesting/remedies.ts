// What can be done about a group that loses people, each with its exact effect on people: assign further groups, provision a flat copy, or
// leave it out. Nothing here changes anything; names, scripts and what must be granted in the target are for others.
import { groupFlag, type MembershipGraph } from '../directory/membership-graph.ts';
import { type Analysis, nestingFlag } from './analysis.ts';
import { type Members, membersOf } from './members.ts';
import { isAssigned, isProvisionable, type NestingIndex, rowIn } from './nesting-index.ts';
import { type Element, smallestCover } from './set-cover.ts';

/** People are positions in the graph, ascending. */
export interface AddedAssignments {
  /** The fewest groups to assign besides those that are. */
  readonly assign: readonly number[];
  /** Of `assign`: not below the parent. They hold nobody else today, but nothing keeps them so. */
  readonly notBelow: readonly number[];
  /** Assigned already, and the reason why some lost people need no further assignment: they too must be granted what the parent is. No more
   *  than are needed, those below the parent first. */
  readonly assigned: readonly number[];
  readonly quality: 'proven smallest' | 'best found';
  readonly reached: Uint32Array;
  /** Lost people whom no group reaches without adding somebody who is not in the parent. */
  readonly notReached: Uint32Array;
}

/** Nodes of the search that are looked at before the best found is taken. */
const usualSteps = 20_000;

/**
 * The fewest added assignments that reach every lost person of `parent` and add nobody who is not in it. A group can be added when it can be
 * provisioned and is below the parent, or all of its direct people, disabled ones too, are in the parent and none of its members is
 * hidden or unknown.
 */
export function addedAssignments({ graph, reverse }: NestingIndex, parent: number, steps: number = usualSteps): AddedAssignments {
  const members = membersOf(graph, parent);
  const mayBeAdded = candidates(graph, members);
  const isBelow = new Set(members.groups);
  const alreadyIn: (readonly number[])[] = [];
  const elements: Element[] = [];
  const [reached, notReached]: [number[], number[]] = [[], []];
  // Groups below the parent are better than others: they come first where two are equally good.
  const rank = (group: number): number => (isBelow.has(group) ? group : group + graph.groupCount);
  for (const person of members.lost) {
    const groups = [...rowIn(reverse.groupsOf, person)].filter(mayBeAdded);
    const present = groups.filter((group) => isAssigned(graph, group));
    if (present.length > 0) alreadyIn.push(groups);
    if (groups.length > 0) reached.push(person);
    else notReached.push(person);
    if (present.length === 0 && groups.length > 0) elements.push(groups.map(rank).sort((a, b) => a - b));
  }
  const { sets, isProven } = smallestCover(elements, { steps });
  const assign = sets.map((set) => set % graph.groupCount).sort((a, b) => a - b);
  return {
    assign,
    notBelow: assign.filter((group) => !isBelow.has(group)),
    assigned: amongAssigned(graph, alreadyIn, new Set(assign), isBelow),
    quality: isProven ? 'proven smallest' : 'best found',
    reached: Uint32Array.from(reached),
    notReached: Uint32Array.from(notReached),
  };
}

/** Assigned groups that hold these people, no more than are needed beside `assign`: those below the parent first, larger ones first. */
function amongAssigned(
  graph: MembershipGraph,
  people: readonly (readonly number[])[],
  assign: ReadonlySet<number>,
  isBelow: ReadonlySet<number>,
): readonly number[] {
  const open = people
    .filter((groups) => !groups.some((group) => assign.has(group)))
    .map((groups) => groups.filter((group) => isAssigned(graph, group)));
  const sizes = new Map<number, number>();
  for (const group of open.flat()) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const outside = (group: number): number => (isBelow.has(group) ? 0 : 1);
  const better = (a: number, b: number): number => outside(a) - outside(b) || (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || a - b;
  // Each person needs one of their groups: the best of those that others need anyway, else the best of all.
  const taken = new Set(open.flatMap((groups) => (groups.length === 1 ? groups : [])));
  for (const groups of open) {
    if (groups.some((group) => taken.has(group))) continue;
    const [best] = [...groups].sort(better);
    if (best !== undefined) taken.add(best);
  }
  return [...taken].sort((a, b) => a - b);
}

/** For groups of people whom the parent loses; the parent is none of them, or cannot be provisioned. */
function candidates(graph: MembershipGraph, { transitive, disabled, groups }: Members): (group: number) => boolean {
  const inParent = new Uint8Array(graph.userCount);
  for (const person of transitive) inParent[person] = 1;
  for (const person of disabled) inParent[person] = 1;
  const isBelow = new Set(groups);
  const known = new Map<number, boolean>();
  const judge = (group: number): boolean => {
    if (!isProvisionable(graph, group)) return false;
    if (isBelow.has(group)) return true;
    const isWholeKnown = ((graph.groupFlags[group] ?? 0) & (groupFlag.membersHidden | groupFlag.unresolved)) === 0;
    return isWholeKnown && rowIn(graph.people, group).every((person) => inParent[person] === 1);
  };
  return (group) => {
    const before = known.get(group);
    if (before !== undefined) return before;
    const now = judge(group);
    known.set(group, now);
    return now;
  };
}

export interface FlatCopy {
  /** The copy's direct members: everyone enabled who is in the parent, directly or not. */
  readonly members: Uint32Array;
  /** Whom the copy brings back. */
  readonly reached: Uint32Array;
  /** Disabled people of the parent, who are left out. */
  readonly disabled: Uint32Array;
}

/** A new group with every person of `parent` as a direct member, to be assigned in its place. */
export function flatCopy({ graph }: NestingIndex, parent: number): FlatCopy {
  const { transitive, lost, disabled } = membersOf(graph, parent);
  return { members: transitive, reached: lost, disabled };
}

export interface LeftOut {
  readonly lost: Uint32Array;
  /** Of these: people who keep no other assigned group. */
  readonly losingAll: Uint32Array;
}

/** What stays lost when nothing is done for `parent`; `analysis` is of all assigned groups. */
export function leftOut({ graph }: NestingIndex, parent: number, analysis: Analysis): LeftOut {
  const { lost } = membersOf(graph, parent);
  return { lost, losingAll: lost.filter((person) => ((analysis.people[person] ?? 0) & nestingFlag.losesAll) !== 0) };
}
