// Why somebody who left is still active in the target: every reason that the identity provider can have, ranked, each with the fact that shows it or
// rules it out, or with how to find out, and with what to do when this is it.
import type { Vantage } from '../../../contract/common.ts';
import {
  activeNotSent,
  failing,
  guard,
  type Judge,
  type LeaverFacts,
  linkedElsewhere,
  notDueYet,
  quarantine,
  sentAndStillActive,
  skipsOutOfScope,
  stopped,
  type Told,
  unassignedFirst,
  updateOff,
} from './reason-rules.ts';

export interface Reason {
  readonly id: ReasonId;
  readonly title: string;
  readonly state: Told['state'];
  /** What was seen; with `not known`, how to find out. */
  readonly fact: string;
  readonly vantage: Vantage | null;
  /** ISO 8601; null when nobody looked. */
  readonly at: string | null;
  /** What to do when this is it. */
  readonly remedy: string;
}

interface Row {
  readonly title: string;
  readonly judge: Judge;
  readonly remedy: string;
}

/** In the order of rank: of two with the same state the first stands first. */
const rows = {
  'sent-still-active': {
    title: 'It was sent, and the account is still active',
    judge: sentAndStillActive,
    remedy:
      'Look at the account in Foundry, and ask Palantir Support with the event and both times. “sync” shows what this server does on active=false and DELETE.',
  },
  failing: { title: 'The last try failed', judge: failing, remedy: 'Mend what the error names, then provision this person on demand.' },
  'linked-elsewhere': {
    title: 'The identity provider is linked to another account',
    judge: linkedElsewhere,
    remedy: 'Disable this account in Foundry by hand. Mend externalId first where the person is to come back.',
  },
  'active-not-mapped': {
    title: 'active does not follow the soft-delete state',
    judge: activeNotSent,
    remedy: 'Map active from Switch([IsSoftDeleted], , "False", "True", "True", "False"), always, then restart provisioning.',
  },
  'update-off': {
    title: 'Update is switched off',
    judge: updateOff,
    remedy: 'Switch Update on among the target object actions: active=false is an update.',
  },
  'skip-out-of-scope': {
    title: 'SkipOutOfScopeDeletions',
    judge: skipsOutOfScope,
    remedy: 'Set SkipOutOfScopeDeletions to false, or disable these accounts in Foundry by hand and keep record of it.',
  },
  'deletion-guard': {
    title: 'The guard against accidental deletions holds it back',
    judge: guard,
    remedy: 'Look through the held deletions in Entra and allow them, or raise the threshold.',
  },
  quarantine: { title: 'The job is in quarantine', judge: quarantine, remedy: 'Mend the cause of the quarantine, then restart provisioning.' },
  'job-stopped': {
    title: 'The job has stopped',
    judge: stopped,
    remedy: 'Start provisioning. If it stopped by itself, test the connection: the secret may have expired.',
  },
  'unassigned-first': {
    title: 'Unassigned first, so that DELETE never comes',
    judge: unassignedFirst,
    remedy: 'Disable the account in Foundry by hand: the identity provider no longer manages it.',
  },
  'delete-not-due': {
    title: 'DELETE is due only 30 days after the deletion',
    judge: notDueYet,
    remedy: 'Delete the person for good in Entra if DELETE is wanted now; else disable the account in Foundry by hand.',
  },
} as const satisfies Record<string, Row>;

export type ReasonId = keyof typeof rows;
export const reasonIds = Object.keys(rows) as readonly ReasonId[];

const rank: Readonly<Record<Reason['state'], number>> = { shown: 0, possible: 1, 'not known': 2, 'ruled out': 3 };

/** Every reason that can be of this person, the likeliest first. */
export function reasonsOf(facts: LeaverFacts): readonly Reason[] {
  const told = reasonIds.flatMap((id): Reason[] => {
    const row: Row = rows[id];
    const said = row.judge(facts);
    return said === undefined ? [] : [{ id, title: row.title, vantage: null, at: null, remedy: row.remedy, ...said }];
  });
  return told.toSorted((one, other) => rank[one.state] - rank[other.state]);
}

/** What to do about this person. */
export function whatToDo(reasons: readonly Reason[]): string {
  const [first] = reasons;
  return first === undefined || first.state === 'not known' || first.state === 'ruled out'
    ? 'Disable the account in Foundry by hand if it must not wait; why it was not done is not known yet: see the reasons for how to find out.'
    : first.remedy;
}
