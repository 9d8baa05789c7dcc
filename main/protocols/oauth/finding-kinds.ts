// What the app concludes about the token endpoint. `invalid_client` does not tell a wrong secret from a secret sent in the wrong place: both are said,
// and the place is blamed only when another one was tried and worked.
import type { AuthStyle } from '../../../contract/connections.ts';
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

export interface TokenFacts {
  /** Host of the token endpoint, and its port where it is not 443. */
  readonly host: string;
  readonly style: AuthStyle;
  readonly status?: number;
  readonly error?: string;
  /** The server's own words, secrets removed. */
  readonly description?: string;
  readonly contentType?: string;
  /** The style that was tried as well and worked. */
  readonly workingStyle?: AuthStyle;
  /** The style that the server itself asks for in its error. */
  readonly wantedStyle?: AuthStyle;
  readonly scope?: string;
  readonly why?: string;
}

const placeWords = {
  body: 'in the body of the request',
  basic: 'in an Authorization header (Basic, form-encoded)',
  'basic-raw': 'in an Authorization header (Basic, not encoded)',
  bearer: 'as a static bearer token',
} as const satisfies Record<AuthStyle, string>;

const entraWords = { body: 'Body', basic: 'Header', 'basic-raw': 'Header', bearer: 'Secret Token' } as const satisfies Record<AuthStyle, string>;

const said = ({ error, description }: TokenFacts): string => {
  const words = [error, description].filter((text) => text !== undefined && text !== '').join(': ');
  return words === '' ? '' : ` The server says: ${words.replace(/[.\s]+$/, '')}.`;
};

const example: TokenFacts = { host: 'scim.example.com', style: 'body', status: 401, error: 'invalid_client' };
const stops = 'Without a token the identity provider cannot send anything: Entra’s connection test fails and its job goes into quarantine.';
/** What is refused here are this connection's credentials; those that the identity provider holds were not seen. */
const stopsAlike =
  'An identity provider with the same credentials gets no token either: Entra’s connection test fails and its job goes into quarantine. Credentials that differ there were not tested here.';
const verify = (): string => 'The step “Token” of the connection test passes.';

export const tokenEndpointNotFound = defineFinding<TokenFacts>({
  id: 'token.endpoint-not-found',
  severity: 'error',
  actor: 'you',
  title: ({ host }) => `There is no token endpoint at this address on ${host}`,
  cause: ({ status }) => `The token endpoint answered ${status}, so the address is not the right one.`,
  consequence: () => stops,
  remedy: () => [
    'Copy the token endpoint again from Foundry’s Control Panel; it ends with /multipass/api/oauth2/token.',
    'Check that its domain is the one chosen under “Set up SCIM domain”: with a SCIM subdomain both addresses are on it.',
  ],
  verify,
  source: sources.foundryEnable,
  example: { ...example, status: 404 },
});

export const tokenUnsupportedMediaType = defineFinding<TokenFacts>({
  id: 'token.unsupported-media-type',
  severity: 'error',
  actor: 'server owner',
  title: 'The token endpoint does not accept a form',
  cause: () => 'It answered 415 to a token request of type application/x-www-form-urlencoded, the only form that OAuth 2.0 knows.',
  consequence: () => `Entra and Okta send the same form. ${stops}`,
  remedy: () => [
    'Check that the address is the token endpoint and not another page of the server.',
    'If it is: accept application/x-www-form-urlencoded (RFC 6749 section 4.4.2).',
  ],
  verify,
  source: sources.rfc6749,
  example: { ...example, status: 415 },
});

export const tokenHtmlAnswer = defineFinding<TokenFacts>({
  id: 'token.html-answer',
  severity: 'error',
  actor: 'you',
  title: 'The token endpoint answers with a web page',
  cause: ({ status }) =>
    `It answered ${status} with an HTML page instead of JSON: a sign-in page, an error page, or something between this computer and the server.`,
  consequence: () => stops,
  remedy: () => [
    'Compare the token endpoint with Foundry’s Control Panel.',
    'Read the page in this step: the name on it often tells who answers, a proxy or a portal for example.',
    'If the address is right and the page is Foundry’s: generate no new credentials, ask Palantir Support, with the time of this step.',
  ],
  verify,
  source: sources.foundryOauth,
  example: { ...example, status: 200, contentType: 'text/html' },
});

