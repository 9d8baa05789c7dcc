// GUIDs as four numbers each, in one table without strings or objects. Either case is the same GUID.

const dash = 0x2d;
/** Value of a hexadecimal digit by its byte; 255: none. */
const digits = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? 255 : value;
});
export const guidLength = 36;
/** Four words and the number that the GUID was given. Signed: those never need an object of their own. */
const stride = 5;
const batch = 1024;

export interface GuidTable {
  /** The number of the GUID at this place, a new one when it is not known; -1 when there is no GUID. */
  numberAt(bytes: Uint8Array, from: number): number;
  /** Keeps the GUID at this place for the next settling, under a position; false when there is no GUID. */
  defer(bytes: Uint8Array, from: number, position: number): boolean;
  /** No more can be deferred before all are settled. */
  isFull(): boolean;
  /** Looks up all that was deferred: many at once, so that the processor waits for memory once, not once for each. */
  settle(give: (position: number, number: number) => void): void;
  /** In lower case. */
  text(index: number): string;
}

/** `newNumber`: the number of a GUID met for the first time, by how many there are before it. */
export function createGuidTable(newNumber: (index: number) => number): GuidTable {
  /** Place among the words, plus one: kept small, so that more of it stays in the processor's cache. */
  let slots = new Int32Array(1024);
  let words = new Int32Array(stride * 512);
  let count = 0;
  const single = new Int32Array(4);
  const waitingWords = new Int32Array(4 * batch);
  const waitingSlots = new Int32Array(batch);
  const waitingAt = new Int32Array(batch);
  const found = new Int32Array(batch);
  let waiting = 0;

  /** Reads the words of the GUID at this place. */
  function read(bytes: Uint8Array, from: number, into: Int32Array, at: number): boolean {
    if (bytes[from + 8] !== dash || bytes[from + 13] !== dash || bytes[from + 18] !== dash || bytes[from + 23] !== dash) return false;
    let bad = 0;
    let place = from;
    for (let word = 0; word < 4; word += 1) {
      let value = 0;
      for (let digit = 0; digit < 8; digit += 1) {
        if (bytes[place] === dash) place += 1;
        const bits = digits[bytes[place] ?? 0] ?? 255;
        bad |= bits;
        value = (value << 4) | (bits & 15);
        place += 1;
      }
      into[at + word] = value;
    }
    return (bad & 0xf0) === 0 && place === from + guidLength;
  }

  function slotOf(from: Int32Array, at: number): number {
    const first = Math.imul((from[at] ?? 0) ^ Math.imul(from[at + 3] ?? 0, 0x9e3779b1), 0x85ebca6b);
    const mixed = first ^ Math.imul((from[at + 1] ?? 0) ^ ((from[at + 2] ?? 0) >>> 7), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 15)) & (slots.length - 1);
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 2);
    for (let index = 0; index < count; index += 1) {
      let slot = slotOf(words, index * stride);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = index + 1;
    }
  }

  const isSame = (place: number, from: Int32Array, at: number) =>
    words[place] === from[at] && words[place + 1] === from[at + 1] && words[place + 2] === from[at + 2] && words[place + 3] === from[at + 3];

  function numberOf(from: Int32Array, at: number): number {
    let slot = slotOf(from, at);
    for (;;) {
      const index = slots[slot] ?? 0;
      if (index === 0) return add(from, at, slot);
      const place = (index - 1) * stride;
      if (isSame(place, from, at)) return words[place + 4] ?? 0;
      slot = (slot + 1) & (slots.length - 1);
    }
  }

  function add(from: Int32Array, at: number, slot: number): number {
    if (count * stride === words.length) {
      const larger = new Int32Array(words.length * 2);
      larger.set(words);
      words = larger;
    }
    const place = count * stride;
    for (let word = 0; word < 4; word += 1) words[place + word] = from[at + word] ?? 0;
    const number = newNumber(count);
    words[place + 4] = number;
    count += 1;
    slots[slot] = count;
    if (count * 3 > slots.length) grow();
    return number;
  }

  return {
    numberAt: (bytes, from) => (read(bytes, from, single, 0) ? numberOf(single, 0) : -1),
    defer(bytes, from, position) {
      if (!read(bytes, from, waitingWords, waiting * 4)) return false;
      waitingSlots[waiting] = slotOf(waitingWords, waiting * 4);
      waitingAt[waiting] = position;
      waiting += 1;
      return true;
    },
    isFull: () => waiting === batch,
    settle(give) {
      for (let at = 0; at < waiting; at += 1) found[at] = slots[waitingSlots[at] ?? 0] ?? 0;
      for (let at = 0; at < waiting; at += 1) {
        const index = found[at] ?? 0;
        const place = index === 0 ? 0 : (index - 1) * stride;
        // -1 stands for the slower way: new, or behind another one in the table.
        found[at] = index !== 0 && isSame(place, waitingWords, at * 4) ? (words[place + 4] ?? 0) : -1;
      }
      // The table may grow from here on: the slots seen above count no more.
      for (let at = 0; at < waiting; at += 1) {
        const number = found[at] ?? -1;
        give(waitingAt[at] ?? 0, number < 0 ? numberOf(waitingWords, at * 4) : number);
      }
      waiting = 0;
    },
    text(index) {
      const hex = [0, 1, 2, 3].map((word) => ((words[index * stride + word] ?? 0) >>> 0).toString(16).padStart(8, '0')).join('');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
  };
}
