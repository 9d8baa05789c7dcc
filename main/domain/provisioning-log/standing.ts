// Still failing or over? Goes through a log in the order of time and knows at its end, for each object and each operation on it, the failure nothing ended.
// Over is a failure after which the same operation on the same object succeeded, or after which there was nothing left to do (RedundantExport). A
// membership is ended only by the same pair: a group that is equal by its own attributes says nothing about its members. Source of the rule: Microsoft
// Learn, How provisioning works (failed entries are tried again each cycle) and Provisioning logs (RedundantExport: source and target are equal).
import type { LogEvent, LogStatus, Standing } from '../../../contract/provisioning-log.ts';
import { type ReadEvent, subjectKeyOf } from './event.ts';

/** `keep`: the object is brought to its state by create or update. `remove`: it is taken away or switched off. Else one member of a group. */
export type Operation = 'keep' | 'remove' | `member ${'added' | 'removed'} ${string}`;

/** One try: what of an event counts here. Events must be added in the order of their time. */
export interface Try {
  readonly subject: string;
  readonly operations: readonly Operation[];
  readonly status: LogStatus;
  /** The code without its connector's prefix, or null. */
  readonly cause: string | null;
  /** ISO 8601. */
  readonly at: string;
  readonly jobId: string | null;
  readonly kind: LogEvent['from']['kind'];
}

export interface OpenFailure {
  readonly subject: string;
  readonly operation: Operation;
  readonly kind: Try['kind'];
  readonly jobId: string | null;
  readonly cause: string | null;
  /** The first and the last failure since the last success. */
  readonly first: string;
  readonly last: string;
}

export interface EndedFailure extends OpenFailure {
  readonly endedAt: string;
}

export interface SubjectTimes {
  readonly firstFailure: string | null;
  readonly lastFailure: string | null;
  readonly lastSuccess: string | null;
}

export interface Ledger {
  add(one: Try): void;
  readonly open: () => readonly OpenFailure[];
  /** Each stretch of failures that ended. */
  readonly ended: () => readonly EndedFailure[];
  readonly timesOf: (subject: string) => SubjectTimes;
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

export function tryOf(read: ReadEvent, cause: string | null): Try {
  const { status, at, jobId, from } = read.event;
  return { subject: subjectKeyOf(read.event), operations: operationsOf(read), status, cause, at, jobId, kind: from.kind };
}

export function createLedger(): Ledger {
  const subjects = new Map<string, { firstFailure: string | null; lastFailure: string | null; lastSuccess: string | null }>();
  const open = new Map<string, Map<Operation, OpenFailure>>();
  const ended: EndedFailure[] = [];

  function end(subject: string, operations: readonly Operation[], endedAt: string): void {
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

  function fail({ subject, operations, cause, at, jobId, kind }: Try): void {
    let failures = open.get(subject);
    if (failures === undefined) {
      failures = new Map();
      open.set(subject, failures);
    }
    // The cause is that of the last try: it is what stands in the way now.
    for (const operation of operations) {
      failures.set(operation, { subject, operation, kind, jobId, cause, first: failures.get(operation)?.first ?? at, last: at });
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

/** `stoppedAt`: when the job stopped (quarantine, paused, or silent for longer than it may be), ISO 8601; undefined while it runs. */
export function standingOf(failure: OpenFailure, stoppedAt: (jobId: string) => string | undefined): Standing {
  const stopped = failure.jobId === null ? undefined : stoppedAt(failure.jobId);
  return stopped === undefined || stopped < failure.last ? 'open' : 'unknown';
}
