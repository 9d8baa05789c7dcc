// Files of a provisioning log into the store: the portal's JSON, a page of Graph, what diagnostic settings write. One import is one transaction: all that could
// be read, or nothing. Entries that cannot be read are kept aside with their line; a file that ends in the middle keeps what stands before. Runs in the worker.
import type { LogSource } from '../../../contract/provisioning-log.ts';
import { operationsOf } from '../../domain/provisioning-log/standing.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { ImportOutcome, LogImport, LogStore } from '../../platform/storage/provisioning-log/types.ts';
import type { Task } from '../../platform/workers/tasks.ts';
import { findProvisioningCode } from '../../protocols/entra/provisioning-codes.ts';
import { readEntraEntry } from '../../protocols/entra/provisioning-event.ts';
import { readItems } from '../../protocols/files/json-items.ts';
import { detectEncoding, openFile, readStart } from '../../protocols/files/text.ts';

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

/** The code without its connector's prefix, by the table; an unknown code as it is. */
export const causeOf = (code: string | null): string | null => (code === null ? null : (findProvisioningCode(code)?.suffix ?? code));

/** Ids stand first in what Entra writes: one that is in the log need not be read again. */
const leadingId = /^\{\s*"id"\s*:\s*"([^"\\]+)"/i;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** From and to of the times met. */
function span() {
  let first: string | null = null;
  let last: string | null = null;
  return {
    meet(at: string): void {
      if (first === null || at < first) first = at;
      if (last === null || at > last) last = at;
    },
    get first() {
      return first;
    },
    get last() {
      return last;
    },
  };
}

export interface Entry {
  /** As the source gave it. */
  readonly text: string;
  readonly line: number | null;
  readonly source: LogSource;
}

/** Stores one entry; `meet` hears its time. */
export function storeEntry(into: LogImport, { text, line, source }: Entry, meet: (at: string) => void): void {
  const id = leadingId.exec(text)?.[1];
  if (id !== undefined && into.has(id)) {
    into.skip();
    return;
  }
  const entry = parsed(text);
  const found = entry === undefined ? ({ kind: 'unreadable', reason: 'It is no JSON.' } as const) : readEntraEntry(entry, source);
  if (found.kind === 'unreadable') {
    into.aside(line, found.reason, text);
    return;
  }
  const { event, modifiedProperties } = found.read;
  meet(event.at);
  into.add({
    event,
    operations: operationsOf(found.read).join('\n'),
    cause: causeOf(event.code),
    words: modifiedProperties.map(({ name, oldValue, newValue }) => `${name} ${oldValue ?? ''} ${newValue ?? ''}`).join(' '),
    raw: text,
  });
}

function refuseOther(start: string, name: string): void {
  if (/^\s*[[{]/.test(start)) return;
  if (start.trim() === '') throw new Refusal('logs.empty', `“${name}” is empty. Download the provisioning log again.`);
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(start))
    throw new Refusal('logs.web-page', `“${name}” is a web page, not an export: perhaps a sign-in page was saved. Download the log again.`);
  throw new Refusal(
    'logs.unknown-form',
    `“${name}” is not a provisioning log in JSON. In Entra, open Provisioning logs, choose Download, then JSON.`,
  );
}

export async function importLogFiles(store: LogStore, { files, now }: LogFilesOrder, task: Task<LogProgress>): Promise<LogFilesOutcome> {
  const sizes = await Promise.all(
    files.map(async ({ path }) => {
      const { file, bytes } = await openFile(path);
      await file.close();
      return bytes;
    }),
  );
  const totalBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
  const into = store.begin({ source: 'entra-files', name: files.map(({ name }) => name).join(', '), at: now });
  const times = span();
  const cut: string[] = [];
  try {
    let before = 0;
    for (const [index, { path, name }] of files.entries()) {
      const encoding = await detectEncoding(path, task.signal);
      refuseOther(await readStart(path, encoding), name);
      for await (const items of readItems(path, encoding, task.signal)) {
        for (const item of items) {
          if (item.kind === 'object') storeEntry(into, { text: item.text, line: item.line, source: 'entra-files' }, times.meet);
          else if (item.kind === 'cut') cut.push(name);
          else if (item.kind === 'broken') into.aside(item.line, 'It is no JSON.', item.text);
        }
        const { fresh, known } = into.outcome;
        task.progress({ file: name, readBytes: before + (items.at(-1)?.read ?? 0), totalBytes, events: fresh + known });
      }
      before += sizes[index] ?? 0;
    }
    const { first, last } = times;
    const outcome = into.commit(first === null || last === null ? [] : [{ source: 'entra-files', from: first, to: last, note: '' }]);
    return { ...outcome, cut, first, last };
  } catch (thrown) {
    into.drop();
    throw thrown;
  }
}
