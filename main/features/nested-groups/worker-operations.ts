// What the directory worker can be asked about nested groups. Runs in the worker; plain data in and out, rows in pages.
import type { GroupClaim } from '../../../contract/claims.ts';
import type { Snapshot } from '../../../contract/directory.ts';
import type { NestedGroupRow, NestedSummary, PersonRef } from '../../../contract/nested-groups.ts';
import { type KnownMode, modesOf } from '../../domain/claims/group-claim.ts';
import { nestingFlag } from '../../domain/nesting/analysis.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';
import { type AnalysedSnapshot, createAnalyses, rowAt, totalsUnder } from './analysed.ts';
import { judge, lastingOf } from './judge.ts';

export interface OfSnapshot {
  readonly snapshotId: string;
  readonly claim: GroupClaim;
}

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
};

/** Rows are shown for the stated mode, or for the one that flattens everything while none is stated. */
const shownMode = (claim: GroupClaim): KnownMode => (claim.mode === 'unknown' ? 'all-groups' : claim.mode);

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

/** The one assigned group with this id or displayName. Refuses none and several. */
export function assignedGroup(reader: SnapshotReader, { positionOf, groups }: AnalysedSnapshot, text: string): number {
  const found = reader.findGroups(text).filter((index) => positionOf.has(index));
  const exact = found.filter((index) => groups[index]?.id === text);
  const chosen = exact.length > 0 ? exact : found;
  if (chosen.length === 0) {
    throw new Refusal('nested.no-group', `No assigned group has the id or name “${text}” in this snapshot. Look at the list of groups.`);
  }
  if (chosen.length > 1) {
    const ids = chosen.map((index) => groups[index]?.id).join(', ');
    throw new Refusal('nested.several-groups', `${chosen.length} assigned groups are called “${text}”. Name one by its id: ${ids}.`);
  }
  return chosen[0] ?? 0;
}

/** A person for a list. */
export function personAt(reader: SnapshotReader, index: number): PersonRef {
  const user = reader.usersAt([index])[0];
  return {
    id: user?.id ?? '',
    name: user?.displayName ?? user?.userName ?? user?.id ?? '',
    userName: user?.userName ?? '',
    enabled: user?.enabled !== false,
    guest: user?.type === 'guest',
  };
}

export const losesAll = (flags: number): boolean => (flags & nestingFlag.losesAll) !== 0;

export type NestedOperations = ReturnType<typeof nestedOperations>;

/** What this feature asks of the worker beside its own operations. */
export type DirectoryLookup = { readonly 'directory.snapshot': (input: { readonly snapshotId: string }) => Snapshot };
