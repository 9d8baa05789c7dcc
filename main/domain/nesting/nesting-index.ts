// What every question about nesting needs of a graph, built once and in shared memory: the rows turned round and the cycles.
import { groupFlag, type MembershipGraph, type Rows, userFlag } from '../directory/membership-graph.ts';
import { type Components, componentsOf } from './cycles.ts';
import { type ReverseRows, reverseOf } from './reverse.ts';
import { sharedBytes, sharedNumbers } from './shared.ts';

export interface NestingIndex {
  readonly graph: MembershipGraph;
  readonly reverse: ReverseRows;
  readonly components: Components;
}

/** Arrays of the graph that do not stand in shared memory are copied into it. */
export function nestingIndexOf(graph: MembershipGraph): NestingIndex {
  return { graph: inSharedMemory(graph), reverse: reverseOf(graph), components: componentsOf(graph) };
}

function inSharedMemory(graph: MembershipGraph): MembershipGraph {
  const numbers = (from: Uint32Array): Uint32Array => {
    if (from.buffer instanceof SharedArrayBuffer) return from;
    const to = sharedNumbers(from.length);
    to.set(from);
    return to;
  };
  const bytes = (from: Uint8Array): Uint8Array => {
    if (from.buffer instanceof SharedArrayBuffer) return from;
    const to = sharedBytes(from.length);
    to.set(from);
    return to;
  };
  const rows = ({ start, items }: Rows): Rows => ({ start: numbers(start), items: numbers(items) });
  const { userCount, groupCount, people, children, userFlags, groupFlags } = graph;
  return { userCount, groupCount, people: rows(people), children: rows(children), userFlags: bytes(userFlags), groupFlags: bytes(groupFlags) };
}

export const rowIn = ({ start, items }: Rows, row: number): Uint32Array => items.subarray(start[row] ?? 0, start[row + 1] ?? 0);

/** Known people count only when enabled. */
export const isEnabled = ({ userFlags }: MembershipGraph, person: number): boolean => ((userFlags[person] ?? 0) & userFlag.enabled) !== 0;

export const isAssigned = ({ groupFlags }: MembershipGraph, group: number): boolean => ((groupFlags[group] ?? 0) & groupFlag.assigned) !== 0;

/** False for a group that the source says is not security-enabled: Entra neither assigns nor provisions it. */
export const isProvisionable = ({ groupFlags }: MembershipGraph, group: number): boolean => ((groupFlags[group] ?? 0) & groupFlag.notSecurity) === 0;

/** Ascending. */
export function assignedGroups(graph: MembershipGraph): Uint32Array {
  const groups = new Uint32Array(graph.groupCount);
  let count = 0;
  for (let group = 0; group < graph.groupCount; group += 1) {
    if (!isAssigned(graph, group)) continue;
    groups[count] = group;
    count += 1;
  }
  return groups.slice(0, count);
}

/** The direct, enabled people of a group, ascending. */
export function enabledIn(graph: MembershipGraph, group: number): Uint32Array {
  const members = rowIn(graph.people, group).slice();
  let count = 0;
  for (let at = 0; at < members.length; at += 1) {
    const person = members[at] ?? 0;
    if (!isEnabled(graph, person)) continue;
    members[count] = person;
    count += 1;
  }
  return members.subarray(0, count);
}

/** The group itself and every group below it, each once, nearer ones first. */
export function groupsAtOrBelow({ children, groupCount }: MembershipGraph, group: number): Uint32Array {
  const found = new Uint32Array(groupCount);
  const seen = new Uint8Array(groupCount);
  found[0] = group;
  seen[group] = 1;
  let count = 1;
  for (let at = 0; at < count; at += 1) {
    for (const child of rowIn(children, found[at] ?? 0)) {
      if (seen[child] === 1) continue;
      seen[child] = 1;
      found[count] = child;
      count += 1;
    }
  }
  return found.slice(0, count);
}
