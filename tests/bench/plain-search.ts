// What the analysis of nested groups is compared with: for each assigned group a depth-first search of its own over the same typed arrays,
// with stamps instead of a cleared set of the people seen.
import type { MembershipGraph } from '../../main/domain/directory/membership-graph.ts';
import { isEnabled, isProvisionable } from '../../main/domain/nesting/nesting-index.ts';

export interface PlainCounts {
  readonly direct: Uint32Array;
  readonly transitive: Uint32Array;
  readonly lost: Uint32Array;
}

export function plainSearch(graph: MembershipGraph, groups: Uint32Array): PlainCounts {
  const { people, children, userCount, groupCount } = graph;
  const personStamps = new Uint32Array(userCount);
  const groupStamps = new Uint32Array(groupCount);
  const open = new Uint32Array(groupCount);
  const [direct, transitive, lost] = [new Uint32Array(groups.length), new Uint32Array(groups.length), new Uint32Array(groups.length)];
  for (let at = 0; at < groups.length; at += 1) {
    const top = groups[at] ?? 0;
    const stamp = at + 1;
    let openCount = 1;
    let count = 0;
    open[0] = top;
    groupStamps[top] = stamp;
    while (openCount > 0) {
      openCount -= 1;
      const group = open[openCount] ?? 0;
      const lastPerson = people.start[group + 1] ?? 0;
      for (let one = people.start[group] ?? 0; one < lastPerson; one += 1) {
        const person = people.items[one] ?? 0;
        if (personStamps[person] === stamp) continue;
        personStamps[person] = stamp;
        if (isEnabled(graph, person)) count += 1;
      }
      // The topmost group is the first to be looked at: so far only its own people are counted.
      if (group === top) direct[at] = count;
      const lastChild = children.start[group + 1] ?? 0;
      for (let one = children.start[group] ?? 0; one < lastChild; one += 1) {
        const child = children.items[one] ?? 0;
        if (groupStamps[child] === stamp) continue;
        groupStamps[child] = stamp;
        open[openCount] = child;
        openCount += 1;
      }
    }
    transitive[at] = count;
    lost[at] = count - (isProvisionable(graph, top) ? (direct[at] ?? 0) : 0);
  }
  return { direct, transitive, lost };
}
