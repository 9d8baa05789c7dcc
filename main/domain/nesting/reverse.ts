// Rows turned round: from the members of each group to the groups of each member. Built once for a graph, in shared memory.
import { type MembershipGraph, type Rows, userFlag } from '../directory/membership-graph.ts';
import { sharedNumbers } from './shared.ts';

export interface ReverseRows {
  /** Of a person: the groups that have them as a direct member; empty for disabled people. */
  readonly groupsOf: Rows;
  /** Of a group: the groups that it is directly in. */
  readonly parents: Rows;
}

export function reverseOf(graph: MembershipGraph): ReverseRows {
  return {
    groupsOf: turned(graph.people, graph.userCount, (person) => ((graph.userFlags[person] ?? 0) & userFlag.enabled) !== 0),
    parents: turned(graph.children, graph.groupCount, () => true),
  };
}

/** Entries come out ascending, since rows are gone through in order. */
function turned({ start, items }: Rows, itemCount: number, wanted: (item: number) => boolean): Rows {
  const taken = Uint8Array.from({ length: itemCount }, (_, item) => (wanted(item) ? 1 : 0));
  const ends = sharedNumbers(itemCount + 1);
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at] ?? 0;
    ends[item + 1] = (ends[item + 1] ?? 0) + (taken[item] ?? 0);
  }
  for (let item = 0; item < itemCount; item += 1) ends[item + 1] = (ends[item + 1] ?? 0) + (ends[item] ?? 0);
  const next = ends.slice(0, itemCount);
  const rows = sharedNumbers(ends[itemCount] ?? 0);
  for (let row = 0; row + 1 < start.length; row += 1) {
    const end = start[row + 1] ?? 0;
    for (let at = start[row] ?? 0; at < end; at += 1) {
      const item = items[at] ?? 0;
      if (taken[item] === 0) continue;
      const place = next[item] ?? 0;
      rows[place] = row;
      next[item] = place + 1;
    }
  }
  return { start: ends, items: rows };
}
