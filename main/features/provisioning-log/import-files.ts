// Files of a provisioning log into the store, told apart by their content: Entra's JSON (the portal's, a page of Graph, what diagnostic settings write), its
// CSV files, Okta's System Log. One import is one transaction: all that could be read, or nothing. Entries that cannot be read are kept aside with their
// line; a file that ends in the middle keeps what stands before. Runs in the worker.
import { stat } from 'node:fs/promises';
import { Refusal } from '../../platform/refusal.ts';
import { openSideRows } from '../../platform/storage/provisioning-log/side-rows.ts';
import type { ImportOutcome, LogImport, LogStore } from '../../platform/storage/provisioning-log/types.ts';
import type { Task } from '../../platform/workers/tasks.ts';
import { readItems } from '../../protocols/files/json-items.ts';
import { detectEncoding, type Encoding, openFile, readStart } from '../../protocols/files/text.ts';
import { type CsvLogFile, csvLogFile, layAside, storeCsvEvents } from './csv-files.ts';
import { createSpans, storeEntry } from './entries.ts';

export interface LogFile {
  readonly path: string;
  readonly name: string;
}

export interface LogFilesOrder {
  readonly files: readonly LogFile[];
  /** ISO 8601. */
  readonly now: string;
}

export interface LogProgress {
  readonly file: string;
  readonly readBytes: number;
  readonly totalBytes: number;
  readonly events: number;
}

export interface LogFilesOutcome extends ImportOutcome {
  /** Files that end in the middle. */
  readonly cut: readonly string[];
  /** ISO 8601; null when there was no event. */
  readonly first: string | null;
  readonly last: string | null;
}

type Opened = LogFile & { readonly bytes: number; readonly changedAt: number } & (
    | { readonly kind: 'json'; readonly encoding: Encoding; readonly of: 'entra-files' | 'okta-files' }
    | { readonly kind: 'csv'; readonly csv: CsvLogFile }
  );

/** Stands in every event of Okta's, and in none of Entra's. */
const oktaName = /"eventType"\s*:\s*"/;

/** What a file is, by its beginning. Refuses what is no log, with the way to one. */
async function open({ path, name }: LogFile, signal: AbortSignal): Promise<Opened> {
  const { file, bytes } = await openFile(path);
  const { mtimeMs: changedAt } = await file.stat();
  await file.close();
  const encoding = await detectEncoding(path, signal);
  const start = await readStart(path, encoding);
  const opened = { path, name, bytes, changedAt };
  if (/^\s*[[{]/.test(start)) return { ...opened, kind: 'json', encoding, of: oktaName.test(start) ? 'okta-files' : 'entra-files' };
  if (start.trim() === '') throw new Refusal('logs.empty', `“${name}” is empty. Download the provisioning log again.`);
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(start))
    throw new Refusal('logs.web-page', `“${name}” is a web page, not an export: perhaps a sign-in page was saved. Download the log again.`);
  const csv = csvLogFile(path, start, encoding);
  if (csv !== undefined) return { ...opened, kind: 'csv', csv };
  throw new Refusal(
    'logs.unknown-form',
    `“${name}” is not a provisioning log in JSON or CSV. In Entra, open Provisioning logs and choose Download. In Okta, export the System Log as JSON.`,
  );
}

/** Half of an old file and half of a new one would be no log of anything. */
const changed = (name: string): Refusal =>
  new Refusal('logs.file-changed', `“${name}” changed while it was read, so nothing was kept. Wait until it is written, then read it again.`);

async function unchanged({ path, name, bytes, changedAt }: Opened): Promise<void> {
  const now = await stat(path).catch(() => undefined);
  if (now === undefined || now.size !== bytes || now.mtimeMs !== changedAt) throw changed(name);
}

export async function importLogFiles(store: LogStore, { files, now }: LogFilesOrder, task: Task<LogProgress>): Promise<LogFilesOutcome> {
  const opened: Opened[] = [];
  for (const file of files) opened.push(await open(file, task.signal));
  const csv = opened.filter((file) => file.kind === 'csv');
  if (csv.length > 0 && !csv.some((file) => file.csv.sort === 'events'))
    throw new Refusal(
      'logs.no-events-file',
      `“${csv[0]?.name}” holds only ${csv[0]?.csv.sort === 'steps' ? 'the steps' : 'the changed properties'} of events. Give the file ProvisioningLogs of the same download too.`,
    );
  const source = opened.every((file) => file.kind === 'json' && file.of === 'okta-files') ? 'okta-files' : 'entra-files';
  const into = store.begin({ source, name: files.map(({ name }) => name).join(', '), at: now });
  try {
    const spans = createSpans();
    const cut = await readAll(opened, into, spans.meet, task);
    const outcome = into.commit(spans.coverage());
    return { ...outcome, cut, first: spans.first(), last: spans.last() };
  } catch (thrown) {
    into.drop();
    throw thrown;
  }
}

type Meet = ReturnType<typeof createSpans>['meet'];

/** Names of the files that end in the middle. */
async function readAll(opened: readonly Opened[], into: LogImport, meet: Meet, task: Task<LogProgress>): Promise<readonly string[]> {
  const totalBytes = opened.reduce((sum, { bytes }) => sum + bytes, 0);
  const cut: string[] = [];
  const sides = { steps: openSideRows(), properties: openSideRows() };
  let before = 0;
  try {
    // Steps and properties first: an event takes them along.
    const order = (file: Opened) => (file.kind === 'csv' && file.csv.sort !== 'events' ? 0 : 1);
    for (const file of [...opened].sort((one, other) => order(one) - order(other))) {
      const read = (bytes: number): void => {
        // One that goes on growing would be read for ever.
        if (bytes > file.bytes) throw changed(file.name);
        const { fresh, known } = into.outcome;
        task.progress({ file: file.name, readBytes: before + bytes, totalBytes, events: fresh + known });
      };
      if (file.kind === 'json') {
        if ((await storeItems(file.path, file.encoding, into, meet, read, task.signal)) === 'cut') cut.push(file.name);
      } else if (file.csv.sort === 'events') await storeCsvEvents(file.csv, into, sides, meet, read, task.signal);
      else await layAside(file.csv, into, sides[file.csv.sort], read, task.signal);
      await unchanged(file);
      before += file.bytes;
    }
  } finally {
    sides.steps.close();
    sides.properties.close();
  }
  return cut;
}

async function storeItems(
  path: string,
  encoding: Encoding,
  into: LogImport,
  meet: Meet,
  read: (bytes: number) => void,
  signal: AbortSignal,
): Promise<'whole' | 'cut'> {
  let end: 'whole' | 'cut' = 'whole';
  for await (const items of readItems(path, encoding, signal)) {
    for (const item of items) {
      if (item.kind === 'object') storeEntry(into, item.text, { line: item.line, source: 'entra-files' }, meet);
      else if (item.kind === 'cut') end = 'cut';
      else if (item.kind === 'broken') into.aside(item.line, 'It is no JSON.', item.text);
    }
    const last = items.at(-1);
    if (last !== undefined) read(last.read);
  }
  return end;
}
