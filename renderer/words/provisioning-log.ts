// The provisioning log in words: states, actions, kinds, whom an event is about, and spans of time. Pure.

import type { Step } from '../../contract/common.ts';
import type { CauseSummary, LogAction, LogEvent, LogFilter, LogObjectKind, LogStatus, LogStep } from '../../contract/provisioning-log.ts';
import { count, dateTime } from './format.ts';

export const logStatusWords = {
  success: 'Succeeded',
  failure: 'Failed',
  skipped: 'Skipped',
  warning: 'Warned',
} satisfies Record<LogStatus, string>;

/** In the order of the chart's counts. */
export const logStatuses = ['success', 'failure', 'skipped', 'warning'] as const satisfies readonly LogStatus[];

/** The look of a state, as steps of a run have it. */
export const logStatusLooks = { success: 'passed', failure: 'failed', skipped: 'skipped', warning: 'warned' } satisfies Record<
  LogStatus,
  Step['status']
>;

export const logActionWords = {
  create: 'Create',
  update: 'Update',
  delete: 'Delete',
  stageddelete: 'Disable, delete later',
  disable: 'Disable',
  other: 'Other',
} satisfies Record<LogAction, string>;

export const logKindWords = { user: 'Person', group: 'Group', other: 'Other' } satisfies Record<LogObjectKind, string>;

export const logColumnWords = {
  status: 'Result',
  object: 'Person or group',
  action: 'Action',
  kind: 'Kind',
  code: 'Code',
  reason: 'Reason',
  target: 'In the target',
  at: 'Time',
} as const;
export type LogColumn = keyof typeof logColumnWords;

/** Whom an event is about, by the best name there is. */
export const objectOf = ({ from, to }: LogEvent): string => from.name ?? to.name ?? from.id ?? to.id ?? 'No named object';

/** `Update of a person`. */
export const actionSentence = ({ action, from }: LogEvent): string =>
  `${logActionWords[action]}${from.kind === 'user' ? ' of a person' : from.kind === 'group' ? ' of a group' : ''}`;

/** `12 people, 1 group`. */
export function whomOf({ people, groups }: Pick<CauseSummary, 'people' | 'groups'>): string {
  const parts = [...(people > 0 ? [count(people, 'person', 'people')] : []), ...(groups > 0 ? [count(groups, 'group', 'groups')] : [])];
  return parts.length === 0 ? 'No named object' : parts.join(', ');
}

/** `1 Nov 2026, 01:00 to 3 Nov 2026, 02:00`; one time where both are the same. */
export function spanOf(first: string, last: string): string {
  const [a, b] = [dateTime(first), dateTime(last)];
  return a === b ? a : `${a} to ${b}`;
}

/** What stands under a step: what it said, then its details. */
export const stepLines = ({ description, details }: LogStep): readonly string[] => [
  ...(description === null || description === '' ? [] : [description]),
  ...Object.entries(details)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`),
];

/** The filter that lists the events of a cause; a cause without a code cannot be asked for by code. */
export function filterOfCause({ cause, standing }: CauseSummary): LogFilter {
  return {
    statuses: ['failure'],
    ...(cause === 'no code' ? {} : { codes: [cause] }),
    ...(standing === 'open' ? { open: true as const } : {}),
  };
}

/** A time for a field of day and time, in the reader's own zone; empty for none. */
export function toField(iso: string | undefined): string {
  const at = iso === undefined ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(at)) return '';
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The reverse; undefined for an empty or half-written field. */
export function fromField(value: string): string | undefined {
  const at = value === '' ? Number.NaN : new Date(value).getTime();
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
