// The directory worker: imports, queries and analysis of snapshots happen here, so that neither the window nor history waits for them.
import { parentPort, workerData } from 'node:worker_threads';
import { openSnapshotShelf } from '../platform/storage/snapshots/shelf.ts';
import { serveTasks } from '../platform/workers/tasks.ts';
import { describeFailure } from './describe-failure.ts';
import type { DirectoryWorkerStart } from './directory-client.ts';
import { workerOperations } from './directory-operations.ts';

const port = parentPort;
if (port === null) throw new Error('The directory worker must be started as a worker.');
serveTasks(port, workerOperations(openSnapshotShelf(workerData as DirectoryWorkerStart)), describeFailure);
