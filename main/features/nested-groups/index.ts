// Nested groups as the window and the terminal ask for them. What is counted is counted in the directory worker; here stand the claim the
// administrator stated, and the paging of what comes back.
import type { Handlers } from '../../../contract/calls.ts';
import { type GroupClaim, groupClaimSchema, unknownGroupClaim } from '../../../contract/claims.ts';
import type { NestedGroupRow } from '../../../contract/nested-groups.ts';
import type { Dialogs } from '../../platform/ports.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SettingStore } from '../../platform/storage/types.ts';
import type { Ask } from '../../platform/workers/tasks.ts';
import type { CloudName } from '../../protocols/entra/clouds.ts';
import type { DriftLine, DriftOrder } from './drift-operations.ts';
import { driftCsv, type ExportKind, exportKinds, type LossRow } from './exports.ts';
import type { OfSnapshot } from './snapshot-claim.ts';
import type { DirectoryLookup, NestedOperations } from './worker-operations.ts';

/** One row a person and group. A spreadsheet opens a million; a database takes these. */
const lossRowsAtMost = 5_000_000;
/** Rows that are asked of the worker at once, so that other questions come between. */
const lossRowsInPart = 20_000;

const driftGroupsInPart = 200;

type NestedCall = Extract<keyof Handlers, `nested.${string}`>;

export interface NestedGroupsPorts {
  readonly ask: Ask<NestedOperations & DirectoryLookup>;
  readonly settings: SettingStore;
  readonly dialogs: Pick<Dialogs, 'saveFile'>;
  /** Of the tenant behind a connection; the worldwide one when nobody said another. */
  readonly cloudOf: (connectionId: string | null) => Promise<CloudName>;
  readonly changed: () => void;
}

export interface NestedGroupsFeature {
  readonly handlers: Pick<Handlers, NestedCall>;
  /** An export as text, for the terminal; the window saves it by dialog. */
  exportText(
    what: ExportKind,
    of: { readonly snapshotId: string; readonly claim?: GroupClaim | undefined; readonly groupIds: readonly string[] },
  ): Promise<string | AsyncIterable<string>>;
  /** Every assigned group, by name. */
  table(snapshotId: string, claim?: GroupClaim): Promise<readonly NestedGroupRow[]>;
}

export function createNestedGroupsFeature({ ask, settings, dialogs, cloudOf, changed }: NestedGroupsPorts): NestedGroupsFeature {
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

  async function* losses(under: OfSnapshot, groupIds: readonly string[]): AsyncGenerator<readonly LossRow[]> {
    const wanted = new Set(groupIds);
    const losing = (await ask('nested.allGroups', under)).filter(({ id, lost }) => lost > 0 && (wanted.size === 0 || wanted.has(id)));
    const rows = losing.reduce((sum, { lost }) => sum + lost, 0);
    if (rows > lossRowsAtMost) {
      const [many, most] = [rows, lossRowsAtMost].map((value) => value.toLocaleString('en-US'));
      throw new Refusal(
        'nested.too-many-rows',
        `${many} lost memberships are more than one file should hold (${most}). Open a group, and export the people it loses.`,
      );
    }
    let part: string[] = [];
    let inPart = 0;
    for (const [at, { id, lost }] of losing.entries()) {
      part.push(id);
      inPart += lost;
      if (inPart < lossRowsInPart && at < losing.length - 1) continue;
      yield ask('nested.losses', { ...under, groupIds: part });
      [part, inPart] = [[], 0];
    }
  }

  async function* driftLines(order: DriftOrder): AsyncGenerator<readonly DriftLine[]> {
    for (let offset = 0, more = true; more; offset += driftGroupsInPart) {
      const part = await ask('nested.driftLines', { ...order, offset, limit: driftGroupsInPart });
      yield part.lines;
      more = part.more;
    }
  }

  const exportText: NestedGroupsFeature['exportText'] = async (what, { groupIds, ...input }) => {
    const under = await of(input);
    const chosen = { ...under, groupIds };
    return exportKinds[what].text({
      rows: async () => {
        const all = await ask('nested.allGroups', under);
        return groupIds.length === 0 ? all : all.filter(({ id }) => groupIds.includes(id));
      },
      losses: () => losses(under, groupIds),
      toAssign: () => ask('nested.toAssign', chosen),
      flatCopies: () => ask('nested.flatCopies', chosen),
      cloud: async () => cloudOf((await ask('directory.snapshot', { snapshotId: under.snapshotId })).connectionId),
    });
  };

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
      'nested.group': async ({ groupId, ...input }) => ask('nested.group', { groupId, ...(await of(input)) }),
      'nested.lostPeople': async ({ groupId, offset, limit, ...input }) => ask('nested.lostPeople', { groupId, offset, limit, ...(await of(input)) }),
      'nested.person': async ({ text, ...input }) => ask('nested.person', { text, ...(await of(input)) }),
      'nested.remedies': async ({ groupId, ...input }) => ask('nested.remedies', { groupId, ...(await of(input)) }),
      'nested.drift': (input) => ask('nested.drift', input),
      'nested.driftMembers': (input) => ask('nested.driftMembers', input),
      'nested.driftKeys': (input) => ask('nested.driftKeys', input),
      'nested.driftExport': async (order) => {
        const path = await dialogs.saveFile({
          title: 'Save what the target lacks and has too much',
          defaultName: 'drift.csv',
          filters: [{ name: 'CSV', extensions: ['csv'] }],
        });
        if (path !== null) await writePrivateFile(path, driftCsv(driftLines(order)));
        return { path };
      },
      'nested.export': async ({ what, ...input }) => {
        const { title, defaultName, extension } = exportKinds[what];
        const path = await dialogs.saveFile({
          title,
          defaultName,
          filters: [{ name: extension === 'csv' ? 'CSV' : 'PowerShell script', extensions: [extension] }],
        });
        if (path !== null) await writePrivateFile(path, await exportText(what, input));
        return { path };
      },
    },
    exportText,
    table: async (snapshotId, claim) => ask('nested.allGroups', await of({ snapshotId, claim })),
  };
}
