// The practice tenant's worker, which dies as soon as a person is to be created: in the middle of a test sync, never in a connection test.
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

subscribe('http.server.request.start', (message) => {
  const { request } = message as { readonly request: IncomingMessage };
  if (request.method === 'POST' && request.url?.endsWith('/Users') === true) process.exit(1);
});
await import('../../../main/practice/worker.ts');
