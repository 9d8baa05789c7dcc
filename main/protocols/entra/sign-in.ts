// Sign-in of the administrator in the system's browser: authorization code with PKCE and a loopback redirect (RFC 7636, RFC 8252). State and
// nonce are checked; the token lives in memory only and is asked for once a run: a browser must not open again by itself.
import { createHash, randomBytes } from 'node:crypto';
import type { HttpClient } from '../../platform/http/types.ts';
import type { Clock } from '../../platform/ports.ts';
import { readTokenAnswer } from '../oauth/read-token.ts';
import type { TokenResult, TokenSource, TokenTrouble } from '../oauth/types.ts';
import { authorizeUrlOf, type GraphPlaces, tokenUrlOf } from './clouds.ts';
import { openLoopback } from './loopback.ts';

export interface SignInOptions {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly places: GraphPlaces;
  readonly tenant: string;
  readonly clientId: string;
  /** Names of delegated permissions of Graph. */
  readonly permissions: readonly string[];
  /** Opens the page in the system's browser; false when the administrator did not want that. */
  readonly openPage: (url: string) => Promise<boolean>;
  /** Five minutes unless given. */
  readonly timeoutMs?: number;
}

const usualTimeoutMs = 5 * 60_000;

/** The error of a sign-in that ended before the token endpoint was asked; its description is a sentence for the administrator. */
export const notFinished = 'sign_in_not_finished';

const refused = (description: string, error = notFinished): TokenResult => ({
  kind: 'trouble',
  trouble: { kind: 'refused', status: 0, error, description },
});
const random = (): string => randomBytes(32).toString('base64url');

/** The claims of an id_token that came straight from the token endpoint over TLS (OpenID Connect Core 3.1.3.7, 6). */
function nonceOf(idToken: string): unknown {
  try {
    const claims: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null && 'nonce' in claims ? claims.nonce : undefined;
  } catch {
    return undefined;
  }
}

function idTokenIn(text: string): string {
  const body: unknown = JSON.parse(text);
  return typeof body === 'object' && body !== null && 'id_token' in body && typeof body.id_token === 'string' ? body.id_token : '';
}

async function signIn(options: SignInOptions, call: { readonly stepId?: string; readonly signal?: AbortSignal }): Promise<TokenResult> {
  const { http, clock, places, tenant, clientId, permissions, openPage, timeoutMs = usualTimeoutMs } = options;
  const [state, nonce, verifier] = [random(), random(), random()];
  for (const secret of [verifier, state]) http.hide(secret);
  const closing = new AbortController();
  const loopback = await openLoopback(clock, timeoutMs, call.signal === undefined ? closing.signal : AbortSignal.any([call.signal, closing.signal]));
  const scope = ['openid', 'profile', ...permissions.map((name) => `${places.graph}/${name}`)].join(' ');
  const url = new URL(authorizeUrlOf(places, tenant));
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: loopback.redirectUri,
    scope,
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    prompt: 'select_account',
  }).toString();
  const answer = loopback.answer((query) => (query.get('state') === state && query.has('code') ? 'good' : 'bad'));
  if (!(await openPage(url.href))) {
    closing.abort();
    await answer;
    return refused('the sign-in page was not opened');
  }
  const came = await answer;
  if (came.kind === 'cancelled')
    return {
      kind: 'trouble',
      trouble: { kind: 'network', failure: { layer: 'cancelled', code: 'CANCELLED', detail: 'The sign-in was cancelled.' } },
    };
  if (came.kind === 'timeout') return refused(`nobody signed in within ${Math.round(timeoutMs / 60_000)} minutes`);
  const { query } = came;
  if (query.get('state') !== state)
    return refused('the answer of the browser does not belong to this sign-in (its state is another one); nothing was taken from it');
  const code = query.get('code');
  if (code === null) return refused((query.get('error_description') ?? query.get('error') ?? '').slice(0, 300), query.get('error') ?? notFinished);
  http.hide(code);
  const result = await http.send({
    method: 'POST',
    url: tokenUrlOf(places, tenant),
    headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      redirect_uri: loopback.redirectUri,
      code_verifier: verifier,
      scope,
    }).toString(),
    purpose: 'token request',
    retry: 'never',
    ...call,
  });
  if (result.kind === 'failed') return { kind: 'trouble', trouble: { kind: 'network', failure: result.failure } };
  const read = readTokenAnswer(result, clock.now());
  if ('trouble' in read) return { kind: 'trouble', trouble: read.trouble };
  http.hide(read.token.value);
  if (nonceOf(idTokenIn(result.text)) !== nonce)
    return refused('the answer does not belong to this sign-in (its nonce is another one); the token was thrown away');
  return { kind: 'token', token: read.token };
}

/** A token source that signs the administrator in once; when that token dies, the import has to be begun again. */
export function administratorTokens(options: SignInOptions): TokenSource {
  let once: Promise<TokenResult> | undefined;
  let dead: TokenTrouble | undefined;
  return {
    get: async (call = {}) => {
      if (dead !== undefined) return { kind: 'trouble', trouble: dead };
      once ??= signIn(options, call);
      return once;
    },
    reject: () => {
      dead = { kind: 'refused', status: 401, error: notFinished, description: 'the token of this sign-in has ended; sign in again' };
    },
  };
}
