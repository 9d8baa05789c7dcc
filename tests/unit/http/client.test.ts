import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeRoot, makeUnder } from './certificates.ts';
import { answerOf, failureOf, makeClient } from './make-client.ts';
import { serve, serveProxy, serveTls } from './servers.ts';

describe('An answered request', () => {
  it('is recorded as it went over the wire, with real timings', async () => {
    const origin = await serve((_request, response) => response.writeHead(201, { 'X-Two': ['a', 'b'] }).end('{"ok":true}'));
    const { post, recorded } = makeClient();
    const answer = answerOf(
      await post(`${origin}/Users?x=1`, { body: '{"a":1}', headers: { 'Content-Type': 'application/scim+json' }, stepId: 'create-user' }),
    );
    expect(answer.text).toBe('{"ok":true}');
    expect(answer.header('x-TWO')).toBe('a');
    expect(recorded).toHaveLength(1);
    expect(recorded[0]).toMatchObject({
      sequence: 1,
      attempt: 1,
      stepId: 'create-user',
      method: 'POST',
      url: `${origin}/Users?x=1`,
      requestBody: { text: '{"a":1}', bytes: 7, truncated: false },
      outcome: { kind: 'answered', status: 201, statusText: 'Created', body: { text: '{"ok":true}', bytes: 11, truncated: false } },
      peer: new URL(origin).host,
    });
    expect(recorded[0]?.requestHeaders).toContainEqual(['Content-Type', 'application/scim+json']);
    const outcome = recorded[0]?.outcome;
    expect(outcome?.kind === 'answered' && outcome.headers.filter(([name]) => name === 'X-Two')).toHaveLength(2);
    expect(Object.keys(recorded[0]?.timings ?? {}).sort()).toEqual(['firstByteMs', 'tcpMs', 'totalMs']);
  });

  it('keeps its connection, and times name, TCP and TLS only where they happened', async () => {
    const root = await makeRoot();
    const leaf = await makeUnder(root);
    const origin = await serveTls({ key: leaf.key, cert: leaf.pem });
    const { get, recorded } = makeClient({ extraRoots: [root.pem], lookup: async () => [{ address: '127.0.0.1', family: 4 }] });
    const url = origin.replace('127.0.0.1', 'localhost');
    await get(url);
    await get(url);
    expect(Object.keys(recorded[0]?.timings ?? {}).sort()).toEqual(['dnsMs', 'firstByteMs', 'tcpMs', 'tlsMs', 'totalMs']);
    expect(Object.keys(recorded[1]?.timings ?? {}).sort()).toEqual(['firstByteMs', 'totalMs']);
    expect(recorded[1]?.peer).toBe(recorded[0]?.peer);
    expect(recorded[1]?.tls).toEqual(recorded[0]?.tls);
  });

  it('is unpacked when it is compressed, and counted unpacked', async () => {
    const text = 'x'.repeat(10_000);
    const origin = await serve((_request, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(text)));
    const { get, recorded } = makeClient();
    expect(answerOf(await get(origin)).text).toBe(text);
    expect(recorded[0]?.outcome).toMatchObject({ body: { bytes: 10_000 } });
  });

  it('keeps only the beginning of a large body, and its true size', async () => {
    const origin = await serve((_request, response) => response.end('y'.repeat(300_000)));
    const { get, recorded } = makeClient();
    expect(answerOf(await get(origin)).text).toHaveLength(300_000);
    expect(recorded[0]?.outcome).toMatchObject({ body: { bytes: 300_000, truncated: true, text: 'y'.repeat(64 * 1024) } });
  });

  it.each([
    ['plain', (text: string) => ({ headers: {}, body: Buffer.from(text) })],
    ['compressed to almost nothing', (text: string) => ({ headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(text) })],
  ])('is cut off when it is larger than the limit, %s', async (_words, pack) => {
    const { headers, body } = pack('z'.repeat(3 * 1024 * 1024));
    const origin = await serve((_request, response) => response.writeHead(200, headers).end(body));
    const failure = failureOf(await makeClient({ limits: { bodyBytes: 1024 * 1024 } }).get(origin));
    expect(failure).toEqual({ layer: 'body', code: 'BODY_TOO_LARGE', detail: 'The answer is larger than 1 MB; reading was stopped.' });
  });
});

