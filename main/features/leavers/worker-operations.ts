// Leavers in the directory worker: a snapshot of the directory against one of the target, and older snapshots of the same directory for since when.
// People stream by and leave hashes behind; the texts of a row are read when it is shown.
import type { LeaverOrder } from '../../../contract/leavers.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import {
  type AccountColumns,
  findLeavers,
  type Leavers,
  type leaverKinds,
  type PeopleColumns,
  personFinder,
  standing,
} from '../../domain/leavers/find.ts';
import type { LeaverFacts } from '../../domain/leavers/reason-rules.ts';
import { assignedPeople } from '../../domain/mapping/assigned.ts';
import { hashOf } from '../../domain/mapping/hashes.ts';
import { sampledColumns, sendingOf } from '../../domain/mapping/sending.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';

export interface WorkerOrder extends Pick<LeaverOrder, 'snapshotId' | 'targetId' | 'personKey'> {
  readonly mapping: Mapping | null;
}

/** A leaver as the snapshots show them. */
export interface SeenLeaver
  extends Pick<
    LeaverFacts,
    'kind' | 'by' | 'sentExternalId' | 'accountId' | 'accountExternalId' | 'lastEntitledAt' | 'left' | 'beforeGone' | 'directory' | 'target'
  > {
  readonly personId: string | null;
  readonly name: string;
  readonly userName: string | null;
  readonly activeSaid: boolean;
}

export interface SeenLeavers {
  readonly provider: 'entra' | 'okta';
  readonly counts: Readonly<Record<(typeof leaverKinds)[number], number>>;
  readonly entitled: number;
  readonly notEvaluated: number;
  readonly ownAccounts: number;
  readonly rows: readonly SeenLeaver[];
  readonly total: number;
  readonly notes: readonly string[];
}

type Standing = NonNullable<SeenLeaver['beforeGone']>;
const standingWords = ['entitled', 'disabled', 'unassigned', 'out-of-scope'] as const satisfies readonly Standing[];
const olderAtMost = 5;

const coverageOf = (reader: SnapshotReader, set: string) => reader.snapshot.coverage.find((one) => one.set === set);
/** A part of the assignments does not show who has none. */
const assignmentsKnown = (reader: SnapshotReader) => coverageOf(reader, 'scim-assignments')?.state === 'complete';

const hashes = (count: number) => ({ count, externalId: new Float64Array(count).fill(-1), userName: new Float64Array(count).fill(-1) });

function put(columns: ReturnType<typeof hashes>, at: number, externalId: string | null, userName: string | null): void {
  if (externalId !== null && externalId !== '') columns.externalId[at] = hashOf(externalId);
  if (userName !== null && userName !== '') columns.userName[at] = hashOf(userName.toLowerCase());
}

const sendingFor = (reader: SnapshotReader, order: WorkerOrder) => sendingOf(sampledColumns(reader.eachUser()), order);

function peopleColumns(reader: SnapshotReader, order: WorkerOrder): PeopleColumns {
  const graph = reader.graph();
  const columns = { ...hashes(graph.userCount), standing: new Uint8Array(graph.userCount) };
  const assigned = assignmentsKnown(reader) ? assignedPeople(graph, { groups: new Set(), people: new Set() }).people : undefined;
  const sending = sendingFor(reader, order);
  for (const user of reader.eachUser()) {
    const sent = sending(user);
    put(columns, user.index, sent.externalId, sent.userName ?? user.userName);
    columns.standing[user.index] =
      user.enabled === false
        ? standing.disabled
        : assigned !== undefined && assigned[user.index] !== 1
          ? standing.unassigned
          : sent.state === 'filtered out'
            ? standing.outOfScope
            : sent.state === 'not evaluated'
              ? standing.notEvaluated
              : standing.entitled;
  }
  return columns;
}