export const tokenRefusedWithoutReason = defineFinding<TokenFacts>({
  id: 'token.refused-without-reason',
  severity: 'error',
  actor: 'Foundry authentication administrator',
  title: 'The token endpoint refuses and does not say why',
  cause: (facts) =>
    `It answered ${facts.status} without an OAuth error.${said(facts)} Some servers answer like this to a wrong secret, others when an address is not admitted.`,
  consequence: () => stopsAlike,
  remedy: () => [
    'Check client ID and client secret, copied without blanks.',
    'If new credentials were generated in Control Panel since, the old ones are invalid: use the newest.',
    'Check that the network ingress admits this computer: a refusal there can look like this.',
    'Try the other ways to send the credentials (“try all” in the connection test).',
  ],
  verify,
  source: sources.foundryOauth,
  example: { ...example, status: 403 },
});

export const tokenWrongSecret = defineFinding<TokenFacts>({
  id: 'token.wrong-secret',
  severity: 'error',
  actor: 'Foundry authentication administrator',
  title: 'The token endpoint does not accept client ID and secret',
  cause: (facts) =>
    `It answered ${facts.status} ${facts.error ?? ''}: the client ID or the secret is wrong, or expired, or was replaced.`.replace('  ', ' ') +
    ` The credentials were sent ${placeWords[facts.style]}; a server that looks for them elsewhere answers the same.`,
  consequence: () => stopsAlike,
  remedy: ({ style }) => [
    'Enter the secret again, without blanks or line breaks.',
    'Compare the client ID with Control Panel. If somebody generated new SCIM credentials, the old client no longer works: use the newest everywhere.',
    `Only if both are certainly right: try the other ways to send them (“try all” in the connection test). In Entra this is “How credentials are sent”, now compared with “${entraWords[style]}”.`,
    'A lost secret is rotated on the third-party application in Foundry; do not generate a new client, it cuts off the identity provider.',
  ],
  verify,
  source: sources.rfc6749,
  example,
});

const betterStyle = ({ workingStyle, wantedStyle }: TokenFacts): AuthStyle => workingStyle ?? wantedStyle ?? 'body';

export const tokenWrongAuthStyle = defineFinding<TokenFacts>({
  id: 'token.wrong-auth-style',
  severity: 'error',
  actor: 'you',
  title: 'The credentials are sent in a place where the server does not look',
  cause: (facts) =>
    facts.workingStyle === undefined
      ? `They were sent ${placeWords[facts.style]}, and the server asks for them ${placeWords[betterStyle(facts)]}.${said(facts)} Whether they are right is not known yet.`
      : `Client ID and secret are right: sent ${placeWords[facts.workingStyle]} they were accepted, sent ${placeWords[facts.style]} they were not.`,
  consequence: (facts) => `Entra must be set alike: “How credentials are sent” to ${entraWords[betterStyle(facts)]}, or its connection test fails.`,
  remedy: (facts) => [
    `Change this connection: send the credentials ${placeWords[betterStyle(facts)]}.`,
    `In Entra: Provisioning > Admin credentials > How credentials are sent > ${entraWords[betterStyle(facts)]}.`,
  ],
  verify,
  source: sources.rfc6749,
  example: { ...example, style: 'basic', workingStyle: 'body' },
});

export const tokenScopeRefused = defineFinding<TokenFacts>({
  id: 'token.scope-refused',
  severity: 'error',
  actor: 'you',
  title: 'The token endpoint refuses the scope',
  cause: (facts) =>
    `It answered invalid_scope to ${facts.scope === undefined || facts.scope === '' ? 'a request without a scope' : `the scope “${facts.scope}”`}.${said(facts)}`,
  consequence: () => stops,
  remedy: ({ scope }) =>
    scope === undefined || scope === ''
      ? ['Ask the server’s owner which scope is wanted and enter it here and in the identity provider.']
      : ['Leave the scope empty: Foundry’s documentation asks for none.', 'Only if the server’s owner names one, enter exactly that.'],
  verify,
  source: sources.rfc6749,
  example: { ...example, status: 400, error: 'invalid_scope', scope: 'scim' },
});

