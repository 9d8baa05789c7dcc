// What the provisioning log's store takes and gives. Positions and numbers stay inside; outside stand events as the contract has them.
import type { AppRow, CoverageSpan, LogEvent, LogFilter, LogIdentity, LogSource, LogStatus } from '../../../../contract/provisioning-log.ts';

export interface EventToStore {
  readonly event: LogEvent;
  /** What the event was about, one a line: kept for the judgement of what is over. */
  readonly operations: string;
  /** The code without its connector's prefix. */
  readonly cause: string | null;
  /** Changed properties as words to find it by; empty when there are none. */
  readonly words: string;
  /** As the source gave it. */
  readonly raw: string;
}

export interface ImportHead {
  readonly source: LogSource;
  /** File name or where it was read. */
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface ImportOutcome {
  readonly fresh: number;
  /** In the log before. */
  readonly known: number;
  readonly unreadable: number;
}

/** One import is one transaction: until `commit` others see nothing, and a process that dies leaves nothing. */
export interface LogImport {
  /** Whether an event of this id is there: then its text need not be read. */
  has(id: string): boolean;
  add(one: EventToStore): 'fresh' | 'known';
  /** Counts an event that `has` said is there. */
  skip(): void;
  aside(line: number | null, reason: string, excerpt: string): void;
  readonly outcome: ImportOutcome;
  commit(spans: readonly CoverageSpan[]): ImportOutcome;
  drop(): void;
}

/** What the judgement of failures needs of an event, in the order of time. */
export interface TryRow {
  /** The same for the same job and the same source object, whatever its name was; an event without an object has one of its own. */
  readonly subject: number;
  readonly operations: string;
  readonly status: LogStatus;
  readonly cause: string | null;
  readonly at: number;
  readonly job: string | null;
  readonly kind: LogEvent['from']['kind'];
}

export interface LogStore {
  /** How text is searched: `slow` goes over every name and reason, without properties. */
  readonly textSearch: 'indexed' | 'slow';
  /** Another one after every change of the log. */
  revision(): string;
  begin(head: ImportHead): LogImport;
  /** Newest first. `open`: failures that are still failing, by subject, with the time of the first; asked for by a filter with `open`. */
  page(
    filter: LogFilter,
    offset: number,
    limit: number,
    open?: ReadonlyMap<number, number>,
  ): { readonly events: readonly LogEvent[]; readonly total: number };
  byStatus(filter: LogFilter): Readonly<Record<LogStatus, number>>;
  /** Events a bucket of time and status; buckets are of one length, the first begins at `from`. */
  overTime(filter: LogFilter, buckets: number): { readonly from: string; readonly bucketMs: number; readonly counts: readonly (readonly number[])[] };
  byId(id: string): { readonly event: LogEvent; readonly raw: string } | undefined;
  apps(): readonly AppRow[];
  causes(filter: LogFilter): readonly { readonly cause: string; readonly events: number }[];
  /** Only subjects that ever failed, oldest first. */
  tries(filter: LogFilter): Iterable<TryRow>;
  /** Whom or what a subject of `tries` is, by its newest name. */
  subject(subject: number): LogIdentity;
  spans(): readonly CoverageSpan[];
  imports(): readonly (ImportHead & ImportOutcome)[];
  aside(offset: number, limit: number): readonly { readonly line: number | null; readonly reason: string; readonly excerpt: string }[];
  close(): void;
}
