// Files into one snapshot, all or nothing: users, groups and memberships, then JSON, which may hold any of them; pages of members last, since
// these know the least of each person. Runs in the directory worker.
import type { Coverage, Snapshot } from '../../../contract/directory.ts';
import { counted } from '../../platform/counted.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SnapshotHead, SnapshotShelf, SnapshotWriter } from '../../platform/storage/snapshots/types.ts';
import type { Task } from '../../platform/workers/tasks.ts';
import { type FileSet, fileSets } from '../../protocols/files/columns.ts';
import { pageOf } from '../../protocols/files/json-pages.ts';
import { type CsvOrder, type Loaded, loadCsv } from '../../protocols/files/load-csv.ts';
import { addJson, type LoadedJson, loadJson, noJson } from '../../protocols/files/load-json.ts';
import { hasPlainBytes, loadMemberships } from '../../protocols/files/load-memberships.ts';
import { type Encoding, readStart } from '../../protocols/files/text.ts';

export interface JsonOrder {
  readonly path: string;
  readonly name: string;
  readonly encoding: Encoding;
}

export interface FilesOrder {
  readonly head: SnapshotHead;
  readonly files: readonly CsvOrder[];
  readonly json: readonly JsonOrder[];
}

export type ImportProgress =
  | { readonly kind: 'begun'; readonly set: FileSet | 'json' }
  | { readonly kind: 'read'; readonly set: FileSet | 'json'; readonly bytes: number; readonly rows: number }
  | ({ readonly kind: 'ended'; readonly set: FileSet; readonly files: readonly string[] } & Loaded)
  | {
      readonly kind: 'json';
      readonly files: readonly string[];
      readonly users: number;
      readonly groups: number;
      readonly memberships: number;
      readonly aside: number;
    }
  | { readonly kind: 'storing' };

type LoadedOf = ReadonlyMap<FileSet, Loaded>;

/** All JSON files together; undefined when none was given. */
type JsonCounts = LoadedJson | undefined;

const notGiven = { users: 'No file of users was given.', groups: 'No file of groups was given.', memberships: 'No file of memberships was given.' };

const asideNote = (lost: number) => `${lost} ${lost === 1 ? 'row was' : 'rows were'} kept aside: mend them in the file and import again.`;

/** Why the memberships of JSON files are not all there; empty: they are. */
function membershipGaps({ membersCut, membersOfNobody, transitive }: LoadedJson): readonly string[] {
  return [
    ...(membersCut === 0
      ? []
      : [
          `${counted(membersCut, 'group comes', 'groups come')} with 20 members or a link to more: Graph cuts expanded members there. Read the members of each group by themselves.`,
        ]),
    ...(membersOfNobody === 0
      ? []
      : [
          `${counted(membersOfNobody, 'member stands', 'members stand')} in a file that does not say whose they are: name it after the id of the group, as members-ID.json.`,
        ]),
    ...(transitive === 0
      ? []
      : [
          `${counted(transitive, 'member is', 'members are')} given through nested groups (transitiveMembers), which is no direct membership: export /members too.`,
        ]),
  ];
}

function coverageOf(set: FileSet, loaded: LoadedOf, json: LoadedJson = noJson): Coverage {
  const found = loaded.get(set);
  const gaps = set === 'memberships' ? membershipGaps(json) : [];
  if (found === undefined && json[set] === 0) return { set, state: 'not read', note: [notGiven[set], ...gaps].join(' ') };
  const lost = (found === undefined ? 0 : found.aside - found.repeated) + (json[set] === 0 ? 0 : json.aside - json.repeated);
  const notes = [...(lost === 0 ? [] : [asideNote(lost)]), ...(json.cutFiles === 0 ? [] : ['A JSON file ends in the middle.']), ...gaps];
  return { set, state: notes.length === 0 ? 'complete' : 'partial', note: notes.join(' ') };
}

