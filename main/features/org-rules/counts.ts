// The nine states people are kept in, as the six that are shown; together they are everybody. Pure.
import type { RerunCounts, RerunPersonState } from '../../../contract/org-rules.ts';

export const shownAs: Readonly<Record<RerunPersonState, keyof RerunCounts>> = {
  waiting: 'notSent',
  sending: 'answerLost',
  touching: 'answerLost',
  restoring: 'answerLost',
  sent: 'sent',
  verified: 'verified',
  failed: 'failed',
  skipped: 'skipped',
  'answer-lost': 'answerLost',
};

export const statesShownAs = (shown: keyof RerunCounts): readonly RerunPersonState[] =>
  (Object.keys(shownAs) as RerunPersonState[]).filter((state) => shownAs[state] === shown);

export function countsOf(kept: Readonly<Partial<Record<RerunPersonState, number>>>): RerunCounts {
  const counts = { sent: 0, verified: 0, failed: 0, skipped: 0, notSent: 0, answerLost: 0 };
  for (const [state, people] of Object.entries(kept)) counts[shownAs[state as RerunPersonState]] += people;
  return counts;
}
