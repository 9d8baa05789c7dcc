// The benchmarks' server from outside its process: where it is, and how long it shall wait before each request at the slow address.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import axios from 'axios';
import type { Connection } from '../../contract/connections.ts';
import { ownConnection } from '../unit/connections/own-connection.ts';

export interface ServerPlace {
  readonly scimUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The same server behind a door that waits. */
  readonly slowScimUrl: string;
  readonly slowTokenUrl: string;
  /** Answers every request with the same user, at once. */
  readonly idleScimUrl: string;
  readonly people: readonly { readonly id: string; readonly userName: string }[];
}

export interface ServerOrder {
  readonly delayMs: number;
  /** `scim`: sign-in is answered at once, and each SCIM request is told about when it arrives. */
  readonly of: 'everything' | 'scim';
}

export type ServerNews = ({ readonly kind: 'ready' } & ServerPlace) | { readonly kind: 'set' } | { readonly kind: 'held' };

export interface Target extends ServerPlace {
  /** At the slow address, from the next request on. */
  slowDown(order: ServerOrder): Promise<void>;
  /** Resolves when the next SCIM request is kept waiting. */
  nextHeld(): Promise<void>;
  close(): Promise<void>;
}

async function ended(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`The server of the benchmarks ended with ${String(code)}.`);
}

export async function startTarget(): Promise<Target> {
  const child = fork(fileURLToPath(new URL('./server.ts', import.meta.url)), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exit = ended(child);
  // Who waits for an answer meets it there; an end that was asked for is no trouble.
  exit.catch(() => undefined);
  const next = async (kind: ServerNews['kind']): Promise<ServerNews> => {
    for (;;) {
      const [news] = (await Promise.race([once(child, 'message'), exit])) as [ServerNews];
      if (news.kind === kind) return news;
    }
  };
  const place = await next('ready');
  if (place.kind !== 'ready') throw new Error('The server of the benchmarks did not say where it is.');
  return {
    ...place,
    slowDown: async (order) => {
      const set = next('set');
      child.send(order);
      await set;
    },
    nextHeld: async () => void (await next('held')),
    close: async () => {
      child.kill();
      await exit.catch(() => undefined);
    },
  };
}

/** An access token as any client gets it. */
export async function tokenFrom(target: ServerPlace): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: target.clientId, client_secret: target.clientSecret });
  const answer = await axios.post<{ access_token: string }>(target.tokenUrl, form);
  return answer.data.access_token;
}

/** The target as an administrator would enter it. */
export function connectionTo(target: ServerPlace, address: Pick<Connection, 'scimUrl' | 'tokenUrl'>): Connection {
  return ownConnection({ ...address, clientId: target.clientId, testDomain: 'halden.example' });
}
