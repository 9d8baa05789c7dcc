// Reads a source as the steps of a run: each set's progress and end, its findings, and one verdict. What was stopped leaves no snapshot.
import type { Exchange, StepStatus, Verdicts } from '../../../../contract/common.ts';
import type { Coverage } from '../../../../contract/directory.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { RunJob, RunOutcome } from '../../../platform/runs/types.ts';
import type { ReadSource } from '../ports.ts';
import { stepOf } from './ledger.ts';
import type { DirectorySourceReader, SourceOutcome, SourceProgress } from './types.ts';

type Into = (job: RunJob, read: ReadSource) => Promise<RunOutcome>;

const steps = [
  { id: 'assignments', title: 'Read who is assigned' },
  { id: 'groups', title: 'Read groups' },
  { id: 'memberships', title: 'Read memberships' },
  { id: 'users', title: 'Read people' },
] as const;

const all = (status: StepStatus): Verdicts => ({ rfc: status, entra: status, okta: status });
const counted = (count: number): string => count.toLocaleString('en-US');

function statusOf(states: readonly Coverage['state'][]): StepStatus {
  if (states.includes('not permitted') || states.includes('partial')) return 'warned';
  return states.length > 0 && states.every((state) => state === 'not read') ? 'skipped' : 'passed';
}

function endTaken(
  job: RunJob,
  outcome: Extract<SourceOutcome, { kind: 'taken' }>,
  read: ReadonlyMap<string, number>,
  exchangesOf: ExchangesOf,
): void {
  for (const { id } of steps) {
    const rows = outcome.coverage.filter(({ set }) => stepOf(set) === id);
    const findings = outcome.findings.filter(({ stepIds }) => stepIds.includes(id));
    const status = findings.some(({ severity }) => severity === 'error') ? 'failed' : statusOf(rows.map(({ state }) => state));
    const words = rows
      .filter(({ state }) => state !== 'complete')
      .map(({ set, state, note }) => `${set.replace('-', ' ')}: ${state}. ${note}`.trim());
    job.endStep(id, {
      status,
      verdicts: all(status),
      reason: words.length === 0 ? 'All of it was read.' : words.join(' '),
      facts: [{ label: 'Read', value: counted(read.get(id) ?? 0) }],
      findings,
      exchangeIds: exchangesOf(id).map((exchange) => exchange.id),
    });
  }
}

function endStopped(job: RunJob, outcome: Extract<SourceOutcome, { kind: 'stopped' }>, begun: ReadonlySet<string>, exchangesOf: ExchangesOf): void {
  const at = outcome.findings.at(-1)?.stepIds[0] ?? 'assignments';
  for (const { id } of steps) {
    const findings = outcome.findings.filter(({ stepIds }) => stepIds.includes(id));
    const failed = id === at || findings.some(({ severity }) => severity === 'error');
    const status = failed ? 'failed' : 'skipped';
    job.endStep(id, {
      status,
      verdicts: all(status),
      reason: failed ? outcome.summary : begun.has(id) ? 'It was begun, and no snapshot holds it.' : 'It was not come to.',
      ...(failed ? {} : { stoppedBy: at }),
      findings,
      exchangeIds: exchangesOf(id).map((exchange) => exchange.id),
    });
  }
}

/** Storing was refused: while rows came (`begun`), or at the end. */
function endRefused(job: RunJob, begun: ReadonlySet<string> | undefined, reason: string): void {
  if (begun === undefined) {
    job.endStep('store', { status: 'failed', verdicts: all('failed'), reason, exchangeIds: [] });
    return;
  }
  const at = [...begun].at(-1) ?? 'assignments';
  for (const { id } of steps) {
    const status = id === at ? 'failed' : 'skipped';
    const skipped = begun.has(id) ? 'It was begun, and no snapshot holds it.' : 'It was not come to.';
    job.endStep(id, {
      status,
      verdicts: all(status),
      reason: id === at ? reason : skipped,
      ...(id === at ? {} : { stoppedBy: at }),
      exchangeIds: [],
    });
  }
}

type ExchangesOf = (stepId: string) => readonly Exchange[];

/** Follows the progress of each set as its step. */
function follower(job: RunJob) {
  const [begun, read] = [new Set<string>(), new Map<string, number>()];
  const bySet = new Map<string, number>();
  const follow = (progress: SourceProgress): void => {
    const id = stepOf(progress.set);
    if (!begun.has(id)) {
      begun.add(id);
      job.startStep(id);
    }
    bySet.set(progress.set, progress.read);
    const sets = progress.set.endsWith('-assignments') ? ['scim-assignments', 'sso-assignments'] : [progress.set];
    read.set(
      id,
      sets.reduce((sum, set) => sum + (bySet.get(set) ?? 0), 0),
    );
  };
  return { begun, read, follow };
}

/** `into` keeps the snapshot when the read resolves, and drops it when the read throws. */
export async function readInRun(job: RunJob, reader: DirectorySourceReader, into: Into, exchangesOf: ExchangesOf): Promise<RunOutcome> {
  job.plan(steps);
  const { begun, read, follow } = follower(job);
  let outcome: SourceOutcome | undefined;
  try {
    const stored = await into(job, async (sink, signal, memory) => {
      outcome = await reader.take({ sink, signal, progress: follow, ...memory });
      if (outcome.kind === 'cancelled') signal.throwIfAborted();
      if (outcome.kind === 'taken') {
        endTaken(job, outcome, read, exchangesOf);
        return outcome;
      }
      throw new Refusal('directory.stopped', outcome.kind === 'stopped' ? outcome.summary : 'The import was cancelled.');
    });
    return outcome?.kind === 'taken' ? judged(stored, outcome) : stored;
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    if (outcome?.kind === 'stopped' && thrown.code === 'directory.stopped') {
      endStopped(job, outcome, begun, exchangesOf);
      return { verdicts: all('failed'), summary: outcome.summary };
    }
    // The disk refused what had come.
    endRefused(job, outcome === undefined ? begun : undefined, thrown.message);
    return { verdicts: all('failed'), summary: thrown.message };
  }
}

/** A snapshot that lacks something is no pass, and its one sentence says so. */
function judged(stored: RunOutcome, outcome: Extract<SourceOutcome, { kind: 'taken' }>): RunOutcome {
  const lacking = outcome.coverage.filter(({ state }) => state === 'partial' || state === 'not permitted');
  const failed = outcome.findings.some(({ severity }) => severity === 'error');
  if (lacking.length === 0 && outcome.findings.length === 0) return stored;
  const words = lacking.map(({ set, state }) => `${set.replace('-', ' ')} (${state})`);
  return {
    verdicts: all(failed ? 'failed' : 'warned'),
    summary: `${stored.summary}${words.length === 0 ? '' : ` Not complete: ${words.join(', ')}.`}`,
  };
}
