// One CSV file into a snapshot: rows that can be read are taken, the others kept aside with their line and reason. Refuses before the first
// row when the file is empty or lacks a column it cannot do without.
import type { AsideRow } from '../../../contract/directory.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SnapshotWriter } from '../../platform/storage/snapshots/types.ts';
import { columnNames, type FileSet, missingColumns } from './columns.ts';
import { type CsvBatch, type CsvForm, readCsv } from './csv.ts';
import { type Assigned, type ReadRow, readGroup, readMemberType, readUser, tidyId } from './rows.ts';

export type FileTarget = Pick<SnapshotWriter, 'user' | 'group' | 'membership' | 'membershipBytes' | 'assignment' | 'aside'>;

export interface CsvOrder {
  readonly path: string;
  /** As the administrator knows it, for rows kept aside. */
  readonly name: string;
  readonly set: FileSet;
  readonly form: CsvForm;
  /** Field of ours -> header in the file. */
  readonly columns: Readonly<Record<string, string>>;
}

export interface Loaded {
  /** Rows taken. */
  readonly rows: number;
  readonly aside: number;
  /** Rows whose id stood in an earlier one; among those kept aside. */
  readonly repeated: number;
}

export interface LoadTools {
  readonly signal: AbortSignal;
  /** Bytes of this file read so far, rows taken so far. */
  readonly progress: (read: number, rows: number) => void;
}

const isBlank = (row: readonly string[]) => row.length === 0 || (row.length === 1 && (row[0] ?? '').trim() === '');

/** A header as it stands in the file: without its end-of-line and mark. */
export const tidyHeader = (header: string) => header.replace(/^\uFEFF/, '').trim();

interface Taker {
  /** Why the row cannot be taken; undefined when it was. */
  take(row: readonly string[]): 'taken' | 'repeated' | { readonly reason: string };
}

type Positions = ReadonlyMap<string, number>;

function assign(target: FileTarget, principalId: string, principalType: 'user' | 'group', assigned: Assigned): void {
  for (const app of assigned) target.assignment({ app, principalId, principalType });
}

function personTaker(target: FileTarget, order: CsvOrder, headers: readonly string[], at: Positions): Taker {
  const mapped = new Set(at.values());
  const others = headers.flatMap((header, index) => (mapped.has(index) || header === '' ? [] : [{ header, index }]));
  return {
    take(row) {
      const other: Record<string, string> = {};
      for (const { header, index } of others) {
        const value = row[index]?.trim() ?? '';
        if (value !== '') other[header] = value;
      }
      return taken(
        readUser((field) => row[at.get(field) ?? -1] ?? '', other, order.columns.enabled ?? ''),
        (user) => target.user(user),
        (user, assigned) => assign(target, user.id, 'user', assigned),
      );
    },
  };
}

function taken<T>(
  read: ReadRow<T>,
  put: (value: T) => 'added' | 'repeated',
  after: (value: T, assigned: Assigned) => void,
): ReturnType<Taker['take']> {
  if (read.kind === 'aside') return { reason: read.reason };
  if (put(read.value) === 'repeated') return 'repeated';
  after(read.value, read.assigned);
  return 'taken';
}

function groupTaker(target: FileTarget, at: Positions): Taker {
  return {
    take: (row) =>
      taken(
        readGroup((field) => row[at.get(field) ?? -1] ?? ''),
        (group) => target.group(group),
        (group, assigned) => assign(target, group.id, 'group', assigned),
      ),
  };
}

function membershipTaker(target: FileTarget, at: Positions): Taker {
  const group = at.get('groupId') ?? -1;
  const member = at.get('memberId') ?? -1;
  const type = at.get('memberType') ?? -1;
  return {
    take(row) {
      const groupId = tidyId(row[group] ?? '');
      const memberId = tidyId(row[member] ?? '');
      if (groupId === '') return { reason: 'The id of the group is empty.' };
      if (memberId === '') return { reason: 'The id of the member is empty.' };
      target.membership(groupId, memberId, readMemberType(row[type] ?? ''));
      return 'taken';
    },
  };
}

