// Trouble that means the same at every step: no token, no answer, an answer that refuses or cannot be read. Gives the shared findings, so that
// one cause stays one finding. What only the step can judge (a 400, a 404, a 409) is left to it.
import type { ScimResult } from '../../protocols/scim/types.ts';
import type { Placed } from './shared-findings.ts';
import { answerFinding, networkTrouble, tokenTrouble } from './shared-findings.ts';
import { type Ending, ended, type StepLog, skipped, unreachable } from './step-log.ts';

/** undefined: the answer is one that the step must judge. */
export function trouble(place: Placed, log: StepLog, result: ScimResult): Ending | undefined {
  switch (result.kind) {
    case 'no-token':
      if (log.signal?.aborted === true) return skipped('Cancelled during this step.');
      return tokenTrouble(log, place.connection, result.trouble, undefined);
    case 'failed':
      if (result.failure.layer === 'cancelled') return skipped('Cancelled during this step.');
      return result.failure.layer === 'http' || result.failure.layer === 'body'
        ? ended(log, networkTrouble(place, result.failure, result.exchange), 'stop')
        : unreachable(log, networkTrouble(place, result.failure, result.exchange));
    case 'answered': {
      const finding = answerFinding(place, result);
      return finding === undefined ? undefined : ended(log, finding, 'stop');
    }
  }
}
