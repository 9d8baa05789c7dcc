// Files into one snapshot, all or nothing: users first, then groups, then memberships. Runs in the directory worker.
import type { Coverage, Snapshot } from '../../../contract/directory.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SnapshotHead, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';
import type { Task } from '../../platform/workers/tasks.ts';
import { type FileSet, fileSets } from '../../protocols/files/columns.ts';
import { type CsvOrder, type Loaded, loadCsv } from '../../protocols/files/load-csv.ts';

export interface FilesOrder {
  readonly head: SnapshotHead;
  readonly files: readonly CsvOrder[];
}

export type ImportProgress =
  | { readonly kind: 'begun'; readonly set: FileSet }
  | { readonly kind: 'read'; readonly set: FileSet; readonly bytes: number; readonly rows: number }
  | ({ readonly kind: 'ended'; readonly set: FileSet; readonly files: readonly string[] } & Loaded)
  | { readonly kind: 'storing' };

type LoadedOf = ReadonlyMap<FileSet, Loaded>;

const notGiven = { users: 'No file of users was given.', groups: 'No file of groups was given.', memberships: 'No file of memberships was given.' };

function coverageOf(set: FileSet, loaded: LoadedOf): Coverage {
  const found = loaded.get(set);
  if (found === undefined) return { set, state: 'not read', note: notGiven[set] };
  const lost = found.aside - found.repeated;
  return lost === 0
    ? { set, state: 'complete', note: '' }
    : { set, state: 'partial', note: `${lost} ${lost === 1 ? 'row was' : 'rows were'} kept aside: mend them in the file and import again.` };
}

function assignmentCoverage(set: 'scim-assignments' | 'sso-assignments', files: readonly CsvOrder[]): Coverage {
  const field = set === 'scim-assignments' ? 'assigned' : 'assignedToSso';
  const has = (of: FileSet) => files.some((file) => file.set === of && file.columns[field] !== undefined);
  if (has('users') && has('groups')) return { set, state: 'complete', note: '' };
  if (!has('users') && !has('groups')) return { set, state: 'not read', note: `No file has a column “${field}”.` };
  const [known, unknown] = has('groups') ? ['groups', 'users'] : ['users', 'groups'];
  return {
    set,
    state: 'partial',
    note: `The files say which ${known} are assigned, not which ${unknown}: give the file of ${unknown} a column “${field}”.`,
  };
}

export async function importFiles(shelf: SnapshotShelf, { head, files }: FilesOrder, task: Task<ImportProgress>): Promise<Snapshot> {
  const given = (set: FileSet) => files.filter((file) => file.set === set);
  if (given('memberships').length > 0 && given('groups').length === 0)
    throw new Refusal('directory.no-groups', 'Memberships need the groups they belong to: give the file of groups too. Nothing was imported.');
  const writer = shelf.begin(head);
  try {
    const loaded = new Map<FileSet, Loaded>();
    for (const set of fileSets) {
      const mine = given(set);
      if (mine.length === 0) continue;
      task.progress({ kind: 'begun', set });
      let [rows, aside, repeated] = [0, 0, 0];
      for (const file of mine) {
        const one = await loadCsv(file, writer, {
          signal: task.signal,
          progress: (bytes, read) => task.progress({ kind: 'read', set, bytes, rows: rows + read }),
        });
        rows += one.rows;
        aside += one.aside;
        repeated += one.repeated;
      }
      if (rows === 0 && aside > 0)
        throw new Refusal(
          'directory.no-rows',
          `No row of ${mine.map((file) => `“${file.name}”`).join(', ')} could be read. Check its columns. Nothing was imported.`,
        );
      loaded.set(set, { rows, aside, repeated });
      task.progress({ kind: 'ended', set, rows, aside, repeated, files: mine.map((file) => file.name) });
    }
    task.progress({ kind: 'storing' });
    task.signal.throwIfAborted();
    return writer.commit({
      coverage: [
        ...fileSets.map((set) => coverageOf(set, loaded)),
        assignmentCoverage('scim-assignments', files),
        assignmentCoverage('sso-assignments', files),
      ],
      notes: files.map((file) => `${file.set}: ${file.name}`),
    });
  } catch (thrown) {
    writer.drop();
    throw thrown;
  }
}
