// Who is in a group, by name: the people that provisioning keeps, those it loses, and the disabled ones that count nowhere.
import type { MembershipGraph } from '../directory/membership-graph.ts';
import { groupsAtOrBelow, isEnabled, isProvisionable, rowIn } from './nesting-index.ts';

/** All ascending. */
export interface Members {
  /** Enabled, directly or through other groups. */
  readonly transitive: Uint32Array;
  /** Of these: direct members, where the group can be provisioned at all. */
  readonly kept: Uint32Array;
  readonly lost: Uint32Array;
  /** Disabled people in it, directly or not. */
  readonly disabled: Uint32Array;
  /** The group itself and all groups below it. */
  readonly groups: Uint32Array;
}

export function membersOf(graph: MembershipGraph, group: number): Members {
  const groups = groupsAtOrBelow(graph, group);
  const inside = new Uint8Array(graph.userCount);
  for (const below of groups) for (const person of rowIn(graph.people, below)) inside[person] = 1;
  if (isProvisionable(graph, group)) for (const person of rowIn(graph.people, group)) inside[person] = 2;
  const which = (wanted: (person: number) => boolean): Uint32Array => {
    const found = new Uint32Array(graph.userCount);
    let count = 0;
    for (let person = 0; person < graph.userCount; person += 1) {
      if (inside[person] === 0 || !wanted(person)) continue;
      found[count] = person;
      count += 1;
    }
    return found.slice(0, count);
  };
  return {
    transitive: which((person) => isEnabled(graph, person)),
    kept: which((person) => inside[person] === 2 && isEnabled(graph, person)),
    lost: which((person) => inside[person] === 1 && isEnabled(graph, person)),
    disabled: which((person) => !isEnabled(graph, person)),
    groups: groups.sort(),
  };
}
