// The history: looking back, comparing, exporting, forgetting.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Step } from '../../../contract/common.ts';
import { compareRuns } from '../../../main/features/runs/compare.ts';
import { createRunsFeature, type RunsDeps, reportFileName } from '../../../main/features/runs/index.ts';
import { systemClock, systemRandom } from '../../../main/platform/ports.ts';
import { createRunManager } from '../../../main/platform/runs/manager.ts';
import { exchange, finding, freshFolder, intent, opened, passed, run, start } from '../storage/builders.ts';

async function history(over: Partial<RunsDeps> = {}) {
  const folder = freshFolder();
  const storage = await opened(join(folder, 'data'));
  const manager = await createRunManager({ storage, clock: systemClock, random: systemRandom, onBug: () => undefined });
  onTestFinished(() => manager.close());
  const watched = new Set<string>();
  const counts = { changed: 0 };
  const feature = createRunsFeature({
    storage,
    manager,
    clock: systemClock,
    appVersion: '1.2.3',
    columnsOf: async () => undefined,
    dialogs: { saveFile: async () => null, openFile: async () => null, confirm: async () => false },
    watch: (id) => watched.add(id),
    unwatch: (id) => watched.delete(id),
    changed: () => {
      counts.changed += 1;
    },
    ...over,
  });
  return { folder, storage, manager, watched, counts, feature, ...feature };
}

const step = (id: string, status: Step['status']): Step => ({ id, title: id, status, facts: [], exchangeIds: [], findingIds: [] });

describe('two runs side by side', () => {
  const before = run('r1', {
    steps: [step('a', 'failed'), step('b', 'passed'), step('c', 'failed'), step('d', 'passed'), step('e', 'failed'), step('old', 'passed')],
    findings: [finding('x'), finding('y')],
  });
  const after = run('r2', {
    steps: [step('a', 'passed'), step('b', 'failed'), step('c', 'failed'), step('d', 'warned'), step('e', 'skipped'), step('new', 'failed')],
    findings: [finding('y'), finding('z')],
  });
  const compared = compareRuns(before, after);

  it('names what fails now and did not before, and what is mended', () => {
    expect(compared.newlyFailing.map(({ id }) => id)).toEqual(['b', 'new']);
    expect(compared.fixed.map(({ id }) => id)).toEqual(['a']);
  });

  it('does not call mended what was only not tried', () => {
    expect(compared.unchanged).toEqual([
      { id: 'c', title: 'c', status: 'failed' },
      { id: 'd', title: 'd', status: 'passed, then warning' },
      { id: 'e', title: 'e', status: 'failed, then skipped' },
      { id: 'old', title: 'old', status: 'passed, then not part of the run' },
    ]);
  });

  it('names findings that came and went', () => {
    expect(compared.newFindings.map(({ id }) => id)).toEqual(['z']);
    expect(compared.goneFindings.map(({ id }) => id)).toEqual(['x']);
    expect(compared.before).not.toHaveProperty('steps');
  });

  it('refuses runs of different kinds', async () => {
    const { storage, handlers } = await history();
    await storage.runs.write(before);
    await storage.runs.write({ ...after, kind: 'test-sync' });
    await expect(handlers['runs.compare']({ before: 'r1', after: 'r2' })).rejects.toMatchObject({ code: 'not-comparable' });
    await storage.runs.write({ ...after, kind: 'connection-test', id: 'r3' });
    expect(await handlers['runs.compare']({ before: 'r1', after: 'r3' })).toEqual(compareRuns(before, { ...after, id: 'r3' }));
  });
});

describe('exporting a run', () => {
  it('writes what was chosen where it was chosen, for this user alone, also over a file others could read', async () => {
    const asked: string[] = [];
    const folder = freshFolder();
    const path = join(folder, 'report.html');
    writeFileSync(path, 'old', { mode: 0o644 });
    const { storage, handlers, renderReport } = await history({
      dialogs: {
        saveFile: async ({ defaultName }) => {
          asked.push(defaultName);
          return path;
        },
        openFile: async () => null,
        confirm: async () => false,
      },
    });
    storage.runs.record('r1', exchange('e1', 1, 'body-of-the-answer'));
    await storage.runs.write(run('r1', { connectionName: '../Größe & <b>', startedAt: '2026-01-02T03:04:05.000Z' }));
    expect(await handlers['runs.exportFile']({ id: 'r1', format: 'html' })).toEqual({ path });
    expect(asked).toEqual(['check-gro-e-b-2026-01-02-03-04.html']);
    expect(readFileSync(path, 'utf8')).toBe(await renderReport('r1', 'html'));
    expect(readFileSync(path, 'utf8')).toContain('body-of-the-answer');
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  });

  it('writes nothing when the administrator closes the dialog, and says so when the place refuses', async () => {
    const quiet = await history();
    await quiet.storage.runs.write(run('r1'));
    expect(await quiet.handlers['runs.exportFile']({ id: 'r1', format: 'har' })).toEqual({ path: null });
    const path = join(freshFolder(), 'missing', 'report.har');
    const refused = await history({ dialogs: { saveFile: async () => path, openFile: async () => null, confirm: async () => false } });
    await refused.storage.runs.write(run('r1'));
    await expect(refused.handlers['runs.exportFile']({ id: 'r1', format: 'har' })).rejects.toMatchObject({ code: 'file-not-written' });
  });

  it('proposes a name made of letters and digits only, whatever the connection is called', () => {
    for (const connectionName of ['', '..', '/etc/passwd', 'CON', 'a\u202Eb', '漢字', 'x'.repeat(500)]) {
      expect(reportFileName(run('r1', { connectionName }), 'markdown')).toMatch(/^check(-[a-z0-9]{1,40})*-2026-01-01-00-00\.md$/);
    }
  });
});

