// Ids as small numbers: each distinct id once, GUIDs as four words, others as bytes found by a table of hashes. Millions of ids make no
// strings and no objects. Each number has the user and the group it stands for; a server may give a user and a group one id.
import { type NumberList, numberList } from './arrays.ts';
import { createGuidTable, guidLength } from './guids.ts';

export interface Ids {
  /** The id's number; new ids get the next one. GUIDs are the same in either case. */
  numberOf(id: string): number;
  /** The same for UTF-8 bytes `[from, to)`. */
  numberOfBytes(bytes: Uint8Array, from: number, to: number): number;
  /** Appends the id's number to the list: a GUID's perhaps only when `settle` is called. */
  append(list: NumberList, bytes: Uint8Array, from: number, to: number): void;
  settle(list: NumberList): void;
  /** A GUID comes in lower case. */
  textOf(number: number): string;
  /** Position of the user, of the group with this id; -1: none. */
  userOf(number: number): number;
  groupOf(number: number): number;
  /** Position plus one of the user and of the group of each number, side by side; valid until the next id. */
  whose(): Uint32Array;
  setUser(number: number, position: number): void;
  setGroup(number: number, position: number): void;
}

export function createIds(): Ids {
  /** Position plus one of the user and of the group of each id, side by side. */
  const whose: NumberList = numberList(2 << 12);
  /** Of each id its place among the GUIDs, doubled plus one, or among the other texts, doubled. */
  const places: NumberList = numberList();
  /** The other texts one after the other; text t is `arena[ends[t - 1]] .. arena[ends[t]]`. */
  let arena = new Uint8Array(1 << 12);
  const ends = numberList();
  const numbers = numberList();
  /** Hash, and text plus one: a power of two of slots, at most half of them used. */
  let slots = new Int32Array(2 << 10);
  let scratch = new Uint8Array(256);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  const guids = createGuidTable((index) => newNumber(index * 2 + 1));

  const startOf = (text: number) => (text === 0 ? 0 : ends.at(text - 1));

  function newNumber(place: number): number {
    places.push(place);
    whose.push(0);
    whose.push(0);
    return places.length - 1;
  }

  function grow(): void {
    const old = slots;
    slots = new Int32Array(old.length * 2);
    const mask = slots.length / 2 - 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      let slot = (old[at] ?? 0) & mask;
      while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
      slots[slot * 2] = old[at] ?? 0;
      slots[slot * 2 + 1] = old[at + 1] ?? 0;
    }
  }

  function add(bytes: Uint8Array, from: number, to: number): number {
    const start = startOf(ends.length);
    const end = start + to - from;
    if (end > arena.length) {
      const larger = new Uint8Array(Math.max(arena.length * 2, end));
      larger.set(arena);
      arena = larger;
    }
    arena.set(bytes.subarray(from, to), start);
    const number = newNumber(ends.length * 2);
    ends.push(end);
    numbers.push(number);
    return number;
  }

  function isText(text: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = startOf(text);
    if (ends.at(text) - start !== to - from) return false;
    for (let at = from, own = start; at < to; at += 1, own += 1) if (bytes[at] !== arena[own]) return false;
    return true;
  }

  function numberOfBytes(bytes: Uint8Array, from: number, to: number): number {
    if (to - from === guidLength) {
      const number = guids.numberAt(bytes, from);
      if (number >= 0) return number;
    }
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    // The low bits choose the slot: mix the high ones in.
    hash ^= hash >>> 15;
    const mask = slots.length / 2 - 1;
    let slot = hash & mask;
    for (;;) {
      const text = slots[slot * 2 + 1] ?? 0;
      if (text === 0) break;
      if (slots[slot * 2] === hash && isText(text - 1, bytes, from, to)) return numbers.at(text - 1);
      slot = (slot + 1) & mask;
    }
    const number = add(bytes, from, to);
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = ends.length;
    if (ends.length * 4 > slots.length) grow();
    return number;
  }

  return {
    numberOf(id) {
      if (id.length * 3 > scratch.length) scratch = new Uint8Array(id.length * 3);
      return numberOfBytes(scratch, 0, encoder.encodeInto(id, scratch).written);
    },
    numberOfBytes,
    append(list, bytes, from, to) {
      if (guids.isFull()) guids.settle(list.set);
      if (to - from === guidLength && guids.defer(bytes, from, list.length)) list.push(0);
      else list.push(numberOfBytes(bytes, from, to));
    },
    settle: (list) => guids.settle(list.set),
    textOf(number) {
      const place = places.at(number);
      const index = place >>> 1;
      return place % 2 === 1 ? guids.text(index) : decoder.decode(arena.subarray(startOf(index), ends.at(index)));
    },
    userOf: (number) => whose.at(number * 2) - 1,
    groupOf: (number) => whose.at(number * 2 + 1) - 1,
    whose: whose.view,
    setUser: (number, position) => whose.set(number * 2, position + 1),
    setGroup: (number, position) => whose.set(number * 2 + 1, position + 1),
  };
}
