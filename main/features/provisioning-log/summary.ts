// What a log says in sum: how many of each status, which causes are still failing and for how many people and groups, which are past, and what time it covers.
import type { CauseSummary, LogFilter, LogObjectKind, LogSummary } from '../../../contract/provisioning-log.ts';
import { createLedger, type OpenFailure, type Operation, standingOf } from '../../domain/provisioning-log/standing.ts';
import type { LogStore } from '../../platform/storage/provisioning-log/types.ts';
import { findingsAcross } from './across.ts';
import { findingIdOf } from './explanation.ts';

export type SubjectFailure = OpenFailure<number>;

export interface Failures {
  readonly open: readonly SubjectFailure[];
  readonly ended: readonly (SubjectFailure & { readonly endedAt: number })[];
}

/** Every failure of these events, and whether something ended it. */
export function failuresOf(store: LogStore, filter: LogFilter): Failures {
  const ledger = createLedger<number>();
  for (const { operations, ...one } of store.tries(filter)) ledger.add({ ...one, operations: operations.split('\n') as Operation[] });
  return { open: ledger.open(), ended: ledger.ended() };
}

/** The first failure still open of each subject, for the filter `open`. */
export function openSince(open: readonly SubjectFailure[]): ReadonlyMap<number, number> {
  const since = new Map<number, number>();
  for (const { subject, first } of open) since.set(subject, Math.min(since.get(subject) ?? first, first));
  return since;
}

const isoOf = (at: number) => new Date(at).toISOString();

function causesOf(failures: readonly SubjectFailure[], standing: CauseSummary['standing']): CauseSummary[] {
  const byCause = new Map<string, SubjectFailure[]>();
  for (const failure of failures) {
    const cause = failure.cause ?? 'no code';
    const known = byCause.get(cause);
    if (known === undefined) byCause.set(cause, [failure]);
    else known.push(failure);
  }
  const distinct = (of: readonly SubjectFailure[], wanted: LogObjectKind) =>
    new Set(of.filter(({ kind }) => kind === wanted).map(({ subject }) => subject)).size;
  return [...byCause]
    .map(([cause, of]) => ({
      cause,
      standing,
      people: distinct(of, 'user'),
      groups: distinct(of, 'group'),
      first: isoOf(of.reduce((least, { first }) => Math.min(least, first), Number.POSITIVE_INFINITY)),
      last: isoOf(of.reduce((most, { last }) => Math.max(most, last), 0)),
      findingId: findingIdOf(cause),
    }))
    .sort((a, b) => b.people + b.groups - (a.people + a.groups) || a.cause.localeCompare(b.cause));
}

/** `stoppedAt`: when a job stopped, in milliseconds since 1970; undefined while it runs or when nobody asked it. */
export function summaryOf(store: LogStore, filter: LogFilter, stoppedAt: (job: string) => number | undefined): LogSummary {
  const { open, ended } = failuresOf(store, filter);
  const [still, unknown]: [SubjectFailure[], SubjectFailure[]] = [[], []];
  for (const failure of open) (standingOf(failure, stoppedAt) === 'unknown' ? unknown : still).push(failure);
  const byStatus = store.byStatus(filter);
  const events = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
  return {
    events,
    byStatus,
    stillFailing: [...causesOf(still, 'open'), ...causesOf(unknown, 'unknown')],
    past: causesOf(ended, 'over'),
    coverage: [...store.spans()],
    jobs: [],
    findings: [...findingsAcross(store, filter, open, events)],
  };
}
