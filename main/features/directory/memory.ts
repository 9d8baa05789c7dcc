// What an import may take over and what it leaves behind: the snapshot that is refreshed, or what an import that was cut had read whole.
// Nothing half-imported becomes a snapshot; it only spares the next import the same reading.
import type { Snapshot } from '../../../contract/directory.ts';
import type { SnapshotHead } from '../../platform/storage/snapshots/types.ts';
import type { DirectoryPorts } from './ports.ts';
import type { EarlierRead, Keeper } from './sources/types.ts';

export interface Memory {
  readonly earlier?: EarlierRead | undefined;
  readonly keeper?: Keeper | undefined;
  /** What the snapshot says about an earlier import that was of no use. */
  readonly notes: readonly string[];
  /** `stored` and `cancelled` remove what was kept. */
  close(end: 'stored' | 'cancelled' | 'cut'): Promise<void>;
}

const sourceWords = { okta: 'Okta', scim: 'A SCIM server', entra: 'Entra', files: 'A file' } as const;
const minute = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** `of`: the snapshot that is refreshed. */
export async function openMemory(ask: DirectoryPorts['ask'], head: SnapshotHead, of: Snapshot | undefined): Promise<Memory> {
  const key = `${head.source}-${head.connectionId ?? ''}`;
  const found = await ask('directory.openUnfinished', { key, now: head.takenAt });
  const refreshed = of === undefined ? undefined : await ofSnapshot(ask, of);
  const notes = anewNotes(of, refreshed);
  if (found === 'taken') return { earlier: refreshed, notes, close: async () => {} };
  const begin = (mark: string) => ask('directory.beginUnfinished', { key, read: { at: head.takenAt, mark } });
  const close: Memory['close'] = async (end) => {
    await ask(end === 'cut' ? 'directory.leaveUnfinished' : 'directory.endUnfinished', { key });
  };
  if (head.source !== 'entra') {
    await begin('');
    const cut = `An import begun ${found === 'none' ? '' : minute(found.at)} was cut.`;
    const anew = found === 'none' ? [] : [`${cut} This one was begun anew: ${sourceWords[head.source]} cannot say what changed in between.`];
    return { notes: anew, close };
  }
  const keeper: Keeper = { begin, keep: (rows) => ask('directory.keepUnfinished', { key, rows }) };
  const cut: EarlierRead | undefined =
    found === 'none'
      ? undefined
      : {
          kind: 'cut import',
          name: head.name,
          ...found,
          groups: (ids) => ask('directory.unfinishedGroups', { key, ids }),
          users: (ids) => ask('directory.unfinishedUsers', { key, ids }),
        };
  return { earlier: of === undefined ? cut : refreshed, keeper, notes, close };
}

/** What is not there cannot be taken over: an incomplete snapshot would stay incomplete for ever. */
const lacking = (coverage: Snapshot['coverage']) =>
  coverage.some(({ set, state }) => !set.endsWith('assignments') && (state === 'partial' || state === 'not permitted'));

/** Why nothing is taken from the snapshot that is refreshed. */
function anewNotes(of: Snapshot | undefined, earlier: EarlierRead | undefined): readonly string[] {
  if (of === undefined || earlier !== undefined) return [];
  const why = lacking(of.coverage) ? 'it is not complete' : 'Microsoft Graph gave no link to what changes after it';
  return [`Everything was read anew and nothing was taken from the snapshot “${of.name}” of ${minute(of.takenAt)}: ${why}.`];
}

/** Undefined for a snapshot without a mark, and for one that is not complete. */
async function ofSnapshot(ask: DirectoryPorts['ask'], { id, name, takenAt, coverage }: Snapshot): Promise<EarlierRead | undefined> {
  if (lacking(coverage)) return undefined;
  const mark = await ask('directory.mark', { snapshotId: id });
  if (mark === null) return undefined;
  return {
    kind: 'snapshot',
    name,
    at: takenAt,
    mark,
    groups: (ids) => ask('directory.knownGroups', { snapshotId: id, ids }),
    users: (ids) => ask('directory.knownUsers', { snapshotId: id, ids }),
  };
}
