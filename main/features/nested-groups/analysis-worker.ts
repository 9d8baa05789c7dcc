// One thread of the analysis of nested groups: takes the next batch that nobody has taken until none is left, and says when each is done.
import { parentPort, workerData } from 'node:worker_threads';
import { analystOf } from '../../domain/nesting/analysis.ts';
import type { AnalysisPart } from './analyse-in-threads.ts';

const port = parentPort;
if (port === null) throw new Error('The analysis worker must be started as a worker.');

const { plan, outcome, taken } = workerData as AnalysisPart;
const work = analystOf(plan, outcome);
for (let batch = Atomics.add(taken, 0, 1); batch < plan.batches; batch = Atomics.add(taken, 0, 1)) {
  work(batch);
  port.postMessage('batch');
}
