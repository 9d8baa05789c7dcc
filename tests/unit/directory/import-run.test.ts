// An import as a run in its worker: what it shows while it works, and that nothing half stays when it is cancelled, killed, or the disk is full.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Run } from '../../../contract/common.ts';
import { createDirectoryWorker } from '../../../main/composition/directory-client.ts';
import { runFileImport } from '../../../main/features/directory/run.ts';
import { createMemoryReporter } from '../../../main/platform/runs/memory.ts';
import { inspectFile } from '../../../main/protocols/files/inspect.ts';
import { freshFolder, steward } from '../cli/in-process.ts';
import { head } from '../storage/snapshot-samples.ts';

const sets = ['users', 'groups', 'memberships'] as const;

/** Files of a directory of this many memberships. */
function writeFiles(folder: string, memberships: number) {
  const path = (set: string) => join(folder, `${set}.csv`);
  writeFileSync(path('users'), `id,userName\n${Array.from({ length: 20_000 }, (_, index) => `u${index},p${index}@halden.example`).join('\n')}`);
  writeFileSync(path('groups'), `id,displayName\n${Array.from({ length: 100 }, (_, index) => `g${index},Group ${index}`).join('\n')}`);
  const rows = Array.from({ length: memberships }, (_, index) => `g${index % 100},u${index % 20_000},user`);
  writeFileSync(path('memberships'), `groupId,memberId,memberType\n${rows.join('\n')}`);
  return Promise.all(
    sets.map(async (set) => {
      const { name, form, suggestedColumns: columns } = await inspectFile(path(set), set);
      return { path: path(set), name, set, form, columns };
    }),
  );
}

async function openImport(memberships: number, whileItRuns: (run: Run, cancel: () => void) => void) {
  const folder = freshFolder();
  const files = await writeFiles(folder, memberships);
  const worker = createDirectoryWorker({ dataDir: folder, readOnly: false });
  onTestFinished(() => worker.close());
  const job = createMemoryReporter({ changed: (run) => whileItRuns(run, () => job.cancel()) });
  return {
    folder,
    worker,
    ended: runFileImport(worker.ask, job, { head: head('s'), files, json: [] }),
    snapshots: () => readdirSync(join(folder, 'snapshots')),
  };
}

describe('an import of files', () => {
  it('counts its rows while it reads them', async () => {
    const seen = new Set<string>();
    const { ended } = await openImport(100_000, (run) => {
      for (const step of run.steps)
        if (step.status === 'running') for (const { label, value } of step.facts) seen.add(`${step.id} ${label} ${value}`);
    });
    await ended;
    expect([...seen]).toContain('users Rows 20,000');
    expect([...seen].filter((one) => one.startsWith('memberships Rows ')).length).toBeGreaterThan(1);
  });

  it('leaves nothing when it is cancelled in the middle', async () => {
    const { ended, worker, snapshots } = await openImport(400_000, (run, cancel) => {
      if (run.steps.some(({ id, status, facts }) => id === 'memberships' && status === 'running' && facts.length > 0)) cancel();
    });
    await expect(ended).rejects.toThrow();
    expect(await worker.ask('directory.list', {})).toEqual([]);
    expect(snapshots()).toEqual([]);
  });

  it('that is killed in the middle is none: the next start removes what it left, and says that it was interrupted', async () => {
    const folder = freshFolder();
    await writeFiles(folder, 2_000_000);
    const options = sets.flatMap((set) => [`--${set}`, join(folder, `${set}.csv`)]);
    const main = new URL('../../../main/cli/index.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [main, 'directory', 'import', '--source', 'csv', ...options, '--data-dir', folder], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    for await (const part of child.stderr) {
      said += String(part);
      if (said.includes('Read groups')) break;
    }
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    expect(readdirSync(join(folder, 'snapshots')).map((name) => name.replace(/^.*\./, '.'))).toEqual(['.part']);

    const listed = await steward(folder, ['directory', 'list']);
    expect(listed.out).toContain('No snapshots yet');
    expect(listed.err).toContain('was interrupted');
    expect(readdirSync(join(folder, 'snapshots'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'that finds no room on the disk ends with a clear sentence and leaves nothing (no such limit on Windows)',
    async () => {
      const folder = freshFolder();
      await writeFiles(folder, 1_000_000);
      const main = new URL('../../../main/cli/index.ts', import.meta.url).pathname;
      const words = [
        'directory',
        'import',
        '--source',
        'csv',
        ...sets.flatMap((set) => [`--${set}`, join(folder, `${set}.csv`)]),
        '--data-dir',
        folder,
      ];
      // No file of that process may become larger than a megabyte: the system refuses the write, as a full disk does.
      const child = spawn('sh', ['-c', 'ulimit -f 1024; exec "$0" "$@"', process.execPath, main, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
      onTestFinished(() => void child.kill('SIGKILL'));
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
      const [code] = await once(child, 'close');
      expect(code).toBeGreaterThan(0);
      expect(said).toMatch(/The disk is full|The disk answered with an error/);
      expect(readdirSync(join(folder, 'snapshots'))).toEqual([]);
      expect((await steward(folder, ['directory', 'list'])).out).toContain('No snapshots yet');
    },
  );
});
