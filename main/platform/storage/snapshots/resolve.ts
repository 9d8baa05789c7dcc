// Who each member is, once everything was read: numbers of ids become positions of users and groups. Plain arrays; nothing of SQLite.
import type { MemberType } from '../../../../contract/directory.ts';

export const typeCodes = { user: 0, group: 1, other: 2, unknown: 3 } as const satisfies Record<MemberType, number>;

/** What a membership turned out to be. An orphan's group is not known. */
export const kinds = { person: 0, child: 1, unresolved: 2, other: 3, orphan: 4 } as const;

export interface Memberships {
  /** Of each membership: number of the group's id, number of the member's, what the source said the member is. */
  readonly groups: Uint32Array;
  readonly members: Uint32Array;
  readonly types: Uint32Array;
  /** Of each id: position plus one of the user and of the group it stands for. */
  readonly whose: Uint32Array;
}

export interface Resolved {
  readonly kindOf: Uint8Array;
  readonly orphans: number;
  readonly others: number;
}

/**
 * Writes positions over the numbers: of the group, and of the member where it is a person or a group; an unresolved one keeps its number. One id
 * may stand for a user and a group: then the source's word decides, and without one it is the user.
 */
export function resolveMembers(
  { groups, members, types, whose }: Memberships,
  orphan: (group: number, member: number, before: number) => void,
): Resolved {
  const kindOf = new Uint8Array(types.length);
  let orphans = 0;
  let others = 0;
  for (let at = 0; at < types.length; at += 1) {
    const number = members[at] ?? 0;
    const group = whose[(groups[at] ?? 0) * 2 + 1] ?? 0;
    const user = whose[number * 2] ?? 0;
    const child = whose[number * 2 + 1] ?? 0;
    if (group === 0) {
      orphan(groups[at] ?? 0, number, orphans);
      orphans += 1;
      kindOf[at] = kinds.orphan;
      continue;
    }
    groups[at] = group - 1;
    if (child > 0 && (user === 0 || types[at] === typeCodes.group)) {
      members[at] = child - 1;
      kindOf[at] = kinds.child;
    } else if (user > 0) {
      members[at] = user - 1;
      kindOf[at] = kinds.person;
    } else {
      kindOf[at] = types[at] === typeCodes.other ? kinds.other : kinds.unresolved;
      if (types[at] === typeCodes.other) others += 1;
    }
  }
  return { kindOf, orphans, others };
}

const oneOrMany = (count: number, one: string, many: string) => (count === 0 ? [] : [count === 1 ? one : `${count} ${many}`]);

/** What could not be placed, in sentences. */
export function notesOf({ orphans, others, unassigned }: Record<'orphans' | 'others' | 'unassigned', number>): readonly string[] {
  return [
    ...oneOrMany(
      orphans,
      '1 membership is of a group that was not read; it was kept aside.',
      'memberships are of groups that were not read; they were kept aside.',
    ),
    ...oneOrMany(
      others,
      '1 member is neither a person nor a group (a device, an application, a contact); it is not counted.',
      'members are neither people nor groups (devices, applications, contacts); they are not counted.',
    ),
    ...oneOrMany(unassigned, '1 assignment names a user or a group that was not read.', 'assignments name a user or a group that was not read.'),
  ];
}
