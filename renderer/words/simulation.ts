// The words for what a simulation says: an attribute that could be externalId, what a change does to people, how long a cycle takes. Pure.
import type { Candidate, OutcomeKind, Simulation } from '../../contract/mapping.ts';
import { count } from './format.ts';

export const renameWords = {
  stays: { word: 'Stays', look: 'good' },
  changes: { word: 'Changes', look: 'warning' },
  unknown: { word: 'Not known', look: 'unknown' },
} as const satisfies Record<Candidate['onRename'], { word: string; look: 'good' | 'warning' | 'unknown' }>;

/** `employeeId` for `[employeeId]`; an expression as it is. */
export const plainAttribute = (text: string): string => /^\[([^[\]]*)\]$/.exec(text)?.[1] ?? text;

/** The attribute that the recommendation names, whether it is mapped or not. */
export const isRecommended = (candidate: Candidate, { attribute }: Simulation['recommendation']): boolean =>
  attribute !== null && plainAttribute(candidate.attribute).toLowerCase() === attribute.toLowerCase();

/** `4, 2 of them told apart by case alone`; `Nobody`. */
export function sharedWords({ sharing, sharingByCase }: Candidate): string {
  if (sharing + sharingByCase === 0) return 'Nobody';
  const all = (sharing + sharingByCase).toLocaleString('en');
  if (sharingByCase === 0) return all;
  return `${all}, ${sharing === 0 ? '' : `${sharingByCase.toLocaleString('en')} of them `}told apart by case alone`;
}

/** `38 of 40, 1 differs by case`. */
export function agreementWords(agreement: NonNullable<Candidate['agreement']>): string {
  const { seen, equal, byCase } = agreement;
  return `${equal.toLocaleString('en')} of ${seen.toLocaleString('en')}${byCase === 0 ? '' : `, ${byCase.toLocaleString('en')} ${byCase === 1 ? 'differs' : 'differ'} by case`}`;
}

type Look = 'bad' | 'warning' | 'info' | 'unknown';

/** What is said of the people to whom it happens, after their number; gravest first. */
export const outcomeWords = {
  collides: { one: 'gets the externalId that somebody else gets', many: 'get an externalId that somebody else gets', look: 'bad' },
  moved: { one: 'gets the externalId of another account', many: 'get the externalId of another account', look: 'bad' },
  disabled: { one: 'is disabled', many: 'are disabled', look: 'warning' },
  relinked: { one: 'keeps the account, with another externalId', many: 'keep their account, with another externalId', look: 'warning' },
  skipped: { one: 'is passed over: no matching value', many: 'are passed over: no matching value', look: 'warning' },
  'left-active': { one: 'leaves the scope and stays active', many: 'leave the scope and stay active', look: 'warning' },
  'not-evaluated': { one: 'cannot be worked out', many: 'cannot be worked out', look: 'warning' },
  renamed: { one: 'keeps the account, with another userName', many: 'keep their account, with another userName', look: 'info' },
  created: { one: 'is created', many: 'are created', look: 'info' },
  unchanged: { one: 'stays as now', many: 'stay as now', look: 'unknown' },
  'out-of-scope': { one: 'is out of scope, as now', many: 'are out of scope, as now', look: 'unknown' },
} as const satisfies Record<OutcomeKind, { one: string; many: string; look: Look }>;

type Change = NonNullable<Simulation['change']>;

/** The kinds that happen to somebody, gravest first, with how many. */
export function outcomeCounts({ counts }: Change): readonly { readonly kind: OutcomeKind; readonly people: number; readonly words: string }[] {
  return (Object.keys(outcomeWords) as OutcomeKind[])
    .map((kind) => ({ kind, people: counts[kind] ?? 0 }))
    .filter(({ people }) => people > 0)
    .map(({ kind, people }) => ({ kind, people, words: people === 1 ? outcomeWords[kind].one : outcomeWords[kind].many }));
}

/** What a simulation says of the change alone; what is wrong already is said where the mapping is judged. */
export const ofTheChange = ({ findings }: Simulation): Simulation['findings'] => findings.filter(({ id }) => id.startsWith('mapping.change-'));

/** `30 minutes to 4 hours`; below an hour in minutes. */
export function cycleWords({ fromHours, toHours }: Change['cycle']): string {
  const minutes = (hours: number) => Math.max(1, Math.round(hours * 60));
  if (toHours < 1) return minutes(toHours) <= 2 ? 'a minute or two' : `${minutes(fromHours)} to ${count(minutes(toHours), 'minute', 'minutes')}`;
  const hours = (value: number) => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value)).toLocaleString('en');
  return fromHours < 1
    ? `${count(minutes(fromHours), 'minute', 'minutes')} to ${hours(toHours)} hours`
    : `${hours(fromHours)} to ${hours(toHours)} hours`;
}
