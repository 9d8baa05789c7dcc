// Signing in: a token is had, or it is said why not. Whether the server accepts it shows with the first question.
import type { Connection } from '../../../contract/connections.ts';
import { observed } from '../../platform/observations.ts';
import type { TokenSource } from '../../protocols/oauth/types.ts';
import { type Ending, passed, type StepLog } from './step-log.ts';
import { tokenEnding } from './trouble.ts';

export async function signIn(context: { readonly tokens: TokenSource; readonly connection: Connection }, log: StepLog): Promise<Ending> {
  const { tokens, connection } = context;
  const result = await tokens.get({ stepId: log.stepId, ...(log.signal === undefined ? {} : { signal: log.signal }) });
  if (result.exchange !== undefined) log.exchangeIds.push(result.exchange.id);
  if (result.kind === 'trouble') return tokenEnding(connection, log, result);
  if (connection.credentialMode === 'bearer') return passed(log, 'A bearer token is set; whether the server accepts it shows in the next step.');
  const { expiresIn } = result.token;
  log.facts.push(observed('token-lifetime', expiresIn === undefined ? 'the server does not say' : `${expiresIn} s`));
  return passed(log, 'An access token was received; whether the server accepts it shows in the next step.');
}
