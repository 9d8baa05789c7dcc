// A SCIM server small enough to be wrong in one place: users and groups in maps, and a hook that may answer or break off instead.
// Knows only what a test sync asks for; its PATCH understands the forms of the dialects that the tests use.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Target } from './builders.ts';

export type Entry = Record<string, unknown> & { id: string };

export interface Asked {
  readonly method: string;
  /** Below the base URL: `Users`, `Users/7`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  /** How often this method was used on this collection, this time included. */
  readonly count: number;
}

/** What to do instead of the usual: answer this (`after: usual` once the usual was done), lose the answer, or lose the request before anything was done. */
export type Instead =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string>; readonly after?: 'usual' }
  | 'lose-answer'
  | 'lose-request';

export interface SmallServer {
  readonly target: Target;
  readonly users: Map<string, Entry>;
  readonly groups: Map<string, Entry>;
  /** "POST Users", "DELETE Users/7", in order, as they arrived. */
  readonly log: string[];
  /** Bodies of requests that write, as they arrived. */
  /** Ids it gave to what was created, in order. */
  readonly made: string[];
  readonly written: { readonly line: string; readonly body: Record<string, unknown> }[];
}

const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

export async function smallServer(instead: (asked: Asked, server: SmallServer) => Instead | undefined = () => undefined): Promise<SmallServer> {
  const users = new Map<string, Entry>();
  const groups = new Map<string, Entry>();
  const counts = new Map<string, number>();
  let nextId = 0;

  function usual({ method, path, query, body }: Asked): { status: number; body?: unknown } {
    const [collection = '', id] = path.split('/');
    const entries = collection === 'Users' ? users : groups;
    if (id === undefined && method === 'GET') {
      const found = filtered([...entries.values()], query.get('filter'));
      return {
        status: 200,
        body: { schemas: [listSchema], totalResults: found.length, startIndex: 1, itemsPerPage: found.length, Resources: found },
      };
    }
    if (id === undefined && method === 'POST') {
      const name = String(body.userName ?? '').toLowerCase();
      if (collection === 'Users' && [...users.values()].some((user) => String(user.userName).toLowerCase() === name)) {
        return { status: 409, body: { status: '409', scimType: 'uniqueness', detail: 'userName is taken' } };
      }
      nextId += 1;
      const entry = { ...body, id: `${collection[0]}${nextId}` };
      entries.set(entry.id, entry);
      small.made.push(entry.id);
      return { status: 201, body: entry };
    }
    const entry = entries.get(decodeURIComponent(id ?? ''));
    if (entry === undefined) return { status: 404, body: { status: '404', detail: 'not found' } };
    if (method === 'DELETE') {
      entries.delete(entry.id);
      return { status: 204 };
    }
    if (method === 'PATCH') patch(entry, body);
    if (method === 'PUT') entries.set(entry.id, { ...body, id: entry.id });
    return { status: 200, body: entries.get(entry.id) };
  }

  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString('utf8');
    const url = new URL(incoming.url ?? '/', 'http://small');
    const method = incoming.method ?? 'GET';
    if (url.pathname === '/token') return end(outgoing, 200, { access_token: 'a-token', token_type: 'Bearer', expires_in: 3600 }, 'application/json');
    const path = url.pathname.replace('/scim/', '');
    const key = `${method} ${path.split('/')[0]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const body = text === '' ? {} : JSON.parse(text);
    const asked: Asked = { method, path, query: url.searchParams, body, count: counts.get(key) ?? 1 };
    small.log.push(`${method} ${path}`);
    if (method !== 'GET') small.written.push({ line: `${method} ${path}`, body });
    const other = instead(asked, small);
    if (other === 'lose-request') return void incoming.socket.destroy();
    if (other === undefined || other === 'lose-answer') {
      const answer = usual(asked);
      if (other === 'lose-answer') return void incoming.socket.destroy();
      return end(outgoing, answer.status, answer.body);
    }
    if (other.after === 'usual') usual(asked);
    for (const [name, value] of Object.entries(other.headers ?? {})) outgoing.setHeader(name, value);
    end(outgoing, other.status, other.body);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const small: SmallServer = {
    target: { scimUrl: `${origin}/scim/`, tokenUrl: `${origin}/token`, clientId: 'client', clientSecret: 'a-secret-of-the-small-server' },
    users,
    groups,
    log: [],
    made: [],
    written: [],
  };
  return small;
}

function end(outgoing: ServerResponse, status: number, body: unknown, type = 'application/scim+json'): void {
  if (body === undefined) {
    outgoing.writeHead(status).end();
    return;
  }
  outgoing.writeHead(status, { 'Content-Type': type, Location: 'x' }).end(JSON.stringify(body));
}

function filtered(entries: readonly Entry[], filter: string | null): readonly Entry[] {
  if (filter === null) return entries;
  const [, attribute = '', quoted = '""'] = /^(\w+) eq (".*")$/s.exec(filter) ?? [];
  const value: string = JSON.parse(quoted);
  const fold = (text: unknown) => (attribute === 'userName' ? String(text).toLowerCase() : text);
  return entries.filter((entry) => fold(entry[attribute]) === fold(value));
}

interface Operation {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

/** The forms that Entra sends with its flag. */
function patch(entry: Entry, body: Record<string, unknown>): void {
  for (const { op, path, value } of body.Operations as readonly Operation[]) {
    const members = () => (entry.members ?? []) as readonly { value: string }[];
    const removed = /^members\[value eq "(.*)"\]$/.exec(path ?? '')?.[1];
    if (removed !== undefined) entry.members = members().filter((member) => member.value !== removed);
    else if (path === 'members') entry.members = [...members(), ...(value as readonly { value: string }[])];
    else if (path !== undefined && op === 'replace') entry[path] = value;
    else for (const [name, part] of Object.entries(value as Record<string, unknown>)) set(entry, name, part);
  }
}

function set(entry: Entry, name: string, value: unknown): void {
  const [first = '', second] = name.split('.');
  if (second === undefined) entry[first] = value;
  else entry[first] = { ...(entry[first] as object), [second]: value };
}

/** All that stands on it now. */
export const contents = ({ users, groups }: SmallServer) => [...users.values(), ...groups.values()];

/** Something that was there before, made by nobody here. */
export const stranger = (server: SmallServer, id: string, entry: Record<string, unknown>): Entry => {
  const made = { id, active: true, ...entry };
  (id.startsWith('U') ? server.users : server.groups).set(id, made);
  return made;
};
