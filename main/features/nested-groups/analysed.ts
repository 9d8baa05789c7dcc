// One snapshot, analysed: its graph, what is lost in each assigned group, and the groups' names. Runs in the directory worker and keeps the
// last snapshots asked about, since every view of them needs the same numbers.
import type { DirectoryGroup } from '../../../contract/directory.ts';
import type { MembershipGraph } from '../../domain/directory/membership-graph.ts';
import type { Analysis } from '../../domain/nesting/analysis.ts';
import { assignedGroups, type NestingIndex, nestingIndexOf } from '../../domain/nesting/nesting-index.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';
import { analyseInThreads } from './analyse-in-threads.ts';

export interface AnalysedSnapshot {
  readonly graph: MembershipGraph;
  readonly index: NestingIndex;
  /** Every group of the snapshot, by its index in the graph. */
  readonly groups: readonly DirectoryGroup[];
  /** For a login that sends every group flattened. */
  readonly analysis: Analysis;
  /** Position in the analysis of an assigned group. */
  readonly positionOf: ReadonlyMap<number, number>;
  /** The snapshot does not say what is assigned, so every group is taken as assigned. */
  readonly allTakenAsAssigned: boolean;
}

/** Analyses on all cores, and remembers the last two snapshots; who asks while an analysis is on its way waits for the same one. */
export function createAnalyses(shelf: SnapshotShelf): (snapshotId: string) => Promise<AnalysedSnapshot> {
  const kept = new Map<string, Promise<AnalysedSnapshot>>();
  return (snapshotId) => {
    const known = kept.get(snapshotId);
    if (known !== undefined) return known;
    const begun = analyseSnapshot(shelf.open(snapshotId));
    kept.set(snapshotId, begun);
    begun.catch(() => kept.delete(snapshotId));
    const oldest = kept.keys().next().value;
    if (kept.size > 2 && oldest !== undefined) kept.delete(oldest);
    return begun;
  };
}

/** Everything is taken from the reader before the first wait. */
async function analyseSnapshot(reader: SnapshotReader): Promise<AnalysedSnapshot> {
  const graph = reader.graph();
  const groups: DirectoryGroup[] = [];
  for (const { index, ...group } of reader.eachGroup()) groups[index] = group;
  const assigned = assignedGroups(graph);
  const read = reader.snapshot.coverage.some(({ set, state }) => set === 'scim-assignments' && state !== 'not read');
  const allTakenAsAssigned = !read && assigned.length === 0;
  const index = nestingIndexOf(graph);
  const analysis = await analyseInThreads(index, {
    // A view that is left does not end what the next view waits for.
    signal: new AbortController().signal,
    groups: allTakenAsAssigned ? Uint32Array.from({ length: graph.groupCount }, (_, group) => group) : assigned,
  });
  const positionOf = new Map(Array.from(analysis.groups, (group, position) => [group, position] as const));
  return { graph, index, groups, analysis, positionOf, allTakenAsAssigned };
}

export const nameOf = (group: Pick<DirectoryGroup, 'id' | 'displayName'> | undefined): string => group?.displayName ?? group?.id ?? '';