export const tokenRequestRefused = defineFinding<TokenFacts>({
  id: 'token.request-refused',
  severity: 'error',
  actor: 'Foundry authentication administrator',
  title: ({ error }) => `The token endpoint refuses the request: ${error ?? 'no reason'}`,
  cause: (facts) =>
    `It answered ${facts.status}.${said(facts)} The client may not use this way to sign in, or the request lacks something the server wants.`,
  consequence: () => stops,
  remedy: () => [
    'Check that the credentials are the SCIM credentials from Control Panel: another application’s client may not use client credentials.',
    'Check the way the credentials are sent: a server that finds none says invalid_request.',
    'Check that the token endpoint’s query, if it has one, is the one given to you.',
  ],
  verify,
  source: sources.rfc6749,
  example: { ...example, status: 400, error: 'unauthorized_client' },
});

export const tokenUnreadable = defineFinding<TokenFacts>({
  id: 'token.unreadable',
  severity: 'error',
  actor: 'server owner',
  title: 'The token endpoint’s answer holds no token that can be used',
  cause: ({ status, contentType }) =>
    `It answered ${status} (${contentType === undefined || contentType === '' ? 'no content type' : contentType}) without a readable access_token.`,
  consequence: () => stops,
  remedy: () => [
    'Compare the token endpoint with Foundry’s Control Panel.',
    'If it is right, answer JSON with access_token (RFC 6749 section 5.1); what came instead stands in this step.',
  ],
  verify,
  source: sources.rfc6749,
  example: { ...example, status: 200, contentType: 'application/json' },
});

export const tokenServerError = defineFinding<TokenFacts>({
  id: 'token.server-error',
  severity: 'error',
  actor: 'server owner',
  title: ({ status }) => `The token endpoint failed (${status})`,
  cause: (facts) => `It answered ${facts.status}: a fault on the server’s side, or it is busy.${said(facts)}`,
  consequence: () => stops,
  remedy: () => [
    'Look the request up in the log of the token endpoint, by the time of this step.',
    'If Palantir runs it, Palantir Support needs that time; a fault of minutes is over by then.',
  ],
  verify,
  source: sources.rfc9110,
  example: { ...example, status: 503 },
});

export const tokenRateLimited = defineFinding<TokenFacts>({
  id: 'token.rate-limited',
  severity: 'error',
  actor: 'server owner',
  title: 'The token endpoint asks to slow down',
  cause: () => 'It answered 429: too many token requests in a short time, perhaps from another client as well.',
  remedy: () => [
    'Find the client that asks so often: each token can be used until it expires.',
    'If none does, raise the limit. A burst is over in a few minutes.',
  ],
  verify,
  source: sources.rfc9110,
  example: { ...example, status: 429 },
});

export const tokenExpiresInString = defineFinding<TokenFacts>({
  id: 'token.expires-in-string',
  severity: 'info',
  actor: 'server owner',
  title: 'The token’s lifetime is written as text',
  cause: () => 'The token endpoint writes expires_in in quotation marks; RFC 6749 wants a number. Identity providers usually read both.',
  remedy: () => ['Nothing has to be done, unless a client complains about expires_in: then send it as a number.'],
  source: sources.rfc6749,
  example,
});

export const tokenNoSecret = defineFinding<TokenFacts>({
  id: 'token.no-secret',
  severity: 'error',
  actor: 'you',
  title: 'There is no secret to sign in with',
  cause: ({ why }) => why ?? 'No client secret is set for this connection.',
  remedy: () => [
    'Enter the client secret on the Connection page.',
    'Do not generate new credentials for this app when provisioning already runs: that cuts off the identity provider. Use the copy in your vault, or rotate the secret by the check-list.',
  ],
  verify,
  source: sources.app,
  example: { ...example, why: 'No client secret is set for this connection.' },
});

export const tokenFindings = [
  tokenEndpointNotFound,
  tokenUnsupportedMediaType,
  tokenHtmlAnswer,
  tokenRefusedWithoutReason,
  tokenWrongSecret,
  tokenWrongAuthStyle,
  tokenScopeRefused,
  tokenRequestRefused,
  tokenUnreadable,
  tokenServerError,
  tokenRateLimited,
  tokenExpiresInString,
  tokenNoSecret,
] as const;
