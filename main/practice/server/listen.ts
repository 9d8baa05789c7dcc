// Opens and closes the tenant's listener: 127.0.0.1 only, bounded times and headers, every connection closed at the end.
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

const limits = { headersTimeout: 20_000, requestTimeout: 60_000, keepAliveTimeout: 30_000, maxHeaderSize: 32 * 1024 } as const;

export async function listen(listener: RequestListener, port: number, tls?: ServerOptions): Promise<Listening> {
  const server: Server = tls === undefined ? createServer(limits, listener) : createTlsServer({ ...limits, ...tls }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
