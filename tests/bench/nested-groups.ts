// Nested groups of two large directories, 500,000 people and 20,000 assigned groups each: how fast the exact counts of all of them are, against a
// plain search and against graphology; what memory that takes; how long the chains of one person take.
import { inProcess } from './in-process.ts';
import { asMegabytes, asMilliseconds, asRatio, median, type Pair, type Part, type Row, rowOf } from './measure.ts';

export interface OwnOrder {
  readonly directory: 'typical' | 'dense';
  readonly rounds: number;
}

export interface OwnResult {
  readonly groups: number;
  readonly totals: { readonly membershipsLost: number; readonly peopleLost: number };
  /** Milliseconds. Ours: turning the rows round, starting threads, counts of all assigned groups. Bare: the plain search, scaled up from
   *  the share of the groups that it did in that round; together the rounds compare all counts. */
  readonly pairs: readonly Pair[];
  /** Milliseconds of the chains of one person, each. */
  readonly chains: readonly number[];
  /** Highest resident memory up to the end of the analysis, in bytes. */
  readonly memory: number;
}

export interface PeerResult {
  readonly groups: number;
  readonly buildMs: number;
  readonly searchMs: number;
  readonly memory: number;
}

const usualMemory = 600 * 1024 * 1024;
/** Counts, their check and the plain search; longer on a machine that is busy otherwise. */
const longestMs = 600_000;

const own = (order: OwnOrder): Promise<OwnResult> => inProcess('./nested-groups-own.ts', order, 4_096);
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const many = (count: number): string => count.toLocaleString('en');

function sharedRows(name: string, result: OwnResult): readonly Row[] {
  return [
    rowOf({
      name: `Nested groups, ${name}, memory`,
      compared: 'highest resident memory of the process that has the directory and analyses it',
      values: [result.memory],
      bound: { kind: 'at most', value: usualMemory },
      show: asMegabytes,
    }),
    rowOf({
      name: `Nested groups, ${name}, chains`,
      compared: `chains of one person to every assigned group, the slowest one in a hundred of ${result.chains.length} people`,
      values: [[...result.chains].sort((a, b) => a - b)[Math.floor(result.chains.length * 0.99)] ?? Number.NaN],
      bound: { kind: 'at most', value: 50 },
      show: asMilliseconds,
      beside: `half of them within ${median(result.chains).toFixed(1)} ms, the slowest ${asMilliseconds(Math.max(...result.chains))}`,
    }),
  ];
}

export const nestedDense: Part = {
  name: 'nested-dense',
  longestMs,
  measure: async (rounds) => {
    const result = await own({ directory: 'dense', rounds });
    return [
      rowOf({
        name: 'Nested groups, dense',
        compared: `exact counts of ${many(result.groups)} assigned groups, ${many(result.totals.membershipsLost)} lost memberships, against a plain search with stamps on one core: all equal`,
        values: result.pairs.map(({ ours, bare }) => bare / ours),
        bound: { kind: 'at least', value: 5 },
        show: asRatio,
        beside: `${seconds(median(result.pairs.map((pair) => pair.ours)))} against ${seconds(median(result.pairs.map((pair) => pair.bare)))}`,
      }),
      ...sharedRows('dense', result),
    ];
  },
};

export const nestedTypical: Part = {
  name: 'nested-typical',
  longestMs,
  measure: async (rounds) => {
    const result = await own({ directory: 'typical', rounds });
    const ours = result.pairs.map((pair) => pair.ours);
    const peer = await inProcess<PeerResult>('./nested-groups-graphology.ts', {}, 12_288);
    return [
      rowOf({
        name: 'Nested groups, typical',
        compared: `exact counts of ${many(peer.groups)} assigned groups, ${many(result.totals.membershipsLost)} lost memberships, from the same arrays by graphology: all equal`,
        values: ours.map((ms) => (peer.buildMs + peer.searchMs) / ms),
        bound: { kind: 'at least', value: 20 },
        show: asRatio,
        beside: `${seconds(median(ours))} against ${seconds(peer.buildMs)} to build its graph of ${asMegabytes(peer.memory)} and ${seconds(peer.searchMs)} to search`,
      }),
      rowOf({
        name: 'Nested groups, typical, search only',
        compared: `all of ours against the searches of graphology alone, its graph being there`,
        values: ours.map((ms) => peer.searchMs / ms),
        bound: { kind: 'none' },
        show: asRatio,
      }),
      ...sharedRows('typical', result),
    ];
  },
};
