// A slice of requests, eight at a time: the same questions for our client and for the bare loop in its own process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const concurrency = 8;

export interface Asked {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Resolves with the status of the answer. */
export type Ask = (one: Asked) => Promise<number>;

export interface BareOrder {
  readonly scimUrl: string;
  readonly token: string;
  readonly asked: readonly Asked[];
  readonly requests: number;
}

/** The work of one slice, not yet begun. */
export function atATime(asked: readonly Asked[], requests: number, ask: Ask): () => Promise<void> {
  return async () => {
    let next = 0;
    async function lane(): Promise<void> {
      while (next < requests) {
        const one = asked[next % asked.length];
        next += 1;
        const status = one === undefined ? 0 : await ask(one);
        if (status !== 200) throw new Error(`The server answered ${status}.`);
      }
    }
    await Promise.all(Array.from({ length: concurrency }, lane));
  };
}

export interface BareLoop {
  /** Milliseconds of one slice. */
  slice(): Promise<number>;
  close(): Promise<void>;
}

export function startBareLoop(order: BareOrder): BareLoop {
  const child = fork(fileURLToPath(new URL('./bare-loop.ts', import.meta.url)), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exit = once(child, 'exit').then(() => {
    throw new Error('The bare loop has ended.');
  });
  exit.catch(() => undefined);
  return {
    slice: async () => {
      const answered = once(child, 'message');
      child.send(order);
      const [took] = await Promise.race([answered, exit]);
      return Number(took);
    },
    close: async () => {
      child.kill();
      await exit.catch(() => undefined);
    },
  };
}
