// A server between the app and the practice tenant that knows the planted secrets, and repeats whatever was sent to it: Authorization header,
// body and both in every form, in good answers or in error details, always in small chunks.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PracticeTenant } from '../../main/practice/types.ts';
import { formsOf } from './secret-forms.ts';

/** What is done with what was sent. */
export type EchoMode =
  | 'quiet'
  | 'in-good-answers'
  | 'in-refused-token'
  | 'in-token-page'
  | 'in-refused-reads'
  | 'in-refused-writes'
  | 'in-pages'
  | 'in-redirect'
  | 'in-own-redirect'
  | 'in-status-line';

export interface EchoServer {
  readonly scimUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Access tokens that went to the app. */
  readonly issued: readonly string[];
  /** From now on it behaves so, and has forgotten what it heard. */
  begin(mode: EchoMode): void;
  close(): Promise<void>;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly authorization: string;
  readonly body: string;
}

const echoClient = 'client';
const scimError = 'urn:ietf:params:scim:api:messages:2.0:Error';

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** Eleven bytes at a time for a good while, so that every secret is split, then larger pieces that split some. */
function inChunks(response: ServerResponse, status: number, type: string, text: string, headers: Readonly<Record<string, string>> = {}): void {
  const bytes = Buffer.from(text, 'utf8');
  response.writeHead(status, { 'content-type': type, ...headers });
  for (let from = 0; from < bytes.length; ) {
    const size = from < 2000 ? 11 : 1013;
    response.write(bytes.subarray(from, from + size));
    from += size;
  }
  response.end();
}

/** `secrets`: the client secret and the static bearer token it accepts. */
export async function startEchoServer(tenant: PracticeTenant, secrets: { readonly secret: string; readonly bearer: string }): Promise<EchoServer> {
  const issued: string[] = [];
  const { pathname: scimPath } = new URL(tenant.scimUrl);
  const { pathname: tokenPath } = new URL(tenant.tokenUrl);
  let mode: EchoMode = 'quiet';
  /** What a client sent or was given lately: nothing is repeated that it never had. */
  let heard: readonly string[] = [];
  const hear = (...texts: readonly string[]) => {
    heard = [...new Set([...heard, ...texts])].slice(-6);
  };

  const echoOf = (asked: Asked) =>
    [`The server received "${asked.authorization}"`, asked.body, ...heard.flatMap(formsOf), `token=${heard.at(-1)}; secret: ${heard.at(-1)}`].join(
      ' ',
    );

  async function tenantToken(): Promise<string> {
    const answer = await fetch(tenant.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: tenant.clientId, client_secret: tenant.clientSecret }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return token;
  }

  function secretIsRight({ authorization, body }: Asked): boolean {
    const form = new URLSearchParams(body);
    const basic = Buffer.from(authorization.replace(/^basic\s+/i, ''), 'base64').toString('utf8');
    const inBasic = [`${echoClient}:${secrets.secret}`, `${echoClient}:${new URLSearchParams([['', secrets.secret]]).toString().slice(1)}`];
    return form.get('client_secret') === secrets.secret || (/^basic\s/i.test(authorization) && inBasic.includes(basic));
  }

  async function answerToken(asked: Asked, response: ServerResponse): Promise<void> {
    const json = 'application/json';
    const presented = new URLSearchParams(asked.body).get('client_secret');
    if (presented !== null) hear(presented, `${echoClient}:${presented}`);
    if (secretIsRight(asked)) hear(secrets.secret, `${echoClient}:${secrets.secret}`);
    if (mode === 'in-refused-token')
      return inChunks(response, 401, json, JSON.stringify({ error: 'invalid_client', error_description: echoOf(asked), sent: asked }));
    if (mode === 'in-token-page') return inChunks(response, 403, 'text/html', `<h1>Refused</h1><p>${echoOf(asked)}</p>`);
    if (!secretIsRight(asked)) return inChunks(response, 401, json, JSON.stringify({ error: 'invalid_client', error_description: 'Wrong secret.' }));
    const token = await tenantToken();
    issued.push(token);
    hear(token);
    const echo = mode === 'in-good-answers' ? { echo: echoOf(asked), sent: asked } : {};
    inChunks(response, 200, json, JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600, ...echo }));
  }

  async function answerScim(asked: Asked, response: ServerResponse): Promise<void> {
    const token = asked.authorization.replace(/^bearer\s+/i, '');
    if (token === secrets.bearer) hear(token);
    const echo = echoOf(asked);
    const right = issued.includes(token) || token === secrets.bearer;
    const writes = asked.method !== 'GET';
    const refuse = (status: number) =>
      inChunks(response, status, 'application/scim+json', JSON.stringify({ schemas: [scimError], status: String(status), detail: echo }));
    if (!right) return refuse(401);
    if (mode === 'in-refused-reads' && !writes && asked.query !== '') return refuse(400);
    if (mode === 'in-refused-writes' && writes && asked.method !== 'DELETE' && !/"userName"/.test(asked.body)) return refuse(400);
    if (mode === 'in-pages') return inChunks(response, 200, 'text/html', `<html><body>${echo}</body></html>`);
    if (mode === 'in-redirect')
      return void response.writeHead(302, { location: `http://127.0.0.1:9/?${new URLSearchParams({ token, secret: secrets.secret })}` }).end();
    if (mode === 'in-own-redirect' && !writes && !asked.query.includes('repeated='))
      return void response.writeHead(302, { location: `${asked.path}?${new URLSearchParams({ repeated: token, secret: secrets.secret })}` }).end();
    if (mode === 'in-status-line')
      return void response.writeHead(500, `Refused ${token}`, { 'x-echo': encodeURIComponent(echo).slice(0, 6000) }).end(echo);
    const own = token === secrets.bearer ? await tenantToken() : token;
    const answer = await fetch(new URL(`${asked.path}${asked.query}`, tenant.scimUrl), {
      method: asked.method,
      headers: {
        authorization: `Bearer ${own}`,
        accept: 'application/scim+json',
        ...(asked.body === '' ? {} : { 'content-type': 'application/scim+json' }),
      },
      ...(asked.body === '' ? {} : { body: asked.body }),
    });
    const text = await answer.text();
    if (text === '' || mode !== 'in-good-answers') return inChunks(response, answer.status, 'application/scim+json', text);
    inChunks(response, answer.status, 'application/scim+json', JSON.stringify({ ...JSON.parse(text), echo, sent: asked }), {
      'x-echo': asked.authorization,
    });
  }

  const listener = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://echo.invalid');
    const asked: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.search,
      authorization: request.headers.authorization ?? '',
      body: await bodyOf(request),
    };
    await (url.pathname === tokenPath ? answerToken(asked, response) : answerScim(asked, response));
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const server: EchoServer = {
    scimUrl: `${origin}${scimPath}`,
    tokenUrl: `${origin}${tokenPath}`,
    clientId: echoClient,
    issued,
    begin: (next) => {
      mode = next;
      heard = [];
    },
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
  return server;
}
