// A SCIM server of one's own for end-to-end tests: a practice tenant in the test's process, so that it outlives the app, behind a door
// that can hold a request: what the app shows while it waits, and what it leaves when it is ended then, is no matter of chance.
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPracticeTenant } from '../../main/practice/tenant.ts';
import type { PracticeOptions, PracticeTenant } from '../../main/practice/types.ts';

/** `GET /Users`, `POST /token`: what a request asks for, without realm and query. */
export type Asked = `${string} /${string}`;

export interface Hold {
  /** Resolves when the request has come and waits. */
  readonly held: Promise<void>;
  /** Lets it through, and all that come after it. */
  release(): void;
}

export interface Target {
  readonly tenant: PracticeTenant;
  readonly scimUrl: string;
  readonly tokenUrl: string;
  /** The four values as Control Panel shows them, for the paste field; with another secret where one is given. */
  paste(secret?: string): string;
  /** Holds every request of this form from now on. */
  hold(asked: Asked): Hold;
  close(): Promise<void>;
}

interface Holding {
  readonly asked: Asked;
  readonly come: () => void;
  readonly open: Promise<void>;
}

export async function startTarget(options: PracticeOptions = {}): Promise<Target> {
  const tenant = await startPracticeTenant(options);
  const holdings = new Set<Holding>();
  const door = createServer(async (incoming, outgoing) => {
    const asked = formOf(incoming);
    for (const holding of holdings) {
      if (holding.asked !== asked) continue;
      holding.come();
      await holding.open;
    }
    const { hostname, port } = new URL(tenant.scimUrl);
    const inner = request({ hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    inner.on('error', () => outgoing.destroy());
    incoming.pipe(inner);
  });
  await listen(door);
  const origin = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  const here = (url: string): string => origin + new URL(url).pathname;

  return {
    tenant,
    scimUrl: here(tenant.scimUrl),
    tokenUrl: here(tenant.tokenUrl),
    paste: (secret = tenant.clientSecret) =>
      [
        `SCIM URL: ${here(tenant.scimUrl)}`,
        `Client ID: ${tenant.clientId}`,
        `Token endpoint: ${here(tenant.tokenUrl)}`,
        `Client secret: ${secret}`,
      ].join('\n'),
    hold: (asked) => {
      const come = Promise.withResolvers<void>();
      const open = Promise.withResolvers<void>();
      const holding = { asked, come: come.resolve, open: open.promise };
      holdings.add(holding);
      return {
        held: come.promise,
        release: () => {
          holdings.delete(holding);
          open.resolve();
        },
      };
    },
    close: async () => {
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
      await tenant.close();
    },
  };
}

/** The last part of the path that is no id. */
function formOf({ method = '', url = '' }: IncomingMessage): Asked {
  const [path = ''] = url.split('?');
  const part = /\/v2\/([A-Za-z]+)/.exec(path)?.[1] ?? path.split('/').at(-1) ?? '';
  return `${method} /${part}`;
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
}
