// Requests that fail below HTTP or within it: which layer, which code and which finding. TLS has a file of its own.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Lookup } from '../../../main/platform/http/types.ts';
import { fails, failureOf, makeClient } from './make-client.ts';
import { closedPort, serve, serveProxy, serveTcp } from './servers.ts';

const here: Lookup = async () => [{ address: '127.0.0.1', family: 4 }];
const failingLookup =
  (code: string): Lookup =>
  async () => {
    throw Object.assign(new Error(`getaddrinfo ${code}`), { code });
  };

describe('A name that cannot be resolved', () => {
  it('is said not to exist when the name service says so', async () => {
    expect(await fails('https://scim.example.com/', { lookup: failingLookup('ENOTFOUND') })).toEqual({
      layer: 'dns',
      code: 'ENOTFOUND',
      finding: 'dns.name-not-found',
    });
  });

  it('is left open when the name service gives no answer', async () => {
    expect(await fails('https://scim.example.com/', { lookup: failingLookup('EAI_AGAIN') })).toEqual({
      layer: 'dns',
      code: 'EAI_AGAIN',
      finding: 'dns.no-answer',
    });
  });

  it('is left open when the name service hangs longer than the limit', async () => {
    const hanging: Lookup = () => new Promise(() => undefined);
    expect(await fails('https://scim.example.com/', { lookup: hanging, limits: { connectMs: 50 } })).toEqual({
      layer: 'dns',
      code: 'CONNECT_TIMEOUT',
      finding: 'dns.no-answer',
    });
  });
});

describe('A connection that is not made', () => {
  it('is refused when nothing listens on the port', async () => {
    expect(await fails(`http://127.0.0.1:${await closedPort()}/`)).toEqual({ layer: 'tcp', code: 'ECONNREFUSED', finding: 'tcp.refused' });
  });

  it('is refused when none of several addresses listens', async () => {
    const lookup: Lookup = async () => [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ];
    expect(await fails(`http://localhost:${await closedPort()}/`, { lookup })).toMatchObject({ layer: 'tcp', code: 'ECONNREFUSED' });
  });

  it('runs out of time when packets are dropped in silence', async () => {
    // A listener whose queue is full and whose thread sleeps: the kernel drops further attempts.
    const source = `
      const net = require('node:net');
      const { parentPort } = require('node:worker_threads');
      const server = net.createServer();
      server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
        parentPort.postMessage(server.address().port);
        setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
      });`;
    const worker = new Worker(source, { eval: true });
    onTestFinished(async () => {
      await worker.terminate();
    });
    const [port] = await once(worker, 'message');
    const { Socket } = await import('node:net');
    const fillers = Array.from({ length: 6 }, () => new Socket().on('error', () => undefined).connect(port, '127.0.0.1'));
    onTestFinished(() => {
      for (const socket of fillers) socket.destroy();
    });
    await once(fillers[0] ?? new Socket(), 'connect');
    expect(await fails(`http://127.0.0.1:${port}/`, { limits: { connectMs: 400 } })).toEqual({
      layer: 'tcp',
      code: 'CONNECT_TIMEOUT',
      finding: 'tcp.connect-timeout',
    });
  });
});

