// How to reach a practice tenant, in the words of the app's one HTTP client. Pure.
import type { HttpLimits, Lookup, ProxyFor } from '../platform/http/types.ts';
import type { PracticeEndpoints } from './types.ts';

export interface NetworkOptions {
  readonly lookup?: Lookup;
  readonly proxyFor?: ProxyFor;
  readonly extraRoots?: readonly string[];
  readonly limits?: Partial<HttpLimits>;
}

const codes = { 'not-found': 'ENOTFOUND', 'try-again': 'EAI_AGAIN' } as const;

/** As node:dns fails: an error with `code`, `syscall` and `hostname`. */
function lookupError(host: string, outcome: keyof typeof codes): Error {
  const code = codes[outcome];
  return Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code, syscall: 'getaddrinfo', hostname: host });
}

/** What the HTTP client must be given to reach this tenant as its faults want it; a practice tenant is never reached by the system's proxy. */
export function networkOptions(tenant: Pick<PracticeEndpoints, 'network'>): NetworkOptions {
  const { extraRoots, proxy, lookup, connectMs } = tenant.network;
  return {
    proxyFor: () => Promise.resolve(proxy ?? 'DIRECT'),
    ...(extraRoots.length === 0 ? {} : { extraRoots }),
    ...(connectMs === undefined ? {} : { limits: { connectMs } }),
    ...(lookup === undefined
      ? {}
      : {
          lookup: (host) => {
            const outcome = lookup[host];
            return outcome === undefined ? Promise.resolve([{ address: '127.0.0.1', family: 4 }]) : Promise.reject(lookupError(host, outcome));
          },
        }),
  };
}
