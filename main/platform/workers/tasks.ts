// Tasks in a worker thread: a table of operations on one side, a typed question with progress and cancel on the other. Answers come in any
// order. An expected refusal arrives as a Refusal, a bug as an Error. Knows nothing of what the operations do.
import type { MessagePort, Worker } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';

/** What an operation gets beside its input. */
export interface Task<P = unknown> {
  /** Aborted by the asking side; seen only by operations that wait. */
  readonly signal: AbortSignal;
  /** The same for long loops that never wait: reads shared memory, cheap enough to ask every thousand steps. */
  cancelled(): boolean;
  progress(value: P): void;
}

/** One operation: plain data in, plain data (or shared memory) out. */
export type Operation = (input: never, task: Task<never>) => unknown;
export type OperationTable = Readonly<Record<string, Operation>>;

type InputOf<O> = O extends (input: infer I, ...rest: never) => unknown ? I : never;
type OutputOf<O> = O extends (...all: never) => infer R ? Awaited<R> : never;
type ProgressOf<O> = O extends (input: never, task: Task<infer P>) => unknown ? P : never;

export interface AskOptions<P> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (value: P) => void;
}

export type Ask<T extends OperationTable> = <N extends keyof T & string>(
  name: N,
  input: InputOf<T[N]>,
  options?: AskOptions<ProgressOf<T[N]>>,
) => Promise<OutputOf<T[N]>>;

type Question =
  | { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly input: unknown; readonly stop: SharedArrayBuffer }
  | { readonly kind: 'cancel'; readonly id: number };

export type TaskFailure = { readonly message: string; readonly code?: string };

type Answer =
  | { readonly kind: 'progress'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: TaskFailure };

const abortedName = 'AbortError';
const abort = () => new DOMException('The task was cancelled.', abortedName);

/** Answers questions of the port with these operations; `describe` turns what they throw into plain data. */
export function serveTasks(
  port: Pick<MessagePort, 'on' | 'postMessage'>,
  operations: OperationTable,
  describe: (thrown: unknown) => TaskFailure,
): void {
  const running = new Map<number, AbortController>();
  const answer = (message: Answer) => port.postMessage(message);

  async function run({ id, name, input, stop }: Extract<Question, { kind: 'ask' }>): Promise<void> {
    const flag = new Int32Array(stop);
    const controller = new AbortController();
    running.set(id, controller);
    const task: Task = {
      signal: controller.signal,
      cancelled: () => Atomics.load(flag, 0) === 1,
      progress: (value) => answer({ kind: 'progress', id, value }),
    };
    try {
      const operation = operations[name] as ((input: unknown, task: Task) => unknown) | undefined;
      if (operation === undefined) throw new Error(`The worker has no operation "${name}".`);
      answer({ kind: 'done', id, value: await operation(input, task) });
    } catch (thrown) {
      const failure = task.cancelled() ? { message: 'The task was cancelled.', code: abortedName } : describe(thrown);
      answer({ kind: 'failed', id, failure });
    } finally {
      running.delete(id);
    }
  }

  port.on('message', (question: Question) => {
    if (question.kind === 'cancel') running.get(question.id)?.abort(abort());
    else void run(question);
  });
}

export interface TaskClient<T extends OperationTable> {
  readonly ask: Ask<T>;
  end(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (why: unknown) => void;
  readonly progress: (value: unknown) => void;
}

const toError = ({ message, code }: TaskFailure): Error =>
  code === undefined ? new Error(message) : code === abortedName ? abort() : new Refusal(code, message);

/** The asking side. A worker that dies fails every open question, and every later one. */
export function createTaskClient<T extends OperationTable>(worker: Worker): TaskClient<T> {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let dead: Error | undefined;

  function die(why: Error): void {
    dead ??= why;
    for (const one of waiting.values()) one.reject(dead);
    waiting.clear();
  }
  worker.on('error', die);
  worker.on('exit', () => die(new Error('The worker has ended.')));
  worker.on('message', (answer: Answer) => {
    const one = waiting.get(answer.id);
    if (answer.kind === 'progress') return one?.progress(answer.value);
    waiting.delete(answer.id);
    if (answer.kind === 'done') one?.resolve(answer.value);
    else one?.reject(toError(answer.failure));
  });

  async function put(name: string, input: unknown, { signal, onProgress }: AskOptions<unknown> = {}): Promise<unknown> {
    signal?.throwIfAborted();
    if (dead !== undefined) throw dead;
    last += 1;
    const id = last;
    const stop = new SharedArrayBuffer(4);
    const cancel = () => {
      Atomics.store(new Int32Array(stop), 0, 1);
      worker.postMessage({ kind: 'cancel', id } satisfies Question);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, progress: onProgress ?? (() => {}) });
        worker.postMessage({ kind: 'ask', id, name, input, stop } satisfies Question);
      });
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  return {
    // Types hold by construction: both sides are made from the same table.
    ask: put as Ask<T>,
    end: async () => {
      await worker.terminate();
    },
  };
}
