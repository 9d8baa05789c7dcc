// Where a source's rows go in tests: kept in order, with what it said about its progress. It takes its time, as a worker does.
import type { AsideRow, DirectoryAssignment, DirectoryGroup, DirectoryMembership, DirectoryUser } from '../../../contract/directory.ts';
import type { DirectorySourceReader, SourceOutcome, SourceProgress } from '../../../main/features/directory/sources/types.ts';

export interface Taken {
  readonly users: DirectoryUser[];
  readonly groups: DirectoryGroup[];
  readonly memberships: DirectoryMembership[];
  readonly assignments: DirectoryAssignment[];
  readonly aside: AsideRow[];
  readonly progress: SourceProgress[];
  readonly outcome: SourceOutcome;
}

export async function takeAll(reader: DirectorySourceReader, signal: AbortSignal = new AbortController().signal): Promise<Taken> {
  const kept = { users: [], groups: [], memberships: [], assignments: [], aside: [], progress: [] } as Omit<Taken, 'outcome'>;
  const into =
    <T>(list: T[]) =>
    async (rows: readonly T[]): Promise<void> => {
      await Promise.resolve();
      list.push(...rows);
    };
  const outcome = await reader.take({
    sink: {
      users: into(kept.users),
      groups: into(kept.groups),
      memberships: into(kept.memberships),
      assignments: into(kept.assignments),
      aside: into(kept.aside),
    },
    progress: (progress) => kept.progress.push(progress),
    signal,
  });
  return { ...kept, outcome };
}

/** The coverage by set: `complete` where nothing is said to the contrary. */
export function coverageOf({ outcome }: Taken): Readonly<Record<string, string>> {
  return outcome.kind === 'taken' ? Object.fromEntries(outcome.coverage.map(({ set, state }) => [set, state])) : {};
}

export const findingIds = ({ outcome }: Taken): readonly string[] => (outcome.kind === 'cancelled' ? [] : outcome.findings.map(({ id }) => id));

/** Rows as sets: order is nobody's promise. */
export const sorted = <T>(rows: readonly T[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();

/** All rows of a snapshot, set by set. */
export const rowsOf = ({ users, groups, memberships, assignments }: Omit<Taken, 'outcome' | 'progress' | 'aside'>) => ({
  users: sorted(users),
  groups: sorted(groups),
  memberships: sorted(memberships),
  assignments: sorted(assignments),
});
