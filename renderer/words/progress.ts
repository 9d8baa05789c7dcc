// How far a living run is and how long it may still take. Time left goes by an earlier run of the same kind and options on the same
// connection, step by step, or is said not to be known: steps differ too much to go by their count. Pure; times are epoch milliseconds.
import type { Run, Step } from '../../contract/common.ts';
import { count, duration } from './format.ts';
import { progressOf } from './run-words.ts';

/** What `earlier` can be: still looked for, not there, or the run to go by. */
export type Earlier = Run | 'none' | undefined;

type TimeLeft = { readonly kind: 'about'; readonly ms: number } | { readonly kind: 'longer than then' } | { readonly kind: 'not known' };

/** The sum of what the steps still to come took then; a step that was not run then leaves it unknown. */
export function timeLeft(run: Run, earlier: Earlier, now: number): TimeLeft {
  if (earlier === undefined || earlier === 'none') return { kind: 'not known' };
  let left = 0;
  for (const step of run.steps) {
    if (step.status !== 'pending' && step.status !== 'running') continue;
    const then = earlier.steps.find((one) => one.id === step.id);
    if (then?.durationMs === undefined || then.status === 'skipped') return { kind: 'not known' };
    const spent = step.startedAt === undefined ? 0 : Math.max(0, now - Date.parse(step.startedAt));
    if (spent > then.durationMs) return { kind: 'longer than then' };
    left += then.durationMs - spent;
  }
  return { kind: 'about', ms: left };
}

const factsNow = (run: Run): Step['facts'] => run.steps.flatMap((step) => (step.status === 'running' ? step.facts : []));

/** Of the step at work, from 0 to 1, where it says so by a fact named `Share`: `27 %`. */
export function shareNow(run: Run): number {
  const share = Number.parseInt(factsNow(run).find(({ label }) => label === 'Share')?.value ?? '', 10);
  return Number.isNaN(share) ? 0 : Math.min(100, Math.max(0, share)) / 100;
}

/** One line under the bar: steps, requests and their rate, time spent, time left. */
export function progressLine(run: Run, earlier: Earlier, now: number): string {
  const { done, total } = progressOf(run);
  const facts = factsNow(run);
  const known = facts.find(({ label }) => label === 'Time left');
  const spent = Math.max(0, now - Date.parse(run.startedAt));
  return [
    `${done} of ${count(total, 'step', 'steps')}`,
    // An import of files sends none.
    ...((run.kind === 'directory-import' || run.kind === 'log-import') && run.exchangeCount === 0 ? [] : [requests(run.exchangeCount, spent)]),
    ...facts
      .filter((fact) => fact !== known)
      .map(({ label, value }) => (label === 'Rate' || label === 'Share' ? value : `${label} so far: ${value}`)),
    `${duration(spent)} so far`,
    // A step that knows its own way says what is left of it.
    known === undefined ? leftWords(run, earlier, now) : `${known.value} left`,
  ].join(' · ');
}

/** A rate only when there was time for one: the first moments say nothing about the next. */
function requests(sent: number, spentMs: number): string {
  const words = count(sent, 'request', 'requests');
  if (sent === 0 || spentMs < 1000) return words;
  const rate = (sent * 1000) / spentMs;
  return rate >= 1 ? `${words}, ${rate.toFixed(rate < 10 ? 1 : 0)} a second` : `${words}, ${(rate * 60).toFixed(0)} a minute`;
}

function leftWords(run: Run, earlier: Earlier, now: number): string {
  const left = timeLeft(run, earlier, now);
  switch (left.kind) {
    case 'about':
      return `about ${duration(left.ms)} left, as the last such run took`;
    case 'longer than then':
      return 'this step takes longer than in the last such run';
    case 'not known':
      return 'time left not known: no earlier run like this one to go by';
  }
}
