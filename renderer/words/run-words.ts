// What is said of a run as a whole: its tone and how far it is. Pure readings of the contract's values.
import type { Overview } from '../../contract/app.ts';
import type { Run, RunSummary } from '../../contract/common.ts';

/** The tone of a run: that of its verdict, unknown while it has none. */
export function runTone(run: RunSummary): Overview['tone'] {
  if (run.state === 'broken') return 'bad';
  if (run.verdict === 'passed') return run.state === 'finished' ? 'good' : 'unknown';
  if (run.verdict === 'warned') return 'warning';
  if (run.verdict === 'failed') return 'bad';
  return 'unknown';
}

/** Steps ended, steps in all, and the title of the one that runs. */
export function progressOf(run: Run): { readonly done: number; readonly total: number; readonly current: string | undefined } {
  const done = run.steps.filter((step) => step.status !== 'pending' && step.status !== 'running').length;
  return { done, total: run.steps.length, current: run.steps.find((step) => step.status === 'running')?.title };
}
