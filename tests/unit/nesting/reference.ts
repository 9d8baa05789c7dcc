// The definitions of nesting in the plainest words, without a thought for speed: what the analysis is held to.
import { groupFlag, type MembershipGraph, userFlag } from '../../../main/domain/directory/membership-graph.ts';
import { rowOf } from './graphs.ts';

/** Every group at or below `group` with its distance. */
export function belowOf(graph: MembershipGraph, group: number): ReadonlyMap<number, number> {
  const found = new Map([[group, 0]]);
  for (const [one, distance] of found) for (const child of rowOf(graph.children, one)) if (!found.has(child)) found.set(child, distance + 1);
  return found;
}

export const without = (all: ReadonlySet<number>, some: ReadonlySet<number>): ReadonlySet<number> =>
  new Set([...all].filter((one) => !some.has(one)));

export const isEnabled = (graph: MembershipGraph, person: number): boolean => ((graph.userFlags[person] ?? 0) & userFlag.enabled) !== 0;
export const isAssigned = (graph: MembershipGraph, group: number): boolean => ((graph.groupFlags[group] ?? 0) & groupFlag.assigned) !== 0;
export const isSecurity = (graph: MembershipGraph, group: number): boolean => ((graph.groupFlags[group] ?? 0) & groupFlag.notSecurity) === 0;
export const groupsIn = (graph: MembershipGraph): readonly number[] => Array.from({ length: graph.groupCount }, (_, group) => group);

export const directOf = (graph: MembershipGraph, group: number): ReadonlySet<number> =>
  new Set(rowOf(graph.people, group).filter((person) => isEnabled(graph, person)));

export const transitiveOf = (graph: MembershipGraph, group: number): ReadonlySet<number> =>
  new Set([...belowOf(graph, group).keys()].flatMap((below) => [...directOf(graph, below)]));

/** Whom provisioning keeps as members of an assigned group. */
export const keptOf = (graph: MembershipGraph, group: number): ReadonlySet<number> =>
  isSecurity(graph, group) ? directOf(graph, group) : new Set<number>();

export const lostOf = (graph: MembershipGraph, group: number): ReadonlySet<number> => without(transitiveOf(graph, group), keptOf(graph, group));

export const isInCycle = (graph: MembershipGraph, group: number): boolean =>
  rowOf(graph.children, group).some((child) => belowOf(graph, child).has(group));

export interface Reference {
  readonly group: number;
  readonly direct: number;
  readonly transitive: number;
  readonly lost: number;
  readonly depth: number;
  readonly inCycle: boolean;
}

export function referenceOf(graph: MembershipGraph, group: number): Reference {
  return {
    group,
    direct: directOf(graph, group).size,
    transitive: transitiveOf(graph, group).size,
    lost: lostOf(graph, group).size,
    depth: Math.max(...belowOf(graph, group).values()),
    inCycle: isInCycle(graph, group),
  };
}

/** Sets of groups that reach one another, in a cycle. */
export function cyclesIn(graph: MembershipGraph): readonly (readonly number[])[] {
  const below = groupsIn(graph).map((group) => belowOf(graph, group));
  const sets = groupsIn(graph)
    .filter((group) => isInCycle(graph, group))
    .map((group) => groupsIn(graph).filter((other) => below[group]?.has(other) && below[other]?.has(group)));
  return [...new Map(sets.map((set) => [set.join(), set])).values()];
}
