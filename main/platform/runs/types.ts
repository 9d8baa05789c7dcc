// What a feature needs to run as a job: announce steps, end them, report findings, write down effects. No storage here.
import type { DialectName, Exchange, Finding, Run, RunKind, RunSummary, Step, StepStatus, Verdicts } from '../../../contract/common.ts';
import type { Refusal } from '../refusal.ts';

export interface StepPlan {
  readonly id: string;
  readonly title: string;
}

export interface StepEnd {
  readonly status: StepStatus;
  readonly verdicts: Verdicts;
  readonly reason: string;
  readonly stoppedBy?: string;
  readonly wouldSend?: string;
  readonly facts?: Step['facts'];
  readonly findings?: readonly Finding[];
  readonly exchangeIds: readonly string[];
}

/** A living run as the feature sees it. Ids of steps are unique in a run. */
export interface RunReporter {
  readonly runId: string;
  /** Aborted when the administrator cancels. */
  readonly signal: AbortSignal;
  /** Announces the steps that are to come, so that a watcher sees the whole way. */
  plan(steps: readonly StepPlan[]): void;
  startStep(id: string): void;
  /** How far a running step is, in counts; its end replaces them. */
  progress(id: string, facts: Step['facts']): void;
  /** Ends a step; its findings are merged by id: one cause gives one finding, later steps add evidence. */
  endStep(id: string, end: StepEnd): void;
  /** A finding that belongs to the run and to no single step. */
  report(finding: Finding): void;
}

/** The one row a write leaves before it is sent. `ownKey` is how the thing can be found again without the server's id. */
export interface JournalIntent {
  readonly resourceType: 'User' | 'Group';
  readonly method: 'POST';
  readonly path: string;
  /** What a fresh GET must match before anything is removed. A user: externalId and userName; a group: displayName and externalId. */
  readonly ownKey: { readonly externalId: string; readonly name: string };
}

export interface JournalRow extends JournalIntent {
  readonly id: string;
  readonly runId: string;
  readonly connectionId: string;
  readonly state: 'intended' | 'done' | 'undone' | 'abandoned';
  readonly resourceId?: string;
  /** Names the thing had or may have since: a rename is written down before it is sent. */
  readonly alsoNamed: readonly string[];
  readonly note?: string;
  readonly at: string;
}

/** Rows are on disk (synchronous=FULL) before the promise resolves. */
export interface Journal {
  intend(intent: JournalIntent): Promise<string>;
  /** The server answered with this id. */
  done(journalId: string, resourceId: string): Promise<void>;
  /** A rename is about to be sent. */
  renaming(journalId: string, newName: string): Promise<void>;
  /** Gone, seen by a 404 (or never made, seen by a complete look-up). */
  undone(journalId: string, note: string): Promise<void>;
  /** It could not be removed, or must not be: why. */
  left(journalId: string, note: string): Promise<void>;
  rows(): Promise<readonly JournalRow[]>;
}

/** What a run's body gets: the reporter, its journal, and where its exchanges go. */
export interface RunJob extends RunReporter {
  readonly journal: Journal;
  /** Keeps an exchange in the run's history. Secrets are removed before it comes here. */
  record(exchange: Exchange): void;
  /** True while no other process may take this run for a dead one. */
  readonly leaseHeld: boolean;
}

/** What becomes of a run whose process died: nothing is to do (such a run may not write in its journal), or its effects are offered for removal. */
export type CrashPolicy = 'discard' | 'clean-up';

export interface RunStart {
  readonly kind: RunKind;
  readonly connection: { readonly id: string; readonly name: string } & Pick<RunSummary, 'idp' | 'practice' | 'production'>;
  readonly dialect?: DialectName;
  /** What the run was asked to do, secrets never among it. */
  readonly options: Run['options'];
  readonly faults: readonly string[];
  readonly crash: CrashPolicy;
  /** A clean-up works on the journal of this dead run and holds its lease; refused while that run lives. */
  readonly cleansUp?: string;
  /** What only one living run may use, here or in another window or terminal of this user: its name, and the refusal for a second one. */
  readonly alone?: { readonly name: string; readonly refusal: Refusal };
}

export interface RunOutcome {
  readonly verdicts: Verdicts;
  /** One sentence for lists and notifications. */
  readonly summary: string;
}

export type RunBody = (job: RunJob) => Promise<RunOutcome>;

export interface StartedRun {
  readonly runId: string;
  /** Resolves with the ended run in every case: finished, cancelled or broken. Never rejects because of the body. */
  readonly finished: Promise<Run>;
}

/** What a dead run left: its rows that are not undone. */
export interface LeftRun {
  readonly run: RunSummary;
  readonly rows: readonly JournalRow[];
}

/** What features need of the run manager. */
export interface RunStarter {
  /** Resolves when the run is in history and holds its lease; the body starts then. */
  start(options: RunStart, body: RunBody): Promise<StartedRun>;
  /** Runs without a lease whose journal has rows not undone. */
  leftovers(): Promise<readonly LeftRun[]>;
}
