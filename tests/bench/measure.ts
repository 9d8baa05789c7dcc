// How the benchmarks measure: pairs in turns, so that a machine that slows down slows both, and the median of the rounds.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const usualRounds = 5;

/** One line of the table. */
export interface Row {
  readonly name: string;
  /** What stands against what. */
  readonly compared: string;
  readonly result: string;
  readonly target: string;
  readonly judged: 'met' | 'missed' | 'no target';
  /** Lowest and highest round, so that a reader sees how noisy the machine was. */
  readonly spread: string;
}

export interface Part {
  readonly name: string;
  /** After this long it is given up; two minutes unless told. */
  readonly longestMs?: number;
  measure(rounds: number): Promise<readonly Row[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export interface Pair {
  readonly ours: number;
  readonly bare: number;
}

type Work = () => Promise<number>;

/** Measures both once in each round, in turns; who goes first changes from round to round. */
export async function inTurns(rounds: number, ours: Work, bare: Work): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await ours();
      pairs.push({ ours: first, bare: await bare() });
    } else {
      const first = await bare();
      pairs.push({ bare: first, ours: await ours() });
    }
  }
  return pairs;
}

export const repeated = async (rounds: number, work: Work): Promise<readonly number[]> => {
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) values.push(await work());
  return values;
};

/** Milliseconds the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

export type Bound = { readonly kind: 'at least' | 'at most'; readonly value: number } | { readonly kind: 'none' };

export interface RowOf {
  readonly name: string;
  readonly compared: string;
  readonly values: readonly number[];
  readonly bound: Bound;
  readonly show: (value: number) => string;
  /** Stands behind the result. */
  readonly beside?: string;
}

export function rowOf({ name, compared, values, bound, show, beside = '' }: RowOf): Row {
  const value = median(values);
  const met = bound.kind === 'none' ? undefined : bound.kind === 'at least' ? value >= bound.value : value <= bound.value;
  return {
    name,
    compared,
    result: `${show(value)}${beside === '' ? '' : ` (${beside})`}`,
    target: bound.kind === 'none' ? 'none' : `${bound.kind} ${show(bound.value)}`,
    judged: met === undefined ? 'no target' : met ? 'met' : 'missed',
    spread: values.length < 2 ? '' : `${show(Math.min(...values))} to ${show(Math.max(...values))}`,
  };
}

export const asRatio = (value: number): string => value.toFixed(2);
export const asMilliseconds = (value: number): string => `${Math.round(value)} ms`;
export const asMegabytes = (value: number): string => `${Math.round(value / 1024 / 1024)} MB`;
export const asKilobytes = (value: number): string => `${Math.round(value / 1024)} kB`;

/** Does something in a folder of its own that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}
