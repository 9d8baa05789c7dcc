// A small SCIM server with its token endpoint on loopback. Right by default; each test bends one answer.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  /** Behind the origin: `/token`, `/scim/Users`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  /** An object becomes JSON, a string goes out as it is. */
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface User {
  readonly id: string;
  readonly userName: string;
  readonly externalId?: string;
}

/** Another answer than the usual one; undefined: the usual one. */
export type Bend = (asked: Asked, usual: () => Reply) => Reply | undefined;

export interface ServerOptions {
  readonly users?: readonly User[];
  /** Undefined: the usual answer. */
  readonly bend?: Bend;
}

export interface TestServer {
  readonly scimUrl: string;
  readonly tokenUrl: string;
  /** `GET /scim/Users?...`, in order, decoded. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export const secret = 'a secret+with/odd=signs';
export const accessToken = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjbGllbnQifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg';

export const someUsers: readonly User[] = [
  { id: 'u-1', userName: 'svc-import' },
  { id: 'u-2', userName: 'Amara.Okafor@contoso.example', externalId: 'emp-001' },
  { id: 'u-3', userName: 'jun.li@contoso.example', externalId: 'emp-002' },
];

export const listOf = (resources: readonly unknown[], totalResults = resources.length, startIndex = 1) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});

export const scimError = (status: number, detail: string, scimType?: string): Reply => ({
  status,
  body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail, ...(scimType === undefined ? {} : { scimType }) },
});

/** `attribute eq "value"`, as the app writes it. */
function matches(user: User, filter: string): boolean {
  const [, attribute = '', value = ''] = /^(\w+) eq (".*")$/s.exec(filter) ?? [];
  const wanted = String(JSON.parse(value));
  return attribute === 'userName' ? user.userName.toLowerCase() === wanted.toLowerCase() : user.externalId === wanted;
}

function list(users: readonly User[], query: URLSearchParams): Reply {
  const filter = query.get('filter');
  const found = filter === null ? users : users.filter((user) => matches(user, filter));
  const start = Number(query.get('startIndex') ?? 1);
  const count = Number(query.get('count') ?? 100);
  return { status: 200, body: listOf(found.slice(start - 1, start - 1 + count), found.length, start) };
}

function usual(asked: Asked, users: readonly User[]): Reply {
  if (asked.path === '/token') {
    const form = new URLSearchParams(asked.body);
    const right = form.get('client_id') === 'client' && form.get('client_secret') === secret;
    if (!right) return { status: 401, type: 'application/json', body: { error: 'invalid_client' } };
    return { status: 200, type: 'application/json', body: { access_token: accessToken, token_type: 'Bearer', expires_in: 3600 } };
  }
  if (asked.authorization !== `Bearer ${accessToken}`) return scimError(401, 'The token is not valid.');
  switch (asked.path) {
    case '/scim/Users':
      return list(users, asked.query);
    case '/scim/Groups':
      return { status: 200, body: listOf([]) };
    case '/scim/ServiceProviderConfig':
      return { status: 200, body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'], patch: { supported: true } } };
    case '/scim/ResourceTypes':
      return { status: 200, body: listOf([{ schemas: [], id: 'User', name: 'User' }]) };
    case '/scim/Schemas':
      return { status: 200, body: listOf([{ schemas: [], id: 'urn:user', name: 'User' }]) };
    default:
      return scimError(404, 'There is no such resource.');
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const { users = someUsers, bend } = options;
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://test.invalid');
    const asked: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      authorization: request.headers.authorization ?? '',
      body: await bodyOf(request),
    };
    seen.push(decodeURIComponent(`${asked.method} ${request.url}`));
    const reply = bend?.(asked, () => usual(asked, users)) ?? usual(asked, users);
    const text = reply.body === undefined ? '' : typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    response
      .writeHead(reply.status, { ...(text === '' ? {} : { 'content-type': reply.type ?? 'application/scim+json' }), ...reply.headers })
      .end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    scimUrl: `${origin}/scim/`,
    tokenUrl: `${origin}/token`,
    asked: seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Starts a server for one test and closes it after. */
export async function withServer<T>(options: ServerOptions, use: (server: TestServer) => Promise<T>): Promise<T> {
  const server = await startServer(options);
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

export const filterOf = ({ query }: Asked): string => query.get('filter') ?? '';

/** Bends what an authorized request to this path gets. */
export const onPath =
  (path: string, reply: Reply): Bend =>
  (asked) =>
    asked.path === path && asked.authorization === `Bearer ${accessToken}` ? reply : undefined;
