// Ports that refuse, hang, or are a proxy nobody may use; all real, all on 127.0.0.1, so that no outside address is needed.
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';

export interface OpenPort {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A port that refuses: it is the near end of an open connection, so nobody listens on it and nobody else can come to while the fault lasts.
 * A port that was merely closed a moment ago could be given to another listener.
 */
export async function refusingPort(): Promise<OpenPort> {
  const far = createServer();
  await new Promise<void>((resolve, reject) => {
    far.once('error', reject);
    far.listen(0, '127.0.0.1', () => resolve());
  });
  const accepted = new Promise<Socket>((resolve) => far.once('connection', resolve));
  const near = connect((far.address() as AddressInfo).port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    near.once('connect', () => resolve());
    near.once('error', reject);
  });
  const ends = [near, await accepted];
  for (const end of ends) end.on('error', () => end.destroy());
  return {
    port: near.localPort ?? 0,
    close: () =>
      new Promise<void>((resolve) => {
        for (const end of ends) end.destroy();
        far.close(() => resolve());
      }),
  };
}

// Listens and then sleeps for good: the system completes `backlog + 1` connections and lets every further one wait.
const sleepingListener = `
const { createServer } = require('node:net');
const { parentPort } = require('node:worker_threads');
const server = createServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
});`;
const backlog = 2;

/** A port on which a connection is neither refused nor established. Works where the system drops what its queue cannot hold (Linux, macOS). */
export async function hangingPort(): Promise<OpenPort> {
  const worker = new Worker(sleepingListener, { eval: true });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const fillers: Socket[] = [];
  const connected = Array.from({ length: backlog }, () => {
    const filler = connect(port, '127.0.0.1');
    fillers.push(filler);
    return new Promise<void>((resolve) => {
      filler.once('connect', () => resolve());
      filler.once('error', () => resolve());
    });
  });
  await Promise.all(connected);
  // A few more make sure the queue is full even where the system rounds its length up.
  for (let extra = 0; extra < 4; extra += 1) {
    const filler = connect(port, '127.0.0.1');
    filler.on('error', () => filler.destroy());
    fillers.push(filler);
  }
  return {
    port,
    close: async () => {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}

const challenge = { 'proxy-authenticate': ['Negotiate', 'NTLM'], 'content-length': '0' };

/** A proxy that wants NTLM or Kerberos from everybody, for CONNECT and for plain requests. */
export async function refusingProxy(): Promise<OpenPort> {
  const server = createHttpServer((_request, response: ServerResponse) => {
    response.writeHead(407, challenge).end();
  });
  const open = new Set<Duplex>();
  server.on('connect', (_request, socket: Duplex) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
    socket.end(
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
