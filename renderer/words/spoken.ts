// What the live region says when a run moves on: the steps that ended since the last snapshot, or the end of the run.
import type { Run } from '../../contract/common.ts';
import { runStateWords, statusWords } from './labels.ts';

/** An empty string when there is nothing new to say. */
export function spokenChange(before: Run | undefined, after: Run): string {
  if (before === undefined) return '';
  if (before.state === 'running' && after.state !== 'running') return `${runStateWords[after.state]}. ${after.summary ?? ''}`.trim();
  const ended = after.steps.filter((step) => {
    if (step.status === 'pending' || step.status === 'running') return false;
    const earlier = before.steps.find((other) => other.id === step.id);
    return earlier === undefined || earlier.status === 'pending' || earlier.status === 'running';
  });
  return ended.map((step) => `${step.title}: ${statusWords[step.status]}.`).join(' ');
}
