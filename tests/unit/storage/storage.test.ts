// What is kept, how it is kept private, and what happens to a file that cannot be used.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createLeases } from '../../../main/platform/storage/leases.ts';
import { openDatabases } from '../../../main/platform/storage/open-database.ts';
import { documentOperations } from '../../../main/platform/storage/operations/documents.ts';
import { runOperations } from '../../../main/platform/storage/operations/runs.ts';
import { migrations } from '../../../main/platform/storage/schema.ts';
import { connection, exchange, folderOfNewerApp, freshFolder, intent, opened, receipt, run } from './builders.ts';

const database = (dataDir: string) => join(dataDir, 'steward.db');

/** The same database, writing down what it is asked. */
function noted(db: DatabaseSync, written: string[]): DatabaseSync {
  return new Proxy(db, {
    get: (target, name) => {
      if (name !== 'prepare') return Reflect.get(target, name);
      return (sql: string) => {
        written.push(sql);
        return target.prepare(sql);
      };
    },
  });
}

/** Every byte of every file under the folder. */
function bytesUnder(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');
}

describe('what the administrator entered is there after a restart', () => {
  it('keeps connections in their order, and the newest form of each', async () => {
    const dataDir = freshFolder();
    const first = await opened(dataDir);
    await first.connections.put(connection('c1'));
    await first.connections.put(connection('c2', 'Second'));
    await first.connections.put(connection('c1', 'Renamed'));
    await first.close();
    const second = await opened(dataDir);
    expect((await second.connections.list()).map(({ name }) => name)).toEqual(['Renamed', 'Second']);
    expect(await second.connections.get('c2')).toEqual(connection('c2', 'Second'));
    expect(await second.connections.get('c9')).toBeUndefined();
    expect(second.notices).toEqual([]);
  });

  it('keeps settings, receipts newest first, and what the IdP reported', async () => {
    const storage = await opened(freshFolder());
    await storage.settings.set('retention-days', '30');
    await storage.settings.set('retention-days', '31');
    await storage.receipts.add(receipt('r1', '2026-01-01T00:00:00.000Z'));
    await storage.receipts.add(receipt('r2', '2026-01-02T00:00:00.000Z'));
    const report = { connectionId: 'c1', outcome: 'success', pasted: '', reportedAt: '2026-01-01T00:00:00.000Z' } as const;
    await storage.idpReports.put(report);
    expect(await storage.settings.get('retention-days')).toBe('31');
    await storage.settings.remove('retention-days');
    expect(await storage.settings.get('retention-days')).toBeUndefined();
    expect((await storage.receipts.list('c1')).map(({ id }) => id)).toEqual(['r2', 'r1']);
    expect(await storage.idpReports.get('c1')).toEqual(report);
    for (const id of ['c1', 'c10']) await storage.settings.set(`ingress-gap:${id}`, 'of this connection');
    await storage.connections.remove('c1');
    expect(await storage.idpReports.get('c1')).toBeUndefined();
    expect(await storage.settings.get('ingress-gap:c1')).toBeUndefined();
    expect(await storage.settings.get('ingress-gap:c10')).toBe('of this connection');
  });

  it('counts every host contacted, over restarts', async () => {
    const dataDir = freshFolder();
    const first = await opened(dataDir);
    first.contacts.note('example.org', 'SCIM', '2026-01-01T00:00:00.000Z');
    first.contacts.note('example.org', 'SCIM', '2026-01-03T00:00:00.000Z');
    await first.close();
    const second = await opened(dataDir);
    second.contacts.note('example.org', 'SCIM', '2026-01-02T00:00:00.000Z');
    expect(await second.contacts.list()).toEqual([{ host: 'example.org', why: 'SCIM', requests: 3, lastAt: '2026-01-03T00:00:00.000Z' }]);
  });

  it('lists runs newest first, by connection and kind, page by page', async () => {
    const storage = await opened(freshFolder());
    await storage.runs.write(run('old', { startedAt: '2026-01-01T00:00:00.000Z' }));
    await storage.runs.write(run('new', { startedAt: '2026-01-03T00:00:00.000Z', kind: 'test-sync' }));
    await storage.runs.write(run('other', { startedAt: '2026-01-02T00:00:00.000Z', connectionId: 'c2' }));
    const ids = async (query: Parameters<typeof storage.runs.list>[0]) => (await storage.runs.list(query)).runs.map(({ id }) => id);
    expect(await ids({ offset: 0, limit: 10 })).toEqual(['new', 'other', 'old']);
    expect(await ids({ offset: 1, limit: 1 })).toEqual(['other']);
    expect(await ids({ connectionId: 'c1', offset: 0, limit: 10 })).toEqual(['new', 'old']);
    expect(await ids({ kind: 'test-sync', offset: 0, limit: 10 })).toEqual(['new']);
    expect((await storage.runs.list({ offset: 0, limit: 1 })).total).toBe(3);
    expect(await storage.runs.lastRunAt('c1')).toBe('2026-01-03T00:00:00.000Z');
    expect(await storage.runs.lastRunAt('c9')).toBeUndefined();
  });
});

