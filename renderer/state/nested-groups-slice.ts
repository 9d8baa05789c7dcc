// Nested groups of the chosen snapshot: what is asked of main, and what the table is narrowed to. Answers live with the view that asked for
// them and are not kept here.
import type { CallInput, CallOutput, ReplyOf } from '../../contract/calls.ts';
import type { GroupClaim } from '../../contract/claims.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

type NestedCall =
  | 'nested.summary'
  | 'nested.groups'
  | 'nested.group'
  | 'nested.lostPeople'
  | 'nested.person'
  | 'nested.remedies'
  | 'nested.drift'
  | 'nested.driftMembers'
  | 'nested.driftKeys';
type Read<N extends NestedCall> = (input: CallInput<N>) => Promise<ReplyOf<CallOutput<N>>>;

export type NestedQuery = Pick<CallInput<'nested.groups'>, 'search' | 'filter' | 'sort'>;
export type NestedExport = CallInput<'nested.export'>['what'];

export type DriftOrder = CallInput<'nested.driftExport'>;
export type DriftQuery = Pick<CallInput<'nested.drift'>, 'search' | 'filter'>;
/** What was chosen for one snapshot; the rest follows from the snapshots. */
export type DriftChoice = Pick<DriftOrder, 'snapshotId'> & Partial<DriftOrder>;

export interface NestedGroupsSlice {
  readonly nestedQuery: NestedQuery;
  readonly setNestedQuery: (change: Partial<NestedQuery>) => void;
  readonly readNestedSummary: Read<'nested.summary'>;
  readonly readNestedGroups: Read<'nested.groups'>;
  readonly readNestedGroup: Read<'nested.group'>;
  readonly readLostPeople: Read<'nested.lostPeople'>;
  readonly readNestedPerson: Read<'nested.person'>;
  readonly readRemedies: Read<'nested.remedies'>;
  /** Keeps what the administrator states about the login; true when it was kept. */
  readonly keepGroupClaim: (snapshotId: string, claim: GroupClaim) => Promise<boolean>;
  readonly driftChoice: DriftChoice | undefined;
  /** Choices for another snapshot are forgotten. */
  readonly chooseDrift: (choice: DriftChoice) => void;
  readonly driftQuery: DriftQuery;
  readonly setDriftQuery: (change: Partial<DriftQuery>) => void;
  readonly readDrift: Read<'nested.drift'>;
  readonly readDriftMembers: Read<'nested.driftMembers'>;
  readonly readDriftKeys: Read<'nested.driftKeys'>;
  readonly exportDrift: (order: DriftOrder) => Promise<void>;
  readonly exportNested: (snapshotId: string, what: NestedExport, groupIds: readonly string[]) => Promise<void>;
}

const savedWords = {
  table: 'Table saved',
  people: 'List of people saved',
  'entra-assign-script': 'Script saved for your review',
  'okta-assign-script': 'Script saved for your review',
  'entra-flat-copy-script': 'Script saved for your review',
  'flat-copy-members': 'Members saved',
} satisfies Record<NestedExport, string>;

export const nestedGroupsSlice: Slice<NestedGroupsSlice> = (bridge) => (set, get) => ({
  nestedQuery: { search: '', filter: 'all', sort: 'lost' },
  setNestedQuery: (change) => set((state) => ({ nestedQuery: { ...state.nestedQuery, ...change } })),
  readNestedSummary: (input) => bridge.nested.summary(input),
  readNestedGroups: (input) => bridge.nested.groups(input),
  readNestedGroup: (input) => bridge.nested.group(input),
  readLostPeople: (input) => bridge.nested.lostPeople(input),
  readNestedPerson: (input) => bridge.nested.person(input),
  readRemedies: (input) => bridge.nested.remedies(input),
  keepGroupClaim: async (snapshotId, claim) => {
    const done = await get().attempt('What the login sends was not kept', () => unwrap(bridge.nested.setClaim({ snapshotId, claim })));
    if (done === undefined) return false;
    const connectionId = get().snapshots?.find(({ id }) => id === snapshotId)?.connectionId ?? null;
    if (connectionId !== null) get().groupClaimKept(connectionId, claim);
    get().announce('Kept. The counts are made again.');
    return true;
  },
  driftChoice: undefined,
  chooseDrift: (choice) =>
    set(({ driftChoice: before }) => ({ driftChoice: before?.snapshotId === choice.snapshotId ? { ...before, ...choice } : choice })),
  driftQuery: { search: '', filter: 'all' },
  setDriftQuery: (change) => set((state) => ({ driftQuery: { ...state.driftQuery, ...change } })),
  readDrift: (input) => bridge.nested.drift(input),
  readDriftMembers: (input) => bridge.nested.driftMembers(input),
  readDriftKeys: (input) => bridge.nested.driftKeys(input),
  exportDrift: async (order) => {
    const answer = await get().attempt('Nothing was saved', () => unwrap(bridge.nested.driftExport(order)));
    if (answer?.path) get().notify({ intent: 'success', title: 'Drift saved', text: answer.path });
  },
  exportNested: async (snapshotId, what, groupIds) => {
    const answer = await get().attempt('Nothing was saved', () => unwrap(bridge.nested.export({ snapshotId, what, groupIds: [...groupIds] })));
    if (answer?.path) get().notify({ intent: 'success', title: savedWords[what], text: answer.path });
  },
});
