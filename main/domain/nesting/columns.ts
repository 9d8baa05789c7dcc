// Counts, for each bit of many masks, in how many of them it is set. Bits are counted down the column, 32 columns at once: a counter is
// spread over planes, plane k holding bit k of each of the 32 counts, and eight masks are added by carry-save adders before the planes.

/** 2^32 masks and more would overflow a result; far fewer people than that exist. */
const planesAWord = 32;

export interface Columns {
  /** Adds the masks `masks[from] .. masks[to - 1]` to the 32 counts of `word`. */
  add(word: number, masks: Int32Array, from: number, to: number): void;
  /** The count of bit `bit % 32` of word `bit / 32`, for each bit up to `into.length`; all counts are zero afterwards. */
  take(into: Uint32Array): void;
}

export function createColumns(words: number): Columns {
  const planes = new Int32Array(words * planesAWord);

  function ripple(from: number, mask: number): void {
    let carry = mask;
    for (let at = from; carry !== 0; at += 1) {
      const plane = planes[at] ?? 0;
      planes[at] = plane ^ carry;
      carry &= plane;
    }
  }

  function add(word: number, masks: Int32Array, from: number, to: number): void {
    const first = word * planesAWord;
    let ones = planes[first] ?? 0;
    let twos = planes[first + 1] ?? 0;
    let fours = planes[first + 2] ?? 0;
    let at = from;
    for (; at + 8 <= to; at += 8) {
      // Three masks of one weight become one of that weight (their sum) and one of twice it (their carry).
      let one = masks[at] ?? 0;
      let other = masks[at + 1] ?? 0;
      let half = ones ^ one;
      const twosA = (ones & one) | (half & other);
      ones = half ^ other;
      one = masks[at + 2] ?? 0;
      other = masks[at + 3] ?? 0;
      half = ones ^ one;
      const twosB = (ones & one) | (half & other);
      ones = half ^ other;
      half = twos ^ twosA;
      const foursA = (twos & twosA) | (half & twosB);
      twos = half ^ twosB;
      one = masks[at + 4] ?? 0;
      other = masks[at + 5] ?? 0;
      half = ones ^ one;
      const twosC = (ones & one) | (half & other);
      ones = half ^ other;
      one = masks[at + 6] ?? 0;
      other = masks[at + 7] ?? 0;
      half = ones ^ one;
      const twosD = (ones & one) | (half & other);
      ones = half ^ other;
      half = twos ^ twosC;
      const foursB = (twos & twosC) | (half & twosD);
      twos = half ^ twosD;
      half = fours ^ foursA;
      const eights = (fours & foursA) | (half & foursB);
      fours = half ^ foursB;
      if (eights !== 0) ripple(first + 3, eights);
    }
    planes[first] = ones;
    planes[first + 1] = twos;
    planes[first + 2] = fours;
    for (; at < to; at += 1) ripple(first, masks[at] ?? 0);
  }

  function take(into: Uint32Array): void {
    for (let bit = 0; bit < into.length; bit += 1) {
      const first = (bit >>> 5) * planesAWord;
      let count = 0;
      for (let plane = planesAWord - 1; plane >= 0; plane -= 1) count = count * 2 + (((planes[first + plane] ?? 0) >>> (bit & 31)) & 1);
      into[bit] = count;
    }
    planes.fill(0);
  }

  return { add, take };
}
