// Which groups contain each other. Groups that reach one another are one component (Tarjan's algorithm, without recursion, so that a
// chain of any length fits); a component is a cycle when it has two groups or more, or one group that is in itself.
import type { MembershipGraph, Rows } from '../directory/membership-graph.ts';
import { sharedBytes, sharedNumbers } from './shared.ts';

export interface Components {
  readonly count: number;
  /** Of each group; a component has a higher number than every component below it. */
  readonly componentOf: Uint32Array;
  /** All groups, those of lower components first: what is below a group comes before it, but for its own cycle. */
  readonly bottomUp: Uint32Array;
  /** Of each component: the longest way down, counted in components. */
  readonly height: Uint32Array;
  /** 1 for each group that is reachable from itself. */
  readonly inCycle: Uint8Array;
  /** One row a cycle: its groups. */
  readonly cycles: Rows;
}

export function componentsOf(graph: MembershipGraph): Components {
  const { componentOf, count } = tarjan(graph.children, graph.groupCount);
  const inCycle = sharedBytes(graph.groupCount);
  const sizes = new Uint32Array(count);
  for (const component of componentOf) sizes[component] = (sizes[component] ?? 0) + 1;
  for (let group = 0; group < graph.groupCount; group += 1) {
    if ((sizes[componentOf[group] ?? 0] ?? 0) > 1 || isInItself(graph.children, group)) inCycle[group] = 1;
  }
  const bottomUp = byComponent(componentOf, count);
  const height = heights(graph.children, componentOf, bottomUp, count);
  return { count, componentOf, bottomUp, height, inCycle, cycles: cyclesOf(componentOf, inCycle, bottomUp) };
}

function isInItself({ start, items }: Rows, group: number): boolean {
  return items.subarray(start[group] ?? 0, start[group + 1] ?? 0).includes(group);
}

/** Components are numbered as they are finished: everything below one is finished before it. */
function tarjan({ start, items }: Rows, groupCount: number): { readonly componentOf: Uint32Array; readonly count: number } {
  const componentOf = sharedNumbers(groupCount);
  const found = new Uint32Array(groupCount);
  const lowest = new Uint32Array(groupCount);
  const next = start.slice(0, groupCount);
  const open = new Uint32Array(groupCount);
  const isOpen = new Uint8Array(groupCount);
  const path = new Uint32Array(groupCount);
  let [openCount, pathCount, finds, count] = [0, 0, 0, 0];
  const enter = (group: number): void => {
    finds += 1;
    found[group] = finds;
    lowest[group] = finds;
    open[openCount] = group;
    openCount += 1;
    isOpen[group] = 1;
    path[pathCount] = group;
    pathCount += 1;
  };
  const leave = (group: number): void => {
    pathCount -= 1;
    const above = path[pathCount - 1] ?? group;
    if (pathCount > 0) lowest[above] = Math.min(lowest[above] ?? 0, lowest[group] ?? 0);
    if (lowest[group] !== found[group]) return;
    for (let last = -1; last !== group; ) {
      openCount -= 1;
      last = open[openCount] ?? group;
      isOpen[last] = 0;
      componentOf[last] = count;
    }
    count += 1;
  };
  for (let root = 0; root < groupCount; root += 1) {
    if (found[root] !== 0) continue;
    enter(root);
    while (pathCount > 0) {
      const group = path[pathCount - 1] ?? 0;
      const at = next[group] ?? 0;
      if (at === start[group + 1]) {
        leave(group);
        continue;
      }
      next[group] = at + 1;
      const child = items[at] ?? 0;
      if (found[child] === 0) enter(child);
      else if (isOpen[child] === 1) lowest[group] = Math.min(lowest[group] ?? 0, found[child] ?? 0);
    }
  }
  return { componentOf, count };
}

function heights(children: Rows, componentOf: Uint32Array, bottomUp: Uint32Array, count: number): Uint32Array {
  const height = new Uint32Array(count);
  for (const group of bottomUp) {
    const component = componentOf[group] ?? 0;
    const end = children.start[group + 1] ?? 0;
    for (let at = children.start[group] ?? 0; at < end; at += 1) {
      const below = componentOf[children.items[at] ?? 0] ?? 0;
      if (below !== component) height[component] = Math.max(height[component] ?? 0, (height[below] ?? 0) + 1);
    }
  }
  return height;
}

function byComponent(componentOf: Uint32Array, count: number): Uint32Array {
  const next = new Uint32Array(count + 1);
  for (const component of componentOf) next[component + 1] = (next[component + 1] ?? 0) + 1;
  for (let component = 0; component < count; component += 1) next[component + 1] = (next[component + 1] ?? 0) + (next[component] ?? 0);
  const groups = sharedNumbers(componentOf.length);
  for (let group = 0; group < componentOf.length; group += 1) {
    const component = componentOf[group] ?? 0;
    groups[next[component] ?? 0] = group;
    next[component] = (next[component] ?? 0) + 1;
  }
  return groups;
}

function cyclesOf(componentOf: Uint32Array, inCycle: Uint8Array, bottomUp: Uint32Array): Rows {
  const rows = new Map<number, number[]>();
  for (const group of bottomUp) {
    if (inCycle[group] === 0) continue;
    const component = componentOf[group] ?? 0;
    const row = rows.get(component);
    if (row === undefined) rows.set(component, [group]);
    else row.push(group);
  }
  const start = sharedNumbers(rows.size + 1);
  const items = sharedNumbers([...rows.values()].reduce((sum, row) => sum + row.length, 0));
  let [cycle, at] = [0, 0];
  for (const row of rows.values()) {
    items.set(row, at);
    at += row.length;
    cycle += 1;
    start[cycle] = at;
  }
  return { start, items };
}
