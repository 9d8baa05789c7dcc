// From the reached groups to their people: the way that is quick where a search reached few groups. Works on one word of 32 sources at
// a time, and touches only the people who are in a group that one of them reached.
import { type MembershipGraph, userFlag } from '../directory/membership-graph.ts';
import type { Columns } from './columns.ts';
import { wordsAMask } from './search.ts';

export interface FromGroups {
  /** Adds the mask of every enabled person below `sources` to the columns. `keeperBit` as in `FromPeople`. */
  count(sources: Uint32Array, reached: Uint32Array, masks: Int32Array, keeperBit: Uint16Array): void;
}

export function createFromGroups(graph: MembershipGraph, columns: Columns, loses: Uint8Array): FromGroups {
  const { people, userCount, userFlags } = graph;
  const maskOf = new Int32Array(userCount);
  /** Sources that the person is directly in and that keep them; read only for touched people. */
  const keptOf = new Int32Array(userCount);
  const touched = new Uint32Array(userCount);
  const gathered = new Int32Array(userCount);

  /** Gives the mask to every enabled direct member; returns how many are touched now. */
  function spread(group: number, mask: number, before: number): number {
    let count = before;
    const end = people.start[group + 1] ?? 0;
    for (let at = people.start[group] ?? 0; at < end; at += 1) {
      const person = people.items[at] ?? 0;
      if (((userFlags[person] ?? 0) & userFlag.enabled) === 0) continue;
      const old = maskOf[person] ?? 0;
      maskOf[person] = old | mask;
      if (old !== 0) continue;
      touched[count] = person;
      count += 1;
    }
    return count;
  }

  function keep(group: number, bit: number): void {
    const end = people.start[group + 1] ?? 0;
    for (let at = people.start[group] ?? 0; at < end; at += 1) {
      const person = people.items[at] ?? 0;
      keptOf[person] = (keptOf[person] ?? 0) | bit;
    }
  }

  function collect(word: number, count: number): void {
    for (let at = 0; at < count; at += 1) {
      const person = touched[at] ?? 0;
      const mask = maskOf[person] ?? 0;
      gathered[at] = mask;
      if ((mask & ~(keptOf[person] ?? 0)) !== 0) loses[person] = 1;
      maskOf[person] = 0;
      keptOf[person] = 0;
    }
    columns.add(word, gathered, 0, count);
  }

  function count(sources: Uint32Array, reached: Uint32Array, masks: Int32Array, keeperBit: Uint16Array): void {
    for (let word = 0; 32 * word < sources.length; word += 1) {
      let met = 0;
      for (const group of reached) {
        const mask = masks[group * wordsAMask + word] ?? 0;
        if (mask !== 0) met = spread(group, mask, met);
      }
      for (const group of sources.subarray(32 * word, 32 * word + 32)) {
        const bit = (keeperBit[group] ?? 0) - 1;
        if (bit >= 0) keep(group, 1 << (bit & 31));
      }
      collect(word, met);
    }
  }

  return { count };
}
