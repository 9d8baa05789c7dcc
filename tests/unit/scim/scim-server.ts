// A SCIM endpoint that answers what a test tells it to, with a client that talks to it over a real socket.

import type { AccessToken, TokenSource } from '../../../main/protocols/oauth/types.ts';
import { createScimClient } from '../../../main/protocols/scim/client.ts';
import type { ScimAnswer, ScimClient, ScimResult } from '../../../main/protocols/scim/types.ts';
import { makeClient } from '../http/make-client.ts';
import { serve } from '../http/servers.ts';

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects go out as JSON; `application/scim+json` unless a header says otherwise. */
  readonly body?: string | object;
}

/** Tokens `token-1`, `token-2`, ... one more after each refusal. */
export function countingTokens(): TokenSource & { readonly refused: string[] } {
  const refused: string[] = [];
  let count = 1;
  const current = (): AccessToken => ({ value: `token-${count}`, tokenType: 'Bearer', tolerated: [], obtainedAt: '2026-11-23T12:00:00.000Z' });
  return {
    refused,
    get: async () => ({ kind: 'token', token: current() }),
    reject: (token) => {
      refused.push(token.value);
      if (token.value === `token-${count}`) count += 1;
    },
  };
}

export interface ScimUnderTest {
  readonly scim: ScimClient;
  readonly asked: Asked[];
  readonly base: string;
  readonly tokens: ReturnType<typeof countingTokens>;
  readonly recorded: ReturnType<typeof makeClient>['recorded'];
}

export async function scimServer(answer: (asked: Asked) => Reply, basePath = '/scim/v2/?aadOptscim062020'): Promise<ScimUnderTest> {
  const asked: Asked[] = [];
  const origin = await serve(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const one = { method: request.method ?? '', url: new URL(request.url ?? '', 'http://server'), headers: request.headers, body };
    asked.push(one);
    const reply = answer(one);
    const text = reply.body === undefined ? '' : typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    response.writeHead(reply.status ?? 200, { ...(text === '' ? {} : { 'Content-Type': 'application/scim+json' }), ...reply.headers }).end(text);
  });
  const { http, recorded } = makeClient();
  const tokens = countingTokens();
  return { scim: createScimClient({ http, baseUrl: `${origin}${basePath}`, tokens }), asked, base: `${origin}/scim/v2/`, tokens, recorded };
}

export function answered(result: ScimResult): ScimAnswer {
  if (result.kind !== 'answered') throw new Error(`no answer: ${JSON.stringify(result)}`);
  return result;
}
