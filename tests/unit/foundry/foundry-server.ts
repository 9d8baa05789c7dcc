// A server that answers as a test says, on 127.0.0.1, and the client of the admin API before it, with a clock that never waits.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Exchange } from '../../../contract/common.ts';
import { createHttpClient } from '../../../main/platform/http/client.ts';
import { adminReadScope, type FoundryPlaces } from '../../../main/protocols/foundry/address.ts';
import { createFoundryClient } from '../../../main/protocols/foundry/admin-api.ts';
import type { FoundryClient } from '../../../main/protocols/foundry/types.ts';
import { createTokenSource } from '../../../main/protocols/oauth/token-source.ts';
import { type TestClock, testClock, testRandom } from '../http/make-client.ts';

export interface Said {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

export interface Reading {
  readonly client: FoundryClient;
  readonly places: FoundryPlaces;
  readonly host: string;
  readonly clock: TestClock;
  readonly exchanges: Exchange[];
  /** In order; token requests among them. */
  readonly asked: Asked[];
}

const tokenAnswer: Said = { status: 200, json: { access_token: 'token-of-the-test', token_type: 'Bearer', expires_in: 3600 } };

/** `answer` is asked for everything but the token, unless `tokens` says what the token endpoint answers. */
export async function readFoundry(
  answer: (asked: Asked) => Said,
  { tokens = () => tokenAnswer, enrollmentRid = 'ri.enrollment' }: { readonly tokens?: (asked: Asked) => Said; readonly enrollmentRid?: string } = {},
): Promise<Reading> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const one: Asked = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        body: Buffer.concat(chunks).toString('utf8'),
        headers: request.headers,
      };
      asked.push(one);
      const said = url.pathname.startsWith('/multipass') ? tokens(one) : answer(one);
      const body = said.text ?? (said.json === undefined ? '' : JSON.stringify(said.json));
      response.writeHead(said.status, { 'content-type': said.text === undefined ? 'application/json' : 'text/html', ...said.headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [clock, random, exchanges]: [TestClock, ReturnType<typeof testRandom>, Exchange[]] = [testClock(), testRandom(), []];
  const http = createHttpClient({ clock, random, record: (exchange) => exchanges.push(exchange) });
  onTestFinished(async () => {
    http.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const places: FoundryPlaces = { api: `${origin}/api`, tokenUrl: `${origin}/multipass/api/oauth2/token` };
  const sources = createTokenSource({
    http,
    clock,
    authStyle: 'body',
    tokenUrl: places.tokenUrl,
    clientId: 'client',
    scope: adminReadScope,
    readSecret: async () => ({ kind: 'secret', value: 'secret-of-the-test' }),
  });
  return {
    client: createFoundryClient({ http, clock, random, places, tokens: sources, enrollmentRid }),
    places,
    host: new URL(origin).host,
    clock,
    exchanges,
    asked,
  };
}

/** A refusal in Foundry's shape. */
export const refusal = (
  status: number,
  errorName: string,
  parameters: Readonly<Record<string, unknown>> = {},
  errorCode = 'INVALID_ARGUMENT',
): Said => ({
  status,
  json: { errorCode, errorName, errorInstanceId: '00813215-0844-4716-be7b-a3fe0fce9e42', parameters },
});
