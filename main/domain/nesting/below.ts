// The groups below one group, for a picture and a tree table of the same data. The nearest come first, and what does not fit is said.
import { analystOf, outcomeFor, planOf } from './analysis.ts';
import { membersOf } from './members.ts';
import { enabledIn, groupsAtOrBelow, type NestingIndex, rowIn } from './nesting-index.ts';

export interface GroupBelow {
  readonly group: number;
  /** Distance from the top, by the shortest way; 0 is the top. */
  readonly level: number;
  /** The group by which it was first reached, to hang it in a tree; null for the top. */
  readonly under: number | null;
  /** Enabled people: its own, and with all groups below it. */
  readonly direct: number;
  readonly transitive: number;
  /** Its own people whom the top loses. */
  readonly lost: number;
  readonly inCycle: boolean;
  /** Child groups of it that are not among the nodes. */
  readonly folded: number;
}

export interface EdgeBelow {
  readonly from: number;
  readonly to: number;
  /** People who come up this way: all that are in `to`. */
  readonly people: number;
  /** It leads back to a group that contains it, itself too. */
  readonly inCycle: boolean;
}

export interface Below {
  readonly nodes: readonly GroupBelow[];
  /** Between nodes only. */
  readonly edges: readonly EdgeBelow[];
  /** All groups below the top, shown or not. */
  readonly groups: number;
  /** People whom the top loses. */
  readonly lost: number;
}

export function below(index: NestingIndex, top: number, { maxNodes }: { readonly maxNodes: number }): Below {
  const { graph, components } = index;
  const all = groupsAtOrBelow(graph, top);
  const shown = all.subarray(0, Math.max(1, maxNodes));
  const { lost } = membersOf(graph, top);
  const isLost = new Uint8Array(graph.userCount);
  for (const person of lost) isLost[person] = 1;
  const transitive = transitiveOf(index, shown);
  const places = new Map<number, { readonly level: number; readonly under: number | null }>([[top, { level: 0, under: null }]]);
  const edges: EdgeBelow[] = [];
  const nodes: GroupBelow[] = [];
  // Nearer groups come first, so that a node's place is known when it is met.
  const isShown = new Set(shown);
  for (const group of shown) {
    const place = places.get(group) ?? { level: 0, under: null };
    let folded = 0;
    for (const child of rowIn(graph.children, group)) {
      if (!isShown.has(child)) {
        folded += 1;
        continue;
      }
      if (!places.has(child)) places.set(child, { level: place.level + 1, under: group });
      const inCycle = components.componentOf[group] === components.componentOf[child];
      edges.push({ from: group, to: child, people: transitive.get(child) ?? 0, inCycle });
    }
    const own = enabledIn(graph, group);
    nodes.push({
      group,
      ...place,
      direct: own.length,
      transitive: transitive.get(group) ?? 0,
      lost: own.filter((person) => isLost[person] === 1).length,
      inCycle: components.inCycle[group] === 1,
      folded,
    });
  }
  return { nodes, edges, groups: all.length - 1, lost: lost.length };
}

function transitiveOf(index: NestingIndex, groups: Uint32Array): ReadonlyMap<number, number> {
  const plan = planOf(index, groups.slice().sort());
  const outcome = outcomeFor(plan);
  const work = analystOf(plan, outcome);
  for (let batch = 0; batch < plan.batches; batch += 1) work(batch);
  return new Map(Array.from(plan.groups, (group, at) => [group, outcome.transitive[at] ?? 0]));
}
