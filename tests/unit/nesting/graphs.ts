// Small directories for the tests of nesting: spelled out by hand, or drawn at random with everything that makes them awkward.

import { groupFlag, type MembershipGraph, type Rows, rowsOf, userFlag } from '../../../main/domain/directory/membership-graph.ts';
import fc from '../../properties.ts';

export interface Drawn {
  readonly users: number;
  readonly groups: number;
  /** Group and person, group and group; repeats are allowed. */
  readonly people: readonly (readonly [number, number])[];
  readonly children: readonly (readonly [number, number])[];
  readonly disabled?: readonly number[];
  readonly assigned?: readonly number[];
  readonly notSecurity?: readonly number[];
  readonly membersHidden?: readonly number[];
  readonly unresolved?: readonly number[];
}

function rows(count: number, pairs: readonly (readonly [number, number])[]): Rows {
  return rowsOf(
    count,
    Uint32Array.from(pairs, ([row]) => row),
    Uint32Array.from(pairs, ([, item]) => item),
  );
}

export function graphOf(drawn: Drawn): MembershipGraph {
  const { users, groups, people, children } = drawn;
  const userFlags = new Uint8Array(users).fill(userFlag.enabled);
  for (const user of drawn.disabled ?? []) userFlags[user] = 0;
  const groupFlags = new Uint8Array(groups);
  const mark = (which: readonly number[] | undefined, bit: number): void => {
    for (const group of which ?? []) groupFlags[group] = (groupFlags[group] ?? 0) | bit;
  };
  mark(drawn.assigned, groupFlag.assigned);
  mark(drawn.notSecurity, groupFlag.notSecurity);
  mark(drawn.membersHidden, groupFlag.membersHidden);
  mark(drawn.unresolved, groupFlag.unresolved);
  return { userCount: users, groupCount: groups, people: rows(groups, people), children: rows(groups, children), userFlags, groupFlags };
}

export const rowOf = ({ start, items }: Rows, row: number): readonly number[] => [...items.subarray(start[row], start[row + 1])];

/** Directories of up to `groups` groups: trees, webs, cycles of every length, groups in themselves, repeated memberships. */
export function drawnDirectories(most: { readonly groups: number; readonly users: number }): fc.Arbitrary<Drawn> {
  return fc
    .record({ users: fc.integer({ min: 1, max: most.users }), groups: fc.integer({ min: 1, max: most.groups }) })
    .chain(({ users, groups }) => {
      const group = fc.integer({ min: 0, max: groups - 1 });
      const user = fc.integer({ min: 0, max: users - 1 });
      const some = fc.array(group, { maxLength: Math.ceil(groups / 4), size: 'max' });
      return fc.record({
        users: fc.constant(users),
        groups: fc.constant(groups),
        people: fc.array(fc.tuple(group, user), { maxLength: 3 * groups, size: 'max' }),
        children: fc.array(fc.tuple(group, group), { maxLength: Math.ceil(1.6 * groups), size: 'max' }),
        disabled: fc.array(user, { maxLength: Math.ceil(users / 4), size: 'max' }),
        assigned: fc.array(group, { maxLength: groups, size: 'max' }),
        notSecurity: some,
        membersHidden: some,
        unresolved: some,
      });
    });
}
