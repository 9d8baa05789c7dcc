// A provisioning log of 1,000,000 events, as JSON: how long the import with its indexes takes against JSON.parse alone over the same events, how long it takes
// when all is known, what memory it needs, and how fast the loaded log answers. STEWARD_LOG_EVENTS makes it smaller for a quick look.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inProcess } from './in-process.ts';
import { asMegabytes, asMilliseconds, asRatio, inFolder, type Part, type Row, rowOf } from './measure.ts';

export interface LogOrder {
  readonly path: string;
  readonly events: number;
}
export interface LogWritten {
  readonly bytes: number;
}
/** Milliseconds and bytes; of filters, pages and texts the slowest. */
export interface LogMeasured {
  readonly first: number;
  readonly again: number;
  readonly memory: number;
  readonly filter: number;
  readonly page: number;
  readonly text: number;
  readonly summary: number;
}

const wholeSize = 1_000_000;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** What an administrator would do otherwise: count the failures by code. Undefined where there is no jq. */
function jqCounts(path: string): number | undefined {
  if (spawnSync('jq', ['--version']).status !== 0) return undefined;
  const words = [
    '-cn',
    '--stream',
    'reduce (inputs | select(length == 2 and .[0][1:] == ["statusInfo", "errorCode"]) | .[1]) as $c ({}; .[$c] += 1)',
    path,
  ];
  const begun = performance.now();
  return spawnSync('jq', words, { stdio: 'ignore' }).status === 0 ? performance.now() - begun : undefined;
}

export const provisioningLog: Part = {
  name: 'provisioning-log',
  longestMs: 1_800_000,
  measure: () =>
    inFolder(async (folder) => {
      const order = { path: join(folder, 'log.json'), events: Number(process.env.STEWARD_LOG_EVENTS ?? wholeSize) };
      const { bytes } = await inProcess<LogWritten>('./provisioning-log-file.ts', order, 512);
      const before = await inProcess<number>('./provisioning-log-parse.ts', order, 512);
      const own = await inProcess<LogMeasured>('./provisioning-log-own.ts', order, 1024);
      const parse = (before + (await inProcess<number>('./provisioning-log-parse.ts', order, 512))) / 2;
      const jq = jqCounts(order.path);
      const size = `${order.events.toLocaleString('en')} events, ${asMegabytes(bytes)}`;
      const within = (name: string, compared: string, value: number, most: number): Row =>
        rowOf({ name, compared, values: [value], bound: { kind: 'at most', value: most }, show: asMilliseconds });
      return [
        rowOf({
          name: 'Provisioning log, import',
          compared: `${size}: read, indexed and stored, against JSON.parse of each event`,
          values: [own.first / parse],
          bound: { kind: 'at most', value: 3 },
          show: asRatio,
          beside: `${seconds(own.first)} against ${seconds(parse)}`,
        }),
        rowOf({
          name: 'Provisioning log, import again',
          compared: 'the same file when all is known, against the first time',
          values: [own.again / own.first],
          bound: { kind: 'at most', value: 0.5 },
          show: asRatio,
          beside: seconds(own.again),
        }),
        rowOf({
          name: 'Provisioning log, memory',
          compared: 'highest resident memory of the process that imports it twice',
          values: [own.memory],
          bound: { kind: 'at most', value: 400 * 1024 * 1024 },
          show: asMegabytes,
        }),
        within('Provisioning log, filters', 'the slowest of four filters, with its count and first page', own.filter, 150),
        within('Provisioning log, a page', 'the slowest of pages at the beginning, inside and near the end', own.page, 30),
        within('Provisioning log, full text', 'the slowest of four searches, with its count and first page', own.text, 300),
        rowOf({
          name: 'Provisioning log, summary',
          compared: 'what is still failing, what is past, findings',
          values: [own.summary],
          bound: { kind: 'none' },
          show: asMilliseconds,
        }),
        ...(jq === undefined
          ? []
          : [
              rowOf({
                name: 'Provisioning log, jq',
                compared: 'failures counted by code with jq --stream, against the import',
                values: [jq / own.first],
                bound: { kind: 'none' },
                show: asRatio,
                beside: seconds(jq),
              }),
            ]),
      ];
    }),
};
