// Values of very many people as 53-bit hashes in one typed array: which occur twice, which occur at all, in 8 bytes a person. Two different values
// fall together once in some ten thousand directories of 500,000 people; what is shown by name is compared as text.

/** A 53-bit hash of a text. */
export function hashOf(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}

export interface HashBag {
  add(text: string): void;
  /** After the last `add`: the values there are, and of these the ones added more than once. */
  sorted(): { has(text: string): boolean; repeated(text: string): boolean };
}

export function createHashBag(): HashBag {
  let values = new Float64Array(1024);
  let count = 0;
  return {
    add: (text) => {
      if (count === values.length) {
        const wider = new Float64Array(values.length * 2);
        wider.set(values);
        values = wider;
      }
      values[count] = hashOf(text);
      count += 1;
    },
    sorted: () => {
      const all = values.subarray(0, count).sort();
      const first = (hash: number): number => {
        let [from, to] = [0, all.length];
        while (from < to) {
          const middle = (from + to) >>> 1;
          if ((all[middle] ?? 0) < hash) from = middle + 1;
          else to = middle;
        }
        return from;
      };
      return {
        has: (text) => {
          const hash = hashOf(text);
          return all[first(hash)] === hash;
        },
        repeated: (text) => {
          const hash = hashOf(text);
          const at = first(hash);
          return all[at] === hash && all[at + 1] === hash;
        },
      };
    },
  };
}