describe('A proxy in the way', () => {
  const through = (address: string) => ({ proxyFor: async () => address, lookup: here });

  it('that wants NTLM is named with what it offers', async () => {
    const proxy = await serveProxy({ status: 407, headers: { 'Proxy-Authenticate': ['NTLM', 'Negotiate', 'Basic realm="a, b"'] } });
    const failure = failureOf(await makeClient(through(proxy.address)).get('https://scim.example.com/'));
    expect(failure).toMatchObject({ layer: 'proxy', code: 'PROXY_AUTH_REQUIRED' });
    expect(failure.detail).toContain('offering NTLM, Negotiate, Basic.');
  });

  it('that wants a sign-in for plain http is named alike', async () => {
    const proxy = await serveProxy({ status: 407, headers: { 'Proxy-Authenticate': 'Negotiate, NTLM' } });
    expect(await fails('http://scim.localhost/', through(proxy.address))).toEqual({
      layer: 'proxy',
      code: 'PROXY_AUTH_REQUIRED',
      finding: 'proxy.authentication-required',
    });
  });

  it('that speaks SOCKS alone is named, and nothing is sent to it', async () => {
    expect(await fails('https://scim.example.com/', through('socks5://127.0.0.1:1080'))).toEqual({
      layer: 'proxy',
      code: 'PROXY_UNSPOKEN',
      finding: 'proxy.unspoken',
    });
  });

  it('that refuses the tunnel is blamed, not the server', async () => {
    const proxy = await serveProxy({ status: 403 });
    expect(await fails('https://scim.example.com/', through(proxy.address))).toEqual({
      layer: 'proxy',
      code: 'PROXY_REFUSED',
      finding: 'proxy.unreachable',
    });
  });

  it('that is not there is blamed, not the server', async () => {
    const address = `http://127.0.0.1:${await closedPort()}`;
    expect(await fails('https://scim.example.com/', through(address))).toEqual({
      layer: 'proxy',
      code: 'ECONNREFUSED',
      finding: 'proxy.unreachable',
    });
  });

  it('that has no name is blamed, not the server', async () => {
    const options = { proxyFor: async () => 'http://proxy.invalid:3128', lookup: failingLookup('ENOTFOUND') };
    expect(await fails('https://scim.example.com/', options)).toEqual({ layer: 'proxy', code: 'ENOTFOUND', finding: 'proxy.unreachable' });
  });
});

describe('An exchange that breaks', () => {
  it('before the answer is a lost connection', async () => {
    const port = await serveTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await fails(`http://127.0.0.1:${port}/`)).toEqual({ layer: 'tcp', code: 'ECONNRESET', finding: 'tcp.connection-lost' });
  });

  it('in the middle of the answer is one too', async () => {
    const port = await serveTcp((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a"');
        socket.end();
      }),
    );
    expect(await fails(`http://127.0.0.1:${port}/`)).toMatchObject({ layer: 'body', finding: 'tcp.connection-lost' });
  });

  it('with something that is not HTTP is named so', async () => {
    const port = await serveTcp((socket) => socket.once('data', () => socket.end('220 mail.example.com ESMTP\r\n')));
    expect(await fails(`http://127.0.0.1:${port}/`)).toMatchObject({ layer: 'http', finding: 'http.unreadable-answer' });
  });

  it('with compressed bytes that are none is named so', async () => {
    const origin = await serve((_request, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('not gzip at all'));
    expect(await fails(origin)).toMatchObject({ layer: 'body', finding: 'http.unreadable-answer' });
  });

  it('when no answer comes within the limit', async () => {
    const origin = await serve(() => undefined);
    expect(await fails(origin, { limits: { answerMs: 60 } })).toEqual({ layer: 'http', code: 'ANSWER_TIMEOUT', finding: 'http.answer-timeout' });
  });

  it('when the answer stops coming', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('{');
    });
    expect(await fails(origin, { limits: { answerMs: 60 } })).toEqual({ layer: 'body', code: 'BODY_TIMEOUT', finding: 'http.answer-timeout' });
  });

  it('when the address is none', async () => {
    expect(await fails('not an address')).toMatchObject({ layer: 'http', code: 'ERR_INVALID_URL' });
    expect(await fails('ftp://example.com/')).toMatchObject({ layer: 'http', code: 'UNSUPPORTED_PROTOCOL' });
  });

  it.each(['http://scim.example.com/', 'http://192.0.2.1/', 'http://[2001:db8::1]/'])(
    'before anything is sent in plain http to %s',
    async (address) => {
      expect(await fails(address)).toEqual({ layer: 'tls', code: 'PLAIN_HTTP', finding: 'tls.plain-http' });
    },
  );

  it('when a header cannot be sent', async () => {
    const origin = await serve((_request, response) => response.end());
    const failure = failureOf(await makeClient().get(origin, { headers: { Authorization: 'Bearer a\nb' } }));
    expect(failure.layer).toBe('http');
  });
});
