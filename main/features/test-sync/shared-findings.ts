// Makes the findings that the test sync shares with others (network, token endpoint, answers of a SCIM server, filters) from what a step saw.
import type { Exchange, Finding, NetworkFailure } from '../../../contract/common.ts';
import type { Connection } from '../../../contract/connections.ts';
import { networkFinding } from '../../platform/http/findings.ts';
import type { AccessToken, TokenTrouble } from '../../protocols/oauth/types.ts';
import type { ScimAnswer } from '../../protocols/scim/types.ts';
import { type Ending, ended, type StepLog, skipped, unreachable } from './step-log.ts';

export interface Placed {
  readonly connection: Connection;
}

export function networkTrouble(_place: Placed, failure: NetworkFailure, exchange: Exchange): Finding {
  const url = new URL(exchange.url);
  return networkFinding(
    failure,
    {
      host: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      ...(exchange.proxy === undefined ? {} : { proxy: exchange.proxy }),
    },
    [{ vantage: 'this desk', text: failure.detail, at: exchange.startedAt, exchangeId: exchange.id }],
  );
}

export function tokenTrouble(log: StepLog, connection: Connection, trouble: TokenTrouble, exchange: Exchange | undefined): Ending {
  if (trouble.kind === 'network') {
    if (trouble.failure.layer === 'cancelled') return skipped('Cancelled during this step.');
    if (exchange !== undefined) return unreachable(log, networkTrouble({ connection }, trouble.failure, exchange));
  }
  throw new Error(`Not written: ${JSON.stringify(trouble)}`);
  return ended(log, {} as Finding, 'stop');
}

export function tokenTolerances(_connection: Connection, _token: AccessToken, _exchange: Exchange | undefined): readonly Finding[] {
  return [];
}

export function answerFinding(_place: Placed, answer: ScimAnswer): Finding | undefined {
  if (answer.status === 401 || answer.status === 403 || answer.status >= 500 || answer.unreadable !== undefined)
    throw new Error(`Not written: ${answer.status}`);
  return undefined;
}

export function rateLimits(_exchanges: readonly Exchange[]): readonly Finding[] {
  return [];
}
