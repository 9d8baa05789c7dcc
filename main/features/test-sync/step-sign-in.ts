// Signing in: a token is had, or it is said why not. Whether the server accepts it shows with the first question.
import type { CleanUpContext } from './context.ts';
import { tokenTolerances, tokenTrouble } from './shared-findings.ts';
import { type Ending, passed, type StepLog } from './step-log.ts';

export async function signIn(context: Pick<CleanUpContext, 'tokens' | 'connection'>, log: StepLog): Promise<Ending> {
  const { tokens, connection } = context;
  const result = await tokens.get({ stepId: log.stepId, ...(log.signal === undefined ? {} : { signal: log.signal }) });
  if (result.exchange !== undefined) log.exchangeIds.push(result.exchange.id);
  if (result.kind === 'trouble') return tokenTrouble(log, connection, result.trouble, result.exchange);
  log.findings.push(...tokenTolerances(connection, result.token, result.exchange));
  if (connection.credentialMode === 'bearer') return passed(log, 'A bearer token is set; whether the server accepts it shows in the next step.');
  return passed(log, 'An access token was received.');
}
