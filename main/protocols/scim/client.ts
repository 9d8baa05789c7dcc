// The SCIM client: a strict writer (RFC 7644 3.1: application/scim+json) over the tolerant reader. Signs in with the token source, renews
// the token once on a 401, and never throws for what a server sent. Nothing is repeated but GET.
import type { HttpClient, HttpRequest, HttpResult } from '../../platform/http/types.ts';
import type { AccessToken, TokenSource } from '../oauth/types.ts';
import { readAnswer } from './read-answer.ts';
import type { JsonObject, ScimCallOptions, ScimClient, ScimResult } from './types.ts';

export interface ScimClientOptions {
  readonly http: HttpClient;
  /** Any query is dropped: Entra's flag belongs in Entra only. A missing trailing slash is added. */
  readonly baseUrl: string;
  readonly tokens: TokenSource;
}

type Method = HttpRequest['method'];

interface Call {
  readonly method: Method;
  readonly url: string;
  readonly body: string | undefined;
  readonly options: ScimCallOptions;
}

/** Encoded as RFC 3986 wants it, `%20` for a blank: some servers take `+` for a plus sign. */
function queryString(query: Readonly<Record<string, string>> | undefined): string {
  const parts = Object.entries(query ?? {}).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

function rooted(baseUrl: string): string {
  const bare = baseUrl.trim().replace(/[?#].*$/s, '');
  return bare.endsWith('/') ? bare : `${bare}/`;
}

export function createScimClient({ http, baseUrl, tokens }: ScimClientOptions): ScimClient {
  const base = rooted(baseUrl);

  const transmit = (call: Call, token: string): Promise<HttpResult> => {
    const { stepId, signal, purpose, headers } = call.options;
    return http.send({
      method: call.method,
      url: call.url,
      headers: {
        Accept: 'application/scim+json, application/json;q=0.9',
        ...(call.body === undefined ? {} : { 'Content-Type': 'application/scim+json; charset=utf-8' }),
        ...headers,
        Authorization: `Bearer ${token}`,
      },
      ...(call.body === undefined ? {} : { body: call.body }),
      purpose,
      ...(stepId === undefined ? {} : { stepId }),
      ...(signal === undefined ? {} : { signal }),
    });
  };

  const read = (method: Method, result: HttpResult): ScimResult =>
    result.kind === 'failed' ? { kind: 'failed', failure: result.failure, exchange: result.exchange } : readAnswer(method, result);

  const currentToken = async ({ stepId, signal }: ScimCallOptions) =>
    tokens.get({ ...(stepId === undefined ? {} : { stepId }), ...(signal === undefined ? {} : { signal }) });

  /** After a 401 with this token: the answer to a second try with a new one, or undefined when there is no other token. */
  const renewed = async (call: Call, refused: AccessToken): Promise<HttpResult | undefined> => {
    tokens.reject(refused);
    const next = await currentToken(call.options);
    return next.kind === 'token' && next.token.value !== refused.value ? transmit(call, next.token.value) : undefined;
  };

  return {
    request: async (method, path, options) => {
      const url = `${base}${path.replace(/^\/+/, '')}${queryString(options.query)}`;
      const call: Call = { method, url, body: options.body === undefined ? undefined : JSON.stringify(options.body), options };
      const first = await currentToken(options);
      if (first.kind === 'trouble') return { kind: 'no-token', trouble: first.trouble };
      const result = await transmit(call, first.token.value);
      if (result.kind === 'answered' && result.status === 401) return read(method, (await renewed(call, first.token)) ?? result);
      return read(method, result);
    },
    requestWithToken: async (token, method, path, options) => {
      http.hide(token);
      return read(method, await transmit({ method, url: `${base}${path.replace(/^\/+/, '')}`, body: undefined, options }, token));
    },
  };
}

/** The JSON of an answer when it is an object, for reading one resource. */
export function resourceOf(result: ScimResult): JsonObject | undefined {
  if (result.kind !== 'answered' || result.status < 200 || result.status > 299) return undefined;
  const { json } = result;
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonObject) : undefined;
}
