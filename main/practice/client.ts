// The practice tenant from outside its worker thread: the same interface as in this thread. A worker that dies fails every open call.
import { Worker } from 'node:worker_threads';
import { Refusal } from '../platform/refusal.ts';
import { workerUrl } from '../platform/workers/locate.ts';
import type { Greeting, RemoteMethod, Reply, Standing, WorkerOptions } from './messages.ts';
import type { PracticeTenant } from './types.ts';

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (reason: Error) => void;
}

const asError = (failure: { readonly message: string; readonly code?: string }): Error =>
  failure.code === undefined ? new Error(failure.message) : new Refusal(failure.code, failure.message);

/** Starts the practice tenant in a worker; `url` only where the worker's file stands elsewhere. */
export async function startPracticeWorker(options: WorkerOptions = {}, url: URL = workerUrl('practice')): Promise<PracticeTenant> {
  const worker = new Worker(url, { workerData: options });
  let standing = await greeting(worker);
  const waiting = new Map<number, Waiting>();
  let sent = 0;
  let ended: Error | undefined;
  let closing = false;
  const death = new AbortController();

  const fail = (reason: Error): void => {
    ended = reason;
    if (!closing) death.abort();
    for (const call of waiting.values()) call.reject(reason);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The practice tenant has ended.')));
  worker.on('message', (reply: Reply) => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'failed') {
      call?.reject(asError(reply));
      return;
    }
    standing = reply.standing;
    call?.resolve(reply.output);
  });

  /** Types hold by construction: method and result belong to the same member of PracticeTenant, which the worker runs. */
  function remote<M extends RemoteMethod>(method: M): PracticeTenant[M] {
    const call = (...input: readonly unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) {
          reject(ended);
          return;
        }
        sent += 1;
        waiting.set(sent, { resolve, reject });
        worker.postMessage({ id: sent, method, input });
      });
    return call as PracticeTenant[M];
  }

  const closeRemote = remote('close');
  return {
    get scimUrl() {
      return standing.endpoints.scimUrl;
    },
    get tokenUrl() {
      return standing.endpoints.tokenUrl;
    },
    get network() {
      return standing.endpoints.network;
    },
    get idp() {
      return standing.endpoints.idp;
    },
    clientId: standing.endpoints.clientId,
    clientSecret: standing.endpoints.clientSecret,
    realm: standing.endpoints.realm,
    died: death.signal,
    faults: () => standing.faults,
    setFaults: remote('setFaults'),
    setQuestions: remote('setQuestions'),
    setRules: remote('setRules'),
    reset: remote('reset'),
    inspect: remote('inspect'),
    counts: remote('counts'),
    login: remote('login'),
    place: remote('place'),
    addStranger: remote('addStranger'),
    addStrangerGroup: remote('addStrangerGroup'),
    close: async () => {
      if (ended !== undefined) return;
      closing = true;
      await closeRemote();
      await worker.terminate();
    },
  };
}

function greeting(worker: Worker): Promise<Standing> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: Greeting) => {
      worker.off('error', reject);
      if (message.kind === 'started') resolve(message.standing);
      else reject(asError(message));
    });
  });
}