describe('progress is written in batches', () => {
  it('loses nothing when the app closes right after', async () => {
    const dataDir = freshFolder();
    const first = await opened(dataDir);
    const ids = Array.from({ length: 450 }, (_, index) => `e${index + 1}`);
    ids.forEach((id, index) => {
      first.runs.record('r1', exchange(id, index + 1));
    });
    for (let revision = 1; revision <= 50; revision += 1) first.runs.save(run('r1', { revision }));
    await first.close();
    const second = await opened(dataDir);
    expect((await second.runs.exchanges('r1', 'all')).map(({ id }) => id)).toEqual(ids);
    expect((await second.runs.exchanges('r1', ['e7', 'e3'])).map(({ id }) => id)).toEqual(['e3', 'e7']);
    expect((await second.runs.get('r1'))?.revision).toBe(50);
  });

  it('reads what was buffered a moment before', async () => {
    const storage = await opened(freshFolder());
    storage.runs.save(run('r1', { revision: 7 }));
    expect((await storage.runs.get('r1'))?.revision).toBe(7);
  });
});

describe('what is about to be changed elsewhere', () => {
  it('is on the disk before the request goes out: journal and receipts use synchronous=FULL', () => {
    const { main, durable } = openDatabases({ dataDir: freshFolder(), now: '2026-01-01T00:00:00.000Z' });
    const level = (db: DatabaseSync) => db.prepare('PRAGMA synchronous').get()?.synchronous;
    expect([level(main), level(durable)]).toEqual([1, 2]);
    const written: string[] = [];
    const noting = { main, dataDir: '', readOnly: false, notices: [], durable: noted(durable, written) };
    runOperations(noting, createLeases(freshFolder()))['journal.put']({
      ...intent('ada'),
      id: 'j',
      runId: 'r',
      connectionId: 'c',
      state: 'intended',
      alsoNamed: [],
      at: '',
    });
    documentOperations(noting)['receipts.add'](receipt('r1', ''));
    expect(written.map((sql) => /INSERT INTO (\w+)/.exec(sql)?.[1])).toEqual(['journal', 'receipts']);
    durable.close();
    main.close();
  });
});

describe('files are this user’s alone', () => {
  it('makes the folder 0700 and every file 0600', async () => {
    const dataDir = join(freshFolder(), 'data');
    const storage = await opened(dataDir);
    await storage.connections.put(connection());
    await storage.leases.take('r1');
    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect(modeOf(dataDir)).toBe('700');
    expect(modeOf(join(dataDir, 'leases'))).toBe('700');
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['steward.db', 'steward.db-wal', 'steward.db-shm', 'r1.lease']));
    for (const { parentPath, name } of files) expect([name, modeOf(join(parentPath, name))]).toEqual([name, '600']);
  });

  it('leaves nothing of a person in any file after "delete all data"', async () => {
    const dataDir = freshFolder();
    const storage = await opened(dataDir);
    const planted = 'Wilhelmina-Planted';
    await storage.connections.put(connection('c1', planted));
    for (let index = 0; index < 300; index += 1) storage.runs.record('r1', exchange(`e${index}`, index, planted.repeat(40)));
    await storage.runs.write(run('r1', { connectionName: planted }));
    await storage.journal.put({ ...intent(planted), id: 'j1', runId: 'r1', connectionId: 'c1', state: 'undone', alsoNamed: [], at: '' });
    await storage.settings.set('note', planted);
    expect(bytesUnder(dataDir)).toContain(planted);
    await storage.deleteAll();
    expect(bytesUnder(dataDir)).not.toContain(planted);
    expect((await storage.runs.list({ offset: 0, limit: 10 })).total).toBe(0);
    expect(await storage.connections.list()).toEqual([]);
    await storage.connections.put(connection());
    expect(await storage.connections.list()).toHaveLength(1);
  });

  it('overwrites a removed run in the file', async () => {
    const dataDir = freshFolder();
    const storage = await opened(dataDir);
    storage.runs.record('r1', exchange('e1', 1, 'Wilhelmina-Planted'));
    await storage.runs.write(run('r1'));
    expect(bytesUnder(dataDir)).toContain('Wilhelmina-Planted');
    expect(await storage.runs.remove('r1')).toBe('removed');
    expect(bytesUnder(dataDir)).not.toContain('Wilhelmina-Planted');
  });

  it('refuses to delete all data while a run lives', async () => {
    const storage = await opened(freshFolder());
    await storage.runs.write(run('r1', { state: 'running' }));
    await storage.leases.take('r1');
    await expect(storage.deleteAll()).rejects.toMatchObject({ code: 'runs.living' });
    await storage.leases.release('r1');
    await storage.deleteAll();
    expect(await storage.runs.get('r1')).toBeUndefined();
  });
});

