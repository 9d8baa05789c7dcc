// Trouble with signing in, as this feature's findings and statuses. The rows live with protocols/oauth.
import type { Evidence, Exchange, Finding, StepStatus } from '../../../contract/common.ts';
import type { AuthStyle } from '../../../contract/connections.ts';
import { tokenFinding as findingFor, type TokenFacts, tokenExpiresInString, tokenWrongAuthStyle } from '../../protocols/oauth/findings.ts';
import type { TokenTrouble } from '../../protocols/oauth/types.ts';
import { networkFinding, networkStatus } from './network-trouble.ts';
import { evidence } from './steps/evidence.ts';
import type { StepContext } from './types.ts';

function factsOf({ connection }: Pick<StepContext, 'connection'>, style: AuthStyle): TokenFacts {
  return {
    host: URL.canParse(connection.tokenUrl) ? new URL(connection.tokenUrl).host : 'the token endpoint',
    style,
    ...(connection.scope === '' ? {} : { scope: connection.scope }),
  };
}

const styleOf = ({ connection }: Pick<StepContext, 'connection'>): AuthStyle =>
  connection.credentialMode === 'bearer' ? 'bearer' : connection.authStyle;

/** What the token endpoint did, and what it may mean. */
export function troubleWords(trouble: TokenTrouble): string {
  return `${plainWords(trouble)}${refusedLikeAGateway(trouble) ? ' A gateway that admits only the identity provider may answer like this.' : ''}`;
}

function plainWords(trouble: TokenTrouble): string {
  switch (trouble.kind) {
    case 'network':
      return trouble.failure.detail;
    case 'no-secret':
      return trouble.why;
    case 'refused':
      return `The token endpoint answered ${trouble.status}${trouble.error === undefined ? ' without a reason' : `: ${trouble.error}`}${trouble.description === undefined ? '' : ` (${trouble.description.replace(/[.\s]+$/, '')})`}.`;
    case 'unreadable':
      return `The token endpoint answered ${trouble.status} with ${trouble.contentType === '' ? 'something' : trouble.contentType} and no token that can be read.`;
    case 'wrong-endpoint':
    case 'server-error':
      return `The token endpoint answered ${trouble.status}.`;
  }
}

export function tokenFinding(context: StepContext, trouble: TokenTrouble, exchange?: Exchange): Finding {
  if (trouble.kind === 'network') return networkFinding(context, trouble.failure, undefined, exchange === undefined ? {} : { exchange });
  return findingFor(trouble, factsOf(context, styleOf(context)), [evidence(context, troubleWords(trouble), exchange)]);
}

/** 403 with a web page or without a word: a token endpoint refuses otherwise (RFC 6749 5.2), a gateway that admits only the identity provider like this. */
const refusedLikeAGateway = (trouble: TokenTrouble): boolean =>
  (trouble.kind === 'unreadable' || (trouble.kind === 'refused' && trouble.error === undefined)) && trouble.status === 403;

/** What a gateway refuses does not judge the endpoint behind it. */
export function tokenStatus(trouble: TokenTrouble): StepStatus {
  if (trouble.kind === 'network') return networkStatus(trouble.failure);
  return refusedLikeAGateway(trouble) ? 'not-reachable-from-here' : 'failed';
}

/** Another place for the credentials was tried and worked: that, and not the secret, is the cause. */
export function wrongAuthStyleFinding(context: StepContext, trouble: TokenTrouble, workingStyle: AuthStyle, exchange: Exchange | undefined): Finding {
  const facts = { ...factsOf(context, styleOf(context)), workingStyle };
  return tokenWrongAuthStyle.make(facts, [evidence(context, troubleWords(trouble), exchange)]);
}

export function expiresInStringFinding(context: StepContext, proof: readonly Evidence[]): Finding {
  return tokenExpiresInString.make(factsOf(context, styleOf(context)), proof);
}
