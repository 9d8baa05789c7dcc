// The listener that a browser is sent back to after a sign-in (RFC 8252 7.3): on this machine alone, on a free port, for one answer only.
// It shows a plain page without scripts, keeps nothing, and is closed after its answer, a timeout, or a cancel.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../platform/ports.ts';

export type BrowserAnswer =
  | { readonly kind: 'came'; readonly query: URLSearchParams }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'cancelled' };

export interface Loopback {
  /** Registered as `http://localhost`; the port may be any. */
  readonly redirectUri: string;
  /** The first answer, or why none came; the listener is closed then. `judge` says what the page tells the administrator. */
  answer(judge: (query: URLSearchParams) => 'good' | 'bad'): Promise<BrowserAnswer>;
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  connection: 'close',
} as const;

function show(response: ServerResponse, status: number, sentence: string): void {
  response
    .writeHead(status, headers)
    .end(
      `<!doctype html><html lang="en"><title>SCIM Steward</title><body style="font-family:sans-serif;margin:4em"><p>${sentence}</p></body></html>`,
    );
}

export async function openLoopback(clock: Clock, timeoutMs: number, signal: AbortSignal | undefined): Promise<Loopback> {
  let take: (query: URLSearchParams) => 'good' | 'bad' = () => 'bad';
  let came: (answer: BrowserAnswer) => void = () => {};
  const first = new Promise<BrowserAnswer>((resolve) => {
    came = resolve;
  });
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 }, (request, response) => {
    const url = URL.parse(request.url ?? '/', 'http://localhost');
    const query = url?.searchParams ?? new URLSearchParams();
    // Browsers ask for an icon too; only what comes back from a sign-in is an answer.
    if (request.method !== 'GET' || url?.pathname !== '/' || !(query.has('code') || query.has('error')))
      return show(response, 404, 'There is nothing here.');
    const good = take(query) === 'good';
    response.on('close', () => came({ kind: 'came', query }));
    show(
      response,
      good ? 200 : 400,
      good
        ? 'You are signed in. Close this window and go back to SCIM Steward.'
        : 'The sign-in did not succeed. Go back to SCIM Steward, which says why.',
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    redirectUri: `http://localhost:${(server.address() as AddressInfo).port}/`,
    answer: async (judge) => {
      take = judge;
      const over = new AbortController();
      const ends = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
      const late = clock.wait(timeoutMs, ends).then(
        (): BrowserAnswer => ({ kind: 'timeout' }),
        (): BrowserAnswer => ({ kind: 'cancelled' }),
      );
      try {
        return await Promise.race([first, late]);
      } finally {
        over.abort();
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
      }
    },
  };
}
