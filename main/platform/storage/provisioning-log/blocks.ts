// Events as they came, many to a compressed block: a tenth of their size on disk, one read and one inflation to show one.
import type { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const blockBytes = 128 * 1024;
/** Stands between two events of a block; JSON never holds it. */
const between = '\u0000';

export interface BlockWriter {
  /** Where the text will lie. */
  add(text: string): { readonly block: number; readonly slot: number };
  flush(): void;
}

export function createBlockWriter(db: DatabaseSync): BlockWriter {
  const insert = db.prepare('INSERT INTO blocks VALUES (?, ?)');
  let block = Number(db.prepare('SELECT coalesce(max(n), 0) + 1 AS next FROM blocks').get()?.next);
  let texts: string[] = [];
  let size = 0;

  function flush(): void {
    if (texts.length === 0) return;
    insert.run(block, zstdCompressSync(texts.join(between)));
    block += 1;
    texts = [];
    size = 0;
  }

  return {
    add(text) {
      if (size >= blockBytes) flush();
      const place = { block, slot: texts.length };
      texts.push(text);
      size += text.length;
      return place;
    },
    flush,
  };
}

export function readBlock(db: DatabaseSync, block: number, slot: number): string {
  const data = db.prepare('SELECT data FROM blocks WHERE n = ?').get(block)?.data;
  if (!(data instanceof Uint8Array)) throw new Error(`Block ${block} of the provisioning log is missing.`);
  const text = zstdDecompressSync(data).toString('utf8').split(between)[slot];
  if (text === undefined) throw new Error(`Block ${block} of the provisioning log has no event ${slot}.`);
  return text;
}