function assignmentCoverage(set: 'scim-assignments' | 'sso-assignments', files: readonly CsvOrder[], json: JsonCounts): Coverage {
  const field = set === 'scim-assignments' ? 'assigned' : 'assignedToSso';
  if (set === 'scim-assignments' && (json?.assignments ?? 0) > 0) return { set, state: 'complete', note: '' };
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

/** All files of one set, one after the other. */
async function loadSet(set: FileSet, files: readonly CsvOrder[], writer: SnapshotWriter, task: Task<ImportProgress>): Promise<Loaded> {
  task.progress({ kind: 'begun', set });
  let [rows, aside, repeated] = [0, 0, 0];
  const { target, first } = noting(writer);
  for (const file of files) {
    const load = hasPlainBytes(file) ? loadMemberships : loadCsv;
    const one = await load(file, target, {
      signal: task.signal,
      progress: (bytes, read) => task.progress({ kind: 'read', set, bytes, rows: rows + read }),
    });
    rows += one.rows;
    aside += one.aside;
    repeated += one.repeated;
  }
  if (rows === 0 && aside > 0)
    throw noRows(
      files.map((file) => file.name),
      first(),
    );
  task.progress({ kind: 'ended', set, rows, aside, repeated, files: files.map((file) => file.name) });
  return { rows, aside, repeated };
}

const noRows = (names: readonly string[], reason: string) =>
  new Refusal(
    'directory.no-rows',
    `No row of ${names.map((name) => `“${name}”`).join(', ')} could be read. The first: ${reason} Check what the file holds and its columns. Nothing was imported.`,
  );

/** The same writer, and why it kept the first row of this file aside. */
function noting(writer: SnapshotWriter): { readonly target: SnapshotWriter; readonly first: () => string } {
  let first: string | undefined;
  const aside: SnapshotWriter['aside'] = (row) => {
    first ??= row.reason;
    writer.aside(row);
  };
  return { target: { ...writer, aside }, first: () => first ?? '' };
}

/** Lists of users and groups before pages of members. */
async function inOrder(files: readonly JsonOrder[]): Promise<readonly JsonOrder[]> {
  const late = await Promise.all(files.map(async (file) => pageOf(await readStart(file.path, file.encoding), file.name).kind !== 'objects'));
  return [...files.filter((_, at) => !late[at]), ...files.filter((_, at) => late[at])];
}

async function loadAllJson(files: readonly JsonOrder[], writer: SnapshotWriter, task: Task<ImportProgress>): Promise<JsonCounts> {
  if (files.length === 0) return undefined;
  task.progress({ kind: 'begun', set: 'json' });
  let sum = noJson;
  for (const file of await inOrder(files)) {
    const before = rowsOf(sum);
    const { target, first } = noting(writer);
    const one = await loadJson(file, target, {
      signal: task.signal,
      progress: (bytes, rows) => task.progress({ kind: 'read', set: 'json', bytes, rows: before + rows }),
    });
    if (rowsOf(one) + one.transitive + one.membersOfNobody === 0 && one.aside > one.repeated) throw noRows([file.name], first());
    sum = addJson(sum, one);
  }
  const { users, groups, memberships, aside } = sum;
  task.progress({ kind: 'json', files: files.map(({ name }) => name), users, groups, memberships, aside });
  return sum;
}

const rowsOf = ({ users, groups, memberships, assignments }: LoadedJson) => users + groups + memberships + assignments;

export async function importFiles(shelf: SnapshotShelf, { head, files, json }: FilesOrder, task: Task<ImportProgress>): Promise<Snapshot> {
  const given = (set: FileSet) => files.filter((file) => file.set === set);
  if (given('memberships').length > 0 && given('groups').length === 0 && json.length === 0)
    throw new Refusal('directory.no-groups', 'Memberships need the groups they belong to: give the file of groups too. Nothing was imported.');
  const writer = shelf.begin(head);
  try {
    const loaded = new Map<FileSet, Loaded>();
    for (const set of fileSets) {
      const mine = given(set);
      if (mine.length > 0) loaded.set(set, await loadSet(set, mine, writer, task));
    }
    const fromJson = await loadAllJson(json, writer, task);
    task.progress({ kind: 'storing' });
    task.signal.throwIfAborted();
    return writer.commit({
      coverage: [
        ...fileSets.map((set) => coverageOf(set, loaded, fromJson)),
        assignmentCoverage('scim-assignments', files, fromJson),
        assignmentCoverage('sso-assignments', files, fromJson),
      ],
      notes: [...files.map((file) => `${file.set}: ${file.name}`), ...json.map((file) => `JSON: ${file.name}`)],
    });
  } catch (thrown) {
    writer.drop();
    throw thrown;
  }
}
