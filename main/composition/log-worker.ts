// The log worker: imports, filters and summaries of provisioning logs happen here, so that the window never waits for them.
import { parentPort, workerData } from 'node:worker_threads';
import { logOperations } from '../features/provisioning-log/worker-operations.ts';
import { openLogStore } from '../platform/storage/provisioning-log/store.ts';
import type { LogStore } from '../platform/storage/provisioning-log/types.ts';
import { serveTasks } from '../platform/workers/tasks.ts';
import { describeFailure } from './describe-failure.ts';
import type { LogWorkerStart } from './log-client.ts';

const port = parentPort;
if (port === null) throw new Error('The log worker must be started as a worker.');
let store: LogStore | undefined;
const open = (): LogStore => {
  store ??= openLogStore(workerData as LogWorkerStart);
  return store;
};
serveTasks(port, logOperations(open), describeFailure);