function takerOf(target: FileTarget, order: CsvOrder, headers: readonly string[], at: Positions): Taker {
  switch (order.set) {
    case 'users':
      return personTaker(target, order, headers, at);
    case 'groups':
      return groupTaker(target, at);
    case 'memberships':
      return membershipTaker(target, at);
  }
}

/** Where each field stands. Refuses a file without a column it needs. */
export function positionsOf(order: CsvOrder, headers: readonly string[]): Positions {
  const missing = missingColumns(order.set, order.columns);
  if (missing.length > 0) {
    const known = columnNames[order.set] as Readonly<Record<string, readonly string[]>>;
    throw new Refusal(
      'file-columns-missing',
      `“${order.name}” has no column for ${missing.map((field) => `${field} (known as ${known[field]?.slice(0, 3).join(', ')})`).join(' and ')}. It has: ${headers.slice(0, 12).join(', ')}. Choose its columns, or another file. Nothing was imported.`,
    );
  }
  return new Map(
    Object.entries(order.columns).map(([field, header]) => {
      const index = headers.indexOf(header);
      if (index < 0)
        throw new Refusal('file-changed', `“${order.name}” no longer has the column “${header}”. Choose the file again. Nothing was imported.`);
      return [field, index];
    }),
  );
}

export async function loadCsv(order: CsvOrder, target: FileTarget, tools: LoadTools): Promise<Loaded> {
  let taker: Taker | undefined;
  let width = 0;
  let needed = 0;
  let rows = 0;
  let asideCount = 0;
  let repeated = 0;

  function aside(line: number, reason: string, excerpt: string): void {
    asideCount += 1;
    target.aside({ set: order.set, where: order.name, line, reason, excerpt: excerpt.slice(0, 300) } satisfies AsideRow);
  }

  function header(row: readonly string[]): Taker {
    const headers = row.map(tidyHeader);
    const at = positionsOf(order, headers);
    width = headers.length;
    needed = Math.max(...[...at].filter(([field]) => order.set === 'memberships' || field === 'id').map(([, index]) => index + 1));
    return takerOf(target, order, headers, at);
  }

  /** What is wrong with the form of a row, before its values are looked at. */
  function formTrouble(row: readonly string[]): string | undefined {
    if (row.length < needed && order.set !== 'memberships') return `The row has ${row.length} values, the header has ${width}.`;
    if (row.length > width && row.slice(width).some((value) => value.trim() !== ''))
      return `The row has ${row.length} values, the header has ${width}: perhaps a delimiter stands in a value without quotation marks.`;
    return undefined;
  }

  function troubleOf(takes: Taker, row: readonly string[], malformed: boolean): string | undefined {
    const trouble = malformed ? 'A quotation mark stands where none may be.' : formTrouble(row);
    if (trouble !== undefined) return trouble;
    const result = takes.take(row);
    if (typeof result === 'object') return result.reason;
    if (result === 'taken') rows += 1;
    else repeated += 1;
    return result === 'taken' ? undefined : 'The id stands in an earlier row; that one was taken.';
  }

  function takeRow(batch: CsvBatch, row: readonly string[], index: number): void {
    if (isBlank(row)) return;
    if (taker === undefined) {
      taker = header(row);
      return;
    }
    const trouble = troubleOf(taker, row, batch.malformed.has(index));
    if (trouble !== undefined) aside(batch.lineOf(index), trouble, row.join(order.form.delimiter));
  }

  for await (const batch of readCsv(order.path, order.form, tools.signal)) {
    for (const { line, excerpt } of batch.unclosed) aside(line, 'A quotation mark is opened and never closed.', excerpt);
    batch.rows.forEach((row, index) => {
      takeRow(batch, row, index);
    });
    tools.progress(batch.read, rows);
  }
  if (taker === undefined) throw new Refusal('file-empty', `“${order.name}” is empty. Nothing was imported: choose another file.`);
  return { rows, aside: asideCount, repeated };
}
