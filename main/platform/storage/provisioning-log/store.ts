// The provisioning log of a data folder: events of every source, app and tenant, each once. Numbers of all events are in memory, so filters, counts and order
// cost milliseconds; names, reasons and the events as they came are read from disk for what is shown. Inside a worker only.
import { DatabaseSync } from 'node:sqlite';
import type { AppRow, CoverageSpan, LogApp, LogEvent, LogFilter, LogStatus } from '../../../../contract/provisioning-log.ts';
import { Refusal } from '../../refusal.ts';
import { privateFile, privateFolder } from '../files.ts';
import { readOnlySentence } from '../refusals.ts';
import { readBlock } from './blocks.ts';
import { createColumns } from './columns.ts';
import { createNames, createObjects, createTexts, type KnownObject } from './dictionary.ts';
import { type Matches, matcher } from './filter.ts';
import { actions, kinds, logFormVersion, logPathOf, logSources, logTables, statuses } from './form.ts';
import { createImport, idBytes, idText } from './import.ts';
import type { ImportHead, ImportOutcome, LogImport, LogStore, TryRow } from './types.ts';
import { openWords } from './words.ts';

const waitMs = 10_000;
/** Keeps apps and tenants apart; the same for every reading of the same app. */
const appKey = ({ tenantId, id, name }: LogApp): string => `${tenantId ?? ''}/${id ?? name ?? ''}`.toLowerCase();

const dataVersion = (db: DatabaseSync): number => Number(db.prepare('PRAGMA data_version').get()?.data_version);

export interface LogStoreOptions {
  readonly dataDir: string;
  readonly readOnly: boolean;
  /** `withheld`: as if SQLite had been built without FTS5. */
  readonly fullText?: 'offered' | 'withheld';
  /** As if the disk were full at this many pages of 4 KB. */
  readonly mostPages?: number;
}

function openDatabase({ dataDir, readOnly, mostPages }: LogStoreOptions): DatabaseSync {
  privateFolder(dataDir);
  const path = privateFile(logPathOf(dataDir));
  const db = new DatabaseSync(path, { timeout: waitMs });
  // A rollback journal: what an import appends needs no copy, and one that died is undone at the next opening.
  db.exec('PRAGMA journal_mode=DELETE; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=OFF; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY');
  if (mostPages !== undefined) db.exec(`PRAGMA max_page_count=${mostPages}`);
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version === 0 && !readOnly) db.exec(`BEGIN; ${logTables}; PRAGMA user_version=${logFormVersion}; COMMIT`);
  else if (version !== logFormVersion) {
    db.close();
    throw new Refusal('storage.read-only', readOnlySentence);
  }
  return db;
}

