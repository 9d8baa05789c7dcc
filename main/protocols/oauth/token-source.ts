// Gives the access token to send: by client credentials (RFC 6749 4.4) or a static bearer token. Kept in memory only.
// One request for concurrent callers, renewed before it expires and after a 401; a refused secret is not tried again by itself.
import type { AuthStyle } from '../../../contract/connections.ts';
import type { HttpClient, HttpRequest } from '../../platform/http/types.ts';
import type { Clock } from '../../platform/ports.ts';
import { readTokenAnswer } from './read-token.ts';
import type { AccessToken, TokenResult, TokenSource } from './types.ts';

export type SecretAnswer = { readonly kind: 'secret'; readonly value: string } | { readonly kind: 'none'; readonly why: string };

export interface TokenSourceOptions {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly authStyle: AuthStyle;
  /** Sent as it is, its query included. Not used for `bearer`. */
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Empty: the parameter is left out. */
  readonly scope: string;
  /** The client secret, or the static token for `bearer`; asked for each time one is needed. */
  readonly readSecret: () => Promise<SecretAnswer>;
}

/** application/x-www-form-urlencoded of one value, as RFC 6749 2.3.1 and appendix B want it in Basic. */
export const formEncode = (value: string): string => new URLSearchParams([['', value]]).toString().slice(1);

const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`, 'utf8').toString('base64')}`;

/** The token request of each style; the secret goes to one place only, since RFC 6749 2.3 forbids two. */
export function tokenRequest(
  options: Pick<TokenSourceOptions, 'tokenUrl' | 'clientId' | 'scope'>,
  style: Exclude<AuthStyle, 'bearer'>,
  secret: string,
): Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'> {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (style === 'body') {
    form.set('client_id', options.clientId);
    form.set('client_secret', secret);
  }
  if (options.scope !== '') form.set('scope', options.scope);
  const authorization = {
    body: undefined,
    basic: basic(formEncode(options.clientId), formEncode(secret)),
    'basic-raw': basic(options.clientId, secret),
  }[style];
  return {
    method: 'POST',
    url: options.tokenUrl,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    },
    body: form.toString(),
  };
}

/** Milliseconds before its end at which a token is renewed: a minute, or a tenth of a short life. */
const renewalSkew = (lifeMs: number): number => Math.min(60_000, lifeMs / 10);

interface Held {
  readonly result: TokenResult;
  readonly token: AccessToken;
  /** On the monotonic clock; Infinity when the server did not say how long it lives. */
  readonly renewAt: number;
}

interface Flight {
  readonly controller: AbortController;
  readonly result: Promise<TokenResult>;
  waiting: number;
}

const cancelledResult: TokenResult = {
  kind: 'trouble',
  trouble: { kind: 'network', failure: { layer: 'cancelled', code: 'CANCELLED', detail: 'The request was cancelled.' } },
};

export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { http, clock, authStyle } = options;
  let held: Held | undefined;
  let underWay: Flight | undefined;

  const hold = (token: AccessToken, result: TokenResult): TokenResult => {
    const lifeMs = token.expiresIn === undefined ? Number.POSITIVE_INFINITY : token.expiresIn * 1000;
    held = { result, token, renewAt: clock.monotonic() + lifeMs - (Number.isFinite(lifeMs) ? renewalSkew(lifeMs) : 0) };
    return result;
  };

  const staticToken = (value: string): TokenResult => {
    const token: AccessToken = { value: value.trim(), tokenType: 'Bearer', tolerated: [], obtainedAt: clock.now() };
    return hold(token, { kind: 'token', token });
  };

  const fetchToken = async (stepId: string | undefined, signal: AbortSignal): Promise<TokenResult> => {
    const secret = await options.readSecret();
    if (secret.kind === 'none') return { kind: 'trouble', trouble: { kind: 'no-secret', why: secret.why } };
    http.hide(secret.value);
    if (authStyle === 'bearer') return staticToken(secret.value);
    const answer = await http.send({
      ...tokenRequest(options, authStyle, secret.value),
      purpose: 'token request',
      retry: 'never',
      ...(stepId === undefined ? {} : { stepId }),
      signal,
    });
    if (answer.kind === 'failed') return { kind: 'trouble', trouble: { kind: 'network', failure: answer.failure }, exchange: answer.exchange };
    const read = readTokenAnswer(answer, clock.now());
    if ('trouble' in read) return { kind: 'trouble', trouble: read.trouble, exchange: answer.exchange };
    http.hide(read.token.value);
    return hold(read.token, { kind: 'token', token: read.token, exchange: answer.exchange });
  };

  /** Everybody who waits shares one request; it is cancelled when the last of them has gone. */
  const join = async (flight: Flight, signal: AbortSignal | undefined): Promise<TokenResult> => {
    flight.waiting += 1;
    let onAbort: (() => void) | undefined;
    const gone = new Promise<TokenResult>((resolve) => {
      onAbort = () => resolve(cancelledResult);
      if (signal?.aborted === true) onAbort();
      else signal?.addEventListener('abort', onAbort);
    });
    try {
      return await Promise.race([gone, flight.result]);
    } finally {
      if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
      flight.waiting -= 1;
      if (flight.waiting === 0) flight.controller.abort();
    }
  };

  const depart = (stepId: string | undefined): Flight => {
    const controller = new AbortController();
    const result = fetchToken(stepId, controller.signal).finally(() => {
      if (underWay === flight) underWay = undefined;
    });
    const flight: Flight = { controller, result, waiting: 0 };
    return flight;
  };

  return {
    get: async ({ stepId, signal } = {}) => {
      if (held !== undefined && clock.monotonic() < held.renewAt) return held.result;
      held = undefined;
      if (underWay === undefined || underWay.controller.signal.aborted) underWay = depart(stepId);
      return join(underWay, signal);
    },
    reject: (token) => {
      if (held?.token.value === token.value) held = undefined;
    },
  };
}
