// A directory of 500,000 people and 3,000,000 memberships from CSV files: how long it takes until the memberships are stored as analysis reads them,
// against papaparse doing nothing but reading the same file; and what memory the whole import takes.
import { inProcess } from './in-process.ts';
import { asMegabytes, asRatio, inFolder, median, type Part, rowOf } from './measure.ts';

export interface FilesOrder {
  readonly folder: string;
}
export interface FilesResult {
  readonly memberships: number;
}
export interface ImportOrder extends FilesOrder {
  readonly rounds: number;
}
export interface ImportResult {
  /** Milliseconds. */
  readonly rounds: readonly { readonly memberships: number; readonly all: number; readonly papa: number }[];
  /** Highest resident memory of one whole import, in bytes. */
  readonly memory: number;
  readonly counted: number;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

export const csvImport: Part = {
  name: 'csv-import',
  longestMs: 600_000,
  measure: (rounds) =>
    inFolder(async (folder) => {
      const { memberships } = await inProcess<FilesResult>('./csv-files.ts', { folder }, 2_048);
      const result = await inProcess<ImportResult>('./csv-import-own.ts', { folder, rounds }, 2_048);
      if (result.counted !== memberships) throw new Error(`${memberships} memberships were written, ${result.counted} came in.`);
      const mid = (of: 'memberships' | 'all' | 'papa') => median(result.rounds.map((round) => round[of]));
      return [
        rowOf({
          name: 'CSV import',
          compared: `${memberships.toLocaleString('en')} memberships read, matched and stored with their snapshot, against papaparse reading the same file`,
          values: result.rounds.map((round) => round.memberships / round.papa),
          bound: { kind: 'at most', value: 4 },
          show: asRatio,
          beside: `${seconds(mid('memberships'))} against ${seconds(mid('papa'))}; ${seconds(mid('all'))} with 500,000 users and 60,000 groups`,
        }),
        rowOf({
          name: 'CSV import, memory',
          compared: 'highest resident memory of the process that imports all three files',
          values: [result.memory],
          bound: { kind: 'at most', value: 600 * 1024 * 1024 },
          show: asMegabytes,
        }),
      ];
    }),
};
