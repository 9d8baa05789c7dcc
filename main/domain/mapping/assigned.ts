// Who is in the scope of provisioning by assignments: people assigned themselves, and direct members of assigned groups. Members of nested groups are
// not, which is Entra's rule; groups that are not security-enabled bring nobody.
import { groupFlag, type MembershipGraph, userFlag } from '../directory/membership-graph.ts';

export interface Dropped {
  readonly groups: ReadonlySet<number>;
  readonly people: ReadonlySet<number>;
}

export interface Assigned {
  /** 1 for each person in scope, by position. */
  readonly people: Uint8Array;
  readonly groups: number;
  /** Direct memberships of people in assigned groups. */
  readonly memberships: number;
}

export function assignedPeople(graph: MembershipGraph, dropped: Dropped): Assigned {
  const people = new Uint8Array(graph.userCount);
  for (let user = 0; user < graph.userCount; user += 1)
    if (((graph.userFlags[user] ?? 0) & userFlag.assigned) !== 0 && !dropped.people.has(user)) people[user] = 1;
  let groups = 0;
  let memberships = 0;
  for (let group = 0; group < graph.groupCount; group += 1) {
    const flags = graph.groupFlags[group] ?? 0;
    if ((flags & groupFlag.assigned) === 0 || (flags & groupFlag.notSecurity) !== 0 || dropped.groups.has(group)) continue;
    const [from, to] = [graph.people.start[group] ?? 0, graph.people.start[group + 1] ?? 0];
    groups += 1;
    memberships += to - from;
    for (let at = from; at < to; at += 1) people[graph.people.items[at] ?? 0] = 1;
  }
  return { people, groups, memberships };
}

/** Microsoft's figure for an initial cycle of what is assigned: 0.01 to 0.08 minutes for each person, group and membership. */
export function cycleHours(objects: number): { readonly objects: number; readonly fromHours: number; readonly toHours: number } {
  const hours = (minutes: number) => Math.round(((objects * minutes) / 60) * 100) / 100;
  return { objects, fromHours: hours(0.01), toHours: hours(0.08) };
}
