// From every person to their groups: the way that is quick where a search reached most groups. A person's mask is what the masks of their
// groups have together; its bits are counted down the column.
import { type MembershipGraph, userFlag } from '../directory/membership-graph.ts';
import type { Columns } from './columns.ts';
import type { ReverseRows } from './reverse.ts';
import { wordsAMask } from './search.ts';

/** Masks that are gathered before their bits are counted; small enough for the first cache. */
const block = 512;

export interface FromPeople {
  /** Adds every enabled person's mask to the columns. `keeperBit`: of a source that keeps its direct people its bit, counted from 1; else 0. */
  count(masks: Int32Array, keeperBit: Uint16Array): void;
}

export function createFromPeople(
  { userCount, userFlags }: MembershipGraph,
  { groupsOf: { start, items } }: ReverseRows,
  columns: Columns,
  loses: Uint8Array,
): FromPeople {
  const gathered = new Int32Array(wordsAMask * block);
  const kept = new Int32Array(wordsAMask);

  /** True when the person is in one of the sources of their mask without being directly in it, or in one that keeps nobody. */
  function losesOne(person: number, place: number, keeperBit: Uint16Array): boolean {
    kept.fill(0);
    const end = start[person + 1] ?? 0;
    for (let at = start[person] ?? 0; at < end; at += 1) {
      const bit = (keeperBit[items[at] ?? 0] ?? 0) - 1;
      if (bit >= 0) kept[bit >>> 5] = (kept[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
    for (let word = 0; word < wordsAMask; word += 1) {
      if (((gathered[word * block + place] ?? 0) & ~(kept[word] ?? 0)) !== 0) return true;
    }
    return false;
  }

  function addGathered(held: number): void {
    for (let word = 0; word < wordsAMask; word += 1) columns.add(word, gathered, word * block, word * block + held);
  }

  /** Leaves the person's mask at `place` of the gathered ones; false when it is empty. */
  function gather(person: number, place: number, masks: Int32Array): boolean {
    const end = start[person + 1] ?? 0;
    let m0 = 0;
    let m1 = 0;
    let m2 = 0;
    let m3 = 0;
    let m4 = 0;
    let m5 = 0;
    let m6 = 0;
    let m7 = 0;
    for (let at = start[person] ?? 0; at < end; at += 1) {
      const first = (items[at] ?? 0) * wordsAMask;
      m0 |= masks[first] ?? 0;
      m1 |= masks[first + 1] ?? 0;
      m2 |= masks[first + 2] ?? 0;
      m3 |= masks[first + 3] ?? 0;
      m4 |= masks[first + 4] ?? 0;
      m5 |= masks[first + 5] ?? 0;
      m6 |= masks[first + 6] ?? 0;
      m7 |= masks[first + 7] ?? 0;
    }
    if ((m0 | m1 | m2 | m3 | m4 | m5 | m6 | m7) === 0) return false;
    gathered[place] = m0;
    gathered[block + place] = m1;
    gathered[2 * block + place] = m2;
    gathered[3 * block + place] = m3;
    gathered[4 * block + place] = m4;
    gathered[5 * block + place] = m5;
    gathered[6 * block + place] = m6;
    gathered[7 * block + place] = m7;
    return true;
  }

  function count(masks: Int32Array, keeperBit: Uint16Array): void {
    let held = 0;
    for (let person = 0; person < userCount; person += 1) {
      if (((userFlags[person] ?? 0) & userFlag.enabled) === 0 || !gather(person, held, masks)) continue;
      if (loses[person] === 0 && losesOne(person, held, keeperBit)) loses[person] = 1;
      held += 1;
      if (held < block) continue;
      addGathered(held);
      held = 0;
    }
    addGathered(held);
  }

  return { count };
}
