// A measurement in a process of its own, so that its memory and its compiled code are nobody else's.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Runs a file of this folder with its order, and gives what it answers. `megabytes`: the most its heap may have. */
export async function inProcess<Result>(file: string, order: object, megabytes: number): Promise<Result> {
  const child: ChildProcess = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${megabytes}`],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    child.send(order);
    const [result] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`${file} ended with ${String(code)}.`);
      }),
    ]);
    return result as Result;
  } finally {
    child.kill();
  }
}