function accountColumns(reader: SnapshotReader): AccountColumns {
  const { userCount } = reader.graph();
  const columns = { ...hashes(userCount), active: new Uint8Array(userCount) };
  for (const user of reader.eachUser()) {
    columns.active[user.index] = user.enabled === null ? 2 : user.enabled ? 1 : 0;
    put(columns, user.index, user.externalId, user.userName);
  }
  return columns;
}

interface Past {
  readonly lastEntitledAt: string | null;
  readonly left: SeenLeaver['left'];
  readonly beforeGone: Standing | null;
}

interface Kept {
  readonly key: string;
  readonly leavers: Leavers;
  /** By place in `leavers.found`. */
  readonly past: readonly Past[];
  readonly notes: readonly string[];
}

/** Files say nothing of where they are from: they are of the same directory when it knows most of their first people by id. */
function sameDirectory(source: SnapshotReader, older: SnapshotReader): boolean {
  if (source.snapshot.source !== 'files') return true;
  const first = older.usersAt(Array.from({ length: Math.min(50, older.graph().userCount) }, (_, at) => at));
  return first.filter(({ id }) => source.findUsers(id).length > 0).length * 2 > first.length;
}

/** Older snapshots of the same directory, newest first. */
function olderOf(shelf: SnapshotShelf, source: SnapshotReader, targetId: string): readonly string[] {
  const { snapshot } = source;
  return shelf
    .list()
    .filter(
      (one) =>
        one.id !== snapshot.id &&
        one.id !== targetId &&
        one.source === snapshot.source &&
        one.connectionId === snapshot.connectionId &&
        one.practice === snapshot.practice &&
        one.takenAt < snapshot.takenAt,
    )
    .toSorted((one, other) => other.takenAt.localeCompare(one.takenAt))
    .map(({ id }) => id)
    .filter((id) => sameDirectory(source, shelf.open(id)))
    .slice(0, olderAtMost);
}

function pastOf(shelf: SnapshotShelf, order: WorkerOrder, leavers: Leavers, accounts: AccountColumns): readonly Past[] {
  const source = shelf.open(order.snapshotId);
  const before = source.snapshot.takenAt;
  const past: Past[] = leavers.found.map(() => ({ lastEntitledAt: null, left: { after: null, before }, beforeGone: null }));
  let open = leavers.found.map((_, at) => at);
  for (const id of leavers.found.length === 0 ? [] : olderOf(shelf, source, order.targetId)) {
    if (open.length === 0) break;
    const older = shelf.open(id);
    const { takenAt } = older.snapshot;
    const people = peopleColumns(older, order);
    const personOf = personFinder(people);
    open = open.filter((at) => {
      const [leaver, known] = [leavers.found[at], past[at]];
      if (leaver === undefined || known === undefined) return false;
      const { person } = personOf(accounts.externalId[leaver.account] ?? -1, accounts.userName[leaver.account] ?? -1);
      const there = person === -1 ? undefined : standingWords[people.standing[person] ?? 4];
      const beforeGone = known.beforeGone ?? (leaver.kind === 'deleted' ? (there ?? null) : null);
      if (there === 'entitled') past[at] = { lastEntitledAt: takenAt, left: { ...known.left, after: takenAt }, beforeGone };
      else past[at] = { ...known, left: { ...known.left, before: person === -1 ? known.left.before : takenAt }, beforeGone };
      return there !== 'entitled';
    });
  }
  return past;
}

function notesOf(source: SnapshotReader, target: SnapshotReader, { notEvaluated, byKey, found }: Leavers, deletedJudged: boolean): string[] {
  const targetUsers = coverageOf(target, 'users');
  return [
    assignmentsKnown(source) ? '' : 'The snapshot does not tell completely who is assigned to the SCIM app: nobody was judged unassigned.',
    deletedJudged ? '' : 'The directory’s list of users is not complete: accounts of nobody in it were not judged deleted.',
    targetUsers?.state === 'complete' ? '' : `The target’s list of users is not complete: there may be more. ${targetUsers?.note ?? ''}`.trim(),
    notEvaluated === 0 ? '' : `Of ${notEvaluated} active accounts the mapping could not be worked out, so they were not judged.`,
    byKey.carrying > 0 && byKey.fitting * 2 < byKey.carrying && found.length > 0
      ? `Only ${byKey.fitting} of ${byKey.carrying} externalIds of the target are found in the directory: externalId may be made of something else (--person-key, --schema).`
      : '',
  ].filter(Boolean);
}

