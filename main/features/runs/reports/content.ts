// What every report is made from, and the words they share.
import type { Exchange, Idp, Run, RunKind, Step } from '../../../../contract/common.ts';
import type { IdpReport, TwoColumnVerdict } from '../../../../contract/connection-test.ts';
import { observationTable, seenIn } from '../../../platform/observations.ts';
import { timesInWords } from '../../../platform/time-words.ts';
import { dialects } from '../../../protocols/scim/dialects.ts';

export interface ReportContent {
  readonly run: Run;
  /** In the order they were sent; secrets were removed before they were kept. */
  readonly exchanges: readonly Exchange[];
  readonly appVersion: string;
  /** Of a connection test: what this desk saw beside what the identity provider reported. */
  readonly columns?: ReportColumns;
}

export interface ReportColumns extends TwoColumnVerdict {
  readonly report: IdpReport | null;
}

/** What this run saw of what the documentation leaves open. */
export const observationsOf = (run: Run) =>
  seenIn(run.steps.flatMap((step) => step.facts)).map(({ id, answer }) => ({ id, question: observationTable[id].question, answer }));

/** Both columns as lines of label and words; empty when there are none. */
export function columnLines(columns: ReportColumns | undefined): readonly (readonly [string, string])[] {
  if (columns === undefined) return [];
  return [
    ['From this desk', timesInWords(columns.thisDesk)],
    ['From your identity provider', timesInWords(columns.fromIdp)],
    ['Together', columns.together],
  ];
}

export const kindTitles = {
  'connection-test': 'Connection test',
  'test-sync': 'Test sync',
  'clean-up': 'Clean-up',
  'directory-import': 'Directory import',
  'log-import': 'Log import',
  'mapping-read': 'Mapping read',
  'rerun-plan': 'Dry run of organization rules',
  rerun: 'Organization rules run again',
  mend: 'Mending one person',
} as const satisfies Record<RunKind, string>;

const idpNames = { entra: 'Microsoft Entra ID', okta: 'Okta', other: 'another one, judged by the RFCs' } as const satisfies Record<Idp, string>;

/** The identity provider, and whose requests were sent when that was chosen. */
export function idpWords({ idp, dialect }: Run): string {
  return dialect === undefined ? idpNames[idp] : `${idpNames[idp]}; the requests are those of ${dialects[dialect].title}`;
}

/** Its name, marked when it is the practice tenant or production. */
export function connectionWords({ connectionName, practice, production }: Run): string {
  return `${connectionName}${practice ? ' (practice)' : ''}${production ? ' (production)' : ''}`;
}

/** The terminal's verb for each kind of run. */
export const commands = {
  'connection-test': 'check',
  'test-sync': 'sync',
  'clean-up': 'cleanup',
  'directory-import': 'directory',
  'log-import': 'logs',
  'mapping-read': 'mapping',
  'rerun-plan': 'rerun-plan',
  rerun: 'rerun',
  mend: 'fix',
} as const satisfies Record<RunKind, string>;

export const statusWords = {
  passed: 'passed',
  warned: 'warning',
  failed: 'failed',
  skipped: 'skipped',
  'not-reachable-from-here': 'not reachable from here',
  pending: 'not started',
  running: 'running',
} as const satisfies Record<Step['status'], string>;

export const stateWords = {
  running: 'still running',
  finished: 'finished',
  cancelled: 'cancelled',
  interrupted: 'interrupted: the app stopped while it lived',
  broken: 'stopped by a fault inside SCIM Steward',
} as const satisfies Record<Run['state'], string>;

export function inWords(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '';
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** "200 OK", or the layer and code of what failed. */
export function outcomeWords({ outcome }: Exchange): string {
  return outcome.kind === 'answered' ? `${outcome.status} ${outcome.statusText}`.trim() : `${outcome.failure.layer}: ${outcome.failure.code}`;
}

/** JSON is indented for the eye; anything else stays as it came. */
export function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
