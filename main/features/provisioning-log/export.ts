// Events as a file of CSV or JSON, written page by page: a million events take the memory of one page. Newest first, as the table shows them.
import type { LogEvent } from '../../../contract/provisioning-log.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import { csvParts } from '../../protocols/files/write-csv.ts';

const pageSize = 500;

type Page = { readonly events: readonly LogEvent[]; readonly total: number };

const columns = [
  'at',
  'status',
  'action',
  'kind',
  'sourceId',
  'sourceName',
  'targetId',
  'targetName',
  'code',
  'reason',
  'app',
  'jobId',
  'cycleId',
  'id',
] as const;

const row = ({ id, at, status, action, from, to, code, reason, app, jobId, cycleId }: LogEvent): string[] =>
  [at, status, action, from.kind, from.id, from.name, to.id, to.name, code, reason, app.name, jobId, cycleId, id].map((value) => value ?? '');

async function* jsonParts(pages: AsyncIterable<readonly LogEvent[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield `${before}${page.map((event) => JSON.stringify(event)).join(',\n')}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** Gives the number of events written. Refuses as `writePrivateFile` does. */
export async function writeEvents(path: string, format: 'csv' | 'json', read: (offset: number, limit: number) => Promise<Page>): Promise<number> {
  let written = 0;
  async function* pages(): AsyncGenerator<readonly LogEvent[]> {
    for (let total = 1; written < total; ) {
      const page = await read(written, pageSize);
      if (page.events.length === 0) return;
      total = page.total;
      written += page.events.length;
      yield page.events;
    }
  }
  async function* rows() {
    for await (const page of pages()) yield page.map(row);
  }
  await writePrivateFile(path, format === 'json' ? jsonParts(pages()) : csvParts(columns, rows()));
  return written;
}
