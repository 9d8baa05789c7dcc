// The target of the kill test, in a process of its own: a practice tenant behind doors that count requests and kill their client at the k-th.
// The kill is decided by the count alone: nobody waits and hopes.
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPracticeTenant } from '../../main/practice/tenant.ts';
import { contentOf } from '../unit/test-sync/builders.ts';
import type { Answers, KillMoment, Order, Ordered, Passed } from './kill-messages.ts';

const tenant = await startPracticeTenant();
const doors = new Map<
  string,
  { requests: number; readonly made: string[]; readonly creates: number[]; readonly removed: string[]; killed: 'yes' | 'no' }
>();

interface Whole {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function forward(incoming: IncomingMessage, body: Buffer): Promise<Whole> {
  const { hostname, port } = new URL(tenant.scimUrl);
  return new Promise((resolve, reject) => {
    const outgoing = send({
      hostname,
      port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, host: `${hostname}:${port}` },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => {
      bodyOf(answer).then((whole) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: whole }), reject);
    });
    outgoing.end(body);
  });
}

async function openDoor(pid: number, k: number, moment: KillMoment): Promise<Answers['door']> {
  const passed = { requests: 0, made: [] as string[], creates: [] as number[], removed: [] as string[], killed: 'no' as 'yes' | 'no' };
  const kill = (): void => {
    passed.killed = 'yes';
    process.kill(pid, 'SIGKILL');
  };
  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const scim = incoming.url?.includes('/scim/') === true;
    // What a killed client sent before it died and nobody read yet must not be done afterwards.
    if (scim && passed.killed === 'yes') return;
    if (scim) passed.requests += 1;
    const place = passed.requests;
    const due = scim && place === k;
    if (due && moment === 'arrives') return kill();
    const whole = await forward(incoming, body);
    if (scim && incoming.method === 'POST' && whole.status === 201) {
      passed.made.push(JSON.parse(whole.body.toString('utf8')).id);
      passed.creates.push(place);
    }
    if (scim && incoming.method === 'DELETE' && whole.status === 204) passed.removed.push(incoming.url?.split('/').at(-1) ?? '');
    if (due) return kill();
    outgoing.writeHead(whole.status, whole.headers).end(whole.body);
  }
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = (url: string) => {
    const address = new URL(url);
    address.port = String((server.address() as AddressInfo).port);
    return address.href;
  };
  const door = { scimUrl: through(tenant.scimUrl), tokenUrl: through(tenant.tokenUrl), clientId: tenant.clientId, clientSecret: tenant.clientSecret };
  doors.set(door.scimUrl, passed);
  return door;
}

async function answer(order: Order): Promise<unknown> {
  switch (order.kind) {
    case 'door':
      return openDoor(order.pid, order.k, order.moment);
    case 'content':
      return contentOf(await tenant.inspect());
    case 'passed':
      return doors.get(order.door) satisfies Passed | undefined;
    case 'stranger':
      return tenant.addStranger({ userName: order.userName, externalId: order.externalId });
    case 'stranger-group':
      return tenant.addStrangerGroup({ displayName: order.displayName, externalId: order.externalId });
  }
}

process.on('message', (ordered: Ordered) => {
  answer(ordered).then(
    (value) => process.send?.({ id: ordered.id, answer: value }),
    (reason) => {
      throw reason;
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0, answer: 'ready' });
