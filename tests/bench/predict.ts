// Prediction over 500,000 people of the directory and 500,000 users of the target, as the directory worker does it: against one pass over the target
// that only builds the two hash indexes, and its memory.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { asMegabytes, asRatio, median, type Pair, type Part, rowOf } from './measure.ts';

export interface PredictResult {
  readonly people: number;
  readonly pairs: readonly Pair[];
  /** Highest resident memory, in bytes. */
  readonly memory: number;
  readonly counts: Readonly<Record<string, number>>;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

async function inProcess(rounds: number): Promise<PredictResult> {
  const child: ChildProcess = fork(fileURLToPath(new URL('./predict-own.ts', import.meta.url)), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    child.send({ rounds });
    const [result] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The prediction ended with ${String(code)}.`);
      }),
    ]);
    return result as PredictResult;
  } finally {
    child.kill();
  }
}

export const prediction: Part = {
  name: 'prediction',
  longestMs: 600_000,
  measure: async (rounds) => {
    const { people, pairs, memory, counts } = await inProcess(rounds);
    return [
      rowOf({
        name: 'Prediction',
        compared: `${people.toLocaleString('en')} people against as many users of the target (${Object.entries(counts)
          .filter(([, count]) => count > 0)
          .map(([kind, count]) => `${count.toLocaleString('en')} ${kind}`)
          .join(', ')}), against one pass over the target that builds its two hash indexes`,
        values: pairs.map(({ ours, bare }) => ours / bare),
        bound: { kind: 'at most', value: 3 },
        show: asRatio,
        beside: `${seconds(median(pairs.map(({ ours }) => ours)))} against ${seconds(median(pairs.map(({ bare }) => bare)))}`,
      }),
      rowOf({
        name: 'Prediction, memory',
        compared: 'highest resident memory of the process that predicts',
        values: [memory],
        bound: { kind: 'at most', value: 700 * 1024 * 1024 },
        show: asMegabytes,
      }),
    ];
  },
};
