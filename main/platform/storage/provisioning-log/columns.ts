// The numbers of every event in memory, in the order they were stored: what filters, counts and the table's order work on without touching the disk. About
// 44 bytes an event. Position p holds event p + 1 of the database.

type Numbers = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

const columnTypes = {
  at: Float64Array,
  app: Uint16Array,
  job: Uint32Array,
  action: Uint8Array,
  status: Uint8Array,
  kind: Uint8Array,
  code: Uint32Array,
  cause: Uint32Array,
  object: Uint32Array,
  target: Uint32Array,
  reason: Uint32Array,
  operations: Uint32Array,
} as const;

export type ColumnName = keyof typeof columnTypes;
export type ColumnValues = { readonly [N in ColumnName]: number };
type Arrays = { readonly [N in ColumnName]: InstanceType<(typeof columnTypes)[N]> };

const columnNames = Object.keys(columnTypes) as readonly ColumnName[];
const firstRoom = 4096;

export interface Columns {
  readonly count: number;
  readonly arrays: Arrays;
  add(values: ColumnValues): void;
  /** Forgets all from this position on: an import that was taken back. */
  cut(count: number): void;
  /** Positions, newest first; events of one moment in the order they came, the last first. Made anew after a change. */
  newestFirst(): Uint32Array;
}

function roomFor(rows: number): Arrays {
  const made = Object.fromEntries(columnNames.map((name) => [name, new columnTypes[name](rows)]));
  return made as unknown as Arrays;
}

export function createColumns(): Columns {
  let arrays = roomFor(firstRoom);
  let room = firstRoom;
  let count = 0;
  let order: Uint32Array | undefined;

  function grow(): void {
    room *= 2;
    const wider = roomFor(room);
    for (const name of columnNames) (wider[name] as Numbers).set(arrays[name] as Numbers);
    arrays = wider;
  }

  return {
    get count() {
      return count;
    },
    get arrays() {
      return arrays;
    },
    add(values) {
      if (count === room) grow();
      for (const name of columnNames) arrays[name][count] = values[name];
      count += 1;
      order = undefined;
    },
    cut(to) {
      count = Math.min(count, to);
      order = undefined;
    },
    newestFirst() {
      order ??= byTime(arrays.at, count);
      return order;
    },
  };
}

/** Sorts seconds and positions packed into one number, which typed arrays do fast, then puts those of one second right. */
function byTime(at: Float64Array, count: number): Uint32Array {
  let least = Number.POSITIVE_INFINITY;
  for (let p = 0; p < count; p += 1) least = Math.min(least, at[p] ?? 0);
  const packed = new Float64Array(count);
  const places = 2 ** 24;
  // 2^29 seconds are 17 years, 2^24 events 16 million: together 53 bits, all that a number holds exactly.
  if (count > places) throw new RangeError(`More than ${places} events cannot be ordered.`);
  for (let p = 0; p < count; p += 1) packed[p] = Math.floor(((at[p] ?? 0) - least) / 1000) * places + p;
  packed.sort();
  const order = new Uint32Array(count);
  for (let place = 0; place < count; place += 1) order[count - 1 - place] = (packed[place] ?? 0) % places;
  for (let place = 1; place < count; place += 1) {
    const p = order[place] ?? 0;
    let to = place;
    while (to > 0 && (at[order[to - 1] ?? 0] ?? 0) < (at[p] ?? 0)) {
      order[to] = order[to - 1] ?? 0;
      to -= 1;
    }
    order[to] = p;
  }
  return order;
}