describe('watching and cancelling', () => {
  it('watches before it reads, and not what does not exist', async () => {
    const { handlers, watched, storage } = await history();
    await storage.runs.write(run('r1'));
    expect((await handlers['runs.watch']({ id: 'r1' })).id).toBe('r1');
    await expect(handlers['runs.watch']({ id: 'r9' })).rejects.toMatchObject({ code: 'run-gone' });
    expect([...watched]).toEqual(['r1']);
    await handlers['runs.unwatch']({ id: 'r1' });
    expect([...watched]).toEqual([]);
  });

  it('cancels a living run; one that has ended stays as it is', async () => {
    const { handlers, manager } = await history();
    const { runId, finished } = await manager.start(start(), async (job) => {
      if (!job.signal.aborted) await new Promise<void>((resolve) => job.signal.addEventListener('abort', () => resolve()));
      return { verdicts: passed, summary: '' };
    });
    await handlers['runs.cancel']({ id: runId });
    const ended = await finished;
    expect(ended.state).toBe('cancelled');
    await handlers['runs.cancel']({ id: runId });
    expect(await handlers['runs.get']({ id: runId })).toEqual(ended);
  });

  it('says where a run lives that is not of this window', async () => {
    const { handlers, storage } = await history();
    await storage.runs.write(run('r1', { state: 'running' }));
    await expect(handlers['runs.cancel']({ id: 'r1' })).rejects.toMatchObject({ code: 'run-elsewhere' });
  });
});

describe('forgetting', () => {
  it('removes a run by hand, but not one that lives or may have left something', async () => {
    const { handlers, storage, manager, counts } = await history();
    await storage.runs.write(run('r1'));
    await handlers['runs.remove']({ id: 'r1' });
    await expect(handlers['runs.get']({ id: 'r1' })).rejects.toMatchObject({ code: 'run-gone' });
    expect(counts.changed).toBe(1);
    const { runId, finished } = await manager.start(start(), async (job) => {
      await job.journal.intend(intent('ada'));
      await expect(handlers['runs.remove']({ id: job.runId })).rejects.toMatchObject({ code: 'run-living' });
      return { verdicts: passed, summary: '' };
    });
    await finished;
    await expect(handlers['runs.remove']({ id: runId })).rejects.toMatchObject({ code: 'run-left-over' });
  });

  it('keeps runs 90 days unless told otherwise, and never fewer of those that left something', async () => {
    const now = '2026-06-01T00:00:00.000Z';
    const { handlers, storage, manager, retention } = await history({ clock: { ...systemClock, now: () => now } });
    await storage.runs.write(run('days-100', { startedAt: '2026-02-21T00:00:00.000Z' }));
    await storage.runs.write(run('days-80', { startedAt: '2026-03-13T00:00:00.000Z' }));
    await storage.runs.write(run('left', { startedAt: '2026-01-01T00:00:00.000Z' }));
    await storage.runs.write(run('given-up', { startedAt: '2026-01-01T00:00:00.000Z' }));
    const row = { ...intent('ada'), connectionId: 'c1', alsoNamed: [], at: now };
    await storage.journal.put({ ...row, id: 'j1', runId: 'left', state: 'done', resourceId: '1' });
    await storage.journal.put({ ...row, id: 'j2', runId: 'given-up', state: 'abandoned', note: 'no answer' });
    expect(await handlers['runs.retention']({})).toEqual({ days: 90 });
    expect(await retention.apply()).toBe(1);
    const ids = async () => (await handlers['runs.list']({ offset: 0, limit: 10 })).runs.map(({ id }) => id).sort();
    expect(await ids()).toEqual(['days-80', 'given-up', 'left']);
    expect(await handlers['runs.setRetention']({ days: 30 })).toEqual({ days: 30 });
    expect(await handlers['runs.retention']({})).toEqual({ days: 30 });
    expect(await ids()).toEqual(['given-up', 'left']);
    expect(manager.living()).toEqual([]);
  });

  it('lets go of what a clean-up would not touch any more', async () => {
    const { storage, retention } = await history({ isLeftover: (row) => row.state !== 'abandoned' });
    await storage.runs.write(run('given-up', { startedAt: '2001-01-01T00:00:00.000Z' }));
    await storage.journal.put({ ...intent('ada'), id: 'j2', runId: 'given-up', connectionId: 'c1', alsoNamed: [], at: '', state: 'abandoned' });
    expect(await retention.apply()).toBe(1);
  });

  it('does so at start and every day, until told to stop, and goes on after trouble', async () => {
    const stop = new AbortController();
    const waits: number[] = [];
    const troubles: unknown[] = [];
    const clock = {
      ...systemClock,
      wait: async (milliseconds: number) => {
        waits.push(milliseconds);
        if (waits.length === 3) stop.abort();
      },
    };
    const failing = { leftovers: () => Promise.reject(new Error('busy')) };
    const { storage, manager } = await history();
    const { retention } = createRunsFeature({
      storage,
      manager: { ...manager, ...failing },
      clock,
      appVersion: '',
      columnsOf: async () => undefined,
      dialogs: { saveFile: async () => null, openFile: async () => null, confirm: async () => false },
      watch: () => undefined,
      unwatch: () => undefined,
      changed: () => undefined,
    });
    await retention.keepApplying(stop.signal, (thrown) => troubles.push(thrown));
    expect(waits).toEqual([86_400_000, 86_400_000, 86_400_000]);
    expect(troubles).toHaveLength(3);
  });
});
