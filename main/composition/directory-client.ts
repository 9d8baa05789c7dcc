// The directory worker as the app asks it: started with the first question, so that an app that opens without one pays nothing.
import { Worker } from 'node:worker_threads';
import { workerUrl } from '../platform/workers/locate.ts';
import { type Ask, createTaskClient, type TaskClient } from '../platform/workers/tasks.ts';
import type { WorkerOperations } from './directory-operations.ts';

export interface DirectoryWorkerStart {
  readonly dataDir: string;
  /** The folder of a newer app: nothing is removed, renamed or imported. */
  readonly readOnly: boolean;
}

export interface DirectoryWorker {
  readonly ask: Ask<WorkerOperations>;
  /** Gives back every open snapshot, so that they can be deleted. */
  release(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The same questions in a thread of their own, for what goes over everybody and takes long: tables are read meanwhile. It only reads, and gives the
 * snapshot back after each answer.
 */
export function createLongReader(dataDir: string): DirectoryWorker {
  const worker = createDirectoryWorker({ dataDir, readOnly: true });
  return {
    ...worker,
    ask: async (...question) => {
      try {
        return await worker.ask(...question);
      } finally {
        await worker.release();
      }
    },
  };
}

export function createDirectoryWorker(start: DirectoryWorkerStart): DirectoryWorker {
  let client: TaskClient<WorkerOperations> | undefined;
  const started = () => {
    client ??= createTaskClient<WorkerOperations>(new Worker(workerUrl('directory'), { name: 'directory', workerData: start }));
    return client;
  };
  return {
    ask: async (...question) => started().ask(...question),
    release: async () => {
      await client?.ask('directory.closeAll', {});
    },
    close: async () => {
      await client?.end();
    },
  };
}
