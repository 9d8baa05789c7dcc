// The practice tenant in a worker thread, so that the window never waits for it. Takes requests one by one and answers each.
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../platform/refusal.ts';
import type { Greeting, RemoteMethod, Reply, Request, Standing, WorkerOptions } from './messages.ts';
import { startPracticeTenant } from './tenant.ts';
import type { PracticeTenant } from './types.ts';

const port = parentPort;
if (port === null) throw new Error('The practice worker must be started as a worker.');

function standing(tenant: PracticeTenant): Standing {
  const { scimUrl, tokenUrl, clientId, clientSecret, realm, network, idp } = tenant;
  return { endpoints: { scimUrl, tokenUrl, clientId, clientSecret, realm, network, idp }, faults: tenant.faults() };
}

const failure = (thrown: unknown): { message: string; code?: string } => ({
  message: thrown instanceof Error ? thrown.message : String(thrown),
  ...(thrown instanceof Refusal ? { code: thrown.code } : {}),
});

async function answer(tenant: PracticeTenant, request: Request): Promise<Reply> {
  try {
    // The caller's side is typed by PracticeTenant itself; here the list of method names is the whole of what can be asked.
    const method = tenant[request.method] as (...input: readonly unknown[]) => Promise<unknown>;
    return { id: request.id, kind: 'done', output: await method(...request.input), standing: standing(tenant) };
  } catch (thrown) {
    return { id: request.id, kind: 'failed', ...failure(thrown) };
  }
}

try {
  const tenant = await startPracticeTenant(workerData as WorkerOptions);
  let last: Promise<void> = Promise.resolve();
  const closing: RemoteMethod = 'close';
  port.on('message', (request: Request) => {
    last = last.then(async () => {
      port.postMessage(await answer(tenant, request));
      if (request.method === closing) port.close();
    });
  });
  port.postMessage({ kind: 'started', standing: standing(tenant) } satisfies Greeting);
} catch (thrown) {
  port.postMessage({ kind: 'not-started', ...failure(thrown) } satisfies Greeting);
  port.close();
}
