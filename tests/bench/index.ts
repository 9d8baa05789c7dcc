// `npm run bench [-- NAME ...] [--strict] [--rounds N]`: measures part by part, prints each row as it is known, and ends with a table.
// A part that fails is named in the table and the others still run. Code 0 even when a target is missed, unless `--strict`.
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { cancel } from './cancel.ts';
import { connectionTest } from './connection-test.ts';
import { csvImport } from './csv-import.ts';
import { eqIndex } from './eq-index.ts';
import { firstScreen } from './first-screen.ts';
import { type Part, type Row, usualRounds } from './measure.ts';
import { memory } from './memory.ts';
import { nestedDense, nestedTypical } from './nested-groups.ts';
import { prediction } from './predict.ts';
import { provisioningLog } from './provisioning-log.ts';
import { rerun } from './rerun.ts';
import { scimClient } from './scim-client.ts';
import { startUp } from './start.ts';

const parts: readonly Part[] = [
  scimClient,
  connectionTest,
  cancel,
  startUp,
  memory,
  firstScreen,
  eqIndex,
  nestedDense,
  nestedTypical,
  prediction,
  csvImport,
  rerun,
  provisioningLog,
];
/** Longer than most parts take on a slow machine; the next one then gets its turn. */
const usualLongestMs = 120_000;

interface Trouble {
  readonly part: string;
  readonly why: string;
}

function usage(why: string): never {
  console.error(`${why}\nParts: ${parts.map((part) => part.name).join(', ')}. Options: --strict, --rounds N.`);
  process.exit(2);
}

function words() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { strict: { type: 'boolean' }, rounds: { type: 'string' } } });
    const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
    if (unknown.length > 0) usage(`There is no part ${unknown.join(', ')}.`);
    const rounds = Number(values.rounds ?? usualRounds);
    if (!Number.isInteger(rounds) || rounds < 1) usage('--rounds wants a whole number from 1 on.');
    return {
      wanted: positionals.length === 0 ? parts : parts.filter((part) => positionals.includes(part.name)),
      strict: values.strict === true,
      rounds,
    };
  } catch (thrown) {
    return usage(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

async function inTime(part: Part, rounds: number): Promise<readonly Row[]> {
  const longestMs = part.longestMs ?? usualLongestMs;
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`stopped after ${longestMs / 1000} s`)), longestMs);
  try {
    return await Promise.race([part.measure(rounds), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const cells = (row: Row): readonly string[] => [row.name, row.compared, row.result, row.spread, row.target, row.judged];
const line = (texts: readonly string[]): string => `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;

const { wanted, strict, rounds } = words();
const rows: Row[] = [];
const troubles: Trouble[] = [];
for (const part of wanted) {
  const begun = performance.now();
  try {
    const found = await inTime(part, rounds);
    rows.push(...found);
    for (const row of found) console.error(`${row.name}: ${row.result}${row.judged === 'no target' ? '' : `, ${row.judged} (${row.target})`}`);
  } catch (thrown) {
    console.error(`${part.name} failed:`, thrown);
    troubles.push({ part: part.name, why: (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0] ?? '' });
  }
  console.error(`  ${part.name} took ${Math.round((performance.now() - begun) / 1000)} s; load of the machine ${loadavg()[0]?.toFixed(1)}`);
}

console.log(`\nMedian of ${rounds} rounds in turns; Node ${process.version}, ${process.platform}, ${availableParallelism()} cores.\n`);
console.log(line(['Name', 'What is compared', 'Result', 'Lowest to highest', 'Target', 'Judged']));
console.log(line(Array.from({ length: 6 }, () => '---')));
for (const row of rows) console.log(line(cells(row)));
for (const { part, why } of troubles) console.log(line([part, 'not measured', why, '', '', 'failed']));

const bad = troubles.length + rows.filter((row) => row.judged === 'missed').length;
// A part that hung may have left something open: the table is out, nothing is waited for.
process.exit(strict && bad > 0 ? 1 : 0);
