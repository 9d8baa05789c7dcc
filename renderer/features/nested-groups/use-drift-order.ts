// What drift is asked with: the chosen snapshot, the target's, and by what people and groups are found in it. Chosen or read from numbers.
import type { CallOutput, ReplyOf } from '../../../contract/calls.ts';
import type { Snapshot } from '../../../contract/directory.ts';
import { useSteward } from '../../state/context.ts';
import type { DriftChoice, DriftOrder } from '../../state/nested-groups-slice.ts';
import { useReply } from '../../state/use-reply.ts';
import { driftOrderOf, targetsFor } from '../../words/drift.ts';

type Keys = CallOutput<'nested.driftKeys'>;
interface Question {
  readonly snapshotId: string;
  readonly targetId: string;
}

export interface DriftAsked {
  readonly choice: DriftChoice;
  readonly targets: readonly Snapshot[];
  readonly target: Snapshot | undefined;
  readonly keys: Keys | undefined;
  /** Undefined while something is not chosen yet or the numbers are read. */
  readonly order: DriftOrder | undefined;
  readonly trouble: string;
  readonly again: () => Promise<void>;
}

export function useDriftOrder(snapshot: Snapshot): DriftAsked {
  const snapshots = useSteward((state) => state.snapshots) ?? [];
  const kept = useSteward((state) => state.driftChoice);
  const read = useSteward((state) => state.readDriftKeys);
  const choice = kept?.snapshotId === snapshot.id ? kept : { snapshotId: snapshot.id };
  const targets = targetsFor(snapshot, snapshots);
  const preferred = targets.find(({ source }) => source === 'scim');
  const target = targets.find(({ id }) => id === choice.targetId) ?? preferred;
  const ask = target === undefined ? noKeys : read;
  const { value, state, trouble, again } = useReply<Question, Keys>(ask, { snapshotId: snapshot.id, targetId: target?.id ?? '' });
  const keys = target === undefined || state !== 'current' ? undefined : value;
  return { choice, targets, target, keys, order: driftOrderOf(choice, target?.id, keys), trouble: state === 'failed' ? trouble : '', again };
}

/** Without a target there is nothing to count. */
const noKeys = async (): Promise<ReplyOf<Keys>> => ({ ok: true, value: { people: [], targetPeople: 0, groups: [], targetGroups: 0 } });
