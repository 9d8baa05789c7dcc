// Rows turned round: from the members of each group to the groups of each member. Built once for a graph, in shared memory.
import type { MembershipGraph, Rows } from '../directory/membership-graph.ts';
import { sharedNumbers } from './shared.ts';

export interface ReverseRows {
  /** Of a person, disabled ones too: the groups that have them as a direct member. */
  readonly groupsOf: Rows;
  /** Of a group: the groups that it is directly in. */
  readonly parents: Rows;
}

export function reverseOf({ people, children, userCount, groupCount }: MembershipGraph): ReverseRows {
  return { groupsOf: turned(people, userCount), parents: turned(children, groupCount) };
}

/** For each item the rows that it is in, ascending, since rows are gone through in order. */
export function turned({ start, items }: Rows, itemCount: number): Rows {
  const ends = sharedNumbers(itemCount + 1);
  for (let at = 0; at < items.length; at += 1) {
    const after = (items[at] ?? 0) + 1;
    ends[after] = (ends[after] ?? 0) + 1;
  }
  for (let item = 0; item < itemCount; item += 1) ends[item + 1] = (ends[item + 1] ?? 0) + (ends[item] ?? 0);
  const next = ends.slice(0, itemCount);
  const rows = sharedNumbers(items.length);
  for (let row = 0; row + 1 < start.length; row += 1) {
    const end = start[row + 1] ?? 0;
    for (let at = start[row] ?? 0; at < end; at += 1) {
      const item = items[at] ?? 0;
      const place = next[item] ?? 0;
      rows[place] = row;
      next[item] = place + 1;
    }
  }
  return { start: ends, items: rows };
}
