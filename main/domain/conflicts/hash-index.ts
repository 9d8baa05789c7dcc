// An index from texts to positions, for hundreds of thousands of them: 53-bit hashes in typed arrays, 24 bytes a text. Two different texts fall
// together once in some ten thousand directories of 500,000 people; whoever shows a row compares its texts.

export interface HashIndex {
  /** The first position keeps the text. */
  add(hash: number, position: number): void;
  /** Position, or -1. */
  find(hash: number): number;
  /** The text was added more than once. */
  several(hash: number): boolean;
}

/** For at most `capacity` texts. */
export function createHashIndex(capacity: number): HashIndex {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, capacity * 2)));
  const mask = size - 1;
  const hashes = new Float64Array(size).fill(-1);
  const positions = new Uint32Array(size);
  const again = new Uint8Array(size);
  const slotOf = (hash: number): number => {
    let slot = (hash ^ (hash / 4294967296)) & mask;
    while (hashes[slot] !== -1 && hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  };
  return {
    add: (hash, position) => {
      const slot = slotOf(hash);
      if (hashes[slot] === hash) {
        again[slot] = 1;
        return;
      }
      hashes[slot] = hash;
      positions[slot] = position;
    },
    find: (hash) => {
      const slot = slotOf(hash);
      return hashes[slot] === hash ? (positions[slot] ?? -1) : -1;
    },
    several: (hash) => again[slotOf(hash)] === 1,
  };
}
