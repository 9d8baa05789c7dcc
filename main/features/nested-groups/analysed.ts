// One snapshot, analysed: its graph, what is lost in each assigned group, and the groups' names. Runs in the directory worker and keeps the
// last snapshots asked about, since every view of them needs the same numbers.
import type { GroupClaim } from '../../../contract/claims.ts';
import type { DirectoryGroup } from '../../../contract/directory.ts';
import type { NestedGroupRow, NestedTotals } from '../../../contract/nested-groups.ts';
import { againstLogin, type ClaimReach, claimReach, type KnownMode } from '../../domain/claims/group-claim.ts';
import { groupFlag, type MembershipGraph } from '../../domain/directory/membership-graph.ts';
import { type Analysis, analyse, nestingFlag } from '../../domain/nesting/analysis.ts';
import { assignedGroups, isProvisionable, type NestingIndex, nestingIndexOf } from '../../domain/nesting/nesting-index.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';
import { analyseInThreads } from './analyse-in-threads.ts';

export interface AnalysedSnapshot {
  readonly graph: MembershipGraph;
  readonly index: NestingIndex;
  /** Every group of the snapshot, by its index in the graph. */
  readonly groups: readonly DirectoryGroup[];
  /** For a login that sends every group flattened. */
  readonly analysis: Analysis;
  /** Position in the analysis of an assigned group. */
  readonly positionOf: ReadonlyMap<number, number>;
  /** The snapshot does not say what is assigned, so every group is taken as assigned. */
  readonly allTakenAsAssigned: boolean;
}

/** Analyses on all cores, and remembers the last two snapshots; who asks while an analysis is on its way waits for the same one. */
export function createAnalyses(shelf: SnapshotShelf): (snapshotId: string) => Promise<AnalysedSnapshot> {
  const kept = new Map<string, Promise<AnalysedSnapshot>>();
  return (snapshotId) => {
    const known = kept.get(snapshotId);
    if (known !== undefined) return known;
    const begun = analyseSnapshot(shelf.open(snapshotId));
    kept.set(snapshotId, begun);
    begun.catch(() => kept.delete(snapshotId));
    const oldest = kept.keys().next().value;
    if (kept.size > 2 && oldest !== undefined) kept.delete(oldest);
    return begun;
  };
}

/** Everything is taken from the reader before the first wait. */
async function analyseSnapshot(reader: SnapshotReader): Promise<AnalysedSnapshot> {
  const graph = reader.graph();
  const groups: DirectoryGroup[] = [];
  for (const { index, ...group } of reader.eachGroup()) groups[index] = group;
  const assigned = assignedGroups(graph);
  const read = reader.snapshot.coverage.some(({ set, state }) => set === 'scim-assignments' && state !== 'not read');
  const allTakenAsAssigned = !read && assigned.length === 0;
  const index = nestingIndexOf(graph);
  const analysis = await analyseInThreads(index, {
    // A view that is left does not end what the next view waits for.
    signal: new AbortController().signal,
    groups: allTakenAsAssigned ? Uint32Array.from({ length: graph.groupCount }, (_, group) => group) : assigned,
  });
  const positionOf = new Map(Array.from(analysis.groups, (group, position) => [group, position] as const));
  return { graph, index, groups, analysis, positionOf, allTakenAsAssigned };
}

export const nameOf = (group: Pick<DirectoryGroup, 'id' | 'displayName'> | undefined): string => group?.displayName ?? group?.id ?? '';

/** How far this login sends the group at a position of the analysis. */
export function reachAt({ groups, analysis }: AnalysedSnapshot, position: number, mode: KnownMode, filter: GroupClaim['filter']): ClaimReach {
  const group = groups[analysis.groups[position] ?? 0];
  return group === undefined ? 'not sent' : claimReach(group, mode, filter);
}

/** What of people is lost under one mode of the claim: bits of `nestingFlag` of each person. */
export function peopleUnder(analysed: AnalysedSnapshot, mode: KnownMode, filter: GroupClaim['filter']): Uint8Array {
  const { analysis, graph } = analysed;
  const sent = analysis.groups.filter((_, position) => reachAt(analysed, position, mode, filter) === 'flattened');
  if (sent.length === analysis.groups.length) return analysis.people;
  const { people: losing } = analyse(graph, sent);
  return analysis.people.map((flags, person) => {
    const keeps = flags & nestingFlag.keepsSome;
    const loses = (losing[person] ?? 0) & nestingFlag.losesSome;
    return keeps | loses | (loses !== 0 && keeps === 0 ? nestingFlag.losesAll : 0);
  });
}

/** The sums over all assigned groups under one mode. */
export function totalsUnder(analysed: AnalysedSnapshot, mode: KnownMode, filter: GroupClaim['filter']): NestedTotals {
  const { analysis } = analysed;
  const totals = { groups: analysis.groups.length, groupsLosing: 0, peopleLost: 0, peopleLosingAll: 0, membershipsLost: 0, membershipsGained: 0 };
  for (let position = 0; position < analysis.groups.length; position += 1) {
    const { lost, gained } = changeAt(analysed, position, mode, filter);
    if (lost > 0) totals.groupsLosing += 1;
    totals.membershipsLost += lost;
    totals.membershipsGained += gained;
  }
  for (const flags of peopleUnder(analysed, mode, filter)) {
    if ((flags & nestingFlag.losesSome) !== 0) totals.peopleLost += 1;
    if ((flags & nestingFlag.losesAll) !== 0) totals.peopleLosingAll += 1;
  }
  return { ...totals, cycles: analysis.totals.cycles };
}

function changeAt(analysed: AnalysedSnapshot, position: number, mode: KnownMode, filter: GroupClaim['filter']) {
  const { analysis, graph } = analysed;
  const people = { direct: analysis.direct[position] ?? 0, transitive: analysis.transitive[position] ?? 0 };
  return againstLogin(people, reachAt(analysed, position, mode, filter), isProvisionable(graph, analysis.groups[position] ?? 0));
}

/** Members of a group that are neither a known person nor a known group. */
export function unresolvedIn(reader: SnapshotReader, { groupFlags }: MembershipGraph, group: number): number {
  return ((groupFlags[group] ?? 0) & groupFlag.unresolved) === 0 ? 0 : reader.unresolvedOf(group).length;
}

/** One assigned group as a row. */
export function rowAt(
  reader: SnapshotReader,
  analysed: AnalysedSnapshot,
  position: number,
  mode: KnownMode,
  filter: GroupClaim['filter'],
): NestedGroupRow {
  const { analysis, graph, groups } = analysed;
  const index = analysis.groups[position] ?? 0;
  const group = groups[index];
  return {
    id: group?.id ?? '',
    displayName: nameOf(group),
    direct: analysis.direct[position] ?? 0,
    transitive: analysis.transitive[position] ?? 0,
    ...changeAt(analysed, position, mode, filter),
    depth: analysis.depth[position] ?? 0,
    inCycle: analysis.inCycle[position] === 1,
    unresolved: unresolvedIn(reader, graph, index),
    dynamic: group?.dynamicRule != null,
    notProvisioned: isProvisionable(graph, index) ? null : 'Not security-enabled: Entra provisions security-enabled groups only.',
  };
}
