// An import of a log as a run: one step a file, what was new, what was known, what could not be read, and one sentence at its end.
import type { StepStatus, Verdicts } from '../../../contract/common.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { RunJob, RunOutcome } from '../../platform/runs/types.ts';
import type { Ask } from '../../platform/workers/tasks.ts';
import type { LogFilesOrder, LogFilesOutcome, LogProgress } from './import-files.ts';
import type { LogOperations } from './worker-operations.ts';

const all = (status: StepStatus): Verdicts => ({ rfc: status, entra: status, okta: status });
const counted = (count: number, one: string, many: string) => `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
const events = (count: number) => counted(count, 'event', 'events');

const readStep = { id: 'read', title: 'Read and store the log' };

/** What was read, in a sentence. */
export function outcomeWords({ fresh, known, unreadable, cut }: LogFilesOutcome): string {
  return [
    `${events(fresh)} new.`,
    ...(known === 0 ? [] : [`${events(known)} ${known === 1 ? 'was' : 'were'} in the log before.`]),
    ...(unreadable === 0
      ? []
      : [`${counted(unreadable, 'entry', 'entries')} could not be read and ${unreadable === 1 ? 'was' : 'were'} kept aside.`]),
    ...cut.map((name) => `“${name}” ends in the middle: every whole event before that was kept. Download it again.`),
  ].join(' ');
}

export async function runLogImport(ask: Ask<LogOperations>, job: RunJob, order: LogFilesOrder): Promise<RunOutcome> {
  job.plan([readStep]);
  job.startStep(readStep.id);
  try {
    const follow = (_progress: LogProgress): void => {};
    const outcome = await ask('logs.importFiles', order, { signal: job.signal, onProgress: follow });
    const status: StepStatus = outcome.unreadable > 0 || outcome.cut.length > 0 ? 'warned' : 'passed';
    const summary = outcomeWords(outcome);
    job.endStep(readStep.id, {
      status,
      verdicts: all(status),
      reason: summary,
      facts: [
        { label: order.files.length === 1 ? 'File' : 'Files', value: order.files.map(({ name }) => name).join(', ') },
        ...(outcome.first === null || outcome.last === null
          ? []
          : [
              { label: 'First event', value: outcome.first },
              { label: 'Last event', value: outcome.last },
            ]),
      ],
      exchangeIds: [],
    });
    return { verdicts: all(status), summary };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    job.endStep(readStep.id, { status: 'failed', verdicts: all('failed'), reason: thrown.message, exchangeIds: [] });
    return { verdicts: all('failed'), summary: thrown.message };
  }
}
