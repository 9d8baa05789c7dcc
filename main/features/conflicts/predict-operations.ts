// Prediction in the directory worker: a snapshot of the directory against one of the target. People stream by and leave hashes behind; the texts of
// a row are read when it is shown.
import type { ConflictPrediction, PredictedRow } from '../../../contract/conflicts.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import type { PersonKey } from '../../../contract/nested-groups.ts';
import {
  type Prediction,
  plans,
  predict,
  predictedKinds,
  type SourceColumns,
  sourceState,
  type TargetColumns,
} from '../../domain/conflicts/predict.ts';
import { assignedPeople } from '../../domain/mapping/assigned.ts';
import { hashOf } from '../../domain/mapping/hashes.ts';
import { columnsOf } from '../../domain/mapping/person.ts';
import { sampledColumns, sendingOf } from '../../domain/mapping/sending.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';

export interface PredictOrder {
  readonly snapshotId: string;
  readonly targetId: string;
  readonly mapping: Mapping | null;
  /** Which attribute externalId is made of, when there is no mapping. */
  readonly personKey: PersonKey;
}

type Sending = ReturnType<typeof sendingOf>;

const stateOf: Readonly<Record<ReturnType<Sending>['state'], number>> = {
  sent: sourceState.inScope,
  disabled: sourceState.outOfScope,
  'filtered out': sourceState.outOfScope,
  'switched off': sourceState.outOfScope,
  unmatchable: sourceState.skipped,
  'not evaluated': sourceState.notEvaluated,
};

function scopeOf(reader: SnapshotReader): { readonly people: Uint8Array | undefined; readonly note: string } {
  const coverage = reader.snapshot.coverage.find(({ set }) => set === 'scim-assignments');
  if (coverage?.state === 'complete' || coverage?.state === 'partial')
    return {
      people: assignedPeople(reader.graph(), { groups: new Set(), people: new Set() }).people,
      note: coverage.state === 'partial' ? `Assignments are known in part: ${coverage.note}` : '',
    };
  return { people: undefined, note: 'The snapshot does not tell who is assigned to the SCIM app: everybody is taken to be in scope.' };
}

const hashes = (count: number) => ({
  externalId: new Float64Array(count).fill(-1),
  userName: new Float64Array(count).fill(-1),
  userNameFolded: new Float64Array(count).fill(-1),
});

function put(
  columns: Pick<SourceColumns, 'externalId' | 'userName' | 'userNameFolded'>,
  position: number,
  externalId: string | null,
  userName: string | null,
): void {
  if (externalId !== null && externalId !== '') columns.externalId[position] = hashOf(externalId);
  if (userName === null || userName === '') return;
  columns.userName[position] = hashOf(userName);
  columns.userNameFolded[position] = hashOf(userName.toLowerCase());
}

function sourceColumns(reader: SnapshotReader, sending: Sending, assigned: Uint8Array | undefined): SourceColumns {
  const count = reader.graph().userCount;
  const columns = { count, state: new Uint8Array(count), ...hashes(count) };
  for (const user of reader.eachUser()) {
    if (assigned !== undefined && assigned[user.index] !== 1) {
      columns.state[user.index] = sourceState.outOfScope;
      continue;
    }
    const sent = sending(user);
    const state = stateOf[sent.state];
    columns.state[user.index] = state;
    if (state === sourceState.inScope || state === sourceState.skipped) put(columns, user.index, sent.externalId, sent.userName);
  }
  return columns;
}

function targetColumns(reader: SnapshotReader): TargetColumns {
  const count = reader.graph().userCount;
  const columns = { count, inactive: new Uint8Array(count), ...hashes(count) };
  for (const user of reader.eachUser()) {
    if (user.enabled === false) columns.inactive[user.index] = 1;
    put(columns, user.index, user.externalId, user.userName);
  }
  return columns;
}

interface Kept {
  readonly sending: Sending;
  readonly key: string;
  readonly prediction: Prediction;
  readonly note: string;
}

const pageOfRows = 5_000;
/** What is sent, and its hashes. Only when something could not be worked out is everybody looked through for the attributes there are. */
function readSource(
  reader: SnapshotReader,
  order: PredictOrder,
  assigned: Uint8Array | undefined,
): { readonly sending: Sending; readonly columns: SourceColumns } {
  const sending = sendingOf(sampledColumns(reader.eachUser()), order);
  const columns = sourceColumns(reader, sending, assigned);
  if (!columns.state.includes(sourceState.notEvaluated)) return { sending, columns };
  const thorough = sendingOf(columnsOf(reader.eachUser()), order);
  return { sending: thorough, columns: sourceColumns(reader, thorough, assigned) };
}

