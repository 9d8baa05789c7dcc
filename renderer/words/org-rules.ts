// Words of the organization rules room, and rules as they are typed. Pure; main checks what is typed again.
import type { Rerun, RerunCounts, RerunPerson, RerunStrategy, RuleSet } from '../../contract/org-rules.ts';
import { count } from './format.ts';

type Placement = RerunPerson['before'];

export const strategyWords: Readonly<Record<RerunStrategy, { readonly title: string; readonly text: string }>> = {
  resend: { title: 'Send the name again', text: 'One PATCH a person with the display name it has. Nothing changes; start here.' },
  put: {
    title: 'Send the whole person again',
    text: 'One PUT with every attribute as just read. Only where the server refuses a false If-Match (412), so that nothing is overwritten.',
  },
  touch: {
    title: 'Change the name and put it back',
    text: 'For servers that ignore an update that changes nothing. For a moment “(updating)” stands behind the name; a crash leaves nothing behind.',
  },
};

export const rerunStateWords: Readonly<Record<Rerun['state'], string>> = {
  reading: 'List is being read',
  planned: 'Dry run, nothing sent',
  going: 'Going on',
  paused: 'Paused',
  stopped: 'Stopped',
  cancelled: 'Cancelled',
  ended: 'Ended',
  interrupted: 'Interrupted',
};

export const rerunLooks = {
  reading: 'info',
  planned: 'info',
  going: 'info',
  paused: 'warning',
  stopped: 'bad',
  cancelled: 'unknown',
  ended: 'good',
  interrupted: 'warning',
} as const satisfies Readonly<Record<Rerun['state'], string>>;

/** In the order they are read: what is done, what needs a look, what is left. */
export const countWords: Readonly<Record<keyof RerunCounts, string>> = {
  verified: 'Verified',
  sent: 'Sent',
  failed: 'Failed',
  answerLost: 'Answer lost',
  skipped: 'Skipped',
  notSent: 'Not sent',
};

export const personStates = {
  waiting: { look: 'unknown', words: 'Not sent' },
  sending: { look: 'warning', words: 'Answer lost' },
  touching: { look: 'warning', words: 'Answer lost' },
  restoring: { look: 'warning', words: 'Answer lost' },
  sent: { look: 'info', words: 'Sent' },
  verified: { look: 'good', words: 'Verified' },
  failed: { look: 'bad', words: 'Failed' },
  skipped: { look: 'unknown', words: 'Skipped' },
  'answer-lost': { look: 'warning', words: 'Answer lost' },
} as const satisfies Readonly<Record<RerunPerson['state'], { readonly look: string; readonly words: string }>>;

export const membershipWords: Readonly<Record<RerunPerson['membership'], string>> = {
  arrived: 'Membership has arrived',
  pending: 'Membership has not arrived yet',
  unknown: 'Membership not known',
};

export const placeWords = (placement: Placement | undefined): string =>
  placement === undefined ? 'Not looked at' : placement.kind === 'not-known' ? 'Not known' : (placement.name ?? 'No organization');

/** The reason, where a place is not known. */
export const placeReason = (placement: Placement | undefined): string | null =>
  placement?.kind === 'not-known' ? `Not known: ${placement.why}` : placement === undefined ? null : placeWords(placement);

/** `stage-10` in words; the last stage has no number. */
export function stageWords(stage: string): string {
  const people = Number(/^stage-(\d+)$/.exec(stage)?.[1]);
  return Number.isNaN(people) ? 'the rest' : people === 1 ? '1 person' : `${people} people`;
}

/** At least so long, without waits the server asks for. */
export function longWords(seconds: number): string {
  if (seconds < 90) return count(Math.max(1, Math.round(seconds)), 'second', 'seconds');
  if (seconds < 5_400) return `${Math.round(seconds / 60)} minutes`;
  return `${(seconds / 3_600).toFixed(1)} hours`;
}

const tests = { includes: 'include', 'does-not-include': 'do not include', 'is-equal': 'equal' } as const;

export const ruleWords = ({ conditions }: RuleSet['rules'][number]): string =>
  conditions.map(({ on, attribute, test, pattern }) => `${on === 'groups' ? 'groups' : attribute} ${tests[test]} “${pattern}”`).join(' and ');

export function fallbackWords({ fallback }: RuleSet): string {
  if (fallback.kind === 'organization') return `Everybody else: ${fallback.name}`;
  return fallback.kind === 'none' ? 'Everybody else: no organization, so no login' : 'Everybody else: not entered, so not known';
}

/** The form that the terminal’s `--rules` takes. */
export const exampleRules: RuleSet = {
  rules: [{ organization: 'Restricted', conditions: [{ on: 'groups', attribute: '', test: 'includes', pattern: 'Project Fjord' }] }],
  fallback: { kind: 'organization', name: 'Main organization' },
};

/** Undefined: the text is no JSON. Whether it is rules is for main to say. */
export function parseRules(text: string): RuleSet | undefined {
  try {
    return JSON.parse(text) as RuleSet;
  } catch {
    return undefined;
  }
}
