// The one HTTP client. Records every exchange with its secrets removed, repeats only what may be repeated, follows no redirect to another
// origin, sends nothing in plain http off this machine, and turns every network error into a value. It never throws for what the network or a server did, and always verifies certificates.
import type { Exchange, NetworkFailure } from '../../../contract/common.ts';
import type { Clock, Random } from '../ports.ts';
import { createRedactor } from '../redact/redact.ts';
import { type Agents, createAgents } from './agents.ts';
import { systemNames } from './dial.ts';
import { recordOf } from './exchange.ts';
import { fail } from './failure.ts';
import { hostWithoutBrackets, isLoopback } from './proxy.ts';
import { asksToSlowDown, patienceMs, retryDelay } from './retry.ts';
import { trustedContext } from './trust.ts';
import { defaultLimits, type HttpClient, type HttpClientOptions, type HttpRequest, type HttpResult } from './types.ts';
import { sendOnce, type WireOutcome, type WireResult } from './wire.ts';

export interface HttpClientPorts extends HttpClientOptions {
  readonly clock: Clock;
  readonly random: Random;
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const maximumRedirects = 3;

type Redirect =
  | { readonly kind: 'none' }
  | { readonly kind: 'follow'; readonly url: string }
  | { readonly kind: 'refused'; readonly failure: NetworkFailure };

/** What to do about a redirect: another origin is refused for every method, the same origin is followed for GET only. */
function judgeRedirect(request: HttpRequest, outcome: WireOutcome, followed: number): Redirect {
  if (outcome.kind !== 'answered' || !redirectStatuses.has(outcome.status)) return { kind: 'none' };
  const location = outcome.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
  if (location === undefined || !URL.canParse(location, request.url)) return { kind: 'none' };
  const from = new URL(request.url);
  const to = new URL(location, from);
  if (to.origin !== from.origin) {
    const detail = `${from.origin} redirects to another origin, ${to.origin === 'null' ? to.protocol : to.origin}; it was not followed, so that no credential goes there.`;
    return { kind: 'refused', failure: fail('http', 'REDIRECT_OTHER_ORIGIN', detail).failure };
  }
  if (request.method !== 'GET') return { kind: 'none' };
  if (followed >= maximumRedirects) {
    return { kind: 'refused', failure: fail('http', 'TOO_MANY_REDIRECTS', `${from.origin} redirects in a circle.`).failure };
  }
  return { kind: 'follow', url: to.href };
}

function unusable(url: string): NetworkFailure | undefined {
  const parsed = URL.parse(url);
  if (parsed === null) return fail('http', 'ERR_INVALID_URL', 'The address cannot be read as a URL.').failure;
  const { protocol, hostname } = parsed;
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostWithoutBrackets(hostname).toLowerCase()))) return undefined;
  if (protocol === 'http:')
    return fail('tls', 'PLAIN_HTTP', `The address of ${hostname} begins with http://, which is used on this machine alone; nothing was sent.`)
      .failure;
  return fail('http', 'UNSUPPORTED_PROTOCOL', `The address starts with ${protocol} and not with https.`).failure;
}

const unsent = (request: HttpRequest, failure: NetworkFailure): WireResult => ({
  outcome: { kind: 'failed', failure },
  requestHeaders: Object.entries(request.headers),
  timings: { totalMs: 0 },
  facts: {},
});

function resultOf(outcome: WireOutcome, exchange: Exchange): HttpResult {
  if (outcome.kind === 'failed')
    return { kind: 'failed', failure: exchange.outcome.kind === 'failed' ? exchange.outcome.failure : outcome.failure, exchange };
  const { status, statusText, headers, text } = outcome;
  return {
    kind: 'answered',
    status,
    statusText,
    headers,
    header: (name) => headers.find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1],
    text,
    exchange,
  };
}

/** Makes the client. Connections are kept open between requests: call `close` at the end. */
export function createHttpClient(options: HttpClientPorts): HttpClient {
  const { clock, random, record, proxyFor = async () => 'DIRECT', patience = 'each-request' } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const redactor = options.redactor ?? createRedactor();
  for (const secret of options.secrets ?? []) redactor.hide(secret);
  const agents: Agents = createAgents({
    lookup: options.lookup ?? systemNames,
    context: () => trustedContext(options.extraRoots),
    connectMs: limits.connectMs,
  });
  let sequence = 0;
  let waitedInVain = false;

  const attemptOnce = async (request: HttpRequest, attempt: number): Promise<{ readonly outcome: WireOutcome; readonly exchange: Exchange }> => {
    sequence += 1;
    const frame = { id: random.uuid(), sequence, startedAt: clock.now(), attempt };
    const problem = unusable(request.url);
    let proxy: string | undefined;
    let result: WireResult;
    if (problem === undefined) {
      const route = agents.route(await proxyFor(request.url));
      proxy = route.proxy?.label;
      result = await sendOnce(request, route, limits);
    } else {
      result = unsent(request, problem);
    }
    const exchange = recordOf(request, result, { ...frame, proxy }, redactor);
    record?.(exchange);
    return { outcome: result.outcome, exchange };
  };

  const pause = async (milliseconds: number, signal: AbortSignal | undefined): Promise<NetworkFailure | undefined> => {
    try {
      await clock.wait(milliseconds, signal);
      return undefined;
    } catch (thrown) {
      if (signal?.aborted !== true) throw thrown;
      return fail('cancelled', 'CANCELLED', 'The request was cancelled while waiting to be sent again.').failure;
    }
  };

  const send = async (original: HttpRequest): Promise<HttpResult> => {
    const repeatable = (original.retry ?? (original.method === 'GET' ? 'idempotent' : 'never')) === 'idempotent';
    const headers = { 'User-Agent': options.userAgent ?? 'SCIM Steward', ...original.headers };
    let request: HttpRequest = { ...original, headers };
    let followed = 0;
    let left = patienceMs;
    for (let attempt = 1; ; attempt += 1) {
      const { outcome, exchange } = await attemptOnce(request, attempt);
      const redirect = judgeRedirect(request, outcome, followed);
      if (redirect.kind === 'refused') return { kind: 'failed', failure: redirect.failure, exchange };
      if (redirect.kind === 'follow') {
        request = { ...request, url: redirect.url };
        followed += 1;
        attempt = 0;
        continue;
      }
      const result = resultOf(outcome, exchange);
      if (!repeatable || (result.kind === 'answered' && result.status < 400)) return result;
      const situation = result.kind === 'failed' ? result : { kind: result.kind, status: result.status, retryAfter: result.header('retry-after') };
      const slowDown = asksToSlowDown(situation);
      if (slowDown && waitedInVain && patience === 'until-in-vain') return result;
      const delay = retryDelay(situation, { attempt, now: clock.now(), fraction: random.fraction(), patienceMs: left });
      if (delay === undefined) {
        waitedInVain ||= slowDown;
        return result;
      }
      left -= delay;
      const stopped = await pause(delay, request.signal);
      if (stopped !== undefined) return { kind: 'failed', failure: stopped, exchange };
    }
  };

  return { send, hide: redactor.hide, close: agents.close };
}
