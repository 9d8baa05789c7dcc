// The fewest sets that hold every element. What must be taken is taken, what another makes needless is dropped, parts that share nothing
// are solved apart, and the rest is searched by branch and bound for as many steps as allowed. Says whether the answer is proven.

/** An element is the list of the sets that hold it: numbers, ascending, at least one. Of two equally good sets the lower number is taken. */
export type Element = readonly number[];

export interface Cover {
  /** Ascending. */
  readonly sets: readonly number[];
  /** False: no smaller cover was found within the steps; there may be one. */
  readonly isProven: boolean;
}

export function smallestCover(elements: readonly Element[], options: { readonly steps: number }): Cover {
  const { taken, left } = reduced(elements);
  let steps = options.steps;
  let isProven = true;
  for (const part of apart(left)) {
    const found = searched(part, steps);
    steps -= found.steps;
    isProven &&= found.isProven;
    taken.push(...found.sets);
  }
  return { sets: taken.sort((a, b) => a - b), isProven };
}

/** Until nothing changes: forced sets are taken, elements and sets that another one covers are dropped. */
function reduced(elements: readonly Element[]): { readonly taken: number[]; readonly left: readonly Element[] } {
  const taken: number[] = [];
  let left = distinct(elements);
  for (;;) {
    const forced = new Set(left.flatMap((element) => (element.length === 1 ? [...element] : [])));
    taken.push(...forced);
    const open = left.filter((element) => !element.some((set) => forced.has(set)));
    const fewer = distinct(withoutNeedlessSets(withoutNeedlessElements(open)));
    const sum = (some: readonly Element[]): number => some.reduce((all, element) => all + element.length, 0);
    if (fewer.length === left.length && sum(fewer) === sum(left)) return { taken, left };
    left = fewer;
  }
}

const distinct = (elements: readonly Element[]): readonly Element[] => [...new Map(elements.map((element) => [element.join(), element])).values()];

/** Of each set its elements, by their positions, ascending. */
function bySet(elements: readonly Element[]): ReadonlyMap<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const [at, element] of elements.entries()) {
    for (const set of element) {
      const row = rows.get(set);
      if (row === undefined) rows.set(set, [at]);
      else row.push(at);
    }
  }
  return rows;
}

/** Both ascending. */
function holdsAll(whole: readonly number[], part: readonly number[]): boolean {
  let at = 0;
  for (const one of part) {
    while (at < whole.length && (whole[at] ?? 0) < one) at += 1;
    if (whole[at] !== one) return false;
  }
  return true;
}

const shortest = <T>(rows: readonly (readonly T[])[]): readonly T[] => rows.reduce((best, row) => (row.length < best.length ? row : best));

/** Whoever covers one element covers every other that all its sets hold too. */
function withoutNeedlessElements(elements: readonly Element[]): readonly Element[] {
  const rows = bySet(elements);
  const needless = new Set<number>();
  for (const [at, element] of elements.entries()) {
    if (needless.has(at)) continue;
    for (const other of shortest(element.map((set) => rows.get(set) ?? []))) {
      if (other !== at && !needless.has(other) && holdsAll(elements[other] ?? [], element)) needless.add(other);
    }
  }
  return elements.filter((_, at) => !needless.has(at));
}

/** A set is needless when another holds all that it holds; of equal ones the lowest stays. */
function withoutNeedlessSets(elements: readonly Element[]): readonly Element[] {
  const rows = bySet(elements);
  const needless = new Set<number>();
  for (const [set, row] of rows) {
    for (const other of shortest(row.map((at) => elements[at] ?? []))) {
      const all = rows.get(other) ?? [];
      if (other === set || needless.has(other) || !holdsAll(all, row)) continue;
      if (all.length === row.length && set < other) continue;
      needless.add(set);
      break;
    }
  }
  return elements.map((element) => element.filter((set) => !needless.has(set)));
}

