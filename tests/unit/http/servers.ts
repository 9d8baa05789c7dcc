// Real servers on 127.0.0.1 for the tests of the network layers, each on a free port and closed at the end of its test.
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { onTestFinished } from 'vitest';

function listen(server: net.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

async function open(server: net.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listen(server);
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  );
  return port;
}

/** A plain HTTP server; answers its origin. */
export async function serve(listener: http.RequestListener): Promise<string> {
  return `http://127.0.0.1:${await open(http.createServer(listener))}`;
}

/** An HTTPS server; answers its origin. */
export async function serveTls(
  options: https.ServerOptions,
  listener: http.RequestListener = (_request, response) => response.end('{}'),
): Promise<string> {
  const server = https.createServer(options, listener);
  server.on('tlsClientError', () => undefined);
  return `https://127.0.0.1:${await open(server)}`;
}

/** A bare TCP server; answers its port. */
export function serveTcp(onConnection: (socket: net.Socket) => void): Promise<number> {
  return open(net.createServer(onConnection));
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = net.createServer();
  const port = await listen(server);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

export interface TestProxy {
  readonly address: string;
  /** First lines of what it was asked: `CONNECT host:port`, `GET http://...`. */
  readonly asked: string[];
  /** Values of Proxy-Authorization it saw. */
  readonly credentials: string[];
}

/** A forward proxy that tunnels, or answers every CONNECT and request with this status instead. */
export async function serveProxy(refusal?: { readonly status: number; readonly headers?: http.OutgoingHttpHeaders }): Promise<TestProxy> {
  const asked: string[] = [];
  const credentials: string[] = [];
  const remember = (request: http.IncomingMessage): void => {
    asked.push(`${request.method} ${request.url}`);
    const given = request.headers['proxy-authorization'];
    if (given !== undefined) credentials.push(given);
  };
  const server = http.createServer((request, response) => {
    remember(request);
    if (refusal !== undefined) {
      response.writeHead(refusal.status, refusal.headers).end();
      return;
    }
    const onward = http.request(
      request.url ?? '',
      { method: request.method, headers: { ...request.headers, host: new URL(request.url ?? '').host } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  server.on('connect', (request: http.IncomingMessage, client: net.Socket) => {
    remember(request);
    if (refusal !== undefined) {
      const lines = Object.entries(refusal.headers ?? {}).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`));
      client.end([`HTTP/1.1 ${refusal.status} Refused`, ...lines, 'Content-Length: 0', '', ''].join('\r\n'));
      return;
    }
    const { hostname, port } = new URL(`tcp://${request.url}`);
    const target = net.connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client);
      client.pipe(target);
    });
    target.on('error', () => client.destroy());
    client.on('error', () => target.destroy());
    client.once('close', () => target.destroy());
  });
  return { address: `http://127.0.0.1:${await open(server)}`, asked, credentials };
}
