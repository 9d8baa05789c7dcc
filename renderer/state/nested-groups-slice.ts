// Nested groups of the chosen snapshot: what is asked of main, and what the table is narrowed to. Answers live with the view that asked for
// them and are not kept here.
import type { CallInput, CallOutput, ReplyOf } from '../../contract/calls.ts';
import type { GroupClaim } from '../../contract/claims.ts';
import { unwrap } from './host.ts';
import type { Slice } from './store.ts';

type NestedCall = 'nested.summary' | 'nested.groups' | 'nested.group' | 'nested.lostPeople' | 'nested.person' | 'nested.remedies';
type Read<N extends NestedCall> = (input: CallInput<N>) => Promise<ReplyOf<CallOutput<N>>>;

export type NestedQuery = Pick<CallInput<'nested.groups'>, 'search' | 'filter' | 'sort'>;
export type NestedExport = CallInput<'nested.export'>['what'];

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
    get().announce('Kept. The counts are made again.');
    return true;
  },
  exportNested: async (snapshotId, what, groupIds) => {
    const answer = await get().attempt('Nothing was saved', () => unwrap(bridge.nested.export({ snapshotId, what, groupIds: [...groupIds] })));
    if (answer?.path) get().notify({ intent: 'success', title: savedWords[what], text: answer.path });
  },
});
