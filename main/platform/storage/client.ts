// The asking side of the storage worker: a typed question, a promise of its answer. No SQL here.
import { Worker } from 'node:worker_threads';
import { workerUrl } from '../workers/locate.ts';
import type { Answer, Question, WorkerStart } from './messages.ts';
import type { OperationName, Operations } from './operations/index.ts';
import { toError } from './refusals.ts';

export interface StorageClient {
  readonly readOnly: boolean;
  readonly notices: readonly string[];
  ask<N extends OperationName>(name: N, ...args: Parameters<Operations[N]>): Promise<ReturnType<Operations[N]>>;
  /** Ends the worker after its last answer. */
  end(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (why: unknown) => void;
}

/** Starts the worker and waits until the database is open. */
export async function startClient(start: WorkerStart): Promise<StorageClient> {
  const worker = new Worker(workerUrl('storage'), { name: 'storage', workerData: start });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let dead: Error | undefined;

  const opened = await new Promise<Extract<Answer, { kind: 'opened' }>>((resolve, reject) => {
    function die(why: Error): void {
      dead = why;
      reject(why);
      for (const one of waiting.values()) one.reject(why);
      waiting.clear();
    }
    worker.on('error', die);
    worker.on('exit', () => die(new Error('The storage worker has ended.')));
    worker.on('message', (answer: Answer) => {
      if (answer.kind === 'opened') return resolve(answer);
      if (answer.kind === 'not-opened') return die(toError(answer));
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.kind === 'done') one?.resolve(answer.value);
      else one?.reject(toError(answer));
    });
  });

  return {
    readOnly: opened.readOnly,
    notices: opened.notices,
    ask: <N extends OperationName>(name: N, ...args: Parameters<Operations[N]>) =>
      new Promise<ReturnType<Operations[N]>>((resolve, reject) => {
        if (dead !== undefined) return reject(dead);
        last += 1;
        waiting.set(last, { resolve: (value) => resolve(value as ReturnType<Operations[N]>), reject });
        worker.postMessage({ id: last, name, args } satisfies Question);
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}
