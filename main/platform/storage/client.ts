// The asking side of the storage worker: a typed question, a promise of its answer. No SQL here.
import { Worker } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';
import { workerUrl } from '../workers/locate.ts';
import type { Answer, Failure, Question, WorkerStart } from './messages.ts';
import type { OperationName, Operations } from './operations/index.ts';

export interface StorageClient {
  readonly readOnly: boolean;
  readonly notices: readonly string[];
  ask<N extends OperationName>(name: N, ...args: Parameters<Operations[N]>): Promise<ReturnType<Operations[N]>>;
  /** Ends the worker after its last answer. */
  end(): Promise<void>;
}

type Row = readonly [code: string, message: string];

const notPermitted: Row = [
  'storage.not-permitted',
  'The data folder may not be read or written by this user. Give this user the rights on the folder, or choose another one, then try again.',
];
const noFolder: Row = ['storage.no-folder', 'The data folder cannot be made there: a file stands in its way. Choose another folder.'];
export const readOnlySentence = 'The data folder was written by a newer version of SCIM Steward, or is write-protected: nothing can be saved here.';
const readOnly: Row = ['storage.read-only', readOnlySentence];
const full: Row = ['storage.full', 'The disk is full, so nothing can be saved. Make room, then try again.'];
const damaged: Row = ['storage.damaged', 'The history is damaged. Start SCIM Steward again: it moves the damaged file aside and begins a new one.'];
const diskError: Row = [
  'storage.disk-error',
  'The disk answered with an error while SCIM Steward read or wrote its data. Check the disk, then start SCIM Steward again.',
];
const busy: Row = ['storage.busy', 'Another SCIM Steward is writing to the data folder and did not finish in time. Try again in a moment.'];

/** Result codes of SQLite (numbers) and of the system that say something about the machine, not about a bug of ours. */
const refusals: ReadonlyMap<number | string, Row> = new Map<number | string, Row>([
  [3, notPermitted],
  [5, busy],
  [8, readOnly],
  [10, diskError],
  [11, damaged],
  [13, full],
  [14, notPermitted],
  [26, damaged],
  ['EACCES', notPermitted],
  ['EPERM', notPermitted],
  ['EROFS', readOnly],
  ['ENOSPC', full],
  ['EEXIST', noFolder],
  ['ENOTDIR', noFolder],
  ['EIO', diskError],
]);

function toError({ message, reason }: Failure): Error {
  const known = reason === undefined ? undefined : refusals.get(reason);
  return known === undefined ? new Error(`Storage failed: ${message}`) : new Refusal(known[0], known[1]);
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
