// What the directory worker can be asked for this feature: files, snapshots, rows a source reads. Runs in the worker; plain data in and out.
import type { AsideRow, DirectoryAssignment, DirectoryGroup, DirectoryMembership, DirectoryUser, Snapshot } from '../../../contract/directory.ts';
import type { SnapshotHead, SnapshotReader, SnapshotShelf, SnapshotWriter } from '../../platform/storage/snapshots/types.ts';
import type { UnfinishedRead, UnfinishedReads } from '../../platform/storage/snapshots/unfinished.ts';
import type { Task } from '../../platform/workers/tasks.ts';
import { type Inspected, inspectFile } from '../../protocols/files/inspect.ts';
import { createComparison } from './compare.ts';
import { type FilesOrder, type ImportProgress, importFiles } from './import-files.ts';
import { createKnownRows } from './known-rows.ts';
import type { Taken, WantedSet } from './ports.ts';

/** Rows of a source, by set. */
export interface RowBatch {
  readonly users?: readonly DirectoryUser[];
  readonly groups?: readonly DirectoryGroup[];
  readonly memberships?: readonly DirectoryMembership[];
  readonly assignments?: readonly DirectoryAssignment[];
  readonly aside?: readonly AsideRow[];
}

type Of<T> = T & { readonly snapshotId: string };
type Keyed<T> = T & { readonly key: string };
type Ids = { readonly ids: readonly string[] };
type QueryOf<M extends 'users' | 'groups' | 'aside'> = Parameters<SnapshotReader[M]>[0];

/** Operations over the snapshots of one data folder. */
export function directoryOperations(shelf: SnapshotShelf) {
  const writing = new Map<string, SnapshotWriter>();
  const known = createKnownRows(shelf);
  const { unfinished } = shelf;

  function writerOf(id: string): SnapshotWriter {
    const writer = writing.get(id);
    if (writer === undefined) throw new Error('This snapshot is not being written.');
    return writer;
  }

  return {
    'directory.compare': createComparison(shelf),
    'directory.list': () => shelf.list(),
    'directory.snapshot': ({ snapshotId }: Of<object>): Snapshot => shelf.open(snapshotId).snapshot,
    'directory.rename': ({ snapshotId, name }: Of<{ readonly name: string }>) => shelf.rename(snapshotId, name),
    'directory.remove': ({ snapshotId }: Of<object>) => shelf.remove(snapshotId),
    'directory.users': ({ snapshotId, ...query }: Of<QueryOf<'users'>>) => shelf.open(snapshotId).users(query),
    'directory.groups': ({ snapshotId, ...query }: Of<QueryOf<'groups'>>) => shelf.open(snapshotId).groups(query),
    'directory.aside': ({ snapshotId, ...query }: Of<QueryOf<'aside'>>) => shelf.open(snapshotId).aside(query),
    /** Open files would keep “delete all data” from deleting them. */
    'directory.closeAll': () => shelf.closeAll(),

    'directory.inspect': ({ path, wanted }: { readonly path: string; readonly wanted?: WantedSet }, task: Task<never>): Promise<Inspected> =>
      inspectFile(path, wanted, task.signal),
    'directory.importFiles': (order: FilesOrder, task: Task<ImportProgress>): Promise<Snapshot> => importFiles(shelf, order, task),

    'directory.begin': (head: SnapshotHead) => {
      writing.set(head.id, shelf.begin(head));
    },
    'directory.add': ({ snapshotId, rows }: Of<{ readonly rows: RowBatch }>) => {
      const writer = writerOf(snapshotId);
      const repeated: AsideRow[] = [];
      const again = (set: 'users' | 'groups', id: string) =>
        repeated.push({ set, where: '', line: null, reason: 'The source gave this id twice; the first was taken.', excerpt: id });
      for (const user of rows.users ?? []) if (writer.user(user) === 'repeated') again('users', user.id);
      for (const group of rows.groups ?? []) if (writer.group(group) === 'repeated') again('groups', group.id);
      for (const { groupId, memberId, memberType } of rows.memberships ?? []) writer.membership(groupId, memberId, memberType);
      for (const assignment of rows.assignments ?? []) writer.assignment(assignment);
      for (const row of [...(rows.aside ?? []), ...repeated]) writer.aside(row);
    },
    'directory.commit': ({ snapshotId, coverage, notes, mark }: Of<Taken>): Snapshot => {
      const writer = writerOf(snapshotId);
      writing.delete(snapshotId);
      try {
        known.forget();
        return writer.commit({ coverage, notes, mark });
      } catch (thrown) {
        writer.drop();
        throw thrown;
      }
    },
    'directory.mark': ({ snapshotId }: Of<object>) => shelf.open(snapshotId).mark(),
    'directory.knownGroups': ({ snapshotId, ids }: Of<Ids>) => known.groups(snapshotId, ids),
    'directory.knownUsers': ({ snapshotId, ids }: Of<Ids>) => known.users(snapshotId, ids),
    'directory.openUnfinished': ({ key, now }: Keyed<{ readonly now: string }>) => unfinished.open(key, now),
    'directory.beginUnfinished': ({ key, read }: Keyed<{ readonly read: UnfinishedRead }>) => unfinished.begin(key, read),
    'directory.keepUnfinished': ({ key, rows }: Keyed<{ readonly rows: Parameters<UnfinishedReads['keep']>[1] }>) => unfinished.keep(key, rows),
    'directory.unfinishedGroups': ({ key, ids }: Keyed<Ids>) => unfinished.groups(key, ids),
    'directory.unfinishedUsers': ({ key, ids }: Keyed<Ids>) => unfinished.users(key, ids),
    'directory.endUnfinished': ({ key }: Keyed<object>) => unfinished.end(key),
    'directory.leaveUnfinished': ({ key }: Keyed<object>) => unfinished.leave(key),

    'directory.drop': ({ snapshotId }: Of<object>) => {
      known.forget();
      writing.get(snapshotId)?.drop();
      writing.delete(snapshotId);
    },
  };
}

export type DirectoryOperations = ReturnType<typeof directoryOperations>;
