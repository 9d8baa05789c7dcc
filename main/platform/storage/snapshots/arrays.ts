// Number lists that grow, and members as compressed rows. Plain arrays in, plain arrays out; nothing of SQLite.

/** Unsigned numbers appended one by one: doubles its room, so that nothing but the numbers is kept. */
export interface NumberList {
  readonly length: number;
  push(value: number): void;
  at(index: number): number;
  set(index: number, value: number): void;
  /** A view, valid until the next push. */
  view(): Uint32Array;
}

export function numberList(room = 1024): NumberList {
  let values = new Uint32Array(room);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === values.length) {
        const larger = new Uint32Array(values.length * 2);
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      length += 1;
    },
    at: (index) => values[index] ?? 0,
    set: (index, value) => {
      values[index] = value;
    },
    view: () => values.subarray(0, length),
  };
}

/** Entries of row r: `items[start[r]] .. items[start[r + 1] - 1]`, ascending, each once. */
export interface CompressedRows {
  readonly start: Uint32Array;
  readonly items: Uint32Array;
  /** Entries that were given more than once, beyond the first. */
  readonly repeated: number;
}

/** Compressed rows from the pairs whose kind is the wanted one. All three lists have the same length. */
export function compress(rowCount: number, rowOf: Uint32Array, itemOf: Uint32Array, kindOf: Uint8Array, wanted: number): CompressedRows {
  const start = new Uint32Array(rowCount + 1);
  let count = 0;
  for (let at = 0; at < rowOf.length; at += 1) {
    if (kindOf[at] !== wanted) continue;
    const row = rowOf[at] ?? 0;
    start[row + 1] = (start[row + 1] ?? 0) + 1;
    count += 1;
  }
  for (let row = 0; row < rowCount; row += 1) start[row + 1] = (start[row + 1] ?? 0) + (start[row] ?? 0);
  const next = start.slice(0, rowCount);
  const items = new Uint32Array(count);
  for (let at = 0; at < rowOf.length; at += 1) {
    if (kindOf[at] !== wanted) continue;
    const row = rowOf[at] ?? 0;
    const place = next[row] ?? 0;
    items[place] = itemOf[at] ?? 0;
    next[row] = place + 1;
  }
  return withoutRepeats(start, items);
}

/** Sorts each row and drops its repeats, in place. */
function withoutRepeats(start: Uint32Array, items: Uint32Array): CompressedRows {
  let write = 0;
  let from = 0;
  for (let row = 0; row + 1 < start.length; row += 1) {
    const to = start[row + 1] ?? 0;
    items.subarray(from, to).sort();
    let last = -1;
    for (let at = from; at < to; at += 1) {
      const item = items[at] ?? 0;
      if (item === last) continue;
      items[write] = item;
      write += 1;
      last = item;
    }
    from = to;
    start[row + 1] = write;
  }
  return { start, items: items.subarray(0, write), repeated: items.length - write };
}
