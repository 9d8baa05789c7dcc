// What the app concludes from an answer whatever the request was: refused, forbidden, failed, rate-limited, redirected, not readable, wrong media type.
// What a step expected of one request is judged by the step. A 404 is a wrong base URL only where the resource must be there: the caller says so.
import type { Evidence, Finding } from '../../../contract/common.ts';
import { defineFinding, type FindingKind } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';
import { httpRedirected } from '../../platform/http/findings.ts';
import { readRetryAfter } from '../../platform/http/retry.ts';
import type { ScimAnswer } from './types.ts';

export interface ScimFacts {
  /** "GET Users", without values of people. */
  readonly request: string;
  readonly host: string;
  readonly status: number;
  /** The server's own words, secrets removed. */
  readonly detail?: string;
  /** Foundry's errorInstanceId, for Palantir Support. */
  readonly instanceId?: string;
  readonly contentType?: string;
  /** Of a body that could not be read. */
  readonly why?: string;
  /** As the server wrote it. */
  readonly retryAfter?: string;
  /** Of a request that waited in vain: whether those after it wait again. */
  readonly inVain?: 'others-wait' | 'no-other-waits';
}

/** The server's own sentence, to stand inside one of ours: a full stop at its end would be there twice. */
export const withoutFullStop = (text: string): string => text.replace(/[.\s]+$/, '');

const example: ScimFacts = { request: 'GET Users', host: 'scim.example.com', status: 401 };
const aMinute = 'one request waits a minute at most, and that was not enough';
const waitedInVain = {
  'others-wait': aMinute,
  'no-other-waits': `${aMinute}: from then on no request of this test waits or is repeated for a 429`,
} as const satisfies Record<NonNullable<ScimFacts['inVain']>, string>;

/** How the waiting went, after a semicolon. */
const waiting = ({ inVain }: ScimFacts, waited: string): string => (inVain === undefined ? waited : waitedInVain[inVain]);

const said = ({ detail, instanceId }: ScimFacts): string =>
  `${detail === undefined || detail === '' ? '' : ` The server says: ${withoutFullStop(detail)}.`}${instanceId === undefined ? '' : ` Error instance: ${instanceId}.`}`;

export const scimUnauthorized = defineFinding<ScimFacts>({
  id: 'scim.unauthorized',
  severity: 'error',
  actor: 'Foundry authentication administrator',
  title: 'The SCIM server does not accept the access token',
  cause: (facts) => `${facts.request} was answered 401, although it carried the access token of this connection.${said(facts)}`,
  consequence: () => 'An identity provider that signs in with the same credentials gets the same answer: nothing is provisioned.',
  remedy: () => [
    'Check that token endpoint and SCIM URL belong to the same domain, as chosen under “Set up SCIM domain” in Control Panel.',
    'Check that the credentials are the SCIM credentials of this authentication provider (realm), not those of another application.',
    'If a static bearer token is used: it may have expired or been withdrawn.',
  ],
  verify: () => 'A request for Users is answered 200.',
  source: sources.rfc6750,
  example,
});

export const scimForbidden = defineFinding<ScimFacts>({
  id: 'scim.forbidden',
  severity: 'error',
  actor: 'Foundry authentication administrator',
  title: 'The SCIM server does not let this client in',
  cause: (facts) => `${facts.request} was answered 403: the server, or a gateway before it, does not allow this to this client.${said(facts)}`,
  consequence: () => 'When Entra is answered 403 as well, it reports “unavailable” or invalid credentials, and nothing is provisioned.',
  remedy: () => [
    'Check in Control Panel that SCIM is switched on for this provider and that the credentials were generated there.',
    'Check the realm in the SCIM URL: credentials of one realm do not open another.',
    'Check the network ingress of the SCIM domain: some gateways answer 403 to addresses that are not admitted.',
  ],
  verify: () => 'A request for Users is answered 200.',
  source: sources.foundryEnable,
  example: { ...example, status: 403 },
});

