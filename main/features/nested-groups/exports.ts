// What can be taken away from nested groups as a file: tables for a spreadsheet, and scripts for review that the app never runs.
import type { NestedGroupRow } from '../../../contract/nested-groups.ts';
import type { CloudName } from '../../protocols/entra/clouds.ts';
import { csvParts, csvText } from '../../protocols/files/write-csv.ts';
import type { DriftLine } from './drift-operations.ts';
import { entraAssignScript, entraFlatCopyScript, type FlatCopy, oktaAssignScript, type ScriptGroup } from './scripts.ts';

const columns = ['id', 'displayName', 'direct', 'transitive', 'lost', 'gained', 'depth', 'inCycle', 'unresolved', 'notProvisioned'] as const;

/** The table of assigned groups. */
export function tableCsv(rows: readonly NestedGroupRow[]): string {
  return csvText(
    columns,
    rows.map((row) => columns.map((column) => row[column] ?? '')),
  );
}

export type ExportKind = 'table' | 'people' | 'entra-assign-script' | 'okta-assign-script' | 'entra-flat-copy-script' | 'flat-copy-members';

/** Where the data of an export comes from: the worker's operations, under one snapshot and claim. */
export interface ExportSource {
  rows(): Promise<readonly NestedGroupRow[]>;
  /** In parts, group by group: there can be millions. */
  losses(): AsyncIterable<readonly LossRow[]>;
  toAssign(): Promise<readonly ScriptGroup[]>;
  flatCopies(): Promise<readonly FlatCopy[]>;
  /** Of the tenant that the snapshot was taken from. */
  cloud(): Promise<CloudName>;
}

export interface LossRow {
  readonly groupId: string;
  readonly group: string;
  readonly personId: string;
  readonly userName: string;
  readonly name: string;
  readonly losesAll: boolean;
}

interface Export {
  readonly title: string;
  readonly defaultName: string;
  readonly extension: 'csv' | 'ps1';
  readonly text: (source: ExportSource) => Promise<string | AsyncIterable<string>>;
}

async function* lossRows(parts: AsyncIterable<readonly LossRow[]>) {
  for await (const rows of parts) yield rows.map((row) => [row.groupId, row.group, row.personId, row.userName, row.name, row.losesAll]);
}

export const exportKinds: Readonly<Record<ExportKind, Export>> = {
  table: {
    title: 'Save the table of assigned groups',
    defaultName: 'nested-groups.csv',
    extension: 'csv',
    text: async (source) => tableCsv(await source.rows()),
  },
  people: {
    title: 'Save who loses which group',
    defaultName: 'lost-memberships.csv',
    extension: 'csv',
    text: async (source) => csvParts(['groupId', 'group', 'personId', 'userName', 'name', 'losesEveryGroup'], lossRows(source.losses())),
  },
  'entra-assign-script': {
    title: 'Save a script that assigns groups in Entra',
    defaultName: 'assign-groups.ps1',
    extension: 'ps1',
    text: async (source) => entraAssignScript(await source.toAssign(), await source.cloud()),
  },
  'okta-assign-script': {
    title: 'Save a script that assigns groups in Okta',
    defaultName: 'assign-groups-okta.ps1',
    extension: 'ps1',
    text: async (source) => oktaAssignScript(await source.toAssign()),
  },
  'entra-flat-copy-script': {
    title: 'Save a script that makes flat copies in Entra',
    defaultName: 'flat-copies.ps1',
    extension: 'ps1',
    text: async (source) => entraFlatCopyScript(await source.flatCopies(), await source.cloud()),
  },
  'flat-copy-members': {
    title: 'Save the members of flat copies',
    defaultName: 'flat-copy-members.csv',
    extension: 'csv',
    text: async (source) =>
      csvText(
        ['copy', 'ofGroupId', 'memberId'],
        (await source.flatCopies()).flatMap((copy) => copy.memberIds.map((member) => [copy.name, copy.of.id, member])),
      ),
  },
};

const driftColumns = ['groupId', 'group', 'personId', 'person', 'state', 'reason', 'repair'] as const;

/** One row for each membership that is missing, pending, blocked or too many, and for each name that disagrees. */
export function driftCsv(parts: AsyncIterable<readonly DriftLine[]>): AsyncIterable<string> {
  return csvParts(driftColumns, driftRows(parts));
}

async function* driftRows(parts: AsyncIterable<readonly DriftLine[]>) {
  for await (const lines of parts) yield lines.map((line) => driftColumns.map((column) => line[column]));
}
