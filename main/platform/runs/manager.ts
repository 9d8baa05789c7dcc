// Runs: starts them as jobs that hold a lease, keeps them in memory while they live and in history always, tells watchers, cancels them.
// Promise: `finished` resolves with the ended run whatever the body does; what a body throws goes to `onBug` and the run is `broken`;
// a run whose process died is `interrupted` and what it left is offered. Knows nothing of what a run does.
import type { Run } from '../../../contract/common.ts';
import type { Clock, Random } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { Storage } from '../storage/types.ts';
import { RunInterrupted } from './interrupted.ts';
import { createClosedJournal, openJournal } from './journal.ts';
import { createLivingRun, type End, type LivingRun, newRun } from './living-run.ts';
import type { Journal, RunBody, RunJob, RunStart, RunStarter, StartedRun } from './types.ts';
import { createAnnouncer } from './watch.ts';

export interface RunManagerOptions {
  readonly storage: Pick<Storage, 'runs' | 'journal' | 'leases'>;
  readonly clock: Clock;
  readonly random: Pick<Random, 'uuid'>;
  /** What a body threw, or what kept the end from being written. For the log; never swallowed. */
  readonly onBug: (thrown: unknown, runId: string) => void;
  /** Removes secrets from what a run says of itself: a server may repeat one, and a reason or a finding may quote the server. */
  readonly clean?: <T>(value: T) => T;
}

export interface RunManager extends RunStarter {
  /** The newest state: from memory while it lives here, else from history. */
  get(runId: string): Promise<Run | undefined>;
  /** Runs that live in this process. */
  living(): readonly Run[];
  /** Called at most ten times a second a run, and always at its end. Returns the way to stop. */
  onChange(listener: (runId: string, revision: number) => void): () => void;
  /** False: it does not live in this process. The body sees its signal aborted; `finished` resolves when it has ended. */
  cancel(runId: string): boolean;
  /** Cancels what lives and waits until every end is written. */
  close(): Promise<void>;
}

interface Living {
  readonly run: LivingRun;
  readonly stop: AbortController;
  readonly finished: Promise<Run>;
}

const cancelled = () => new DOMException('The run was cancelled.', 'AbortError');
const isAbort = (thrown: unknown, signal: AbortSignal) =>
  signal.aborted && (thrown === signal.reason || (thrown instanceof Error && thrown.name === 'AbortError'));

const stillLiving = () =>
  new Refusal('run.living', 'That run is still going on, or is being cleaned up, here or in another window or terminal. Wait for its end.');

/** Opens the manager: runs of dead processes become `interrupted` first. */
export async function createRunManager({ storage, clock, random, onBug, clean = (value) => value }: RunManagerOptions): Promise<RunManager> {
  const living = new Map<string, Living>();
  const listeners = new Set<(runId: string, revision: number) => void>();
  await storage.runs.interruptDead(clock.now());

  async function takeLeases(wanted: readonly { readonly name: string; readonly refusal: () => Refusal }[]): Promise<readonly string[]> {
    const taken: string[] = [];
    for (const { name, refusal } of wanted) {
      if (await storage.leases.take(name)) taken.push(name);
      else {
        await releaseLeases(taken);
        throw refusal();
      }
    }
    return taken;
  }

  async function releaseLeases(names: readonly string[]): Promise<void> {
    for (const name of names) await storage.leases.release(name);
  }

  /** A watcher's fault is not the run's. */
  function tellListeners(runId: string, revision: number): void {
    for (const listener of listeners) {
      try {
        listener(runId, revision);
      } catch (thrown) {
        onBug(thrown, runId);
      }
    }
  }

  async function runBody(body: RunBody, job: RunJob): Promise<End> {
    try {
      const outcome = await body(job);
      return { state: job.signal.aborted ? 'cancelled' : 'finished', outcome: clean(outcome) };
    } catch (thrown) {
      if (isAbort(thrown, job.signal)) return { state: 'cancelled' };
      if (thrown instanceof RunInterrupted) return { state: 'interrupted', outcome: { summary: clean(thrown.message) } };
      onBug(thrown, job.runId);
      return { state: 'broken' };
    }
  }

  /** Whatever cannot be written, the run ends and its leases go back. */
  async function settle(run: LivingRun, leases: readonly string[], { state, outcome }: End): Promise<Run> {
    const ended = run.end(state, outcome);
    for (const work of [() => storage.runs.write(ended), () => releaseLeases(leases)]) {
      try {
        await work();
      } catch (thrown) {
        onBug(thrown, ended.id);
      }
    }
    return ended;
  }

  async function start(options: RunStart, body: RunBody): Promise<StartedRun> {
    const runId = random.uuid();
    const { cleansUp, alone } = options;
    const leases = await takeLeases([
      { name: runId, refusal: stillLiving },
      ...(cleansUp === undefined ? [] : [{ name: cleansUp, refusal: stillLiving }]),
      ...(alone === undefined ? [] : [{ name: alone.name, refusal: () => alone.refusal }]),
    ]);
    try {
      return await begin(runId, leases, options, body);
    } catch (thrown) {
      living.delete(runId);
      await releaseLeases(leases);
      throw thrown;
    }
  }

  async function begin(runId: string, leases: readonly string[], options: RunStart, body: RunBody): Promise<StartedRun> {
    const first = newRun(runId, options, clock.now());
    const stop = new AbortController();
    const announcer = createAnnouncer(clock, () => tellListeners(runId, run.current().revision));
    const run = createLivingRun(first, clock, () => {
      storage.runs.save(run.current());
      announcer.changed();
    });
    await storage.runs.write(first);
    const written =
      options.crash === 'discard'
        ? createClosedJournal()
        : await openJournal({
            disk: storage.journal,
            runId: options.cleansUp ?? runId,
            connectionId: options.connection.id,
            clock,
            random,
            changed: run.journalChanged,
          });
    const journal: Journal = {
      ...written,
      undone: (id, note) => written.undone(id, clean(note)),
      left: (id, note) => written.left(id, clean(note)),
    };
    const { plan, startStep } = run;
    const progress: RunJob['progress'] = (id, facts) => run.progress(id, clean(facts));
    const endStep: RunJob['endStep'] = (id, end) => run.endStep(id, clean(end));
    const report: RunJob['report'] = (finding) => run.report(clean(finding));
    const record: RunJob['record'] = (exchange) => {
      storage.runs.record(runId, exchange);
      run.exchangeRecorded();
    };
    const job: RunJob = { runId, signal: stop.signal, plan, startStep, progress, endStep, report, journal, record, leaseHeld: true };
    const finished = Promise.resolve()
      .then(() => runBody(body, job))
      .then((end) => settle(run, leases, end))
      .finally(() => {
        living.delete(runId);
        announcer.end();
      });
    living.set(runId, { run, stop, finished });
    announcer.changed();
    return { runId, finished };
  }

  return {
    start,
    leftovers: () => storage.journal.leftovers(),
    get: async (runId) => living.get(runId)?.run.snapshot() ?? (await storage.runs.get(runId)),
    living: () => [...living.values()].map(({ run }) => run.snapshot()),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cancel(runId) {
      const one = living.get(runId);
      one?.stop.abort(cancelled());
      return one !== undefined;
    },
    async close() {
      const ends = [...living.values()].map(({ stop, finished }) => {
        stop.abort(cancelled());
        return finished;
      });
      await Promise.all(ends);
    },
  };
}
