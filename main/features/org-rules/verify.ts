// Looks where people are after their update, 500 at a time, and says of each what that means. A move that nobody foresaw is told at once.
import type { Rerun, RerunPerson } from '../../../contract/org-rules.ts';
import type { Placement } from '../../domain/org-rules/rules.ts';
import type { Placements } from './ports.ts';

export interface Move {
  readonly from: string | null;
  readonly to: string | null;
}

export interface Verified {
  readonly people: readonly RerunPerson[];
  /** The first move that the rules do not give and nobody accepted. */
  readonly unexpected: (Move & { readonly userName: string }) | undefined;
  readonly moved: number;
  readonly stayed: number;
}

const place = (name: string | null): string => name ?? 'no organization';

function judged(person: RerunPerson, after: Placement): RerunPerson {
  const { before, expected } = person;
  if (after.kind !== 'known') return { ...person, after };
  if (expected.kind === 'known' && after.name === expected.name) return { ...person, after, state: 'verified' };
  const words = [
    person.reason,
    expected.kind === 'known' ? `In ${place(after.name)}, though the rules give ${place(expected.name)}.` : '',
    before.kind === 'known' && before.name !== after.name ? `Moved from ${place(before.name)} to ${place(after.name)}.` : '',
  ];
  return { ...person, after, reason: words.filter((word) => word !== '').join(' ') };
}

const sameMove = (one: Move, other: Move): boolean => one.from === other.from && one.to === other.to;

/** `people` were sent; at most 500. */
export async function verify(people: readonly RerunPerson[], placements: Placements, accepted: Rerun['acceptedMoves']): Promise<Verified> {
  const found = await placements.of(people);
  let unexpected: Verified['unexpected'];
  let moved = 0;
  let stayed = 0;
  const rows = people.map((person) => {
    const after = found.get(person.id) ?? { kind: 'not-known', why: `${placements.by} does not know this person` };
    const { before, expected } = person;
    if (before.kind === 'known' && after.kind === 'known') {
      const differs = expected.kind === 'known' && before.name !== expected.name;
      if (differs && after.name === expected.name) moved += 1;
      if (differs && after.name === before.name) stayed += 1;
      const move = { from: before.name, to: after.name };
      const foreseen = expected.kind === 'known' && after.name === expected.name;
      if (before.name !== after.name && !foreseen && !accepted.some((one) => sameMove(one, move)))
        unexpected ??= { ...move, userName: person.userName };
    }
    return judged(person, after);
  });
  return { people: rows, unexpected, moved, stayed };
}