/** Keeps the last prediction, since its rows are looked at page by page. */
export function predictOperations(shelf: SnapshotShelf) {
  let kept: Kept | undefined;

  function predictionOf(order: PredictOrder): Kept {
    const { snapshotId, targetId, mapping, personKey } = order;
    const key = JSON.stringify([snapshotId, targetId, personKey, mapping]);
    if (kept?.key === key) return kept;
    kept = undefined;
    const [source, target] = [shelf.open(snapshotId), shelf.open(targetId)];
    if (target.snapshot.source !== 'scim' && target.snapshot.source !== 'files')
      throw new Refusal('conflicts.no-target', 'Compare with a snapshot of the target: one taken by SCIM, or imported from a file with externalId.');
    const scope = scopeOf(source);
    const { sending, columns } = readSource(source, order, scope.people);
    kept = { key, sending, prediction: predict(columns, targetColumns(target)), note: scope.note };
    return kept;
  }

  /** Rows by position in the directory. */
  function rowsAt(order: PredictOrder, { prediction, sending }: Kept, positions: readonly number[]): readonly PredictedRow[] {
    const [source, target] = [shelf.open(order.snapshotId), shelf.open(order.targetId)];
    const users = source.usersAt(positions);
    const wanted = positions.map((position) => prediction.accounts[position] ?? -1);
    const found = target.usersAt(wanted.filter((account) => account !== -1));
    let next = 0;
    return users.map((user, index): PredictedRow => {
      const kind = predictedKinds[prediction.kinds[positions[index] ?? 0] ?? 0] ?? 'created';
      const account = wanted[index] === -1 ? undefined : found[next++];
      const sent = sending(user);
      const plan = plans[kind];
      const sends = kind !== 'out-of-scope' && kind !== 'not-evaluated';
      return {
        kind,
        plan: plan.step,
        blocked: plan.blocked === true,
        id: user.id,
        displayName: user.displayName,
        userName: sends ? sent.userName : null,
        externalId: sends ? sent.externalId : null,
        accountId: account?.id ?? null,
        accountUserName: account?.userName ?? null,
        accountExternalId: account?.externalId ?? null,
        reason: plan.reason,
      };
    });
  }

  const positionsOf = ({ kinds }: Prediction, wanted: string): readonly number[] => {
    const positions: number[] = [];
    for (let person = 0; person < kinds.length; person += 1) {
      const kind = predictedKinds[kinds[person] ?? 0];
      if (wanted === 'all' ? kind !== 'out-of-scope' : kind === wanted) positions.push(person);
    }
    return positions;
  };

  return {
    'conflicts.predict': ({
      filter,
      offset,
      limit,
      ...order
    }: PredictOrder & { readonly filter: string; readonly offset: number; readonly limit: number }): Omit<ConflictPrediction, 'findings'> => {
      const found = predictionOf(order);
      const { prediction, note } = found;
      const positions = positionsOf(prediction, filter);
      const target = shelf.open(order.targetId).snapshot;
      const coverage = target.coverage.find(({ set }) => set === 'users');
      return {
        counts: { ...prediction.counts },
        unclaimed: prediction.unclaimed,
        targetComplete: coverage?.state === 'complete',
        rows: [...rowsAt(order, found, positions.slice(offset, offset + limit))],
        total: positions.length,
        notes: [
          note,
          coverage?.state === 'complete'
            ? ''
            : `The target’s list of users is not complete, so “created” may meet an account nobody saw. ${coverage?.note ?? ''}`.trim(),
        ].filter(Boolean),
      };
    },
    /** A part of the plan, for a file: from this person of those in scope. */
    'conflicts.planRows': ({
      from,
      ...order
    }: PredictOrder & { readonly from: number }): { readonly rows: readonly PredictedRow[]; readonly next: number | null } => {
      const found = predictionOf(order);
      const positions = positionsOf(found.prediction, 'all');
      const end = Math.min(positions.length, from + pageOfRows);
      return { rows: rowsAt(order, found, positions.slice(from, end)), next: end < positions.length ? end : null };
    },
  };
}

export type PredictOperations = ReturnType<typeof predictOperations>;
