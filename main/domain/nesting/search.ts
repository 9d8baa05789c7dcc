// Follows up to 256 groups down through their nested groups at once: each group below holds a mask of 8 words with one bit for each group
// it was reached from (multi-source breadth-first search). Levels are gone through one by one, so that the way found is the shortest.
import type { MembershipGraph } from '../directory/membership-graph.ts';

export const wordsAMask = 8;
/** Groups that are followed at once. */
export const sourcesAtOnce = 32 * wordsAMask;

export interface Search {
  /** Of each group: from which sources it is reached; a source reaches itself. Only meaningful for `reached`. */
  readonly masks: Int32Array;
  /** Follows the groups `sources`, at most `sourcesAtOnce`; gives the levels of groups below each into `depth`. */
  run(sources: Uint32Array, depth: Uint32Array): void;
  /** The groups reached by any source of the last run, each once. */
  reached(): Uint32Array;
}

export function createSearch({ children, groupCount }: MembershipGraph): Search {
  const { start, items } = children;
  const masks = new Int32Array(groupCount * wordsAMask);
  let front = new Int32Array(groupCount * wordsAMask);
  let next = new Int32Array(groupCount * wordsAMask);
  let frontList = new Uint32Array(groupCount);
  let nextList = new Uint32Array(groupCount);
  const isNext = new Uint8Array(groupCount);
  const reached = new Uint32Array(groupCount);
  const alive = new Int32Array(wordsAMask);
  let [frontCount, nextCount, reachedCount] = [0, 0, 0];

  function forget(): void {
    for (let at = 0; at < reachedCount; at += 1) {
      const first = (reached[at] ?? 0) * wordsAMask;
      for (let word = 0; word < wordsAMask; word += 1) masks[first + word] = 0;
    }
    reachedCount = 0;
  }

  function begin(sources: Uint32Array): void {
    frontCount = 0;
    for (let source = 0; source < sources.length; source += 1) {
      const group = sources[source] ?? 0;
      const word = group * wordsAMask + (source >>> 5);
      const bit = 1 << (source & 31);
      masks[word] = (masks[word] ?? 0) | bit;
      front[word] = (front[word] ?? 0) | bit;
      if (isNext[group] === 1) continue;
      isNext[group] = 1;
      frontList[frontCount] = group;
      frontCount += 1;
      reached[reachedCount] = group;
      reachedCount += 1;
    }
    for (let at = 0; at < frontCount; at += 1) isNext[frontList[at] ?? 0] = 0;
  }

  /** From each group of the front to its children: the sources that have not come there yet. */
  function step(): void {
    nextCount = 0;
    for (let at = 0; at < frontCount; at += 1) {
      const group = frontList[at] ?? 0;
      const from = group * wordsAMask;
      const f0 = front[from] ?? 0;
      const f1 = front[from + 1] ?? 0;
      const f2 = front[from + 2] ?? 0;
      const f3 = front[from + 3] ?? 0;
      const f4 = front[from + 4] ?? 0;
      const f5 = front[from + 5] ?? 0;
      const f6 = front[from + 6] ?? 0;
      const f7 = front[from + 7] ?? 0;
      for (let word = 0; word < wordsAMask; word += 1) front[from + word] = 0;
      const end = start[group + 1] ?? 0;
      for (let edge = start[group] ?? 0; edge < end; edge += 1) {
        const child = items[edge] ?? 0;
        const to = child * wordsAMask;
        const n0 = f0 & ~(masks[to] ?? 0);
        const n1 = f1 & ~(masks[to + 1] ?? 0);
        const n2 = f2 & ~(masks[to + 2] ?? 0);
        const n3 = f3 & ~(masks[to + 3] ?? 0);
        const n4 = f4 & ~(masks[to + 4] ?? 0);
        const n5 = f5 & ~(masks[to + 5] ?? 0);
        const n6 = f6 & ~(masks[to + 6] ?? 0);
        const n7 = f7 & ~(masks[to + 7] ?? 0);
        if ((n0 | n1 | n2 | n3 | n4 | n5 | n6 | n7) === 0) continue;
        next[to] = (next[to] ?? 0) | n0;
        next[to + 1] = (next[to + 1] ?? 0) | n1;
        next[to + 2] = (next[to + 2] ?? 0) | n2;
        next[to + 3] = (next[to + 3] ?? 0) | n3;
        next[to + 4] = (next[to + 4] ?? 0) | n4;
        next[to + 5] = (next[to + 5] ?? 0) | n5;
        next[to + 6] = (next[to + 6] ?? 0) | n6;
        next[to + 7] = (next[to + 7] ?? 0) | n7;
        if (isNext[child] === 1) continue;
        isNext[child] = 1;
        nextList[nextCount] = child;
        nextCount += 1;
      }
    }
  }

  /** The next front becomes the front; `alive` says which sources still came further. */
  function turn(): void {
    alive.fill(0);
    for (let at = 0; at < nextCount; at += 1) {
      const group = nextList[at] ?? 0;
      const first = group * wordsAMask;
      let before = 0;
      for (let word = 0; word < wordsAMask; word += 1) {
        const mask = masks[first + word] ?? 0;
        const fresh = next[first + word] ?? 0;
        before |= mask;
        masks[first + word] = mask | fresh;
        alive[word] = (alive[word] ?? 0) | fresh;
      }
      isNext[group] = 0;
      if (before !== 0) continue;
      reached[reachedCount] = group;
      reachedCount += 1;
    }
    [front, next, frontList, nextList, frontCount] = [next, front, nextList, frontList, nextCount];
  }

  function run(sources: Uint32Array, depth: Uint32Array): void {
    if (sources.length > sourcesAtOnce) throw new RangeError(`At most ${sourcesAtOnce} groups are followed at once.`);
    forget();
    begin(sources);
    depth.fill(0);
    for (let level = 1; frontCount > 0; level += 1) {
      step();
      turn();
      for (let source = 0; source < sources.length; source += 1) {
        if ((((alive[source >>> 5] ?? 0) >>> (source & 31)) & 1) === 1) depth[source] = level;
      }
    }
  }

  return { masks, run, reached: () => reached.subarray(0, reachedCount) };
}
