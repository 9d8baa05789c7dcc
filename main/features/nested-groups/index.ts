// Nested groups as the window and the terminal ask for them. What is counted is counted in the directory worker; here stand the claim the
// administrator stated, and the paging of what comes back.
import type { Handlers } from '../../../contract/calls.ts';
import { type GroupClaim, groupClaimSchema, unknownGroupClaim } from '../../../contract/claims.ts';
import type { NestedGroupRow } from '../../../contract/nested-groups.ts';
import type { SettingStore } from '../../platform/storage/types.ts';
import type { Ask } from '../../platform/workers/tasks.ts';
import type { DirectoryLookup, NestedOperations } from './worker-operations.ts';

type NestedCall = Extract<keyof Handlers, `nested.${string}`>;

export interface NestedGroupsPorts {
  readonly ask: Ask<NestedOperations & DirectoryLookup>;
  readonly settings: SettingStore;
  readonly changed: () => void;
}

export interface NestedGroupsFeature {
  readonly handlers: Pick<Handlers, NestedCall>;
  /** Every assigned group, by name. */
  table(snapshotId: string, claim?: GroupClaim): Promise<readonly NestedGroupRow[]>;
}

export function createNestedGroupsFeature({ ask, settings, changed }: NestedGroupsPorts): NestedGroupsFeature {
  /** A claim is a fact of the identity provider, so snapshots of one connection share it. */
  async function keyOf(snapshotId: string): Promise<string> {
    const { connectionId } = await ask('directory.snapshot', { snapshotId });
    return `group-claim:${connectionId ?? snapshotId}`;
  }

  async function claimOf(snapshotId: string): Promise<GroupClaim> {
    const kept = await settings.get(await keyOf(snapshotId));
    if (kept === undefined) return unknownGroupClaim;
    const read = groupClaimSchema.safeParse(JSON.parse(kept));
    return read.success ? read.data : unknownGroupClaim;
  }

  async function of({ snapshotId, claim }: { readonly snapshotId: string; readonly claim?: GroupClaim | undefined }) {
    return { snapshotId, claim: claim ?? (await claimOf(snapshotId)) };
  }

  return {
    handlers: {
      'nested.claim': ({ snapshotId }) => claimOf(snapshotId),
      'nested.setClaim': async ({ snapshotId, claim }) => {
        await settings.set(await keyOf(snapshotId), JSON.stringify(claim));
        changed();
        return { done: true };
      },
      'nested.summary': async (input) => ask('nested.summary', await of(input)),
      'nested.groups': async ({ search, filter, sort, offset, limit, ...input }) =>
        ask('nested.groups', { search, filter, sort, offset, limit, ...(await of(input)) }),
    },
    table: async (snapshotId, claim) => ask('nested.allGroups', await of({ snapshotId, claim })),
  };
}
