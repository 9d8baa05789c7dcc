// Servers we did not write, in a process of their own (scimmy keeps its resources per process): oidc-provider issues opaque tokens,
// scimmy-routers checks each of them and serves SCIM from a plain map. On loopback, random ports; it ends when its standard input ends.
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import express from 'express';
// @ts-expect-error The package carries no types; what is used of it is the little below.
import UntypedProvider from 'oidc-provider';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';

interface Stored {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** Secrets with characters outside the unreserved set: encoding mistakes must show. */
const clients = [
  { client_id: 'steward/body', client_secret: 's&cret/+ =%a', token_endpoint_auth_method: 'client_secret_post' as const },
  { client_id: 'steward:basic', client_secret: 's&cret/+ =%b', token_endpoint_auth_method: 'client_secret_basic' as const },
];

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

function declare(resource: typeof SCIMMY.Resources.User | typeof SCIMMY.Resources.Group, nameOf: string, first: readonly Stored[]): void {
  const kept = new Map<string, Stored>(first.map((one) => [one.id, one]));
  const find = (id: string | undefined): Stored => {
    const found = id === undefined ? undefined : kept.get(id);
    if (found === undefined) throw new SCIMMY.Types.Error(404, '', `Resource ${id ?? ''} not found`);
    return found;
  };
  SCIMMY.Resources.declare(resource, {
    ingress: async (asked: { readonly id?: string }, data: object) => {
      if (asked.id !== undefined) find(asked.id);
      const id = asked.id ?? randomUUID();
      const name = String(Reflect.get(data, nameOf)).toLowerCase();
      const taken = [...kept.values()].some((other) => other.id !== id && String(other[nameOf]).toLowerCase() === name);
      if (taken) throw new SCIMMY.Types.Error(409, 'uniqueness', `${nameOf} is taken`);
      const stored = { ...JSON.parse(JSON.stringify(data)), id };
      kept.set(id, stored);
      return stored;
    },
    egress: async (asked: { readonly id?: string; readonly filter?: { match(all: readonly Stored[]): Stored[] } }) =>
      asked.id !== undefined ? find(asked.id) : (asked.filter?.match([...kept.values()]) ?? [...kept.values()]),
    degress: async (asked: { readonly id?: string }) => {
      kept.delete(find(asked.id).id);
    },
  } as never);
}

const people = Array.from({ length: 25 }, (_, index) => ({
  id: randomUUID(),
  userName: `Person.${index}@contoso.com`,
  externalId: `P-${index}`,
  displayName: `Person ${index}`,
  active: true,
}));
declare(SCIMMY.Resources.User, 'userName', people);
declare(SCIMMY.Resources.Group, 'displayName', [
  { id: randomUUID(), displayName: 'Analysts', members: people.slice(0, 3).map(({ id }) => ({ value: id })) },
]);

const tokens = createServer();
const tokenPort = await listen(tokens);
interface TokenServer {
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
  readonly ClientCredentials: { find(value: string): Promise<{ readonly isExpired: boolean; readonly clientId?: string } | undefined> };
}

const Provider: new (issuer: string, configuration: object) => TokenServer = UntypedProvider;
const provider = new Provider(`http://127.0.0.1:${tokenPort}`, {
  clients: clients.map((client) => ({ ...client, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] })),
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  cookies: { keys: [randomBytes(16).toString('hex')] },
  ttl: { ClientCredentials: 3600 },
});
tokens.on('request', provider.callback());

const app = express();
app.use(
  '/scim/v2',
  new SCIMMYRouters({
    type: 'bearer',
    handler: async (request: { header(name: string): string | undefined }) => {
      const value = /^Bearer (.+)$/.exec(request.header('Authorization') ?? '')?.[1];
      const token = value === undefined ? undefined : await provider.ClientCredentials.find(value);
      if (token === undefined || token.isExpired) throw new Error('The token is not valid.');
      return token.clientId ?? 'nobody';
    },
  } as never),
);
const scim = createServer(app);
const scimPort = await listen(scim);

process.stdout.write(
  `${JSON.stringify({ scimUrl: `http://127.0.0.1:${scimPort}/scim/v2/`, tokenUrl: `http://127.0.0.1:${tokenPort}/token`, clients })}\n`,
);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
