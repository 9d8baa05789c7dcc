// The portal's CSV files into the store: steps and changed properties are laid aside by their change, then each event takes its own. The file of events
// alone works too; the others alone say nothing of who and when. A row that cannot be read is kept aside with its line.

import type { SideRows } from '../../platform/storage/provisioning-log/side-rows.ts';
import type { LogImport } from '../../platform/storage/provisioning-log/types.ts';
import { changeOf, csvSortOf, type EntryOfRow, eventRows, propertyRows, stepRows } from '../../protocols/entra/provisioning-csv.ts';
import { type CsvForm, detectForm, parseRows, readCsv } from '../../protocols/files/csv.ts';
import type { Encoding } from '../../protocols/files/text.ts';
import type { createSpans } from './entries.ts';
import { storeParsed } from './entries.ts';

export interface CsvLogFile {
  readonly path: string;
  readonly sort: 'events' | 'steps' | 'properties';
  readonly form: CsvForm;
}

/** `start`: the first characters of the file. Undefined when its first row names none of the three. */
export function csvLogFile(path: string, start: string, encoding: Encoding): CsvLogFile | undefined {
  const form = detectForm(start.slice(0, 100_000), encoding);
  const header = parseRows(start.slice(0, 100_000)).find((row) => row.some((cell) => cell.trim() !== ''));
  const sort = header === undefined ? undefined : csvSortOf(header);
  return sort === undefined ? undefined : { path, sort, form };
}

type Read = (bytes: number) => void;

/** Rows behind the header, each with its line; what is cut wrongly goes aside. */
async function* rowsOf(file: CsvLogFile, into: LogImport, read: Read, signal: AbortSignal) {
  let headers: readonly string[] | undefined;
  for await (const batch of readCsv(file.path, file.form, signal)) {
    for (const { line, excerpt } of batch.unclosed) into.aside(line, 'A quotation mark is opened and never closed.', excerpt);
    for (const [at, row] of batch.rows.entries()) {
      if (row.length === 1 && row[0]?.trim() === '') continue;
      if (headers === undefined) {
        headers = row;
        continue;
      }
      if (batch.malformed.has(at) || row.length !== headers.length)
        into.aside(batch.lineOf(at), `It has ${row.length} columns, and the first row has ${headers.length}.`, row.join(','));
      else yield { headers, row, line: batch.lineOf(at) };
    }
    read(batch.read);
  }
}

/** Lays a file of steps or of properties aside; rows of one change that stand together are kept together. */
export async function layAside(file: CsvLogFile, into: LogImport, side: SideRows, read: Read, signal: AbortSignal): Promise<void> {
  let entryOf: EntryOfRow | undefined;
  let change: ((row: readonly string[]) => string) | undefined;
  let key = '';
  let rows: unknown[] = [];
  const flush = (): void => {
    if (rows.length > 0) side.add(key, rows);
    rows = [];
  };
  for await (const { headers, row, line } of rowsOf(file, into, read, signal)) {
    entryOf ??= file.sort === 'steps' ? stepRows(headers) : propertyRows(headers);
    change ??= changeOf(headers);
    const of = change(row);
    if (of === '') {
      into.aside(line, 'It has no change ID.', row.join(','));
      continue;
    }
    if (of !== key) flush();
    key = of;
    rows.push(entryOf(row));
  }
  flush();
}

export interface Sides {
  readonly steps: SideRows;
  readonly properties: SideRows;
}

export async function storeCsvEvents(
  file: CsvLogFile,
  into: LogImport,
  { steps, properties }: Sides,
  meet: ReturnType<typeof createSpans>['meet'],
  read: Read,
  signal: AbortSignal,
): Promise<void> {
  let entryOf: EntryOfRow | undefined;
  for await (const { headers, row, line } of rowsOf(file, into, read, signal)) {
    entryOf ??= eventRows(headers);
    const event = entryOf(row);
    if (typeof event.id === 'string' && event.id !== '' && into.has(event.id)) {
      into.skip();
      continue;
    }
    const change = typeof event.changeId === 'string' ? event.changeId : '';
    const entry = change === '' ? event : { ...event, provisioningSteps: steps.of(change), modifiedProperties: properties.of(change) };
    storeParsed(into, entry, JSON.stringify(entry), { line, source: 'entra-files' }, meet);
  }
}
