// A SCIM target with people and organizations for reruns, on a socket of its own: places people by one group rule when they are updated, and
// misbehaves as a test says. Counts what was written to whom.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TargetPerson {
  readonly id: string;
  displayName: string;
  active: boolean;
  version: number;
  /** Names that writes gave, in order. */
  readonly written: string[];
}

export interface TargetOptions {
  readonly people: number;
  /** What becomes of a request to a person; `well` unless said. */
  readonly fate?: (request: { readonly method: string; readonly person: TargetPerson; readonly count: number }) => Fate;
  readonly ifMatch?: 'held' | 'ignored';
}

export type Fate = 'well' | 'cut before' | 'cut after' | 429 | 503 | 400 | 404;

export interface Target {
  readonly scimUrl: string;
  readonly tokenUrl: string;
  readonly people: ReadonlyMap<string, TargetPerson>;
  readonly requests: () => number;
  close(): Promise<void>;
}

const json = (response: ServerResponse, status: number, body: object, headers: Readonly<Record<string, string>> = {}): void =>
  void response.writeHead(status, { 'content-type': 'application/scim+json', ...headers }).end(JSON.stringify(body));

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

export async function startTarget({ people: size, fate = () => 'well', ifMatch = 'ignored' }: TargetOptions): Promise<Target> {
  const people = new Map<string, TargetPerson>();
  for (let at = 1; at <= size; at += 1) people.set(`p${at}`, { id: `p${at}`, displayName: `Person ${at}`, active: true, version: 1, written: [] });
  let count = 0;

  const shown = (person: TargetPerson) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: person.id,
    userName: `${person.id}@contoso.example`,
    displayName: person.displayName,
    active: person.active,
    meta: { resourceType: 'User', version: `W/"${person.version}"` },
  });

  function list(response: ServerResponse, url: URL): void {
    const startIndex = Number(url.searchParams.get('startIndex') ?? 1);
    const all = [...people.values()];
    const Resources = all.slice(startIndex - 1, startIndex - 1 + Number(url.searchParams.get('count') ?? 100)).map(shown);
    json(response, 200, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: all.length,
      startIndex,
      itemsPerPage: Resources.length,
      Resources,
    });
  }

  function write(person: TargetPerson, method: string, body: string): void {
    const read = JSON.parse(body) as { displayName?: string; Operations?: readonly { readonly path: string; readonly value: string }[] };
    const name =
      method === 'PUT' ? (read.displayName ?? '') : (read.Operations?.find(({ path }) => path === 'displayName')?.value ?? person.displayName);
    person.displayName = name;
    person.written.push(name);
    person.version += 1;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://target');
    const body = await textOf(request);
    if (url.pathname === '/token') return json(response, 200, { access_token: 'an-access-token', token_type: 'Bearer', expires_in: 3600 });
    if (url.pathname === '/scim/v2/Users') return list(response, url);
    if (url.pathname === '/scim/v2/Groups') return json(response, 200, { schemas: [], totalResults: 0, Resources: [] });
    const person = people.get(decodeURIComponent(url.pathname.split('/').at(-1) ?? ''));
    if (person === undefined) return json(response, 404, { status: '404' });
    count += 1;
    const method = request.method ?? '';
    const what = fate({ method, person, count });
    if (what === 'cut before') return void request.socket.destroy();
    if (typeof what === 'number')
      return json(response, what, { status: String(what), detail: 'As the test says.' }, what === 429 ? { 'retry-after': '0' } : {});
    if (method !== 'GET') {
      const version = request.headers['if-match'];
      if (ifMatch === 'held' && version !== undefined && version !== `W/"${person.version}"`) return json(response, 412, { status: '412' });
      write(person, method, body);
    }
    if (what === 'cut after') return void request.socket.destroy();
    json(response, 200, shown(person), { etag: `W/"${person.version}"` });
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { scimUrl: `${origin}/scim/v2/`, tokenUrl: `${origin}/token`, people, requests: () => count, close };
}
