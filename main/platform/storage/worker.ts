// The storage worker: the only thread that opens SQLite, so that the window never waits for a disk.
// It answers each question once, in the order they came.
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Question, WorkerStart } from './messages.ts';
import { type Databases, isDamage, openDatabases, suspect } from './open-database.ts';
import { createOperations } from './operations/index.ts';
import { failure } from './refusals.ts';

function serve(databases: Databases, answer: (message: Answer) => void, listen: (listener: (question: Question) => void) => void): void {
  const operations: Readonly<Record<string, (...args: never) => unknown>> = createOperations(databases);
  listen(({ id, name, args }) => {
    try {
      const operation = operations[name] as (...args: readonly unknown[]) => unknown;
      answer({ kind: 'done', id, value: operation(...args) });
    } catch (thrown) {
      if (isDamage(thrown)) suspect(databases.dataDir);
      answer({ kind: 'failed', id, ...failure(thrown) });
    }
  });
}

const port = parentPort;
if (port !== null) {
  const answer = (message: Answer) => port.postMessage(message);
  try {
    const databases = openDatabases(workerData as WorkerStart);
    serve(databases, answer, (listener) => port.on('message', listener));
    answer({ kind: 'opened', readOnly: databases.readOnly, notices: databases.notices });
  } catch (thrown) {
    answer({ kind: 'not-opened', ...failure(thrown) });
    port.close();
  }
}