/** Keeps the last comparison, since its rows are looked at page by page. */
export function leaverOperations(shelf: SnapshotShelf) {
  let kept: Kept | undefined;

  function leaversOf(order: WorkerOrder): Kept {
    const { snapshotId, targetId, mapping, personKey } = order;
    const key = JSON.stringify([snapshotId, targetId, personKey, mapping]);
    if (kept?.key === key) return kept;
    kept = undefined;
    const [source, target] = [shelf.open(snapshotId), shelf.open(targetId)];
    if (target.snapshot.source !== 'scim' && target.snapshot.source !== 'files')
      throw new Refusal('leavers.no-target', 'Compare with a snapshot of the target: one taken by SCIM, or imported from a file with externalId.');
    const accounts = accountColumns(target);
    const all = findLeavers(peopleColumns(source, order), accounts);
    const deletedJudged = coverageOf(source, 'users')?.state === 'complete';
    const leavers = deletedJudged ? all : { ...all, found: all.found.filter(({ kind }) => kind !== 'deleted') };
    const past = pastOf(shelf, order, leavers, accounts);
    kept = { key, leavers, past, notes: notesOf(source, target, all, deletedJudged) };
    return kept;
  }

  return {
    'leavers.find': ({ offset, limit, ...order }: WorkerOrder & { readonly offset: number; readonly limit: number }): SeenLeavers => {
      const { leavers, past, notes } = leaversOf(order);
      const [source, target] = [shelf.open(order.snapshotId), shelf.open(order.targetId)];
      const sending = sendingFor(source, order);
      const shown = leavers.found.slice(offset, offset + limit);
      const accounts = target.usersAt(shown.map(({ account }) => account));
      const people = source.usersAt(shown.filter(({ person }) => person !== -1).map(({ person }) => person));
      let next = 0;
      const rows = shown.flatMap(({ kind, by, person: position }, index): SeenLeaver[] => {
        const person = position === -1 ? undefined : people[next++];
        const [account, before] = [accounts[index], past[offset + index]];
        if (account === undefined || before === undefined) return [];
        return [
          {
            kind,
            by,
            personId: person?.id ?? null,
            name: person?.displayName ?? account.displayName ?? account.userName ?? account.id,
            userName: person?.userName ?? account.userName,
            sentExternalId: person === undefined ? null : sending(person).externalId,
            accountId: account.id,
            accountExternalId: account.externalId,
            activeSaid: account.enabled !== null,
            ...before,
            directory: { takenAt: source.snapshot.takenAt, vantage: source.snapshot.vantage },
            target: { takenAt: target.snapshot.takenAt, vantage: target.snapshot.vantage },
          },
        ];
      });
      const having = (wanted: string) => leavers.found.filter(({ kind }) => kind === wanted).length;
      return {
        provider: order.mapping?.provider ?? (source.snapshot.source === 'okta' ? 'okta' : 'entra'),
        counts: {
          deleted: having('deleted'),
          disabled: having('disabled'),
          unassigned: having('unassigned'),
          'out-of-scope': having('out-of-scope'),
        },
        entitled: leavers.entitled,
        notEvaluated: leavers.notEvaluated,
        ownAccounts: leavers.ownAccounts,
        rows,
        total: leavers.found.length,
        notes,
      };
    },
  };
}

export type LeaverOperations = ReturnType<typeof leaverOperations>;
