// The directory worker: imports, queries and analysis of snapshots happen here, so that neither the window nor history waits for them.
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../platform/refusal.ts';
import { failure, toError } from '../platform/storage/refusals.ts';
import { openSnapshotShelf } from '../platform/storage/snapshots/shelf.ts';
import { serveTasks, type TaskFailure } from '../platform/workers/tasks.ts';
import type { DirectoryWorkerStart } from './directory-client.ts';
import { workerOperations } from './directory-operations.ts';

/** What the disk refused is said in words; a bug keeps its stack for the log. */
function describe(thrown: unknown): TaskFailure {
  const known = thrown instanceof Refusal ? thrown : toError(failure(thrown));
  return known instanceof Refusal
    ? { message: known.message, code: known.code }
    : { message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
}

const port = parentPort;
if (port === null) throw new Error('The directory worker must be started as a worker.');
serveTasks(port, workerOperations(openSnapshotShelf(workerData as DirectoryWorkerStart)), describe);
