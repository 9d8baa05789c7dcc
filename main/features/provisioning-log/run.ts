// An import of a log as a run: one step a file, what was new, what was known, what could not be read, and one sentence at its end.
import type { Step, StepStatus, Verdicts } from '../../../contract/common.ts';
import type { Clock } from '../../platform/ports.ts';
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

const megabytes = (bytes: number) => (bytes / 1_000_000).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** How far the reading is. A rate and the time left only after three seconds: the first moments say nothing about the next. */
export function progressFacts({ readBytes, totalBytes, events: read }: LogProgress, spentMs: number): Step['facts'] {
  const share = totalBytes === 0 ? 1 : Math.min(1, readBytes / totalBytes);
  const left = share === 0 ? 0 : Math.ceil((spentMs * (1 - share)) / share / 1000);
  const minutes = Math.floor(left / 60);
  return [
    { label: 'Events', value: read.toLocaleString('en-US') },
    { label: 'Read', value: `${megabytes(readBytes)} of ${megabytes(totalBytes)} MB` },
    { label: 'Share', value: `${Math.floor(share * 100)} %` },
    ...(spentMs < 3000 || share === 0
      ? []
      : [
          { label: 'Rate', value: `${Math.round((read * 1000) / spentMs).toLocaleString('en-US')} events a second` },
          { label: 'Time left', value: `about ${minutes > 0 ? `${minutes} min ` : ''}${left % 60} s` },
        ]),
  ];
}

export interface LogRunPorts {
  readonly ask: Ask<LogOperations>;
  readonly clock: Pick<Clock, 'monotonic'>;
}

export async function runLogImport({ ask, clock }: LogRunPorts, job: RunJob, order: LogFilesOrder): Promise<RunOutcome> {
  job.plan([readStep]);
  job.startStep(readStep.id);
  try {
    const start = clock.monotonic();
    const follow = (progress: LogProgress) => job.progress(readStep.id, progressFacts(progress, clock.monotonic() - start));
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