/** Parts that share no set. */
function apart(elements: readonly Element[]): readonly (readonly Element[])[] {
  const rows = bySet(elements);
  const part = new Int32Array(elements.length).fill(-1);
  const parts: Element[][] = [];
  for (let first = 0; first < elements.length; first += 1) {
    if (part[first] !== -1) continue;
    const open = [first];
    part[first] = parts.length;
    for (const at of open) {
      for (const set of elements[at] ?? []) {
        for (const other of rows.get(set) ?? []) {
          if (part[other] !== -1) continue;
          part[other] = parts.length;
          open.push(other);
        }
        // Gone through once: whoever shares it is in the part now.
        (rows.get(set) ?? []).length = 0;
      }
    }
    parts.push(open.map((at) => elements[at] ?? []));
  }
  return parts;
}

/** Deeper than any real one; the stack holds it. */
const deepest = 2_000;

interface Searched {
  readonly sets: readonly number[];
  readonly isProven: boolean;
  readonly steps: number;
}

function searched(elements: readonly Element[], allowed: number): Searched {
  const rows = bySet(elements);
  const coveredBy = new Uint32Array(elements.length);
  const chosen: number[] = [];
  let best = greedy(elements, rows);
  let steps = 0;
  let isProven = true;

  const change = (set: number, by: 1 | -1): void => {
    for (const at of rows.get(set) ?? []) coveredBy[at] = (coveredBy[at] ?? 0) + by;
  };
  const open = (): number[] => [...coveredBy.keys()].filter((at) => coveredBy[at] === 0);
  const gain = (set: number): number => (rows.get(set) ?? []).reduce((sum, at) => sum + (coveredBy[at] === 0 ? 1 : 0), 0);

  const branch = (): void => {
    const uncovered = open().sort((a, b) => (elements[a]?.length ?? 0) - (elements[b]?.length ?? 0));
    const [hardest] = uncovered;
    if (hardest === undefined) {
      if (chosen.length < best.length) best = [...chosen];
      return;
    }
    if (chosen.length + atLeast(elements, uncovered) >= best.length) return;
    // A step over many elements takes as long as many small ones.
    steps += 1 + (uncovered.length >>> 6);
    if (steps > allowed || chosen.length > deepest) {
      isProven = false;
      return;
    }
    const byGain = (elements[hardest] ?? []).map((set) => ({ set, gain: gain(set) })).sort((a, b) => b.gain - a.gain || a.set - b.set);
    for (const { set } of byGain) {
      chosen.push(set);
      change(set, 1);
      branch();
      change(set, -1);
      chosen.pop();
      if (!isProven) return;
    }
  };
  branch();
  return { sets: best, isProven, steps: Math.min(steps, allowed) };
}

/** Elements that share no set with each other need a set each. */
function atLeast(elements: readonly Element[], uncovered: readonly number[]): number {
  const used = new Set<number>();
  let count = 0;
  for (const at of uncovered) {
    const element = elements[at] ?? [];
    if (element.some((set) => used.has(set))) continue;
    for (const set of element) used.add(set);
    count += 1;
  }
  return count;
}

/** A first answer: always the set that holds most of what is left. */
function greedy(elements: readonly Element[], rows: ReadonlyMap<number, readonly number[]>): readonly number[] {
  const isCovered = new Uint8Array(elements.length);
  const gains = new Map([...rows].map(([set, row]) => [set, row.length]));
  const chosen: number[] = [];
  for (let left = elements.length; left > 0; ) {
    let set = -1;
    for (const [one, gain] of gains) {
      const most = gains.get(set) ?? 0;
      if (gain > most || (gain === most && gain > 0 && one < set)) set = one;
    }
    chosen.push(set);
    for (const at of rows.get(set) ?? []) {
      if (isCovered[at] === 1) continue;
      isCovered[at] = 1;
      left -= 1;
      for (const other of elements[at] ?? []) gains.set(other, (gains.get(other) ?? 0) - 1);
    }
  }
  return chosen;
}
