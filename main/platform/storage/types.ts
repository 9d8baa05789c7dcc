// What storage offers to the rest of main. Every method waits for the worker; only JSON values cross.
// What is refused (a folder of a newer app, a full disk) comes as a Refusal; anything else that is thrown is a bug.
import type { Contact } from '../../../contract/app.ts';
import type { Exchange, Run, RunKind, RunSummary } from '../../../contract/common.ts';
import type { IdpReport } from '../../../contract/connection-test.ts';
import type { Connection, Receipt } from '../../../contract/connections.ts';
import type { Rerun, RerunPerson, RerunPersonState } from '../../../contract/org-rules.ts';
import type { JournalRow, LeftRun } from '../runs/types.ts';
import type { PeopleFilter } from './operations/reruns.ts';

export type { PeopleFilter };

export interface ConnectionStore {
  /** In the order they were made. */
  list(): Promise<readonly Connection[]>;
  get(id: string): Promise<Connection | undefined>;
  put(connection: Connection): Promise<void>;
  /** The connection, its own settings and what the IdP reported about it; its runs and receipts stay in history. */
  remove(id: string): Promise<void>;
}

export interface SettingStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface ReceiptStore {
  /** On disk before the promise resolves. */
  add(receipt: Receipt): Promise<void>;
  /** Newest first. */
  list(connectionId: string): Promise<readonly Receipt[]>;
}

export interface IdpReportStore {
  get(connectionId: string): Promise<IdpReport | undefined>;
  put(report: IdpReport): Promise<void>;
}

/** "What leaves this machine": every host contacted, why, how often, last when. */
export interface ContactStore {
  /** Buffered: counted in memory and written with the next batch. */
  note(host: string, why: string, at: string): void;
  list(): Promise<readonly Contact[]>;
}

export interface RunQuery {
  readonly connectionId?: string | undefined;
  readonly kind?: RunKind | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface RunStore {
  /** Buffered: the newest state of a run is written with the next batch. */
  save(run: Run): void;
  /** Buffered. */
  record(runId: string, exchange: Exchange): void;
  /** Written, with everything buffered before it, when the promise resolves. */
  write(run: Run): Promise<void>;
  /** Newest first. */
  list(query: RunQuery): Promise<{ readonly runs: readonly RunSummary[]; readonly total: number }>;
  get(id: string): Promise<Run | undefined>;
  /** In the order they were sent; `all` for reports. */
  exchanges(runId: string, ids: readonly string[] | 'all'): Promise<readonly Exchange[]>;
  lastRunAt(connectionId: string): Promise<string | undefined>;
  /** The run, its exchanges and its journal. `living`: somebody holds its lease; `left-over`: something of it may still be on the target. */
  remove(id: string): Promise<'removed' | 'absent' | 'living' | 'left-over'>;
  /** Retention: ended runs begun before this time; never living ones, those that may have left something, or those to keep. Returns how many went. */
  removeBefore(startedBefore: string, keep: readonly string[]): Promise<number>;
  /** Runs that say `running` though nobody holds their lease become `interrupted`. Returns their ids. */
  interruptDead(at: string): Promise<readonly string[]>;
}

export interface JournalStore {
  /** On disk (synchronous=FULL) before the promise resolves. */
  put(row: JournalRow): Promise<void>;
  rows(runId: string): Promise<readonly JournalRow[]>;
  /** Runs that nobody holds, with rows not undone; newest first. */
  leftovers(): Promise<readonly LeftRun[]>;
}

export interface LeaseStore {
  take(name: string): Promise<boolean>;
  release(name: string): Promise<void>;
  isHeld(name: string): Promise<boolean>;
}

/** Reruns of organization rules and their people. */
export interface RerunStore {
  /** On disk before the promise resolves. */
  put(rerun: Rerun): Promise<void>;
  get(id: string): Promise<Rerun | undefined>;
  /** Newest first. */
  list(connectionId: string): Promise<readonly Rerun[]>;
  remove(id: string): Promise<void>;
  /** People of a dry run. */
  addPeople(id: string, people: readonly RerunPerson[]): Promise<void>;
  /** On disk (synchronous=FULL) before the promise resolves. */
  writePeople(id: string, people: readonly RerunPerson[]): Promise<void>;
  /** The next people in one of these states, by position. */
  next(id: string, states: readonly RerunPersonState[], after: number, limit: number): Promise<readonly RerunPerson[]>;
  counts(id: string): Promise<Readonly<Partial<Record<RerunPersonState, number>>>>;
  people(
    id: string,
    filter: PeopleFilter,
    offset: number,
    limit: number,
  ): Promise<{ readonly people: readonly RerunPerson[]; readonly total: number }>;
  /** People who failed, or whose answers were lost, wait again. */
  retryFailed(id: string): Promise<void>;
}

export interface Storage {
  /** Sentences for the administrator about this start: a damaged file moved aside, a folder of a newer app. */
  readonly notices: readonly string[];
  readonly readOnly: boolean;
  readonly connections: ConnectionStore;
  readonly settings: SettingStore;
  readonly receipts: ReceiptStore;
  readonly idpReports: IdpReportStore;
  readonly contacts: ContactStore;
  readonly runs: RunStore;
  readonly journal: JournalStore;
  readonly leases: LeaseStore;
  readonly reruns: RerunStore;
  /** Writes what is buffered. */
  flush(): Promise<void>;
  /** Removes everything from the file's pages too, and what was moved aside. Refused while a run lives, in any process. */
  deleteAll(): Promise<void>;
  /** Writes what is buffered, gives leases back and ends the worker. */
  close(): Promise<void>;
}
