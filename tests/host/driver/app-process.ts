// The app's own process: the built main on Node with the stand-in for `electron`, and questions to it with their answers.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FromDriver, FromStandIn } from '../wire.ts';

export interface AppProcessOptions {
  /** Folder with package.json and dist/. */
  readonly appFolder: string;
  /** Its entry, relative to that folder. */
  readonly entry: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What it prints, line by line as it comes. */
  readonly output: (text: string) => void;
  readonly heard: (message: FromStandIn) => void;
}

export type Served = Extract<FromStandIn, { readonly kind: 'served' }>;
export type Invoked = Extract<FromStandIn, { readonly kind: 'invoked' }>;

export interface AppProcess {
  readonly pid: number;
  /** Resolves with the exit code, or -1 after a signal. */
  readonly ended: Promise<number>;
  tell(message: FromDriver): void;
  /** Undefined: the app ended before it answered. */
  serve(method: string, url: string): Promise<Served | undefined>;
  invoke(call: Omit<Extract<FromDriver, { readonly kind: 'invoke' }>, 'kind' | 'number'>): Promise<Invoked | undefined>;
  kill(): Promise<void>;
}

export function startApp(options: AppProcessOptions): AppProcess {
  const child = fork(join(options.appFolder, options.entry), [], {
    cwd: options.appFolder,
    env: options.environment,
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', new URL('../stand-in/register.ts', import.meta.url).href],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', options.output);
  const ended = endOf(child);
  const waiting = new Map<number, (answer: Served | Invoked | undefined) => void>();
  void ended.then(() => {
    for (const resolve of waiting.values()) resolve(undefined);
    waiting.clear();
  });
  child.on('message', (message: FromStandIn) => {
    if (message.kind !== 'served' && message.kind !== 'invoked') return options.heard(message);
    waiting.get(message.number)?.(message);
    waiting.delete(message.number);
  });

  let last = 0;
  const tell = (message: FromDriver): void => {
    if (child.connected) child.send(message);
  };
  const ask = (message: (number: number) => FromDriver): Promise<Served | Invoked | undefined> => {
    if (!child.connected) return Promise.resolve(undefined);
    last += 1;
    const number = last;
    return new Promise((resolve) => {
      waiting.set(number, resolve);
      child.send(message(number));
    });
  };

  return {
    pid: child.pid ?? -1,
    ended,
    tell,
    serve: async (method, url) => {
      const answer = await ask((number) => ({ kind: 'serve', number, method, url }));
      return answer?.kind === 'served' ? answer : undefined;
    },
    invoke: async (call) => {
      const answer = await ask((number) => ({ kind: 'invoke', number, ...call }));
      return answer?.kind === 'invoked' ? answer : undefined;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function endOf(child: ChildProcess): Promise<number> {
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : -1;
}

/** The folder this checkout's build lies in. */
export const ownFolder = fileURLToPath(new URL('../../..', import.meta.url));
