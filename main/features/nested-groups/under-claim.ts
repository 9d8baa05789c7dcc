// One analysed snapshot under what a login sends: each assigned group as a row, whom it loses, the sums, and what each person loses. Worked
// out once for a claim and kept with the analysis, since every view asks for the same.
import type { GroupClaim } from '../../../contract/claims.ts';
import type { NestedGroupRow, NestedTotals } from '../../../contract/nested-groups.ts';
import { againstLogin, type ClaimReach, claimReach, type KnownMode } from '../../domain/claims/group-claim.ts';
import { groupFlag, type MembershipGraph } from '../../domain/directory/membership-graph.ts';
import { nestingFlag } from '../../domain/nesting/analysis.ts';
import { membersOf } from '../../domain/nesting/members.ts';
import { enabledIn, isProvisionable } from '../../domain/nesting/nesting-index.ts';
import type { SnapshotReader } from '../../platform/storage/snapshots/types.ts';
import { analyseInThreads } from './analyse-in-threads.ts';
import { type AnalysedSnapshot, nameOf } from './analysed.ts';

export interface UnderClaim {
  /** By position in the analysis. */
  readonly rows: readonly NestedGroupRow[];
  readonly totals: NestedTotals;
  /** Of each person: bits of `nestingFlag`. */
  readonly people: Uint8Array;
}

type Filter = GroupClaim['filter'];

/** The modes of the claim with and without a filter, and a few filters that are tried. */
const claimsKept = 6;
const kept = new WeakMap<AnalysedSnapshot, Map<string, Promise<UnderClaim>>>();

export function underClaim(reader: SnapshotReader, analysed: AnalysedSnapshot, mode: KnownMode, filter: Filter): Promise<UnderClaim> {
  const ofSnapshot = kept.get(analysed) ?? new Map<string, Promise<UnderClaim>>();
  kept.set(analysed, ofSnapshot);
  const key = JSON.stringify([mode, filter]);
  const known = ofSnapshot.get(key);
  if (known !== undefined) return known;
  const begun = workedOut(reader, analysed, mode, filter);
  ofSnapshot.set(key, begun);
  begun.catch(() => ofSnapshot.delete(key));
  const oldest = ofSnapshot.keys().next().value;
  if (ofSnapshot.size > claimsKept && oldest !== undefined) ofSnapshot.delete(oldest);
  return begun;
}

async function workedOut(reader: SnapshotReader, analysed: AnalysedSnapshot, mode: KnownMode, filter: Filter): Promise<UnderClaim> {
  const { analysis } = analysed;
  const reaches = Array.from(analysis.groups, (_, position) => reachAt(analysed, position, mode, filter));
  // All that the reader gives is taken before the first wait.
  const rows = reaches.map((reach, position) => rowOf(reader, analysed, position, reach));
  const people = await peopleUnder(analysed, reaches);
  const totals = { groups: rows.length, groupsLosing: 0, peopleLost: 0, peopleLosingAll: 0, membershipsLost: 0, membershipsGained: 0 };
  for (const { lost, gained } of rows) {
    if (lost > 0) totals.groupsLosing += 1;
    totals.membershipsLost += lost;
    totals.membershipsGained += gained;
  }
  for (const flags of people) {
    if ((flags & nestingFlag.losesSome) !== 0) totals.peopleLost += 1;
    if ((flags & nestingFlag.losesAll) !== 0) totals.peopleLosingAll += 1;
  }
  return { rows, totals: { ...totals, cycles: analysis.totals.cycles }, people };
}

/** How far this login sends the group at a position of the analysis. */
function reachAt({ groups, analysis }: AnalysedSnapshot, position: number, mode: KnownMode, filter: Filter): ClaimReach {
  const group = groups[analysis.groups[position] ?? 0];
  return group === undefined ? 'not sent' : claimReach(group, mode, filter);
}

async function peopleUnder({ analysis, graph, index }: AnalysedSnapshot, reaches: readonly ClaimReach[]): Promise<Uint8Array> {
  const flattened = analysis.groups.filter((_, position) => reaches[position] === 'flattened');
  if (flattened.length === analysis.groups.length) return analysis.people;
  const losing =
    flattened.length === 0
      ? new Uint8Array(graph.userCount)
      : // A copy: what threads wrote is theirs until they are gone, and what is added here is of this claim.
        Uint8Array.from((await analyseInThreads(index, { signal: new AbortController().signal, groups: flattened })).people);
  // Direct members of a group that is sent and never provisioned lose it as well.
  analysis.groups.forEach((group, position) => {
    if (reaches[position] !== 'direct' || isProvisionable(graph, group)) return;
    for (const person of enabledIn(graph, group)) losing[person] = (losing[person] ?? 0) | nestingFlag.losesSome;
  });
  return analysis.people.map((flags, person) => {
    const keeps = flags & nestingFlag.keepsSome;
    const loses = (losing[person] ?? 0) & nestingFlag.losesSome;
    return keeps | loses | (loses !== 0 && keeps === 0 ? nestingFlag.losesAll : 0);
  });
}

/** Whom an assigned group loses under this login, by their places in the graph, ascending. */
export function lostIn({ groups, graph }: AnalysedSnapshot, group: number, mode: KnownMode, filter: Filter): Uint32Array {
  const known = groups[group];
  switch (known === undefined ? 'not sent' : claimReach(known, mode, filter)) {
    case 'flattened':
      return membersOf(graph, group).lost;
    case 'direct':
      return isProvisionable(graph, group) ? new Uint32Array() : enabledIn(graph, group);
    case 'not sent':
      return new Uint32Array();
  }
}

/** Members of a group that are neither a known person nor a known group. */
export function unresolvedIn(reader: SnapshotReader, { groupFlags }: MembershipGraph, group: number): number {
  return ((groupFlags[group] ?? 0) & groupFlag.unresolved) === 0 ? 0 : reader.unresolvedOf(group).length;
}

function rowOf(reader: SnapshotReader, { analysis, graph, groups }: AnalysedSnapshot, position: number, reach: ClaimReach): NestedGroupRow {
  const index = analysis.groups[position] ?? 0;
  const group = groups[index];
  const people = { direct: analysis.direct[position] ?? 0, transitive: analysis.transitive[position] ?? 0 };
  return {
    id: group?.id ?? '',
    displayName: nameOf(group),
    ...people,
    ...againstLogin(people, reach, isProvisionable(graph, index)),
    depth: analysis.depth[position] ?? 0,
    inCycle: analysis.inCycle[position] === 1,
    unresolved: unresolvedIn(reader, graph, index),
    dynamic: group?.dynamicRule != null,
    notProvisioned: isProvisionable(graph, index) ? null : 'Not security-enabled: Entra provisions security-enabled groups only.',
  };
}
