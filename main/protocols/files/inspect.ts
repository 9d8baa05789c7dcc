// A file as the import shows it before anything is loaded: its form, its columns, its first rows, what it seems to hold, and what is wrong
// with it. Reads the whole file once, for its encoding.
import { basename } from 'node:path';
import type { InspectedFile } from '../../../contract/directory.ts';
import { Refusal } from '../../platform/refusal.ts';
import { guessSet, matchColumns } from './columns.ts';
import { type CsvForm, detectForm, readCsv } from './csv.ts';
import { tidyHeader } from './load-csv.ts';
import { detectEncoding, openFile, readStart } from './text.ts';

export interface Inspected extends Omit<InspectedFile, 'handle' | 'remembered'> {
  readonly form: CsvForm;
}

const shownRows = 5;
const shownLength = 200;

async function firstRows(path: string, form: CsvForm): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for await (const { rows } of readCsv(path, form)) {
    for (const row of rows) if (row.length > 1 || (row[0] ?? '').trim() !== '') found.push(row);
    if (found.length > shownRows) break;
  }
  return found.slice(0, shownRows + 1);
}

/** `wanted`: what the administrator says the file holds; guessed from its headers otherwise. */
export async function inspectFile(path: string, wanted?: InspectedFile['suggestedSet'], signal?: AbortSignal): Promise<Inspected> {
  const { file, bytes } = await openFile(path);
  await file.close();
  const name = basename(path);
  const encoding = await detectEncoding(path, signal);
  const start = await readStart(path, encoding);
  const form = detectForm(start, encoding);
  if (/^\s*[[{]/.test(start))
    return {
      name,
      bytes,
      format: 'json',
      encoding,
      delimiter: null,
      headers: [],
      firstRows: [],
      suggestedSet: 'graph-json',
      suggestedColumns: {},
      problems: [],
      form,
    };
  // What a download gives when its session ended: a sign-in page under the name of an export.
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(start))
    throw new Refusal(
      'file-web-page',
      `“${name}” is a web page or XML, not an export: perhaps a sign-in page was saved. Export it again, and choose that file.`,
    );
  const [header = [], ...rows] = await firstRows(path, form);
  const headers = header.map(tidyHeader);
  const suggestedSet = wanted ?? guessSet(headers);
  const columns = suggestedSet === 'graph-json' ? {} : matchColumns(suggestedSet, headers);
  const problems = [
    ...(bytes === 0 || headers.length === 0 ? ['The file is empty.'] : []),
    ...(headers.length > 0 && rows.length === 0 ? ['The file has a header and no rows.'] : []),
    ...(headers.length === 1 && rows.length > 0
      ? ['Only one column was found: the file may use a delimiter other than a comma, semicolon, tab or vertical bar.']
      : []),
  ];
  return {
    name,
    bytes,
    format: 'csv',
    encoding,
    delimiter: form.delimiter,
    headers,
    firstRows: rows.map((row) => row.map((value) => value.slice(0, shownLength))),
    suggestedSet,
    suggestedColumns: { ...columns },
    problems,
    form,
  };
}
