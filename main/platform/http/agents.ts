// Keep-alive agents whose connections are opened by `dial`, one pair for each proxy, and what was measured of each connection.
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type tls from 'node:tls';
import { type DialFacts, dial } from './dial.ts';
import { type ProxyServer, readProxy } from './proxy.ts';
import type { Lookup } from './types.ts';

/** Shorter than what servers usually keep a connection open, so that a write seldom meets one that is just being closed. */
const idleMs = 4_000;

export interface AgentOptions {
  readonly lookup: Lookup;
  readonly context: () => tls.SecureContext;
  readonly connectMs: number;
}

interface ConnectionRequest {
  readonly host?: string | null | undefined;
  readonly port?: string | number | null | undefined;
  /** Set by the client on each request. */
  readonly dialSignal?: AbortSignal;
}

type Connected = (error: Error | null, socket: Duplex) => void;

const factsOfSocket = new WeakMap<object, DialFacts>();

/** What was measured when this connection was opened. */
export const factsOf = (socket: object | null | undefined): DialFacts | undefined => (socket ? factsOfSocket.get(socket) : undefined);

function connect(
  secure: boolean,
  proxy: ProxyServer | undefined,
  options: AgentOptions,
  request: ConnectionRequest,
  done: Connected | undefined,
): undefined {
  const target = { host: request.host ?? 'localhost', port: Number(request.port ?? (secure ? 443 : 80)), secure };
  const { lookup, connectMs } = options;
  dial(target, { lookup, connectMs, proxy, context: options.context, signal: request.dialSignal }).then(
    ({ socket, facts }) => {
      factsOfSocket.set(socket, facts);
      done?.(null, socket);
    },
    // Node reads only the error when there is one.
    (thrown: Error) => (done as ((error: Error) => void) | undefined)?.(thrown),
  );
}

class PlainAgent extends http.Agent {
  readonly #proxy: ProxyServer | undefined;
  readonly #options: AgentOptions;
  constructor(proxy: ProxyServer | undefined, options: AgentOptions) {
    super({ keepAlive: true, timeout: idleMs, maxFreeSockets: 16 });
    this.#proxy = proxy;
    this.#options = options;
  }
  override createConnection(request: http.ClientRequestArgs & ConnectionRequest, done?: Connected): undefined {
    return connect(false, this.#proxy, this.#options, request, done);
  }
}

class SecureAgent extends https.Agent {
  readonly #proxy: ProxyServer | undefined;
  readonly #options: AgentOptions;
  constructor(proxy: ProxyServer | undefined, options: AgentOptions) {
    super({ keepAlive: true, timeout: idleMs, maxFreeSockets: 16 });
    this.#proxy = proxy;
    this.#options = options;
  }
  override createConnection(request: https.RequestOptions & ConnectionRequest, done?: Connected): undefined {
    return connect(true, this.#proxy, this.#options, request, done);
  }
}

export interface Route {
  readonly plain: http.Agent;
  readonly secure: https.Agent;
  readonly proxy: ProxyServer | undefined;
}

export interface Agents {
  /** The agents for one answer of `proxyFor`. */
  route(proxyAddress: string): Route;
  close(): void;
}

export function createAgents(options: AgentOptions): Agents {
  const routes = new Map<string, Route>();
  return {
    route: (address) => {
      const known = routes.get(address);
      if (known !== undefined) return known;
      const proxy = readProxy(address);
      const made: Route = { proxy, plain: new PlainAgent(proxy, options), secure: new SecureAgent(proxy, options) };
      routes.set(address, made);
      return made;
    },
    close: () => {
      for (const { plain, secure } of routes.values()) {
        plain.destroy();
        secure.destroy();
      }
      routes.clear();
    },
  };
}
