// A CSV file of memberships into a snapshot, straight from its bytes: three million rows make no string each. Files in other encodings than
// UTF-8 go the way of the others.
import { readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Refusal } from '../../platform/refusal.ts';
import { createRowCutter } from './byte-rows.ts';
import { type CsvOrder, type FileTarget, type Loaded, type LoadTools, positionsOf, tidyHeader } from './load-csv.ts';
import { readMemberType, tidyId } from './rows.ts';
import { openFile } from './text.ts';

const partBytes = 1 << 20;
/** A row longer than this is a quotation mark that was never closed. */
const longestRow = 1 << 20;
const decoder = new TextDecoder();

/** Whether the file's rows can be cut from its bytes. */
export const hasPlainBytes = ({ set, form }: CsvOrder) =>
  set === 'memberships' && form.encoding.startsWith('utf-8') && form.delimiter.charCodeAt(0) < 0x7f;

const isTidy = (byte: number | undefined) => byte !== undefined && byte > 0x20 && byte < 0x7f;

export async function loadMemberships(order: CsvOrder, target: FileTarget, tools: LoadTools): Promise<Loaded> {
  const { form } = order;
  const newline = form.newline.charCodeAt(0);
  const cutter = createRowCutter(form.delimiter.charCodeAt(0), newline, 512);
  let columns: { readonly group: number; readonly member: number; readonly type: number; readonly width: number } | undefined;
  let [rows, asideCount, line, toSkip] = [0, 0, 1, form.skippedLines];

  function aside(at: number, reason: string, bytes: Uint8Array): void {
    asideCount += 1;
    const excerpt = decoder.decode(bytes.subarray(0, 600)).trim().slice(0, 300);
    target.aside({ set: 'memberships', where: order.name, line: at, reason, excerpt });
  }

  function text(bytes: Uint8Array, field: number): string {
    if (field < 0 || field >= cutter.fields) return '';
    const plain = decoder.decode(bytes.subarray(cutter.from(field), cutter.to(field)));
    return cutter.escaped(field) ? plain.replaceAll('""', '"') : plain;
  }

  function header(bytes: Uint8Array): void {
    const headers = Array.from({ length: Math.min(cutter.fields, 512) }, (_, field) => tidyHeader(text(bytes, field)));
    const at = positionsOf(order, headers);
    columns = { group: at.get('groupId') ?? -1, member: at.get('memberId') ?? -1, type: at.get('memberType') ?? -1, width: headers.length };
  }

  const types = typeCache();
  const plainId = (bytes: Uint8Array, field: number) =>
    !cutter.escaped(field) && isTidy(bytes[cutter.from(field)]) && isTidy(bytes[cutter.to(field) - 1]);
  const groupRange = { from: 0, to: 0 };
  const memberRange = { from: 0, to: 0 };

  /** Undefined: taken. */
  function troubleOf(bytes: Uint8Array, { group, member, type, width }: NonNullable<typeof columns>): string | undefined {
    if (cutter.malformed) return 'A quotation mark stands where none may be.';
    if (cutter.fields > width && cutter.filledFrom(width))
      return `The row has ${cutter.fields} values, the header has ${width}: perhaps a delimiter stands in a value without quotation marks.`;
    if (group >= cutter.fields || cutter.from(group) === cutter.to(group)) return 'The id of the group is empty.';
    if (member >= cutter.fields || cutter.from(member) === cutter.to(member)) return 'The id of the member is empty.';
    const memberType = type < 0 || type >= cutter.fields ? 'unknown' : types(bytes, cutter.from(type), cutter.to(type));
    if (plainId(bytes, group) && plainId(bytes, member)) {
      groupRange.from = cutter.from(group);
      groupRange.to = cutter.to(group);
      memberRange.from = cutter.from(member);
      memberRange.to = cutter.to(member);
      target.membershipBytes(bytes, groupRange, memberRange, memberType);
    } else {
      const [groupId, memberId] = [tidyId(text(bytes, group)), tidyId(text(bytes, member))];
      if (groupId === '' || memberId === '') return `The id of the ${groupId === '' ? 'group' : 'member'} is empty.`;
      target.membership(groupId, memberId, memberType);
    }
    rows += 1;
    return undefined;
  }

  function takeRow(bytes: Uint8Array, from: number, next: number): void {
    const at = line;
    line += cutter.lines;
    if (toSkip > 0) toSkip -= 1;
    else if (cutter.fields === 1 && cutter.from(0) === cutter.to(0)) return;
    else if (columns === undefined) header(bytes);
    else {
      const trouble = troubleOf(bytes, columns);
      if (trouble !== undefined) aside(at, trouble, bytes.subarray(from, next));
    }
  }

  /** Takes all whole rows; answers where the first one begins that is not whole. */
  function takeRows(bytes: Uint8Array, end: number): number {
    let from = 0;
    for (;;) {
      const next = from < end ? cutter.cut(bytes, from, end) : -1;
      if (next < 0) return from;
      takeRow(bytes, from, next);
      from = next;
    }
  }

  /** Gives up the first line of a row that has no end. */
  function giveUpLine(bytes: Uint8Array, end: number): number {
    const stop = bytes.indexOf(newline);
    const next = stop < 0 || stop >= end ? end : stop + 1;
    aside(line, 'A quotation mark is opened and never closed.', bytes.subarray(0, next));
    line += 1;
    return next;
  }

  const { file } = await openFile(order.path);
  try {
    let buffer = new Uint8Array(2 * partBytes);
    let held = 0;
    let read = 0;
    const rest = (from: number) => {
      buffer.copyWithin(0, from, held);
      held -= from;
    };
    for (;;) {
      tools.signal.throwIfAborted();
      if (buffer.length - held < partBytes + 1) {
        const larger = new Uint8Array(buffer.length * 2);
        larger.set(buffer);
        buffer = larger;
      }
      // Read here and now: waiting for another thread for each part costs more than the part. A turn between them lets a cancel in.
      const bytesRead = readSync(file.fd, buffer, held, partBytes, null);
      await nextTurn();
      if (read === 0 && form.encoding === 'utf-8 with BOM') buffer.copyWithin(0, 3, bytesRead);
      held += read === 0 && form.encoding === 'utf-8 with BOM' ? bytesRead - 3 : bytesRead;
      read += bytesRead;
      if (bytesRead === 0) {
        if (held > 0 && buffer[held - 1] !== newline) {
          buffer[held] = newline;
          held += 1;
        }
      }
      rest(takeRows(buffer, held));
      while (held > (bytesRead === 0 ? 0 : longestRow)) {
        rest(giveUpLine(buffer, held));
        rest(takeRows(buffer, held));
      }
      tools.progress(read, rows);
      if (bytesRead === 0) break;
    }
  } finally {
    await file.close();
  }
  if (columns === undefined) throw new Refusal('file-empty', `“${order.name}” is empty. Nothing was imported: choose another file.`);
  return { rows, aside: asideCount, repeated: 0 };
}

/** Member types by their bytes: a file has a handful of words for them, in millions of rows. */
function typeCache(): (bytes: Uint8Array, from: number, to: number) => ReturnType<typeof readMemberType> {
  const known: ({ readonly bytes: Uint8Array; readonly type: ReturnType<typeof readMemberType> } | undefined)[] = [];
  return (bytes, from, to) => {
    const length = to - from;
    const hit = known[length];
    if (hit !== undefined) {
      let at = 0;
      while (at < length && hit.bytes[at] === bytes[from + at]) at += 1;
      if (at === length) return hit.type;
    }
    const type = readMemberType(decoder.decode(bytes.subarray(from, to)));
    if (length < 64) known[length] = { bytes: bytes.slice(from, to), type };
    return type;
  };
}
