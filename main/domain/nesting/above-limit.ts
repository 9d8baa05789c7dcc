// People whose sign-in would carry more groups than its limit, and therefore carries none. Counted upwards from each person and only as far
// as the limit, so that a large directory takes a moment. Groups that the snapshot does not hold cannot be counted: it is “at least these”.
import { isEnabled, type NestingIndex, rowIn } from './nesting-index.ts';

export interface SentGroups {
  /** Of each group whether the sign-in sends it at all. */
  readonly sent: Uint8Array;
  /** `flattened`: to nested members too. */
  readonly reach: 'flattened' | 'direct';
}

/** Enabled people, ascending, who are sent more than `limit` groups. */
export function peopleAbove({ graph, reverse }: NestingIndex, { sent, reach }: SentGroups, limit: number): Uint32Array {
  // Fewer groups than the limit are sent at all: nobody can be above it.
  if (sent.reduce((sum, value) => sum + value, 0) <= limit) return new Uint32Array(0);
  const seenIn = new Int32Array(graph.groupCount);
  const waiting = new Uint32Array(graph.groupCount);
  const found = new Uint32Array(graph.userCount);
  let [count, search] = [0, 0];

  /** Sent groups among these and, unless only direct ones are sent, all above them; beyond the limit it is not counted further. */
  function sentFrom(groups: Uint32Array): number {
    search += 1;
    let [held, end] = [0, 0];
    const meet = (group: number): void => {
      if (seenIn[group] === search) return;
      seenIn[group] = search;
      held += sent[group] ?? 0;
      waiting[end] = group;
      end += 1;
    };
    for (const group of groups) meet(group);
    if (reach === 'direct') return held;
    for (let at = 0; at < end && held <= limit; at += 1) for (const parent of rowIn(reverse.parents, waiting[at] ?? 0)) meet(parent);
    return held;
  }

  // Groups are fewer than people and their numbers settle most of them: one group that is enough, or all together too few.
  const known = new Int32Array(graph.groupCount).fill(-1);
  function sentThrough(group: number): number {
    if (known[group] === -1) known[group] = sentFrom(Uint32Array.of(group));
    return known[group] ?? 0;
  }

  function isAbove(person: number): boolean {
    const groups = rowIn(reverse.groupsOf, person);
    let sum = 0;
    for (const group of groups) {
      const through = sentThrough(group);
      if (through > limit) return true;
      sum += through;
    }
    return sum > limit && sentFrom(groups) > limit;
  }

  for (let person = 0; person < graph.userCount; person += 1) {
    if (!isEnabled(graph, person) || !isAbove(person)) continue;
    found[count] = person;
    count += 1;
  }
  return found.slice(0, count);
}
