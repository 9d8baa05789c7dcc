// The analysis of nested groups spread over the machine's cores. All threads read one graph and write into one outcome, in shared memory;
// nothing is copied. Planning and gathering take a part of a second on large directories: call it from a worker thread.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Analysis, analysisOf, analystOf, type Outcome, outcomeFor, type Plan, planOf } from '../../domain/nesting/analysis.ts';
import type { NestingIndex } from '../../domain/nesting/nesting-index.ts';
import { workerUrl } from '../../platform/workers/locate.ts';

/** What a thread is given. */
export interface AnalysisPart {
  readonly plan: Plan;
  readonly outcome: Outcome;
  /** How many batches are taken, in its first place. */
  readonly taken: Int32Array;
}

export interface AnalysisOptions {
  /** Ends the threads at once; the promise is rejected with the signal's reason. */
  readonly signal: AbortSignal;
  /** After each batch, in any order of batches. */
  readonly progress?: (done: number, of: number) => void;
  /** The assigned groups unless told; ascending, each once. */
  readonly groups?: Uint32Array;
  /** One a core unless told. */
  readonly threads?: number;
}

export async function analyseInThreads(index: NestingIndex, options: AnalysisOptions): Promise<Analysis> {
  options.signal.throwIfAborted();
  const plan = planOf(index, options.groups);
  const outcome = outcomeFor(plan);
  const threads = Math.min(options.threads ?? availableParallelism(), plan.batches);
  // A thread takes longer to start than a single batch takes here.
  if (threads <= 1 && options.threads === undefined) {
    const work = analystOf(plan, outcome);
    for (let batch = 0; batch < plan.batches; batch += 1) work(batch);
    options.progress?.(plan.batches, plan.batches);
  } else {
    await workInThreads(plan, outcome, threads, options);
  }
  return analysisOf(plan, outcome);
}

async function workInThreads(plan: Plan, outcome: Outcome, threads: number, { signal, progress }: AnalysisOptions): Promise<void> {
  const taken = new Int32Array(new SharedArrayBuffer(4));
  const ending = Promise.withResolvers<never>();
  // Whoever waits for the threads meets it below.
  ending.promise.catch(() => undefined);
  const stop = (): void => ending.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  let done = 0;
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(workerUrl('nesting'), { workerData: { plan, outcome, taken } satisfies AnalysisPart });
    worker.on('message', () => {
      done += 1;
      progress?.(done, plan.batches);
    });
    return worker;
  });
  try {
    await Promise.race([Promise.all(workers.map(ended)), ending.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A thread of the analysis ended with ${code}.`))));
  });
}
