// The memberships of one snapshot as typed arrays: what every analysis works on, in whichever thread. Indexes are positions in the
// snapshot's user and group tables. All arrays may stand in shared memory, so that several workers read the same ones.

/** Bits of `userFlags`. */
export const userFlag = {
  /** Enabled, or the source did not say. */
  enabled: 1,
  guest: 2,
  /** Assigned to the SCIM app as a person. */
  assigned: 4,
  assignedToSso: 8,
  noMail: 16,
} as const;

/** Bits of `groupFlags`. */
export const groupFlag = {
  /** Assigned to the SCIM app. */
  assigned: 1,
  assignedToSso: 2,
  /** The source says it is not security-enabled: Entra neither assigns nor provisions it. */
  notSecurity: 4,
  dynamic: 8,
  /** Members are hidden: what is below it is not known. */
  membersHidden: 16,
  /** Has members whose ids are neither a known user nor a known group. */
  unresolved: 32,
} as const;

/** Rows in compressed form: the entries of row r are `items[start[r]] .. items[start[r + 1] - 1]`, ascending, each once. */
export interface Rows {
  /** One more than there are rows. */
  readonly start: Uint32Array;
  readonly items: Uint32Array;
}

export interface MembershipGraph {
  readonly userCount: number;
  readonly groupCount: number;
  /** Of a group: its direct members that are people. */
  readonly people: Rows;
  /** Of a group: its direct members that are groups. A group may be in itself. */
  readonly children: Rows;
  readonly userFlags: Uint8Array;
  readonly groupFlags: Uint8Array;
}

/** Compressed rows from pairs in any order; repeats are dropped. Both arrays have the same length. */
export function rowsOf(rowCount: number, rowOf: Uint32Array, itemOf: Uint32Array): Rows {
  const start = new Uint32Array(rowCount + 1);
  for (const row of rowOf) start[row + 1] = (start[row + 1] ?? 0) + 1;
  for (let row = 0; row < rowCount; row += 1) start[row + 1] = (start[row + 1] ?? 0) + (start[row] ?? 0);
  const next = start.slice(0, rowCount);
  const items = new Uint32Array(itemOf.length);
  for (let at = 0; at < rowOf.length; at += 1) {
    const row = rowOf[at] ?? 0;
    const place = next[row] ?? 0;
    items[place] = itemOf[at] ?? 0;
    next[row] = place + 1;
  }
  return withoutRepeats({ start, items });
}

function withoutRepeats({ start, items }: Rows): Rows {
  const kept = new Uint32Array(start.length);
  let write = 0;
  for (let row = 0; row + 1 < start.length; row += 1) {
    const from = start[row] ?? 0;
    const to = start[row + 1] ?? 0;
    const sorted = items.subarray(from, to).sort();
    let last = -1;
    for (const item of sorted) {
      if (item === last) continue;
      items[write] = item;
      write += 1;
      last = item;
    }
    kept[row + 1] = write;
  }
  return { start: kept, items: write === items.length ? items : items.slice(0, write) };
}
