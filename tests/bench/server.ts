// The target of the benchmarks, in a process of its own so that its work is nobody's time: the practice tenant, a door in front of it
// that waits before each request, and an address that answers at once without doing anything.
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPracticeTenant } from '../../main/practice/tenant.ts';
import type { ServerNews, ServerOrder } from './target.ts';

const tenant = await startPracticeTenant({ users: 200 });
let order: ServerOrder = { delayMs: 0, of: 'everything' };
const tell = (news: ServerNews): void => void process.send?.(news);

function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { hostname, port } = new URL(tenant.scimUrl);
  const headers = { ...incoming.headers, host: `${hostname}:${port}` };
  const inner = send({ hostname, port, method: incoming.method, path: incoming.url, headers });
  inner.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  inner.on('error', () => outgoing.destroy());
  incoming.pipe(inner);
}

const user = JSON.stringify({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: '2819c223-7f76-453a-919d-413861904646',
  externalId: 'employee-701984',
  meta: { resourceType: 'User', created: '2026-01-23T04:56:22Z', lastModified: '2026-05-13T04:42:34Z', version: 'W/"3694e05e9dff591"' },
  userName: 'barbara.jensen@contoso.example',
  name: { formatted: 'Barbara J Jensen', familyName: 'Jensen', givenName: 'Barbara' },
  displayName: 'Barbara Jensen',
  emails: [{ value: 'barbara.jensen@contoso.example', type: 'work', primary: true }],
  active: true,
});

async function listen(answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const slow = await listen((incoming, outgoing) => {
  if (order.of === 'scim' && !incoming.url?.includes('/scim/')) return forward(incoming, outgoing);
  const timer = setTimeout(() => forward(incoming, outgoing), order.delayMs);
  // A client that went away is not served any more.
  outgoing.once('close', () => clearTimeout(timer));
  if (order.of === 'scim') tell({ kind: 'held' });
});
const idle = await listen((incoming, outgoing) => {
  incoming.resume();
  outgoing.writeHead(200, { 'content-type': 'application/scim+json' }).end(user);
});
const through = (origin: string, url: string): string => `${origin}${new URL(url).pathname}`;

process.on('message', (next: ServerOrder) => {
  order = next;
  tell({ kind: 'set' });
});
process.on('disconnect', () => process.exit(0));
const people = (await tenant.inspect()).users.slice(-100);
tell({
  kind: 'ready',
  scimUrl: tenant.scimUrl,
  tokenUrl: tenant.tokenUrl,
  clientId: tenant.clientId,
  clientSecret: tenant.clientSecret,
  slowScimUrl: through(slow, tenant.scimUrl),
  slowTokenUrl: through(slow, tenant.tokenUrl),
  idleScimUrl: through(idle, tenant.scimUrl),
  people: people.map(({ id, userName }) => ({ id, userName })),
});
