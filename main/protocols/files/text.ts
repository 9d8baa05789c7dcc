// A file's bytes as text: which encoding it has, seen from its first bytes and, for UTF-8, from all of them; then the text in parts, each
// read once, so that a file of any size takes the memory of one part.
import { isUtf8 } from 'node:buffer';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { Refusal } from '../../platform/refusal.ts';

export type Encoding = 'utf-8' | 'utf-8 with BOM' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export const partBytes = 256 * 1024;

/** Opens a file for reading. Refuses what is no file, and what may not be read. */
export async function openFile(path: string): Promise<{ readonly file: FileHandle; readonly bytes: number }> {
  try {
    const found = await stat(path);
    // A device or a pipe would be read for ever.
    if (found.isFile()) return { file: await open(path, 'r'), bytes: found.size };
  } catch {
    // Said below, like everything else that cannot be opened.
  }
  throw new Refusal('file-unreadable', `The file cannot be opened: ${path}. Check its name and that this user may read it.`);
}

async function* parts(file: FileHandle, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(partBytes);
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, partBytes, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** UTF-16 without a byte order mark shows in its zeros: names and ids are mostly Latin letters. */
function zerosSay(head: Uint8Array): Encoding | undefined {
  let even = 0;
  let odd = 0;
  for (const [at, byte] of head.entries()) {
    if (byte === 0 && at % 2 === 0) even += 1;
    else if (byte === 0) odd += 1;
  }
  const many = head.length / 8;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : undefined;
}

/** Where the last character of UTF-8 that may go on in the next part begins. */
function wholeCharacters(part: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= part.length; back += 1) {
    const byte = part[part.length - back] ?? 0;
    if (byte >= 0xc0) return part.length - back;
    if (byte < 0x80) break;
  }
  return part.length;
}

/** Reads the whole of a file without a mark: one byte that is not UTF-8 in its last line makes it windows-1252 from the first. */
export async function detectEncoding(path: string, signal?: AbortSignal): Promise<Encoding> {
  const { file } = await openFile(path);
  try {
    let rest = new Uint8Array();
    let first = true;
    for await (const part of parts(file, signal)) {
      if (first) {
        if (part[0] === 0xff && part[1] === 0xfe) return 'utf-16le';
        if (part[0] === 0xfe && part[1] === 0xff) return 'utf-16be';
        if (part[0] === 0xef && part[1] === 0xbb && part[2] === 0xbf) return 'utf-8 with BOM';
        const wide = zerosSay(part.subarray(0, 4096));
        if (wide !== undefined) return wide;
        first = false;
      }
      const end = wholeCharacters(part);
      const whole = rest.length === 0 ? part.subarray(0, end) : Buffer.concat([rest, part.subarray(0, end)]);
      if (!isUtf8(whole)) return 'windows-1252';
      rest = Uint8Array.from(part.subarray(end));
    }
    return isUtf8(rest) ? 'utf-8' : 'windows-1252';
  } finally {
    await file.close();
  }
}

const labels = {
  'utf-8': 'utf-8',
  'utf-8 with BOM': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
} as const satisfies Record<Encoding, string>;

export interface TextPart {
  readonly text: string;
  /** Bytes read so far, for progress. */
  readonly read: number;
}

/** The file's text in parts, without a byte order mark. */
export async function* readText(path: string, encoding: Encoding, signal?: AbortSignal): AsyncGenerator<TextPart> {
  const { file } = await openFile(path);
  const decoder = new TextDecoder(labels[encoding]);
  let read = 0;
  try {
    for await (const part of parts(file, signal)) {
      read += part.length;
      yield { text: decoder.decode(part, { stream: true }), read };
    }
    yield { text: decoder.decode(), read };
  } finally {
    await file.close();
  }
}

/** The first characters of a file. */
export async function readStart(path: string, encoding: Encoding): Promise<string> {
  for await (const { text } of readText(path, encoding)) return text;
  return '';
}