describe('a file that cannot be used as it is', () => {
  it('is brought to the newest form, with everything in it', async () => {
    const dataDir = freshFolder();
    const old = openDatabases({ dataDir, now: '2026-01-01T00:00:00.000Z', migrations: migrations.slice(0, 1) });
    old.main.prepare('INSERT INTO connections (id, document) VALUES (?, ?)').run('c1', JSON.stringify(connection()));
    expect(() => old.main.prepare('SELECT * FROM contacts')).toThrow();
    old.durable.close();
    old.main.close();
    const storage = await opened(dataDir);
    expect(storage.notices).toEqual([]);
    expect(await storage.connections.list()).toEqual([connection()]);
    expect(await storage.contacts.list()).toEqual([]);
  });

  it.each([
    ['is not a database at all', (path: string) => writeFileSync(path, 'not a database, '.repeat(1000))],
    [
      'has a broken page',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes.fill(0x5a, 4096);
        writeFileSync(path, bytes);
      },
    ],
  ])('is moved aside, companions too, and said, when it %s', async (_, damage) => {
    const dataDir = freshFolder();
    const first = await opened(dataDir);
    await first.connections.put(connection());
    await first.close();
    damage(database(dataDir));
    writeFileSync(`${database(dataDir)}-wal`, 'left by a crash');
    const second = await opened(dataDir);
    expect(second.readOnly).toBe(false);
    expect(second.notices).toHaveLength(1);
    expect(second.notices[0]).toContain('damaged');
    const aside = readdirSync(dataDir).filter((name) => name.includes('.damaged-2'));
    expect(aside.some((name) => name.startsWith('steward.db.damaged-'))).toBe(true);
    expect(second.notices[0]).toContain(aside.find((name) => name.startsWith('steward.db.damaged-')));
    expect(await second.connections.list()).toEqual([]);
    await second.connections.put(connection());
    await second.deleteAll();
    expect(readdirSync(dataDir).filter((name) => name.includes('.damaged-'))).toEqual([]);
  });

  it('is shown read-only when a newer app wrote it', async () => {
    const dataDir = await folderOfNewerApp((storage) => storage.connections.put(connection()));
    const storage = await opened(dataDir);
    expect(storage.readOnly).toBe(true);
    expect(storage.notices[0]).toContain('newer version');
    expect(await storage.connections.list()).toEqual([connection()]);
    await expect(storage.connections.put(connection('c2'))).rejects.toMatchObject({ code: 'storage.read-only' });
    storage.contacts.note('example.org', 'SCIM', '2026-01-01T00:00:00.000Z');
    expect(await storage.contacts.list()).toEqual([]);
    await storage.close();
    const after = new DatabaseSync(database(dataDir));
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length + 1 });
    after.close();
  });

  it('is refused with a sentence when the folder cannot be made', async () => {
    const file = join(freshFolder(), 'file');
    writeFileSync(file, '');
    await expect(opened(join(file, 'data'))).rejects.toMatchObject({ code: 'storage.no-folder' });
    expect(existsSync(join(file, 'data'))).toBe(false);
  });
});
