// In-memory twins of the journal and of a run's job, for tests and for runs nobody keeps.
// They pass the same contract tests as the ones on disk; nothing here survives the process.
import type { Exchange, Run } from '../../../contract/common.ts';
import { type Clock, systemClock } from '../ports.ts';
import { changedRow, intendedRow, type JournalChange } from './effects.ts';
import { createLivingRun, type EndState, newRun } from './living-run.ts';
import type { Journal, JournalRow, RunJob, RunOutcome, RunStart } from './types.ts';

export interface MemoryJournalOptions {
  readonly runId?: string;
  readonly connectionId?: string;
  readonly clock?: Clock;
  /** Rows a dead run left. */
  readonly rows?: readonly JournalRow[];
  /** Called after every change. */
  readonly changed?: (rows: readonly JournalRow[]) => void;
}

/** A journal that forgets with the process. */
export function createMemoryJournal(options: MemoryJournalOptions = {}): Journal {
  const { runId = 'run-1', connectionId = 'connection-1', clock = systemClock } = options;
  let rows: readonly JournalRow[] = options.rows ?? [];

  function put(next: readonly JournalRow[]): void {
    rows = next;
    options.changed?.(rows);
  }

  function change(journalId: string, what: JournalChange): void {
    if (!rows.some((row) => row.id === journalId)) throw new Error(`The journal has no row ${journalId}.`);
    put(rows.map((row) => (row.id === journalId ? changedRow(row, what) : row)));
  }

  return {
    async intend(intent) {
      const id = `${runId}-${rows.length + 1}`;
      put([...rows, intendedRow(id, runId, connectionId, intent, clock.now())]);
      return id;
    },
    done: async (journalId, resourceId) => change(journalId, { kind: 'done', resourceId }),
    renaming: async (journalId, newName) => change(journalId, { kind: 'renaming', newName }),
    undone: async (journalId, note) => change(journalId, { kind: 'undone', note }),
    left: async (journalId, note) => change(journalId, { kind: 'left', note }),
    rows: async () => structuredClone(rows),
  };
}

export interface MemoryJob extends RunJob {
  /** The run as a watcher would see it. */
  snapshot(): Run;
  readonly exchanges: readonly Exchange[];
  /** Aborts the signal, as the administrator's cancel does. */
  cancel(): void;
  /** Ends the run as the manager would, for tests that look at the whole. */
  end(state: EndState, outcome?: RunOutcome): Run;
}

export interface MemoryReporterOptions {
  readonly runId?: string;
  readonly clock?: Clock;
  /** Kind, connection and options of the run; a plain connection test by default. */
  readonly start?: Partial<RunStart>;
  /** Rows a dead run left, for a clean-up. */
  readonly rows?: readonly JournalRow[];
  /** Called after every change, with the newest snapshot. */
  readonly changed?: (run: Run) => void;
}

/** A job without storage: what a run's body needs, and a way to look at what it did. */
export function createMemoryReporter(options: MemoryReporterOptions = {}): MemoryJob {
  const { runId = 'run-1', clock = systemClock, rows = [] } = options;
  const start: RunStart = {
    kind: 'connection-test',
    connection: { id: 'connection-1', name: 'Connection', idp: 'entra', practice: false, production: false },
    options: {},
    faults: [],
    crash: 'discard',
    ...options.start,
  };
  const stop = new AbortController();
  const exchanges: Exchange[] = [];
  const run = createLivingRun(newRun(runId, start, clock.now()), clock, () => options.changed?.(run.snapshot()));
  if (rows.length > 0) run.journalChanged(rows);
  const { plan, startStep, progress, endStep, report, snapshot, end } = run;
  return {
    runId,
    signal: stop.signal,
    plan,
    startStep,
    progress,
    endStep,
    report,
    journal: createMemoryJournal({ runId, connectionId: start.connection.id, clock, rows, changed: run.journalChanged }),
    record(exchange) {
      exchanges.push(exchange);
      run.exchangeRecorded();
    },
    leaseHeld: true,
    snapshot,
    exchanges,
    cancel: () => stop.abort(new DOMException('The run was cancelled.', 'AbortError')),
    end,
  };
}
