// Finding a row by an exact text without case: hashes with positions, sorted, in one array. A hit is a candidate: the row itself decides.
import { type NumberList, numberList } from './arrays.ts';
import { folded } from './form.ts';

/** FNV-1a over the code units `[from, to)`. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Position in the low part, hash above it, both exact in 53 bits. */
function packing(rowCount: number): { readonly step: number; readonly hashes: number } {
  const bits = Math.max(1, Math.ceil(Math.log2(rowCount + 1)));
  return { step: 2 ** bits, hashes: 2 ** Math.min(32, 53 - bits) };
}

export interface KeyList {
  /** The first `fields` fields of the row's folded text, which stand between tabs; empty ones are no keys. */
  add(text: string, fields: number, position: number): void;
  /** Sorted, for the file. */
  packed(rowCount: number): Float64Array;
}

export function keyList(): KeyList {
  const hashes: NumberList = numberList();
  const positions: NumberList = numberList();
  return {
    add(text, fields, position) {
      let from = 0;
      for (let field = 0; field < fields; field += 1) {
        const tab = text.indexOf('\t', from);
        const to = tab < 0 ? text.length : tab;
        if (to > from) {
          hashes.push(hashOf(text, from, to));
          positions.push(position);
        }
        from = to + 1;
      }
    },
    packed(rowCount) {
      const { step, hashes: range } = packing(rowCount);
      const keys = new Float64Array(hashes.length);
      for (let at = 0; at < keys.length; at += 1) keys[at] = (hashes.at(at) % range) * step + positions.at(at);
      return keys.sort();
    },
  };
}

/** Positions of rows that may have this text as a key, ascending, each once. */
export function candidates(keys: Float64Array, rowCount: number, text: string): readonly number[] {
  const { step, hashes } = packing(rowCount);
  const key = folded(text);
  const from = (hashOf(key, 0, key.length) % hashes) * step;
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let at = low; at < keys.length && (keys[at] ?? 0) < from + step; at += 1) {
    const position = (keys[at] ?? 0) - from;
    if (found.at(-1) !== position) found.push(position);
  }
  return found;
}
