// The faults that change where the tenant is or how it is reached: names that do not resolve, ports that refuse or hang, certificates,
// a proxy that wants a password. One of them holds at a time: the first of `order` that is switched on, as a client meets them.
import type { RequestListener } from 'node:http';
import type { FaultName } from '../faults.ts';
import type { PracticeNetwork } from '../types.ts';
import { listen } from './listen.ts';
import { hangingPort, refusingPort, refusingProxy } from './ports.ts';

export interface Address {
  /** `https://127.0.0.1:4711`. */
  readonly origin: string;
  readonly network: PracticeNetwork;
  close(): Promise<void>;
}

/** A host that never exists (RFC 2606), so that a client that ignores the lookup fails as well. */
const missingHost = 'foundry.practice.invalid';
const order = ['dns-not-found', 'dns-try-again', 'proxy-407', 'tcp-refused', 'tcp-hang'] as const satisfies readonly FaultName[];
const tlsOrder = ['tls-1.1', 'tls-self-signed', 'tls-private-root', 'tls-expired', 'tls-wrong-host'] as const satisfies readonly FaultName[];

/** Whether these faults need another address than the plain one. */
export function addressFault(faults: ReadonlySet<FaultName>): FaultName | undefined {
  return [...order, ...tlsOrder].find((name) => faults.has(name));
}

const nothingToClose = (): Promise<void> => Promise.resolve();

/** Opens the address that these faults ask for. */
export async function openAddress(faults: ReadonlySet<FaultName>, listener: RequestListener, port: number): Promise<Address> {
  const fault = addressFault(faults);
  switch (fault) {
    case undefined: {
      const listening = await listen(listener, port);
      return { origin: `http://127.0.0.1:${listening.port}`, network: { extraRoots: [] }, close: listening.close };
    }
    case 'dns-not-found':
    case 'dns-try-again': {
      const lookup = { [missingHost]: fault === 'dns-not-found' ? ('not-found' as const) : ('try-again' as const) };
      return { origin: `https://${missingHost}`, network: { extraRoots: [], lookup }, close: nothingToClose };
    }
    case 'tcp-refused': {
      const refusing = await refusingPort();
      return { origin: `https://127.0.0.1:${refusing.port}`, network: { extraRoots: [] }, close: refusing.close };
    }
    case 'tcp-hang': {
      const hanging = await hangingPort();
      return { origin: `https://127.0.0.1:${hanging.port}`, network: { extraRoots: [], connectMs: 1_000 }, close: hanging.close };
    }
    case 'proxy-407': {
      const [proxy, direct] = await Promise.all([refusingProxy(), openTls(fault, listener, port)]);
      const network = { ...direct.network, proxy: `http://127.0.0.1:${proxy.port}` };
      return { origin: direct.origin, network, close: async () => void (await Promise.all([proxy.close(), direct.close()])) };
    }
    default:
      return openTls(fault, listener, port);
  }
}

async function openTls(fault: FaultName, listener: RequestListener, port: number): Promise<Address> {
  // Making certificates loads a large library: only when it is needed.
  const { certificateFor } = await import('./certificates.ts');
  const { tls, extraRoots } = await certificateFor(fault);
  const listening = await listen(listener, port, tls);
  return { origin: `https://127.0.0.1:${listening.port}`, network: { extraRoots }, close: listening.close };
}