export function openLogStore(options: LogStoreOptions): LogStore {
  const db = openDatabase(options);
  const words = openWords(db, options.fullText);
  const columns = createColumns();
  const names = createNames(db, (n, text) => words.add('name', n, text));
  const texts = createTexts(db, (n, text) => words.add('text', n, text));
  const objects = createObjects(db, (n, text) => words.add('object', n, text));
  let importing = false;
  /** Imports begun by this process: two that store as many events are not the same log. */
  let imports = 0;

  function load(): void {
    const rows = db.prepare('SELECT at, app, job, action, status, code, cause, object, target, reason, operations FROM events ORDER BY n');
    const kindsOf = new Map<number, number>();
    for (const row of db.prepare('SELECT n, kind FROM objects').iterate()) kindsOf.set(Number(row.n), Number(row.kind));
    columns.cut(0);
    for (const row of rows.iterate()) {
      const of = (name: string) => Number(row[name]);
      columns.add({
        at: of('at'),
        app: of('app'),
        job: of('job'),
        action: of('action'),
        status: of('status'),
        kind: kindsOf.get(of('object')) ?? kindsOf.get(of('target')) ?? kinds.indexOf('other'),
        code: of('code'),
        cause: of('cause'),
        object: of('object'),
        target: of('target'),
        reason: of('reason'),
        operations: of('operations'),
      });
    }
  }
  load();
  let version = dataVersion(db);

  /** Another process may have imported meanwhile: the terminal, beside the window. */
  function fresh(): void {
    const now = dataVersion(db);
    if (now === version || importing) return;
    version = now;
    names.reset();
    texts.reset();
    objects.reset();
    load();
  }

  const appOf = (n: number): LogApp => JSON.parse(names.textOf(n)?.slice('app '.length) ?? '{"tenantId":null,"id":null,"name":null}') as LogApp;
  const after = (sort: string, n: number): string | null => names.textOf(n)?.slice(sort.length + 1) ?? null;
  const identity = (object: KnownObject | undefined, kind: number) => ({
    id: object?.id ?? null,
    name: object?.name ?? null,
    kind: kinds[object?.kind ?? kind] ?? 'other',
  });

  const selectRow = db.prepare('SELECT * FROM events WHERE n = ?');
  function eventAt(n: number): LogEvent {
    const row = selectRow.get(n);
    if (row === undefined) throw new Error(`Event ${n} of the provisioning log is missing.`);
    const of = (name: string) => Number(row[name]);
    const from = objects.objectOf(of('object'));
    const to = objects.objectOf(of('target'));
    return {
      id: idText(row.id),
      at: new Date(of('at')).toISOString(),
      source: logSources[of('source')] ?? 'entra-files',
      app: appOf(of('app')),
      jobId: after('job', of('job')),
      cycleId: after('cycle', of('cycle')),
      changeId: typeof row.change === 'string' ? row.change : null,
      action: actions[of('action')] ?? 'other',
      status: statuses[of('status')] ?? 'warning',
      from: identity(from, to?.kind ?? kinds.indexOf('other')),
      to: identity(to, from?.kind ?? kinds.indexOf('other')),
      code: after('code', of('code')),
      reason: texts.textOf(of('reason')),
      durationMs: row.duration === null ? null : of('duration'),
    };
  }

  const matchesOf = (filter: LogFilter, open?: ReadonlyMap<number, number>): Matches => {
    fresh();
    const matches = matcher(filter, {
      columns,
      names,
      words,
      objectsOf: objects.numbersOf,
      appsOf: (key) => names.where((text) => text.startsWith('app ') && appKey(JSON.parse(text.slice('app '.length)) as LogApp) === key),
    });
    if (filter.open === undefined) return matches;
    const failure = statuses.indexOf('failure');
    const { at, status } = columns.arrays;
    return (p) => status[p] === failure && (open?.get(subjectAt(p)) ?? Number.POSITIVE_INFINITY) <= (at[p] ?? 0) && matches(p);
  };

  /** Job and object in one number; below zero for an event that names no object. */
  function subjectAt(p: number): number {
    const { job, app, object } = columns.arrays;
    const same = objects.sameAs(object[p] ?? 0);
    return same === 0 ? -(p + 1) : (job[p] === 0 ? (app[p] ?? 0) : (job[p] ?? 0)) * 2 ** 32 + same;
  }

  function begin(head: ImportHead): LogImport {
    if (options.readOnly) throw new Refusal('storage.read-only', readOnlySentence);
    if (importing) throw new Refusal('logs.importing', 'Another log is being read. Wait until it is done, or stop it.');
    fresh();
    db.exec('BEGIN IMMEDIATE');
    importing = true;
    imports += 1;
    const ended = (): void => {
      importing = false;
    };
    return createImport(db, head, { columns, names, texts, objects, words, ended });
  }

  function* tries(filter: LogFilter): Generator<TryRow> {
    const matches = matchesOf(filter);
    const { at, job, kind, status, cause, operations } = columns.arrays;
    const failure = statuses.indexOf('failure');
    const failed = new Set<number>();
    for (let p = 0; p < columns.count; p += 1) if (status[p] === failure && matches(p)) failed.add(subjectAt(p));
    const order = columns.newestFirst();
    for (let place = order.length - 1; place >= 0; place -= 1) {
      const p = order[place] ?? 0;
      const subject = subjectAt(p);
      if (!failed.has(subject) || !matches(p)) continue;
      yield {
        subject,
        operations: texts.textOf(operations[p] ?? 0) ?? '',
        status: statuses[status[p] ?? 0] ?? 'warning',
        cause: after('cause', cause[p] ?? 0),
        at: at[p] ?? 0,
        job: after('job', job[p] ?? 0),
        kind: kinds[kind[p] ?? 0] ?? 'other',
      };
    }
  }

  return {
    textSearch: words.search,
    revision() {
      fresh();
      return `${version} ${columns.count} ${imports}`;
    },
    begin,
    page(filter, offset, limit, open) {
      const matches = matchesOf(filter, open);
      const events: LogEvent[] = [];
      let total = 0;
      for (const p of columns.newestFirst()) {
        if (!matches(p)) continue;
        if (total >= offset && events.length < limit) events.push(eventAt(p + 1));
        total += 1;
      }
      return { events, total };
    },
    byStatus(filter) {
      const matches = matchesOf(filter);
      const counts = [0, 0, 0, 0];
      for (let p = 0; p < columns.count; p += 1)
        if (matches(p)) counts[columns.arrays.status[p] ?? 0] = (counts[columns.arrays.status[p] ?? 0] ?? 0) + 1;
      return Object.fromEntries(statuses.map((status, index) => [status, counts[index] ?? 0])) as Record<LogStatus, number>;
    },
    overTime(filter, buckets) {
      const matches = matchesOf(filter);
      const order = columns.newestFirst();
      const { at, status } = columns.arrays;
      const inside = order.filter((p) => matches(p));
      const first = at[inside.at(-1) ?? 0] ?? 0;
      const last = at[inside[0] ?? 0] ?? 0;
      const bucketMs = Math.max(60_000, Math.ceil((last - first + 1) / buckets));
      const counts = Array.from({ length: inside.length === 0 ? 0 : Math.floor((last - first) / bucketMs) + 1 }, () => [0, 0, 0, 0]);
      for (const p of inside) {
        const bucket = counts[Math.floor(((at[p] ?? 0) - first) / bucketMs)];
        if (bucket !== undefined) bucket[status[p] ?? 0] = (bucket[status[p] ?? 0] ?? 0) + 1;
      }
      return { from: new Date(first).toISOString(), bucketMs, counts };
    },
    byId(id) {
      const row = db.prepare('SELECT n, block, slot FROM events WHERE id = ?').get(idBytes(id));
      if (row === undefined) return undefined;
      return { event: eventAt(Number(row.n)), raw: readBlock(db, Number(row.block), Number(row.slot)) };
    },
    apps() {
      fresh();
      const rows = new Map<number, { events: number; first: number; last: number }>();
      const { at, app } = columns.arrays;
      for (let p = 0; p < columns.count; p += 1) {
        const time = at[p] ?? 0;
        const row = rows.get(app[p] ?? 0) ?? { events: 0, first: time, last: time };
        rows.set(app[p] ?? 0, { events: row.events + 1, first: Math.min(row.first, time), last: Math.max(row.last, time) });
      }
      return [...rows].map(([n, { events, first, last }]): AppRow => {
        const app = appOf(n);
        return { ...app, key: appKey(app), events, first: new Date(first).toISOString(), last: new Date(last).toISOString() };
      });
    },
    causes(filter) {
      const matches = matchesOf(filter);
      const counts = new Map<number, number>();
      const { cause } = columns.arrays;
      for (let p = 0; p < columns.count; p += 1) if (cause[p] !== 0 && matches(p)) counts.set(cause[p] ?? 0, (counts.get(cause[p] ?? 0) ?? 0) + 1);
      return [...counts].map(([n, events]) => ({ cause: after('cause', n) ?? '', events })).sort((a, b) => b.events - a.events);
    },
    tries,
    subject: (subject) => identity(subject < 0 ? undefined : objects.newestOf(subject % 2 ** 32), kinds.indexOf('other')),
    spans: () =>
      db
        .prepare('SELECT source, first, last, note FROM spans ORDER BY first')
        .all()
        .map((row) => ({ source: row.source, from: row.first, to: row.last, note: row.note }) as CoverageSpan),
    imports: () =>
      db.prepare('SELECT source, name, at, fresh, known, unreadable FROM imports ORDER BY n DESC').all() as unknown as (ImportHead & ImportOutcome)[],
    aside: (offset, limit) =>
      db.prepare('SELECT line, reason, excerpt FROM aside LIMIT ? OFFSET ?').all(limit, offset) as unknown as ReturnType<LogStore['aside']>,
    close: () => db.close(),
  };
}
