// Opens one connection: name, TCP, the proxy's tunnel, TLS, each timed, all of it within one limit.
// Used by the client's agents and by the connection test's probes, so that both see the same network. Always verifies certificates.
import { lookup as systemLookup } from 'node:dns/promises';
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import { cancelled, classifyFailure, fail, NetworkError, type Phase } from './failure.ts';
import { hostWithoutBrackets, type ProxyServer } from './proxy.ts';
import type { Lookup } from './types.ts';

export interface DialFacts {
  dnsMs?: number;
  tcpMs?: number;
  tlsMs?: number;
  peer?: string;
  tls?: { protocol: string; cipher: string };
}

export interface DialTarget {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

export interface DialOptions {
  readonly lookup: Lookup;
  readonly proxy: ProxyServer | undefined;
  readonly context: () => tls.SecureContext;
  /** Covers everything until the connection is ready for a request. */
  readonly connectMs: number;
  readonly signal?: AbortSignal | undefined;
  /** `always`: through a proxy, open a tunnel for a plain target too. `when-secure` unless given. */
  readonly tunnel?: 'when-secure' | 'always';
}

/** A connection that failed, with what was measured on the way. */
export class DialError extends NetworkError {
  readonly facts: DialFacts;

  constructor(error: NetworkError, facts: DialFacts) {
    super(error.failure);
    this.facts = facts;
  }
}

export const systemNames: Lookup = async (host) => {
  const found = await systemLookup(host, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

interface Attempt {
  readonly options: DialOptions;
  readonly facts: DialFacts;
  /** Rejects when the limit is over or the caller cancels. */
  readonly stop: Promise<never>;
  phase: Phase;
  socket: net.Socket | undefined;
}

/** Rounded to a hundredth: finer is noise. */
const since = (start: number): number => Math.round((performance.now() - start) * 100) / 100;

/** Waits for the event, or throws the socket's error, or the stop. */
function arrives(emitter: net.Socket | http.ClientRequest, event: string, stop: Promise<never>): Promise<void> {
  const seen = new Promise<void>((resolve, reject) => {
    emitter.once(event, () => resolve());
    emitter.once('error', reject);
    emitter.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  });
  return Promise.race([seen, stop]);
}

async function resolve(host: string, attempt: Attempt): Promise<readonly { readonly address: string; readonly family: 4 | 6 }[]> {
  const family = net.isIP(host);
  if (family !== 0) return [{ address: host, family: family === 6 ? 6 : 4 }];
  const start = performance.now();
  const found = await Promise.race([attempt.options.lookup(host), attempt.stop]);
  attempt.facts.dnsMs = since(start);
  if (found.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  return found;
}

async function openTcp(host: string, port: number, attempt: Attempt): Promise<net.Socket> {
  const addresses = await resolve(host, attempt);
  if (attempt.phase === 'dns') attempt.phase = 'tcp';
  const start = performance.now();
  const socket = net.connect({
    host,
    port,
    noDelay: true,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1_000,
    lookup: (_host, options, callback) => {
      const [first] = addresses;
      if (options.all === true || first === undefined) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    },
  });
  attempt.socket = socket;
  await arrives(socket, 'connect', attempt.stop);
  attempt.facts.tcpMs = since(start);
  attempt.facts.peer = `${net.isIPv6(socket.remoteAddress ?? '') ? `[${socket.remoteAddress}]` : socket.remoteAddress}:${socket.remotePort}`;
  return socket;
}

async function openTls(host: string, below: net.Socket, attempt: Attempt): Promise<tls.TLSSocket> {
  // Before the clock starts: the first call reads some hundred roots.
  const secureContext = attempt.options.context();
  const start = performance.now();
  const socket = tls.connect({
    socket: below,
    host,
    ...(net.isIP(host) === 0 ? { servername: host } : {}),
    secureContext,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
  });
  attempt.socket = socket;
  await arrives(socket, 'secureConnect', attempt.stop);
  if (attempt.phase === 'tls') {
    attempt.facts.tlsMs = since(start);
    attempt.facts.tls = { protocol: socket.getProtocol() ?? 'unknown', cipher: socket.getCipher().standardName };
  }
  return socket;
}

function offeredSchemes(header: string | string[] | undefined): string {
  const lines = header === undefined ? [] : Array.isArray(header) ? header : [header];
  // A challenge begins with a word without "="; what follows a comma may also be a parameter of the last one.
  const parts = lines.flatMap((line) => line.replace(/"[^"]*"/g, '""').split(','));
  const schemes = parts.map((part) => part.trim().split(/\s/, 1)[0] ?? '').filter((word) => /^[A-Za-z][\w-]*$/.test(word));
  return [...new Set(schemes)].join(', ');
}

/** The refusal of a proxy, whether of a tunnel or of a plain request. */
export function proxyRefusal(status: number, authenticate: string | string[] | undefined, proxy: ProxyServer): NetworkError {
  if (status === 407) {
    const schemes = offeredSchemes(authenticate);
    const offer = schemes === '' ? 'without saying how' : `offering ${schemes}`;
    return fail('proxy', 'PROXY_AUTH_REQUIRED', `The proxy ${proxy.label} asks for a sign-in (407), ${offer}.`);
  }
  return fail('proxy', 'PROXY_REFUSED', `The proxy ${proxy.label} refused to open a tunnel: it answered ${status}.`);
}

async function openTunnel(target: DialTarget, proxy: ProxyServer, below: net.Socket, attempt: Attempt): Promise<net.Socket> {
  const authority = `${net.isIPv6(target.host) ? `[${target.host}]` : target.host}:${target.port}`;
  const request = http.request({
    method: 'CONNECT',
    path: authority,
    createConnection: () => below,
    headers: { Host: authority, ...(proxy.authorization === undefined ? {} : { 'Proxy-Authorization': proxy.authorization }) },
  });
  const answered = new Promise<{ response: http.IncomingMessage; head: Buffer }>((resolve, reject) => {
    request.once('connect', (response, _socket, head) => resolve({ response, head }));
    request.once('response', (response) => resolve({ response, head: Buffer.alloc(0) }));
    request.once('error', reject);
  });
  request.end();
  const { response, head } = await Promise.race([answered, attempt.stop]);
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 299) throw proxyRefusal(status, response.headers['proxy-authenticate'], proxy);
  if (head.length > 0) below.unshift(head);
  return below;
}

async function open(target: DialTarget, attempt: Attempt): Promise<net.Socket> {
  const { proxy } = attempt.options;
  let socket: net.Socket;
  if (proxy === undefined) {
    socket = await openTcp(target.host, target.port, attempt);
  } else {
    attempt.phase = 'proxy';
    if (proxy.unspoken !== undefined) {
      throw fail('proxy', 'PROXY_UNSPOKEN', `The proxy ${proxy.label} is to be used by ${proxy.unspoken}, which this app does not speak.`);
    }
    socket = await openTcp(proxy.host, proxy.port, attempt);
    if (proxy.secure) socket = await openTls(proxy.host, socket, attempt);
    if (target.secure || attempt.options.tunnel === 'always') socket = await openTunnel(target, proxy, socket, attempt);
  }
  if (!target.secure) return socket;
  attempt.phase = 'tls';
  return openTls(target.host, socket, attempt);
}

/** Opens a connection. Throws a DialError, never anything else. A plain target through a proxy gives a connection to the proxy. */
export async function dial(target: DialTarget, options: DialOptions): Promise<{ readonly socket: net.Socket; readonly facts: DialFacts }> {
  const started = { ...target, host: hostWithoutBrackets(target.host) };
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const facts: DialFacts = {};
  const stop = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('too slow'), { code: 'CONNECT_TIMEOUT' })), options.connectMs);
    onAbort = () => reject(cancelled());
    if (options.signal?.aborted === true) onAbort();
    else options.signal?.addEventListener('abort', onAbort);
  });
  stop.catch(() => undefined);
  const attempt: Attempt = { options, facts, stop, phase: 'dns', socket: undefined };
  try {
    const socket = await open(started, attempt);
    return { socket, facts };
  } catch (thrown) {
    attempt.socket?.on('error', () => undefined);
    attempt.socket?.destroy();
    throw new DialError(explain(thrown, started, attempt), facts);
  } finally {
    clearTimeout(timer);
    if (onAbort !== undefined) options.signal?.removeEventListener('abort', onAbort);
  }
}

function explain(thrown: unknown, target: DialTarget, { phase, options }: Attempt): NetworkError {
  const { proxy } = options;
  const failure = classifyFailure(
    thrown,
    phase === 'proxy' && proxy !== undefined ? { phase, host: proxy.host, port: proxy.port } : { phase, ...target },
  );
  if (failure.code !== 'CONNECT_TIMEOUT') return new NetworkError(failure);
  const place = failure.layer === 'proxy' && proxy !== undefined ? `the proxy ${proxy.label}` : `${target.host}:${target.port}`;
  const what = { dns: 'its name was not resolved', tcp: 'TCP did not connect', tls: 'TLS was not agreed', proxy: 'the tunnel did not stand' };
  const reached = failure.layer === 'dns' || failure.layer === 'tls' || failure.layer === 'proxy' ? failure.layer : 'tcp';
  return fail(reached, 'CONNECT_TIMEOUT', `No connection to ${place} within ${options.connectMs / 1000} s: ${what[reached]}.`);
}