describe('A redirect', () => {
  it('of a GET on the same origin is followed, each hop recorded', async () => {
    const origin = await serve((request, response) => {
      if (request.url === '/end') response.end(`seen with ${request.headers.authorization}`);
      else response.writeHead(307, { Location: '/end' }).end();
    });
    const { get, recorded } = makeClient();
    expect(answerOf(await get(`${origin}/start`, { headers: { Authorization: 'Bearer abc' } })).text).toBe('seen with Bearer abc');
    expect(recorded.map(({ url }) => new URL(url).pathname)).toEqual(['/start', '/end']);
  });

  it('in a circle ends after three hops', async () => {
    const origin = await serve((_request, response) => response.writeHead(302, { Location: '/again' }).end());
    const { get, recorded } = makeClient();
    expect(failureOf(await get(origin))).toMatchObject({ layer: 'http', code: 'TOO_MANY_REDIRECTS' });
    expect(recorded).toHaveLength(4);
  });

  it.each(['get', 'post'] as const)('to another origin is refused for a %s, both origins named and nothing sent there', async (method) => {
    let strayed = 0;
    const other = await serve((_request, response) => {
      strayed += 1;
      response.end();
    });
    const origin = await serve((_request, response) => response.writeHead(308, { Location: `${other}/login` }).end());
    const failure = failureOf(await makeClient()[method](origin, { headers: { Authorization: 'Bearer abc' } }));
    expect(failure).toMatchObject({ layer: 'http', code: 'REDIRECT_OTHER_ORIGIN' });
    expect(failure.detail).toContain(origin);
    expect(failure.detail).toContain(other);
    expect(strayed).toBe(0);
  });

  it('of a write on the same origin is handed on as it is', async () => {
    const origin = await serve((_request, response) => response.writeHead(302, { Location: '/x' }).end());
    const { post, recorded } = makeClient();
    expect(answerOf(await post(origin, { body: 'a' })).status).toBe(302);
    expect(recorded).toHaveLength(1);
  });
});

