// The simulator over one snapshot, as the directory worker runs it: candidates for externalId, and what a change would do. Plain data in and out; the
// findings are made where the answer is read.
import type { DirectoryUser } from '../../../contract/directory.ts';
import type { Mapping, SignOn, Simulation } from '../../../contract/mapping.ts';
import { type Assigned, assignedPeople, cycleHours, type Dropped } from '../../domain/mapping/assigned.ts';
import { candidateSources, countCandidates } from '../../domain/mapping/candidates.ts';
import { outcomes, type PersonInScope } from '../../domain/mapping/change.ts';
import { columnsOf } from '../../domain/mapping/person.ts';
import { prepare } from '../../domain/mapping/prepared.ts';
import { recommend } from '../../domain/mapping/recommend.ts';
import { readSeen } from '../../domain/mapping/seen.ts';
import type { SnapshotReader } from '../../platform/storage/snapshots/types.ts';

export interface SimulationOrder {
  readonly signOn: SignOn;
  readonly mapping: Mapping | null;
  readonly after: Mapping | null;
  readonly dropped: readonly string[];
  readonly seen: string;
}

export type Simulated = Omit<Simulation, 'findings'>;

function scopeNotes(reader: SnapshotReader): { readonly known: boolean; readonly notes: readonly string[] } {
  const coverage = reader.snapshot.coverage.find(({ set }) => set === 'scim-assignments');
  if (coverage?.state === 'complete') return { known: true, notes: [] };
  if (coverage?.state === 'partial')
    return { known: true, notes: [`Assignments to the SCIM app are known in part: ${coverage.note} People may be in scope that are not counted.`] };
  return { known: false, notes: ['The snapshot does not tell who is assigned to the SCIM app: everybody is taken to be in scope.'] };
}

function droppedIn(reader: SnapshotReader, wanted: readonly string[]): { readonly dropped: Dropped; readonly notes: readonly string[] } {
  const [groups, people, notes] = [new Set<number>(), new Set<number>(), [] as string[]];
  for (const text of wanted) {
    const [inGroups, inUsers] = [reader.findGroups(text), reader.findUsers(text)];
    for (const index of inGroups) groups.add(index);
    if (inGroups.length === 0) for (const index of inUsers) people.add(index);
    if (inGroups.length > 1) notes.push(`“${text}” names ${inGroups.length} groups; all of them are taken.`);
    if (inGroups.length + inUsers.length === 0) notes.push(`“${text}” is neither a group nor a person of this snapshot.`);
  }
  return { dropped: { groups, people }, notes };
}

const everybody = (reader: SnapshotReader): Assigned => ({ people: new Uint8Array(reader.graph().userCount).fill(1), groups: 0, memberships: 0 });

/** Counts candidates and, when a mapping and a change are given, everybody's outcome. */
export function simulate(reader: SnapshotReader, order: SimulationOrder): Simulated {
  const provider = order.mapping?.provider ?? order.after?.provider ?? (reader.snapshot.source === 'okta' ? 'okta' : 'entra');
  const scope = scopeNotes(reader);
  const { dropped, notes: droppedNotes } = droppedIn(reader, order.dropped);
  const before = scope.known ? assignedPeople(reader.graph(), { groups: new Set(), people: new Set() }) : everybody(reader);
  const after = scope.known ? assignedPeople(reader.graph(), dropped) : before;
  const notes = [...scope.notes, ...droppedNotes];
  if (!scope.known && order.dropped.length > 0) notes.push('Without assignments in the snapshot, a dropped one changes nothing here.');

  const inScopeOnly = function* (): Iterable<DirectoryUser> {
    for (const user of reader.eachUser()) if (before.people[user.index] === 1) yield user;
  };
  const columns = columnsOf(reader.eachUser());
  const prepared = order.mapping === null ? null : prepare(order.mapping);
  const mapped =
    prepared === null || prepared.externalIdWords === '' ? [] : [{ attribute: prepared.externalIdWords, mapped: true, sends: prepared.externalId }];
  const candidates = countCandidates(inScopeOnly, columns, [...candidateSources(columns, provider), ...mapped], readSeen(order.seen), provider);

  let change: Simulated['change'] = null;
  if (prepared !== null && (order.after !== null || order.dropped.length > 0)) {
    const each = function* (): Iterable<PersonInScope> {
      for (const user of reader.eachUser()) yield { user, before: before.people[user.index] === 1, after: after.people[user.index] === 1 };
    };
    const { inScopeAfter, ...result } = outcomes(each, columns, prepared, order.after === null ? prepared : prepare(order.after));
    change = { ...result, cycle: cycleHours(inScopeAfter + after.groups + after.memberships) };
  } else if (order.after !== null || order.dropped.length > 0)
    notes.push('Give the mapping as it is now as well: a change is told from what is there.');

  return {
    people: reader.snapshot.counts.users,
    inScope: before.people.reduce((sum, one) => sum + one, 0),
    candidates: [...candidates],
    recommendation: recommend(candidates, order.signOn, provider),
    change,
    notes,
  };
}
