import type { Snapshot } from '../../../contract/directory.ts';
import type { NestedGroupRow, NestedSummary } from '../../../contract/nested-groups.ts';
import { type KnownMode, modesOf } from '../../domain/claims/group-claim.ts';
import type { SnapshotShelf } from '../../platform/storage/snapshots/types.ts';
import { type AnalysedSnapshot, createAnalyses } from './analysed.ts';
import { nestedDetailOperations } from './detail-operations.ts';
import { driftOperations } from './drift-operations.ts';
import { judge, lastingOf } from './judge.ts';
import { type OfSnapshot, shownMode } from './snapshot-claim.ts';
import { underClaim } from './under-claim.ts';

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
  let summed: { readonly of: AnalysedSnapshot; readonly key: string; readonly summary: NestedSummary } | undefined;
  let listed:
    | (Pick<GroupQuery, 'filter' | 'sort'> & {
        readonly of: readonly NestedGroupRow[];
        readonly wanted: string;
        readonly found: readonly NestedGroupRow[];
      })
    | undefined;

  async function rows({ snapshotId, claim }: OfSnapshot): Promise<readonly NestedGroupRow[]> {
    const analysed = await analyses(snapshotId);
    return (await underClaim(shelf.open(snapshotId), analysed, shownMode(claim), claim.filter)).rows;
  }

  return {
    ...nestedDetailOperations(shelf, analyses),
    ...driftOperations(shelf),

    'nested.summary': async ({ snapshotId, claim }: OfSnapshot): Promise<NestedSummary> => {
      const analysed = await analyses(snapshotId);
      const key = JSON.stringify(claim);
      if (summed?.of === analysed && summed.key === key) return summed.summary;
      const reader = shelf.open(snapshotId);
      const judged = [];
      // One after the other: each takes all cores.
      for (const mode of modesOf(claim)) judged.push({ mode, under: await underClaim(reader, analysed, mode, claim.filter) });
      judged.sort((a, b) => b.under.totals.peopleLost - a.under.totals.peopleLost);
      const [worst] = judged;
      const summary: NestedSummary = {
        snapshotId,
        answers: judged.map(({ mode, under }) => ({ mode, label: modeLabels[mode], totals: under.totals })),
        lasting: lastingOf(claim),
        allTakenAsAssigned: analysed.allTakenAsAssigned,
        claim,
        findings: worst === undefined ? [] : judge(reader, analysed, claim, worst),
      };
      summed = { of: analysed, key, summary };
      return summary;
    },

    'nested.groups': async ({ search, filter, sort, offset, limit, ...of }: GroupQuery) => {
      const wanted = search.trim().toLowerCase();
      const all = await rows(of);
      // Pages of one list follow each other: it is searched and put in order once.
      if (listed?.of !== all || listed.wanted !== wanted || listed.filter !== filter || listed.sort !== sort) {
        const fits = ({ displayName, id }: NestedGroupRow) => displayName.toLowerCase().includes(wanted) || id.toLowerCase() === wanted;
        const found = all.filter((row) => passes[filter](row) && (wanted === '' || fits(row))).sort(orders[sort]);
        listed = { of: all, wanted, filter, sort, found };
      }
      return { rows: listed.found.slice(offset, offset + limit), total: listed.found.length };
    },

    /** Every assigned group, by name: for reports and the terminal. */
    'nested.allGroups': async (of: OfSnapshot) => [...(await rows(of))].sort(orders.name),
  };
}

export type NestedOperations = ReturnType<typeof nestedOperations>;

/** What this feature asks of the worker beside its own operations. */
export type DirectoryLookup = { readonly 'directory.snapshot': (input: { readonly snapshotId: string }) => Snapshot };
