// Still failing or over? Goes through a log in the order of time and knows at its end, for each object and each operation on it, the failure nothing ended.
// Over is a failure after which the same operation on the same object succeeded, or after which there was nothing left to do (RedundantExport). A
// membership is ended only by the same pair: a group that is equal by its own attributes says nothing about its members. Source of the rule: Microsoft
// Learn, How provisioning works (failed entries are tried again each cycle) and Provisioning logs (RedundantExport: source and target are equal).
import type { LogObjectKind, LogStatus, Standing } from '../../../contract/provisioning-log.ts';
import type { ReadEvent } from './event.ts';

/**
 * `keep`: the object is brought to its state by create or update. `remove`: it is taken away or switched off. `other`: something of that name that neither
 * brings nor takes, such as an assignment: ended only by its like. Else one member of a group.
 */
export type Operation = 'keep' | 'remove' | `other ${string}` | `member ${'added' | 'removed'} ${string}`;

/** One try: what of an event counts here. Events must be added in the order of their time. */
export interface Try<S> {
  /** The same for tries of the same job on the same source object. */
  readonly subject: S;
  readonly operations: readonly Operation[];
  readonly status: LogStatus;
  /** The code without its connector's prefix, or null. */
  readonly cause: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly job: string | null;
  readonly kind: LogObjectKind;
}

export interface OpenFailure<S> {
  readonly subject: S;
  readonly operation: Operation;
  readonly kind: LogObjectKind;
  readonly job: string | null;
  readonly cause: string | null;
  /** The first and the last failure since the last success. */
  readonly first: number;
  readonly last: number;
}

export interface EndedFailure<S> extends OpenFailure<S> {
  readonly endedAt: number;
}

export interface SubjectTimes {
  readonly firstFailure: number | null;
  readonly lastFailure: number | null;
  readonly lastSuccess: number | null;
}

export interface Ledger<S> {
  add(one: Try<S>): void;
  readonly open: () => readonly OpenFailure<S>[];
  /** Each stretch of failures that ended. */
  readonly ended: () => readonly EndedFailure<S>[];
  readonly timesOf: (subject: S) => SubjectTimes;
}

const memberAttribute = /^members?$/i;

/** What an event was about. A group whose event names members is about these pairs, and about itself only when another attribute is named too. */
export function operationsOf({ event, modifiedProperties }: Pick<ReadEvent, 'event' | 'modifiedProperties'>): readonly Operation[] {
  if (event.action === 'delete' || event.action === 'disable' || event.action === 'stageddelete') return ['remove'];
  if (event.from.kind !== 'group') return ['keep'];
  const pairs: Operation[] = [];
  let other = modifiedProperties.length === 0;
  for (const { name, oldValue, newValue } of modifiedProperties) {
    if (!memberAttribute.test(name)) other = true;
    else if (newValue !== null) pairs.push(`member added ${newValue}`);
    else if (oldValue !== null) pairs.push(`member removed ${oldValue}`);
  }
  return other ? ['keep', ...pairs] : pairs;
}

export function createLedger<S>(): Ledger<S> {
  const subjects = new Map<S, { firstFailure: number | null; lastFailure: number | null; lastSuccess: number | null }>();
  const open = new Map<S, Map<Operation, OpenFailure<S>>>();
  const ended: EndedFailure<S>[] = [];

  function end(subject: S, operations: readonly Operation[], endedAt: number): void {
    const failures = open.get(subject);
    if (failures === undefined) return;
    for (const operation of operations) {
      const failure = failures.get(operation);
      if (failure === undefined) continue;
      ended.push({ ...failure, endedAt });
      failures.delete(operation);
    }
    if (failures.size === 0) open.delete(subject);
  }

  function fail({ subject, operations, cause, at, job, kind }: Try<S>): void {
    let failures = open.get(subject);
    if (failures === undefined) {
      failures = new Map();
      open.set(subject, failures);
    }
    // The cause is that of the last try: it is what stands in the way now.
    for (const operation of operations) {
      failures.set(operation, { subject, operation, kind, job, cause, first: failures.get(operation)?.first ?? at, last: at });
    }
  }

  return {
    add(one) {
      let times = subjects.get(one.subject);
      if (times === undefined) {
        times = { firstFailure: null, lastFailure: null, lastSuccess: null };
        subjects.set(one.subject, times);
      }
      if (one.status === 'failure') {
        times.firstFailure ??= one.at;
        times.lastFailure = one.at;
        fail(one);
      } else if (one.status === 'success') {
        times.lastSuccess = one.at;
        end(one.subject, one.operations, one.at);
      } else if (one.status === 'skipped' && one.cause === 'RedundantExport') {
        times.lastSuccess = one.at;
        end(one.subject, ['keep'], one.at);
      }
    },
    open: () => [...open.values()].flatMap((failures) => [...failures.values()]),
    ended: () => ended,
    timesOf: (subject) => subjects.get(subject) ?? { firstFailure: null, lastFailure: null, lastSuccess: null },
  };
}

/** `stoppedAt`: when the job stopped (quarantine, paused, or silent for longer than it may be); undefined while it runs. */
export function standingOf(failure: Pick<OpenFailure<unknown>, 'job' | 'last'>, stoppedAt: (job: string) => number | undefined): Standing {
  const stopped = failure.job === null ? undefined : stoppedAt(failure.job);
  return stopped === undefined || stopped < failure.last ? 'open' : 'unknown';
}
