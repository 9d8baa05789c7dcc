// A window and a terminal on one data folder, and a process that is killed half way.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock, systemRandom } from '../../../main/platform/ports.ts';
import { createRunManager } from '../../../main/platform/runs/manager.ts';
import { freshFolder, intent, opened, passed, run, start } from '../storage/builders.ts';

interface Other {
  readonly process: ChildProcessWithoutNullStreams;
  readonly runId: string;
  readonly lines: AsyncIterator<string>;
}

/** Resolves when the other process lives in its run and has made something. */
async function otherProcess(dataDir: string): Promise<Other> {
  const child = spawn(process.execPath, [new URL('other-process.ts', import.meta.url).pathname, dataDir]);
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  if (typeof value !== 'string') throw new Error(`The other process said nothing: ${child.stderr.read()}`);
  return { process: child, runId: value, lines };
}

async function managed(dataDir: string) {
  const storage = await opened(dataDir);
  const bugs: unknown[] = [];
  const manager = await createRunManager({ storage, clock: systemClock, random: systemRandom, onBug: (thrown) => bugs.push(thrown) });
  return { storage, manager, bugs };
}

async function killed({ process: child }: Other): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('two processes on one data folder', () => {
  it('do not take each other’s living runs for dead ones', async () => {
    const dataDir = freshFolder();
    const other = await otherProcess(dataDir);
    const { manager, storage } = await managed(dataDir);
    expect((await manager.get(other.runId))?.state).toBe('running');
    expect(await manager.leftovers()).toEqual([]);
    expect(await storage.runs.remove(other.runId)).toBe('living');
    await expect(storage.deleteAll()).rejects.toMatchObject({ code: 'runs.living' });
    await expect(manager.start(start({ cleansUp: other.runId }), async () => ({ verdicts: passed, summary: '' }))).rejects.toMatchObject({
      code: 'run.living',
    });
    other.process.stdin.write('end\n');
    expect((await other.lines.next()).value).toBe(`${other.runId} finished`);
    expect(await manager.get(other.runId)).toMatchObject({ state: 'finished', effects: [{ name: 'ada', state: 'undone' }] });
    expect(await manager.leftovers()).toEqual([]);
  });

  it('both write without losing anything', async () => {
    const dataDir = freshFolder();
    const other = await otherProcess(dataDir);
    const { storage } = await managed(dataDir);
    for (let index = 0; index < 100; index += 1) {
      await storage.runs.write(run(`r${index}`));
      await storage.journal.put({ ...intent('x'), id: `j${index}`, runId: 'r1', connectionId: 'c1', state: 'undone', alsoNamed: [], at: '' });
    }
    other.process.stdin.write('end\n');
    await other.lines.next();
    expect((await storage.runs.list({ offset: 0, limit: 1 })).total).toBe(101);
    expect(await storage.journal.rows('r1')).toHaveLength(100);
  });
});

describe('a process killed half way', () => {
  it('leaves a run that is interrupted at the next start, with what it had found and what it left', async () => {
    const dataDir = freshFolder();
    const other = await otherProcess(dataDir);
    await killed(other);
    const { manager } = await managed(dataDir);
    const dead = await manager.get(other.runId);
    expect(dead).toMatchObject({ state: 'interrupted', effects: [{ name: 'ada', state: 'done', resourceId: 'server-id-1' }] });
    expect(dead?.steps.map(({ id, status }) => [id, status])).toEqual([
      ['create-user', 'skipped'],
      ['delete-user', 'skipped'],
    ]);
    expect(dead?.finishedAt).toBeDefined();
    const leftovers = await manager.leftovers();
    expect(leftovers.map((left) => [left.run.id, left.rows.map((row) => row.ownKey.name)])).toEqual([[other.runId, ['ada']]]);
  });

  it('is cleaned up once: by its own journal, under its own lease', async () => {
    const dataDir = freshFolder();
    const other = await otherProcess(dataDir);
    await killed(other);
    const { manager, storage } = await managed(dataDir);
    expect(await manager.leftovers()).toHaveLength(1);
    expect(await storage.runs.remove(other.runId)).toBe('left-over');
    expect(await storage.runs.removeBefore('2999-01-01T00:00:00.000Z', [])).toBe(0);
    const { finished } = await manager.start(start({ kind: 'clean-up', cleansUp: other.runId }), async (job) => {
      await expect(manager.start(start({ cleansUp: other.runId }), async () => ({ verdicts: passed, summary: '' }))).rejects.toMatchObject({
        code: 'run.living',
      });
      expect(await manager.leftovers()).toEqual([]);
      for (const row of await job.journal.rows()) await job.journal.undone(row.id, 'removed, 404 seen afterwards');
      return { verdicts: passed, summary: 'One user removed.' };
    });
    expect(await finished).toMatchObject({ state: 'finished', effects: [{ name: 'ada', state: 'undone' }] });
    expect(await manager.leftovers()).toEqual([]);
    expect((await manager.get(other.runId))?.effects).toMatchObject([{ state: 'undone' }]);
    expect(await storage.runs.removeBefore('2999-01-01T00:00:00.000Z', [])).toBe(2);
  });

  it('keeps what was given up among the leftovers, yet lets it be forgotten by hand', async () => {
    const dataDir = freshFolder();
    const { manager, storage } = await managed(dataDir);
    const { runId, finished } = await manager.start(start(), async (job) => {
      await job.journal.left(await job.journal.intend(intent('ada')), 'several match');
      return { verdicts: passed, summary: '' };
    });
    await finished;
    expect((await manager.leftovers()).map(({ rows }) => rows[0]?.note)).toEqual(['several match']);
    expect(await storage.runs.removeBefore('2999-01-01T00:00:00.000Z', [runId])).toBe(0);
    expect(await storage.runs.remove(runId)).toBe('removed');
    expect(await manager.leftovers()).toEqual([]);
  });
});