export const scimNotFound = defineFinding<ScimFacts>({
  id: 'scim.not-found',
  severity: 'error',
  actor: 'you',
  title: 'There is no SCIM server at this address',
  cause: (facts) => `${facts.request} was answered 404, although every SCIM server has it.${said(facts)}`,
  consequence: () => 'Entra’s connection test fails with “unavailable” or “incompatible”.',
  remedy: () => [
    'Copy the SCIM URL again from Control Panel: https://<domain>/multipass/api/scim/<realm>/v2/ for Foundry, with the realm and the slash at the end.',
    'Check that SCIM is switched on for this authentication provider.',
  ],
  verify: () => 'A request for Users is answered 200.',
  source: sources.foundryEntra,
  example: { ...example, status: 404 },
});

export const scimServerError = defineFinding<ScimFacts>({
  id: 'scim.server-error',
  severity: 'error',
  actor: 'server owner',
  title: ({ status }) => `The SCIM server failed (${status})`,
  cause: (facts) => `${facts.request} was answered ${facts.status}: a fault on the server’s side.${said(facts)}`,
  consequence: () => 'The identity provider tries again in later cycles; when most of its requests fail, Entra puts the job into quarantine.',
  remedy: () => [
    'Look the request up in the server’s log: its time and the server’s own words stand in the evidence.',
    'If Palantir runs the server, Palantir Support needs the same three; a fault of minutes is over by then.',
  ],
  verify: () => 'The same request succeeds.',
  source: sources.rfc7644,
  example: { ...example, status: 500 },
});

const isPlainJson = ({ contentType }: ScimFacts): boolean => /^application\/json\b/i.test(contentType ?? '');

export const scimContentType = defineFinding<ScimFacts>({
  id: 'scim.content-type',
  severity: 'warning',
  actor: 'server owner',
  title: 'The SCIM server does not label its answers as SCIM',
  cause: ({ request, contentType }) =>
    `${request} was answered with ${contentType === undefined || contentType === '' ? 'no content type' : `the content type ${contentType}`}; RFC 7644 wants application/scim+json.`,
  consequence: (facts) =>
    isPlainJson(facts)
      ? 'Entra and Okta read application/json as well; Microsoft’s SCIM Validator stops at it.'
      : 'Entra and Okta are known to read application/scim+json and application/json; whether they read this is not documented. Microsoft’s SCIM Validator stops at it.',
  remedy: (facts) => [
    isPlainJson(facts)
      ? 'Nothing has to be done for provisioning. The server’s owner can send application/scim+json.'
      : 'Send application/scim+json with every answer.',
  ],
  source: sources.rfc7644,
  example: { ...example, status: 200, contentType: 'text/plain' },
});

export const scimUnreadableJson = defineFinding<ScimFacts>({
  id: 'scim.unreadable-json',
  severity: 'error',
  actor: 'server owner',
  title: 'The SCIM server’s answer cannot be read',
  cause: ({ request, status, why }) => `${request} was answered ${status} with ${why ?? 'something that is not JSON'}.`,
  consequence: () => 'The identity provider cannot read it either: Entra reports the server as incompatible.',
  remedy: () => [
    'Read the answer in this step: an HTML page is often a sign-in page or a proxy, and means that the address is wrong.',
    'JSON that breaks off points to a gateway that cuts answers, or to a fault of the server.',
  ],
  verify: () => 'The same request is answered with complete JSON.',
  source: sources.rfc7644,
  example: { ...example, status: 200, why: 'JSON that breaks off before its end' },
});

export const scimRateLimited = defineFinding<ScimFacts>({
  id: 'scim.rate-limited',
  severity: 'warning',
  actor: 'server owner',
  title: 'The SCIM server asks to slow down',
  cause: (facts) => `${facts.request} was answered 429 with “Retry-After: ${facts.retryAfter ?? ''}”; ${waiting(facts, 'the app waited as asked')}.`,
  consequence: () =>
    'Microsoft asks for at least 25 requests a second for each tenant; below that, Entra’s first cycle takes longer and rows are tried again.',
  remedy: () => ['Compare the limit with the size of the directory that will be provisioned.', 'Raise it, at least for the time of the first cycle.'],
  source: sources.entraScim,
  example: { ...example, status: 429, retryAfter: '5' },
});

