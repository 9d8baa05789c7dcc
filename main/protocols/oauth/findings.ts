// From trouble with a token to its finding. A finding that blames the place of the credentials needs proof: another place that worked, or the
// server's own request for one; any other `invalid_client` stays a wrong secret whose text names the place as well.
import type { Evidence, Finding } from '../../../contract/common.ts';
import type { AuthStyle } from '../../../contract/connections.ts';
import { networkFinding } from '../../platform/http/findings.ts';
import {
  type TokenFacts,
  tokenEndpointNotFound,
  tokenHtmlAnswer,
  tokenNoSecret,
  tokenRateLimited,
  tokenRefusedWithoutReason,
  tokenRequestRefused,
  tokenScopeRefused,
  tokenServerError,
  tokenUnreadable,
  tokenUnsupportedMediaType,
  tokenWrongAuthStyle,
  tokenWrongSecret,
} from './finding-kinds.ts';
import type { TokenTrouble } from './types.ts';

export * from './finding-kinds.ts';

/** The place that the server's own words ask for, when it is not the one used: the names that OAuth registered for the two, and plain English. */
function askedFor(description: string | undefined, style: AuthStyle): AuthStyle | undefined {
  const words = description ?? '';
  if (style === 'body' && /client_secret_basic|(?:must|should|has to|requires?)\b.{0,60}(?:authorization header|basic auth)/i.test(words))
    return 'basic';
  if (style !== 'body' && /client_secret_post|(?:must|should|has to|requires?)\b.{0,60}(?:request body|form body|body parameter)/i.test(words))
    return 'body';
  return undefined;
}

function refusedKind({ workingStyle, wantedStyle }: TokenFacts, trouble: Extract<TokenTrouble, { kind: 'refused' }>) {
  if (workingStyle !== undefined || wantedStyle !== undefined) return tokenWrongAuthStyle;
  if (trouble.status === 429) return tokenRateLimited;
  switch (trouble.error) {
    case undefined:
      return tokenRefusedWithoutReason;
    case 'invalid_client':
      return tokenWrongSecret;
    case 'invalid_scope':
      return tokenScopeRefused;
    case 'server_error':
    case 'temporarily_unavailable':
      return tokenServerError;
    default:
      return tokenRequestRefused;
  }
}

const isHtml = (trouble: Extract<TokenTrouble, { kind: 'unreadable' }>): boolean =>
  /html/i.test(trouble.contentType) || /^\s*<(?:!doctype|html)/i.test(trouble.excerpt);

/** The finding for trouble with a token. Not for a cancelled request: what the administrator stopped is no finding. */
export function tokenFinding(trouble: TokenTrouble, facts: TokenFacts, evidence: readonly Evidence[], stepIds: readonly string[] = []): Finding {
  switch (trouble.kind) {
    case 'network':
      return networkFinding(trouble.failure, { host: facts.host }, evidence, stepIds);
    case 'no-secret':
      return tokenNoSecret.make({ ...facts, why: trouble.why }, evidence, stepIds);
    case 'server-error':
      return tokenServerError.make({ ...facts, status: trouble.status }, evidence, stepIds);
    case 'wrong-endpoint': {
      const kind = trouble.status === 415 ? tokenUnsupportedMediaType : tokenEndpointNotFound;
      return kind.make({ ...facts, status: trouble.status }, evidence, stepIds);
    }
    case 'unreadable': {
      const kind = isHtml(trouble) ? tokenHtmlAnswer : tokenUnreadable;
      return kind.make({ ...facts, status: trouble.status, contentType: trouble.contentType }, evidence, stepIds);
    }
    case 'refused': {
      const { status, error, description } = trouble;
      const wantedStyle = askedFor(description, facts.style);
      const known: TokenFacts = {
        ...facts,
        ...(wantedStyle === undefined ? {} : { wantedStyle }),
        status,
        ...(error === undefined ? {} : { error }),
        ...(description === undefined ? {} : { description }),
      };
      return refusedKind(known, trouble).make(known, evidence, stepIds);
    }
  }
}
