// A list of people as typed, pasted or read from a file: one a line, or CSV with a header that names userName, externalId or id. Pure.
import { Refusal } from '../../platform/refusal.ts';
import { parseRows } from '../../protocols/files/csv.ts';

const columns = ['userName', 'externalId', 'id'] as const;

/** Values that name a person, lower case, each once, with the line it stood in. */
export type PeopleList = ReadonlyMap<string, number>;

export function readPeopleList(text: string): PeopleList {
  const rows = parseRows(text.replace(/^\uFEFF/, ''));
  const header = (rows[0] ?? []).map((cell) => cell.trim().toLowerCase());
  const named = columns.map((name) => header.indexOf(name.toLowerCase())).find((at) => at >= 0);
  if (named === undefined && rows.some((row) => row.filter((cell) => cell.trim() !== '').length > 1))
    throw new Refusal(
      'org-rules.list-unreadable',
      'The list has several columns and none is named userName, externalId or id. Name one of them so, or give one person a line.',
    );
  const found = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    if (named !== undefined && at === 0) continue;
    const value = (named === undefined ? row.find((cell) => cell.trim() !== '') : row[named])?.trim().toLowerCase() ?? '';
    if (value !== '' && !found.has(value)) found.set(value, at + 1);
  }
  return found;
}
