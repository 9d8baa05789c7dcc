// Files chosen for an import: the fields a file can fill, which of them it must, and what still stands in the way. Pure.
import type { InspectedFile } from '../../contract/directory.ts';

export type CsvSet = 'users' | 'groups' | 'memberships';
type FileSet = InspectedFile['suggestedSet'];

/** A file as it stands in the wizard: as main read it, with what the administrator says it holds and which column is what. */
export interface ChosenFile {
  readonly inspected: InspectedFile;
  readonly set: FileSet;
  /** Field of ours -> header in the file. */
  readonly columns: Readonly<Record<string, string>>;
}

export const chosenFrom = (inspected: InspectedFile): ChosenFile => ({
  inspected,
  set: inspected.suggestedSet,
  columns: inspected.suggestedColumns,
});

export const fileSetWords = {
  users: { title: 'Users', text: 'One person a row.' },
  groups: { title: 'Groups', text: 'One group a row.' },
  memberships: { title: 'Memberships', text: 'One member of one group a row: people and groups, direct members only.' },
  'graph-json': { title: 'Answers of Microsoft Graph', text: 'JSON as Graph returns it. There are no columns to choose.' },
} satisfies Record<FileSet, { title: string; text: string }>;

interface FieldWords {
  readonly title: string;
  readonly need: 'required' | 'useful';
}

const required = (title: string): FieldWords => ({ title, need: 'required' });
const useful = (title: string): FieldWords => ({ title, need: 'useful' });

/** The fields of each kind of file in the order they are asked for. The names are the contract's. */
export const fileFields = {
  users: {
    id: required('ID'),
    userName: useful('User name (UPN)'),
    displayName: useful('Display name'),
    mail: useful('Mail'),
    enabled: useful('Enabled'),
    type: useful('Member or guest'),
    assigned: useful('Assigned to the SCIM app'),
    assignedToSso: useful('Assigned to the sign-in app'),
    externalId: useful('External ID'),
    employeeId: useful('Employee ID'),
    mailNickname: useful('Mail nickname'),
    onPremisesImmutableId: useful('On-premises immutable ID'),
    onPremisesSamAccountName: useful('SAM account name'),
  },
  groups: {
    id: required('ID'),
    displayName: useful('Display name'),
    assigned: useful('Assigned to the SCIM app'),
    assignedToSso: useful('Assigned to the sign-in app'),
    securityEnabled: useful('Security-enabled'),
    membershipType: useful('Assigned or dynamic membership'),
    dynamicRule: useful('Membership rule'),
    mailEnabled: useful('Mail-enabled'),
    membersHidden: useful('Hidden members'),
    externalId: useful('External ID'),
    onPremisesSamAccountName: useful('SAM account name'),
  },
  memberships: {
    groupId: required('ID of the group'),
    memberId: required('ID of the member'),
    memberType: useful('User or group'),
  },
} satisfies Record<CsvSet, Readonly<Record<string, FieldWords>>>;

export const fieldsOf = (set: FileSet): readonly (readonly [string, FieldWords])[] => (set === 'graph-json' ? [] : Object.entries(fileFields[set]));

/** A CSV file in which not even a header was found. */
export const isEmpty = ({ inspected, set }: ChosenFile): boolean => set !== 'graph-json' && inspected.headers.length === 0;

/** Titles of the fields without which the file cannot be used and that have no column yet. */
export const missingFields = ({ set, columns }: ChosenFile): readonly string[] =>
  fieldsOf(set).flatMap(([field, { title, need }]) => (need === 'required' && columns[field] === undefined ? [title] : []));

/** The contract's limit. */
const mostFiles = 20;

/** Why the import cannot start yet, one sentence a line; empty when it can. */
export function importObstacles(files: readonly ChosenFile[]): readonly string[] {
  if (files.length === 0) return ['Add at least one file.'];
  const has = (set: FileSet) => files.some((file) => file.set === set);
  const missing = files.flatMap((file) => {
    if (isEmpty(file)) return [`“${file.inspected.name}” is empty: take it out.`];
    const titles = missingFields(file);
    return titles.length === 0 ? [] : [`“${file.inspected.name}” has no column for ${titles.join(' and ')} yet.`];
  });
  const groups =
    has('memberships') && !has('groups') && !has('graph-json') ? ['Memberships need the groups they belong to: add the file of groups too.'] : [];
  const many = files.length > mostFiles ? [`One import takes at most ${mostFiles} files: take ${files.length - mostFiles} out.`] : [];
  return [...missing, ...groups, ...many];
}

/** What the snapshot will not be able to say, one sentence a line. */
export function importGaps(files: readonly ChosenFile[]): readonly string[] {
  const has = (set: FileSet) => files.some((file) => file.set === set);
  if (files.length === 0 || has('graph-json')) return [];
  const assigned = (set: CsvSet) => files.some((file) => file.set === set && file.columns.assigned !== undefined);
  return [
    ...(has('users') ? [] : ['Without users, members cannot be told from strangers: nobody is counted as a person.']),
    ...(has('groups') && !has('memberships') ? ['Without memberships, nested groups cannot be judged.'] : []),
    ...(has('groups') && !assigned('groups')
      ? ['No file says which groups are assigned to the SCIM app: all of them will be looked at as if they were.']
      : []),
  ];
}

const encodingWords: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-8 with BOM': 'UTF-8 with a byte order mark',
  'utf-16le': 'UTF-16, little-endian',
  'utf-16be': 'UTF-16, big-endian',
  'windows-1252': 'Windows-1252',
};
const delimiterWords: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar' };

/** `CSV, 12.4 KB, UTF-8, semicolon between values`: all but the size, which the caller adds. */
export function formWords({ format, encoding, delimiter, headers }: InspectedFile): string {
  if (format === 'csv' && headers.length === 0) return 'CSV';
  return [
    format.toUpperCase(),
    encodingWords[encoding] ?? encoding,
    ...(delimiter === null ? [] : [`${delimiterWords[delimiter] ?? `“${delimiter}”`} between values`]),
  ].join(', ');
}
