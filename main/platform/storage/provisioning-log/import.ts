// One import into the provisioning log: one transaction. Each event once, by its id; what could not be read is kept aside and counted.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { createBlockWriter } from './blocks.ts';
import type { Columns } from './columns.ts';
import type { Names, Objects, Texts } from './dictionary.ts';
import { actions, kinds, logSources, objectIndexes, statuses } from './form.ts';
import type { ImportHead, LogImport } from './types.ts';
import type { Words } from './words.ts';

/** More entries aside than this are counted, not kept. */
const mostAside = 10_000;
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A GUID as its 16 bytes, in either case the same; any other id as its text. */
export const idBytes = (id: string): Uint8Array => (guid.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : Buffer.from(id, 'utf8'));

/** The id again; a GUID in lower case. */
export function idText(bytes: unknown): string {
  const id = bytes instanceof Uint8Array ? Buffer.from(bytes) : Buffer.alloc(0);
  const hex = id.toString('hex');
  return id.length === 16 ? `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` : id.toString('utf8');
}

export interface ImportParts {
  readonly columns: Columns;
  readonly names: Names;
  readonly texts: Texts;
  readonly objects: Objects;
  readonly words: Words;
  /** Called when it was committed or dropped. */
  readonly ended: () => void;
}

export function createImport(db: DatabaseSync, head: ImportHead, { columns, names, texts, objects, words, ended }: ImportParts): LogImport {
  let living = true;
  const before = columns.count;
  const number = Number(db.prepare('SELECT coalesce(max(n), 0) + 1 AS next FROM imports').get()?.next);
  const blocks = createBlockWriter(db);
  const insert = db.prepare(`INSERT INTO events VALUES (${Array.from({ length: 20 }, () => '?').join(', ')})`);
  const known = db.prepare('SELECT 1 FROM events WHERE id = ?');
  const insertAside = db.prepare('INSERT INTO aside VALUES (?, ?, ?, ?)');
  /** The id that was just asked for in vain: `add` need not ask again. */
  let absent: string | undefined;
  const counts = { fresh: 0, known: 0, unreadable: 0 };

  function drop(): void {
    if (!living) return;
    living = false;
    ended();
    // A full disk makes SQLite take the transaction back by itself.
    if (db.isTransaction) db.exec('ROLLBACK');
    columns.cut(before);
    names.reset();
    texts.reset();
    objects.reset();
  }

  return {
    get outcome() {
      return { ...counts };
    },
    has(id) {
      const there = known.get(idBytes(id)) !== undefined;
      if (!there) absent = id;
      return there;
    },
    skip() {
      counts.known += 1;
    },
    add({ event, operations, cause, words: properties, raw }) {
      const id = idBytes(event.id);
      if (event.id !== absent && known.get(id) !== undefined) {
        counts.known += 1;
        return 'known';
      }
      absent = undefined;
      const n = columns.count + 1;
      const kind = kinds.indexOf(event.from.kind);
      const name = (sort: string, text: string | null) => (text === null ? 0 : names.numberOf(`${sort} ${text}`));
      const values = {
        at: Date.parse(event.at),
        app: names.numberOf(`app ${JSON.stringify({ tenantId: event.app.tenantId, id: event.app.id, name: event.app.name })}`),
        job: name('job', event.jobId),
        action: actions.indexOf(event.action),
        status: statuses.indexOf(event.status),
        kind,
        code: name('code', event.code),
        cause: name('cause', cause),
        object: objects.numberOf({ kind, id: event.from.id, name: event.from.name }),
        target: objects.numberOf({ kind: kinds.indexOf(event.to.kind), id: event.to.id, name: event.to.name }),
        reason: texts.numberOf(event.reason, 'searched'),
        operations: texts.numberOf(operations, 'not searched'),
      };
      const { block, slot } = blocks.add(raw);
      const row: SQLInputValue[] = [
        n,
        id,
        values.at,
        logSources.indexOf(event.source),
        values.app,
        values.job,
        name('cycle', event.cycleId),
        event.changeId,
        values.action,
        values.status,
        values.code,
        values.cause,
        values.object,
        values.target,
        values.reason,
        values.operations,
        event.durationMs,
        block,
        slot,
        number,
      ];
      insert.run(...row);
      if (properties !== '') words.add('event', n, properties);
      columns.add(values);
      counts.fresh += 1;
      return 'fresh';
    },
    aside(line, reason, excerpt) {
      if (counts.unreadable < mostAside) insertAside.run(number, line, reason, excerpt.slice(0, 300));
      counts.unreadable += 1;
    },
    commit(spans) {
      blocks.flush();
      db.prepare('INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?)').run(
        number,
        head.source,
        head.name,
        head.at,
        counts.fresh,
        counts.known,
        counts.unreadable,
      );
      const insertSpan = db.prepare('INSERT INTO spans VALUES (?, ?, ?, ?, ?)');
      for (const { source, from, to, note } of spans) insertSpan.run(number, source, from, to, note);
      db.exec(objectIndexes);
      db.exec('COMMIT');
      living = false;
      ended();
      return { ...counts };
    },
    drop,
  };
}
