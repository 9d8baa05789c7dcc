// Probes for the connection test, one layer at a time: name, TCP, TLS. Nothing but handshakes is sent.
// `inspectTls` alone may finish a handshake that it does not trust, to show the chain; that connection is closed at once and never carries a byte of a request.
import net from 'node:net';
import tls from 'node:tls';
import type { NetworkFailure } from '../../../contract/common.ts';
import { readChain } from './certificates.ts';
import { DialError, dial, systemNames } from './dial.ts';
import { classifyFailure } from './failure.ts';
import { readProxy } from './proxy.ts';
import { trustedContext } from './trust.ts';
import { defaultLimits, type Lookup, type ProxyFor } from './types.ts';

export interface Certificate {
  /** `CN=..., O=...`. */
  readonly subject: string;
  readonly issuer: string;
  /** Host names and addresses it is made out for. */
  readonly names: readonly string[];
  /** ISO 8601. */
  readonly validFrom: string;
  readonly validTo: string;
  /** `RSA`, `EC`, ... */
  readonly keyType: string;
  readonly keyBits?: number;
  readonly fingerprint256: string;
  readonly selfSigned: boolean;
}

type Failed = { readonly kind: 'failed'; readonly failure: NetworkFailure };

export type NameResult =
  | { readonly kind: 'found'; readonly addresses: readonly { readonly address: string; readonly family: 4 | 6 }[]; readonly ms: number }
  | Failed;

export type TcpResult = { readonly kind: 'connected'; readonly peer: string; readonly ms: number } | Failed;

export type TlsResult =
  | {
      readonly kind: 'secured';
      readonly protocol: string;
      readonly cipher: string;
      /** From the server's own certificate to the root. */
      readonly chain: readonly Certificate[];
      /** `public`: the chain holds with Node's own list of roots; `local`: only the system's store or the CA file knows its root. */
      readonly trust: 'public' | 'local';
      readonly ms: number;
    }
  | (Failed & { readonly chain?: readonly Certificate[] });

export interface Target {
  readonly host: string;
  readonly port: number;
}

export interface Inspector {
  resolveName(host: string, signal: AbortSignal): Promise<NameResult>;
  openTcp(target: Target, signal: AbortSignal): Promise<TcpResult>;
  /** Through the proxy (CONNECT) that `proxyFor(url)` names, where there is one. */
  inspectTls(target: Target & { readonly url: string }, signal: AbortSignal): Promise<TlsResult>;
}

export interface InspectorOptions {
  readonly lookup?: Lookup;
  readonly proxyFor?: ProxyFor;
  readonly extraRoots?: readonly string[];
  readonly connectMs?: number;
}

const since = (start: number): number => Math.round((performance.now() - start) * 100) / 100;

/** Finishes a handshake without trust, only to read the chain the server shows. The connection is destroyed before anything else could be sent. */
function showChain(host: string, below: net.Socket, signal: AbortSignal, connectMs: number): Promise<readonly Certificate[]> {
  return new Promise((resolve) => {
    const socket = tls.connect({
      socket: below,
      ...(net.isIP(host) === 0 ? { servername: host } : {}),
      rejectUnauthorized: false,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
    });
    const end = (chain: readonly Certificate[]): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', none);
      socket.destroy();
      below.destroy();
      resolve(chain);
    };
    const none = (): void => end([]);
    const timer = setTimeout(none, connectMs);
    signal.addEventListener('abort', none);
    socket.once('secureConnect', () => end(readChain(socket.getPeerCertificate(true))));
    socket.on('error', none);
    socket.once('close', none);
  });
}

/** Whether the chain also holds when only Node's own list of public roots is asked. */
async function publicTrust(open: (context: () => tls.SecureContext) => Promise<{ readonly socket: net.Socket }>): Promise<'public' | 'local'> {
  try {
    const { socket } = await open(() => trustedContext('public'));
    socket.destroy();
    return 'public';
  } catch (thrown) {
    if (thrown instanceof DialError) return 'local';
    throw thrown;
  }
}

export function createInspector(options: InspectorOptions): Inspector {
  const { lookup = systemNames, proxyFor = async () => 'DIRECT', connectMs = defaultLimits.connectMs } = options;
  const trusted = (): tls.SecureContext => trustedContext(options.extraRoots);

  const inspectTls: Inspector['inspectTls'] = async ({ host, port, url }, signal) => {
    const proxy = readProxy(await proxyFor(url));
    const open = (secure: boolean, context: () => tls.SecureContext) =>
      dial({ host, port, secure }, { lookup, proxy, context, connectMs, signal, tunnel: 'always' });
    const start = performance.now();
    try {
      const { socket, facts } = await open(true, trusted);
      const chain = socket instanceof tls.TLSSocket ? readChain(socket.getPeerCertificate(true)) : [];
      socket.destroy();
      const trust = await publicTrust((context) => open(true, context));
      return {
        kind: 'secured',
        protocol: facts.tls?.protocol ?? 'unknown',
        cipher: facts.tls?.cipher ?? 'unknown',
        chain,
        trust,
        ms: facts.tlsMs ?? since(start),
      };
    } catch (thrown) {
      if (!(thrown instanceof DialError)) throw thrown;
      const { failure } = thrown;
      if (failure.layer !== 'tls' || signal.aborted) return { kind: 'failed', failure };
      const chain = await open(false, trusted).then(
        ({ socket }) => showChain(host, socket, signal, connectMs),
        () => [],
      );
      return { kind: 'failed', failure, ...(chain.length === 0 ? {} : { chain }) };
    }
  };

  return {
    resolveName: async (host, signal) => {
      const start = performance.now();
      const stop = AbortSignal.any([signal, AbortSignal.timeout(connectMs)]);
      try {
        const stopped = new Promise<never>((_resolve, reject) => {
          const onAbort = (): void => reject(Object.assign(new Error('stopped'), { code: signal.aborted ? 'CANCELLED' : 'CONNECT_TIMEOUT' }));
          if (stop.aborted) onAbort();
          else stop.addEventListener('abort', onAbort, { once: true });
        });
        const addresses = await Promise.race([lookup(host), stopped]);
        if (addresses.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
        return { kind: 'found', addresses, ms: since(start) };
      } catch (thrown) {
        return { kind: 'failed', failure: classifyFailure(thrown, { phase: 'dns', host, port: 0 }) };
      }
    },
    openTcp: async ({ host, port }, signal) => {
      try {
        const { socket, facts } = await dial({ host, port, secure: false }, { lookup, proxy: undefined, context: trusted, connectMs, signal });
        socket.destroy();
        return { kind: 'connected', peer: facts.peer ?? `${host}:${port}`, ms: facts.tcpMs ?? 0 };
      } catch (thrown) {
        if (thrown instanceof DialError) return { kind: 'failed', failure: thrown.failure };
        throw thrown;
      }
    },
    inspectTls,
  };
}
