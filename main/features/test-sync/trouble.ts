// Trouble that means the same at every step: no token, no answer, an answer that refuses or cannot be read. Gives the shared findings, so that
// one cause stays one finding. What only the step can judge (a 400, a 404, a 409) is left to it.
import type { NetworkFailure } from '../../../contract/common.ts';
import type { Connection } from '../../../contract/connections.ts';
import { tlsPrivateRoot } from '../../platform/http/findings.ts';
import type { TokenResult } from '../../protocols/oauth/types.ts';
import type { ScimResult } from '../../protocols/scim/types.ts';
import { answerFinding, networkTrouble, tokenTroubleFinding } from './shared-findings.ts';
import { type Ending, ended, type StepLog, skipped, unreachable } from './step-log.ts';

/** What the server did itself, though it ends as a failure here: it sent elsewhere, or more than is read. */
const doneByServer: ReadonlySet<string> = new Set(['REDIRECT_OTHER_ORIGIN', 'TOO_MANY_REDIRECTS', 'BODY_TOO_LARGE']);

export const cancelledEnding = (): Ending => skipped('Cancelled during this step.');

export function failureEnding(log: StepLog, failure: NetworkFailure, finding: () => ReturnType<typeof networkTrouble>): Ending {
  if (failure.layer === 'cancelled') return cancelledEnding();
  const found = finding();
  // A certificate is the server's own, unless its root is one that inspects this network.
  const shown = doneByServer.has(failure.code) || (found.id.startsWith('tls.') && found.id !== tlsPrivateRoot.id);
  return shown ? ended(log, found, 'stop') : unreachable(log, found);
}

/** undefined: the answer is one that the step must judge. */
export function trouble(place: { readonly connection: Connection }, log: StepLog, result: ScimResult): Ending | undefined {
  switch (result.kind) {
    case 'no-token':
      return tokenEnding(place.connection, log, result);
    case 'failed':
      return failureEnding(log, result.failure, () => networkTrouble(result.failure, result.exchange));
    case 'answered': {
      const finding = answerFinding(result);
      return finding === undefined ? undefined : ended(log, finding, 'stop');
    }
  }
}

/** No token: nothing was sent. */
export function tokenEnding(
  connection: Connection,
  log: StepLog,
  result: Pick<Extract<TokenResult, { kind: 'trouble' }>, 'trouble' | 'exchange'>,
): Ending {
  const finding = () => tokenTroubleFinding(connection, result.trouble, result.exchange);
  if (result.trouble.kind === 'network') return failureEnding(log, result.trouble.failure, finding);
  return ended(log, finding(), 'stop');
}