describe('A request that may be repeated', () => {
  const flaky = (failures: number, headers: Record<string, string> = {}, status = 503) => {
    let asked = 0;
    return serve((_request, response) => {
      asked += 1;
      if (asked <= failures) response.writeHead(status, headers).end();
      else response.end(`try ${asked}`);
    });
  };

  it('is sent up to three times more, with a growing wait', async () => {
    const { get, recorded, clock } = makeClient();
    expect(answerOf(await get(await flaky(3))).text).toBe('try 4');
    expect(recorded.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    expect(clock.waited).toEqual([375, 750, 1500]);
  });

  it('ends with the last answer when none succeeds', async () => {
    const { get, recorded } = makeClient();
    expect(answerOf(await get(await flaky(9))).status).toBe(503);
    expect(recorded).toHaveLength(4);
  });

  it('waits as long as a 429 asks, in seconds or until a date', async () => {
    const first = makeClient();
    await first.get(await flaky(1, { 'Retry-After': '7' }, 429));
    expect(first.clock.waited).toEqual([7000]);
    const second = makeClient();
    await second.get(await flaky(1, { 'Retry-After': 'Mon, 23 Nov 2026 12:00:30 GMT' }, 429));
    expect(second.clock.waited).toEqual([30_000]);
  });

  it('is not sent again when it would have to wait longer than is allowed', async () => {
    const { get, clock } = makeClient();
    expect(answerOf(await get(await flaky(1, { 'Retry-After': '61' }, 429))).status).toBe(429);
    expect(clock.waited).toEqual([]);
  });

  it('waits a minute at most, however often it is asked to wait', async () => {
    const { get, clock } = makeClient();
    expect(answerOf(await get(await flaky(9, { 'Retry-After': '25' }, 429))).status).toBe(429);
    expect(clock.waited).toEqual([25_000, 25_000]);
  });

  it('waits no more in a test once another waited in vain, and is still sent again after a lost connection', async () => {
    const { get, clock, recorded } = makeClient({ patience: 'until-in-vain' });
    await get(await flaky(9, { 'Retry-After': '50' }, 429));
    await get(await flaky(9, { 'Retry-After': '1' }, 429));
    await get(await flaky(9, {}, 429));
    expect([clock.waited, recorded.length]).toEqual([[50_000], 4]);
    let asked = 0;
    const origin = await serve((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.resetAndDestroy();
      else response.end('there');
    });
    expect(answerOf(await get(origin)).text).toBe('there');
  });

  it('waits each time anew where a run would rather wait than give up', async () => {
    const { get, clock } = makeClient();
    await get(await flaky(9, { 'Retry-After': '50' }, 429));
    await get(await flaky(1, { 'Retry-After': '50' }, 429));
    expect(clock.waited).toEqual([50_000, 50_000]);
  });

  it('is sent again after a lost connection', async () => {
    let asked = 0;
    const origin = await serve((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.resetAndDestroy();
      else response.end('there');
    });
    expect(answerOf(await makeClient().get(origin)).text).toBe('there');
  });

  it.each([400, 401, 404, 409, 500, 501])('is not sent again after a %i', async (status) => {
    const { get, recorded } = makeClient();
    expect(answerOf(await get(await flaky(1, {}, status))).status).toBe(status);
    expect(recorded).toHaveLength(1);
  });

  it('is never a POST, unless its sender says so', async () => {
    const once = makeClient();
    expect(answerOf(await once.post(await flaky(1))).status).toBe(503);
    expect(once.recorded).toHaveLength(1);
    const repeated = makeClient();
    expect(answerOf(await repeated.post(await flaky(1), { retry: 'idempotent' })).status).toBe(200);
  });
});

describe('A request that the administrator cancels', () => {
  it('ends at once while it waits for an answer', async () => {
    const controller = new AbortController();
    const origin = await serve(() => controller.abort());
    const { get, recorded } = makeClient();
    expect(failureOf(await get(origin, { signal: controller.signal }))).toMatchObject({ layer: 'cancelled', code: 'CANCELLED' });
    expect(recorded[0]?.outcome.kind).toBe('failed');
  });

  it('ends at once while the connection is made', async () => {
    const controller = new AbortController();
    const lookup = () => {
      controller.abort();
      return new Promise<never>(() => undefined);
    };
    expect(failureOf(await makeClient({ lookup }).get('https://scim.example.com/', { signal: controller.signal })).layer).toBe('cancelled');
  });

  it('ends at once in the middle of the body', async () => {
    const controller = new AbortController();
    const origin = await serve(async (request, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('{');
      request.socket.once('close', () => response.destroy());
      setImmediate(() => controller.abort());
    });
    expect(failureOf(await makeClient().get(origin, { signal: controller.signal })).layer).toBe('cancelled');
  });

  it('ends at once while it waits to be sent again', async () => {
    const controller = new AbortController();
    const origin = await serve((_request, response) => {
      response.once('finish', () => controller.abort());
      response.writeHead(503).end();
    });
    expect(failureOf(await makeClient().get(origin, { signal: controller.signal })).layer).toBe('cancelled');
  });

  it('is not sent at all when it was cancelled before', async () => {
    let asked = 0;
    const origin = await serve((_request, response) => {
      asked += 1;
      response.end();
    });
    expect(failureOf(await makeClient().get(origin, { signal: AbortSignal.abort() })).layer).toBe('cancelled');
    expect(asked).toBe(0);
  });
});

describe('A proxy', () => {
  it('tunnels https, so that it sees neither address nor content', async () => {
    const root = await makeRoot();
    const leaf = await makeUnder(root);
    const origin = await serveTls({ key: leaf.key, cert: leaf.pem }, (request, response) => response.end(request.url));
    const proxy = await serveProxy();
    const { get, recorded } = makeClient({ extraRoots: [root.pem], proxyFor: async () => proxy.address.replace('://', '://us%20er:p%40ss@') });
    expect(answerOf(await get(`${origin}/Users`)).text).toBe('/Users');
    expect(proxy.asked).toEqual([`CONNECT ${new URL(origin).host}`]);
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('us er:p@ss').toString('base64')}`]);
    expect(recorded[0]?.proxy).toBe(new URL(proxy.address).host);
    expect(JSON.stringify(recorded)).not.toContain('p@ss');
  });

  it('passes plain http on', async () => {
    const origin = await serve((request, response) => response.end(`${request.method} ${request.url} ${request.headers.authorization}`));
    const proxy = await serveProxy();
    const { get } = makeClient({ proxyFor: async () => proxy.address });
    expect(answerOf(await get(`${origin}/Users?a=b`, { headers: { Authorization: 'Bearer t' } })).text).toBe('GET /Users?a=b Bearer t');
    expect(proxy.asked).toEqual([`GET ${origin}/Users?a=b`]);
  });
});

describe('Closing the client', () => {
  it('lets go of kept connections', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const origin = await serve((request, response) => {
      closed = once(request.socket, 'close');
      response.end();
    });
    const { get, http } = makeClient();
    await get(origin);
    http.close();
    await closed;
  });
});
