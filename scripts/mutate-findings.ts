// Proves that each finding is held by a test: takes one away at a time and looks whether a test that names it fails. Not part of `npm test`.
//   node scripts/mutate-findings.ts [--only ID,ID] [--every N]
// Ends with a table; exit code 1 when a finding can go and nobody notices.
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faults } from '../main/practice/faults.ts';
import { allKinds, repository } from '../tests/unit/findings/all-findings.ts';

interface Attempt {
  readonly files: readonly string[];
  /** Only tests of these names; all when absent. */
  readonly names?: string;
}

const { values } = parseArgs({ options: { only: { type: 'string' }, every: { type: 'string' } } });
const unitFiles = globSync('tests/unit/**/*.test.ts', { cwd: repository })
  .filter((path) => !/unit[\\/](findings[\\/]catalogue|renderer|reports|http[\\/]findings)/.test(path))
  .map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8') }));

/** Runs tests with a finding taken away, or none. True: all passed. */
async function passes({ files, names }: Attempt, muted: string): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [
      join(repository, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...['--config', join(repository, 'scripts/mutate/vitest.config.ts'), '--reporter=dot', '--bail=1'],
      ...(names === undefined ? [] : ['-t', names]),
      ...files,
    ],
    { cwd: repository, stdio: 'ignore', env: { ...process.env, STEWARD_MUTED_FINDING: muted } },
  );
  return (await new Promise<number | null>((resolve) => child.once('exit', resolve))) === 0;
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Where a finding is looked for, the quickest first. */
function attemptsFor(id: string): readonly Attempt[] {
  const named = new RegExp(`(?<![\\w.-])${escaped(id)}(?![\\w-])`);
  const unit = unitFiles.filter(({ path, text }) => named.test(text) || (id.startsWith('entra.') && path.endsWith('brought-about.test.ts')));
  const rows = (of: 'check' | 'sync') => faults.filter((row) => row[of].some((expected) => expected.id === id)).map((row) => escaped(row.name));
  const table = (of: 'check' | 'sync'): readonly Attempt[] => {
    const [first] = rows(of);
    return first === undefined ? [] : [{ files: [`tests/faults/${of}.test.ts`], names: ` ${first}: ` }];
  };
  return [...unit.map(({ path }) => ({ files: [path] })), ...table('check'), ...table('sync')];
}

const sound = new Map<string, boolean>();
/** A test that fails anyway proves nothing. */
async function isSound(attempt: Attempt): Promise<boolean> {
  const key = JSON.stringify(attempt);
  const known = sound.get(key) ?? (await passes(attempt, ''));
  sound.set(key, known);
  return known;
}

async function noticedBy(id: string): Promise<string | undefined> {
  for (const attempt of attemptsFor(id)) {
    if (await passes(attempt, id)) continue;
    if (await isSound(attempt)) return `${attempt.files.join(' ')}${attempt.names === undefined ? '' : ` (${attempt.names})`}`;
  }
  return undefined;
}

const every = Number(values.every ?? 1);
const wanted = values.only?.split(',');
const ids = (await allKinds()).map(({ id }) => id).filter((id, index) => (wanted === undefined ? index % every === 0 : wanted.includes(id)));
const unnoticed: string[] = [];
for (const id of ids) {
  const by = await noticedBy(id);
  if (by === undefined) unnoticed.push(id);
  console.log(`${by === undefined ? 'NOT NOTICED' : 'noticed    '}  ${id.padEnd(48)} ${by ?? ''}`);
}
console.log(`${ids.length} findings taken away, ${ids.length - unnoticed.length} noticed, ${unnoticed.length} not noticed.`);
process.exitCode = unnoticed.length === 0 ? 0 : 1;
