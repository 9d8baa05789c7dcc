import type { Snapshot } from '../../../contract/directory.ts';
import type { NestedGroupRow, NestedSummary } from '../../../contract/nested-groups.ts';
import { type KnownMode, modesOf } from '../../domain/claims/group-claim.ts';
import type { SnapshotShelf } from '../../platform/storage/snapshots/types.ts';
import { createAnalyses, rowAt, totalsUnder } from './analysed.ts';
import { nestedDetailOperations } from './detail-operations.ts';
import { driftOperations } from './drift-operations.ts';
import { judge, lastingOf } from './judge.ts';
import { type OfSnapshot, shownMode } from './snapshot-claim.ts';

export interface GroupQuery extends OfSnapshot {
  readonly search: string;
  readonly filter: 'all' | 'losing' | 'in-cycle' | 'not-provisioned';
  readonly sort: 'lost' | 'name' | 'transitive' | 'depth';
  readonly offset: number;
  readonly limit: number;
}

const modeLabels: Readonly<Record<KnownMode, string>> = {
  'all-groups': 'All groups',
  'security-groups': 'Security groups',
  'assigned-groups': 'Groups assigned to the application',
  'directory-roles': 'Directory roles',
  'no-groups': 'No groups',
};

const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

const orders: Readonly<Record<GroupQuery['sort'], (a: NestedGroupRow, b: NestedGroupRow) => number>> = {
  lost: (a, b) => b.lost - a.lost || byName.compare(a.displayName, b.displayName),
  name: (a, b) => byName.compare(a.displayName, b.displayName),
  transitive: (a, b) => b.transitive - a.transitive || byName.compare(a.displayName, b.displayName),
  depth: (a, b) => b.depth - a.depth || byName.compare(a.displayName, b.displayName),
};

const passes: Readonly<Record<GroupQuery['filter'], (row: NestedGroupRow) => boolean>> = {
  all: () => true,
  losing: ({ lost }) => lost > 0,
  'in-cycle': ({ inCycle }) => inCycle,
  'not-provisioned': ({ notProvisioned }) => notProvisioned !== null,
};

/** Operations over the snapshots of one data folder. */
export function nestedOperations(shelf: SnapshotShelf) {
  const analyses = createAnalyses(shelf);

  async function rows({ snapshotId, claim }: OfSnapshot): Promise<readonly NestedGroupRow[]> {
    const analysed = await analyses(snapshotId);
    const reader = shelf.open(snapshotId);
    return Array.from(analysed.analysis.groups, (_, position) => rowAt(reader, analysed, position, shownMode(claim), claim.filter));
  }

  return {
    ...nestedDetailOperations(shelf, analyses),
    ...driftOperations(shelf),

    'nested.summary': async ({ snapshotId, claim }: OfSnapshot): Promise<NestedSummary> => {
      const analysed = await analyses(snapshotId);
      const reader = shelf.open(snapshotId);
      const answers = modesOf(claim)
        .map((mode) => ({ mode, label: modeLabels[mode], totals: totalsUnder(analysed, mode, claim.filter) }))
        .sort((a, b) => b.totals.peopleLost - a.totals.peopleLost);
      const worst = answers[0];
      return {
        snapshotId,
        answers,
        lasting: lastingOf(claim),
        allTakenAsAssigned: analysed.allTakenAsAssigned,
        claim,
        findings: worst === undefined ? [] : judge(reader, analysed, claim, worst),
      };
    },

    'nested.groups': async ({ search, filter, sort, offset, limit, ...of }: GroupQuery) => {
      const wanted = search.trim().toLowerCase();
      const found = (await rows(of))
        .filter((row) => passes[filter](row) && (wanted === '' || row.displayName.toLowerCase().includes(wanted) || row.id.toLowerCase() === wanted))
        .sort(orders[sort]);
      return { rows: found.slice(offset, offset + limit), total: found.length };
    },

    /** Every assigned group, by name: for reports and the terminal. */
    'nested.allGroups': async (of: OfSnapshot) => [...(await rows(of))].sort(orders.name),
  };
}

export type NestedOperations = ReturnType<typeof nestedOperations>;

/** What this feature asks of the worker beside its own operations. */
export type DirectoryLookup = { readonly 'directory.snapshot': (input: { readonly snapshotId: string }) => Snapshot };
