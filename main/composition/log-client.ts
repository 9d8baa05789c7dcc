// The log worker as the app asks it: started with the first question, so that an app that opens without one pays nothing.
import { Worker } from 'node:worker_threads';
import type { LogOperations } from '../features/provisioning-log/worker-operations.ts';
import { workerUrl } from '../platform/workers/locate.ts';
import { type Ask, createTaskClient, type TaskClient } from '../platform/workers/tasks.ts';

export interface LogWorkerStart {
  readonly dataDir: string;
  /** The folder of a newer app: nothing is imported. */
  readonly readOnly: boolean;
}

export interface LogWorker {
  readonly ask: Ask<LogOperations>;
  /** Ends the worker and gives the log's file back, so that it can be deleted; the next question starts it anew. */
  close(): Promise<void>;
}

export function createLogWorker(start: LogWorkerStart): LogWorker {
  let client: TaskClient<LogOperations> | undefined;
  return {
    ask: async (...question) => {
      client ??= createTaskClient<LogOperations>(new Worker(workerUrl('logs'), { name: 'logs', workerData: start }));
      return client.ask(...question);
    },
    close: async () => {
      const ended = client;
      client = undefined;
      await ended?.end();
    },
  };
}