export const scimRateLimitedWithoutRetryAfter = defineFinding<ScimFacts>({
  id: 'scim.rate-limited-without-retry-after',
  severity: 'warning',
  actor: 'server owner',
  title: 'The SCIM server asks to slow down and does not say for how long',
  cause: (facts) =>
    `${facts.request} was answered 429 without a Retry-After that can be read; ${waiting(facts, 'the app waited a little longer each time')}.`,
  consequence: () => 'An identity provider can only guess when to go on, and may meet the limit again and again.',
  remedy: () => ['Send Retry-After with every 429 (RFC 9110 section 10.2.3), and allow 25 requests a second.'],
  source: sources.rfc9110,
  example: { ...example, status: 429 },
});

export const scimFindings = [
  scimUnauthorized,
  scimForbidden,
  scimNotFound,
  scimServerError,
  scimContentType,
  scimUnreadableJson,
  scimRateLimited,
  scimRateLimitedWithoutRetryAfter,
] as const;

export interface ScimQuestion {
  readonly request: string;
  readonly host: string;
  /** `wrong-address`: what was asked for is on every SCIM server, so a 404 blames the URL. `may-be`: the caller judges a 404. */
  readonly notFound: 'wrong-address' | 'may-be';
}

/** First value of a header of the recorded answer. */
export function answerHeader(answer: ScimAnswer, name: string): string | undefined {
  const { outcome } = answer.exchange;
  return outcome.kind === 'answered' ? outcome.headers.find(([known]) => known.toLowerCase() === name)?.[1] : undefined;
}

export function scimFacts(answer: ScimAnswer, question: Pick<ScimQuestion, 'request' | 'host'>): ScimFacts {
  const detail = answer.error?.detail ?? answer.error?.errorName;
  const retryAfter = answerHeader(answer, 'retry-after');
  return {
    request: question.request,
    host: question.host,
    status: answer.status,
    contentType: answer.contentType,
    ...(detail === undefined ? {} : { detail: detail.slice(0, 300) }),
    ...(answer.error?.errorInstanceId === undefined ? {} : { instanceId: answer.error.errorInstanceId }),
    ...(answer.unreadable === undefined ? {} : { why: answer.unreadable.why }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(answer.status === 429 ? { inVain: 'others-wait' } : {}),
  };
}

function kindOf(answer: ScimAnswer, question: ScimQuestion): FindingKind<ScimFacts> | undefined {
  const { status } = answer;
  if (status === 401) return scimUnauthorized;
  if (status === 403) return scimForbidden;
  if (status === 404 && question.notFound === 'wrong-address') return scimNotFound;
  if (status === 429) {
    const wait = readRetryAfter(answerHeader(answer, 'retry-after'), answer.exchange.startedAt);
    return wait === undefined ? scimRateLimitedWithoutRetryAfter : scimRateLimited;
  }
  // 501 says that something is not offered: the caller knows whether that is wrong.
  if (status >= 500 && status !== 501) return scimServerError;
  return status >= 200 && status < 300 && answer.unreadable !== undefined ? scimUnreadableJson : undefined;
}

/** The finding for an answer that means the same at every step; undefined when the step itself must judge it. */
export function scimFinding(
  answer: ScimAnswer,
  question: ScimQuestion,
  evidence: readonly Evidence[],
  stepIds: readonly string[] = [],
): Finding | undefined {
  if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
    const target = answerHeader(answer, 'location');
    const detail = `${question.request} was answered ${answer.status}${target === undefined ? '' : ` and sent on to ${target.slice(0, 300)}`}.`;
    return httpRedirected.make({ host: question.host, code: 'REDIRECTED', detail }, evidence, stepIds);
  }
  return kindOf(answer, question)?.make(scimFacts(answer, question), evidence, stepIds);
}

/** The warning about an answer's media type; undefined when it is right, or when the body could not be read at all, which weighs more. */
export function contentTypeFinding(
  answer: ScimAnswer,
  question: Pick<ScimQuestion, 'request' | 'host'>,
  evidence: readonly Evidence[],
  stepIds: readonly string[] = [],
): Finding | undefined {
  const wrong = answer.tolerated.some(
    (one) => one === 'content-type-application-json' || one === 'content-type-missing' || one === 'content-type-other',
  );
  return wrong && answer.unreadable === undefined ? scimContentType.make(scimFacts(answer, question), evidence, stepIds) : undefined;
}
