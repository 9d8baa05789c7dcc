// What a run's people and groups are called: recognisable as tests by a person, found again by the run alone.
// No name is fixed, except that of the reusable test person, which the administrator asked for.
import type { Connection } from '../../../contract/connections.ts';
import type { TestSyncOptions } from '../../../contract/test-sync.ts';

const domainOf = (options: Pick<TestSyncOptions, 'testDomain'>) => options.testDomain.trim().replace(/^@/, '');

/** The externalId that marks the reusable test person of a domain as this app's own. Whoever has its userName without this key is a stranger. */
export const reusableKey = (options: Pick<TestSyncOptions, 'testDomain'>): string => `steward-reusable-test-person-${domainOf(options)}`;

export interface PersonNames {
  readonly externalId: string;
  readonly userName: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly familyName: string;
}

export interface GroupNames {
  readonly externalId: string;
  readonly displayName: string;
}

/** The prefix of everything one run makes. */
export const runPrefix = (word: string): string => `steward-${word}`;

/** The n-th test person of a run, counted from 1. */
export function personNames(prefix: string, n: number, options: Pick<TestSyncOptions, 'testDomain' | 'reusablePerson'>): PersonNames {
  const reusable = options.reusablePerson && n === 1;
  return {
    externalId: reusable ? reusableKey(options) : `${prefix}-${n}`,
    userName: reusable ? `steward-test@${domainOf(options)}` : `${prefix}-${n}@${domainOf(options)}`,
    displayName: `SCIM Steward test ${prefix}-${n}`,
    givenName: 'SCIM Steward test',
    familyName: `${prefix}-${n}`,
  };
}

/** The names the first person has after `change-names`. */
export function changedNames(names: PersonNames): Pick<PersonNames, 'displayName' | 'givenName' | 'familyName'> {
  return {
    displayName: `${names.displayName} changed`,
    givenName: `${names.givenName} changed`,
    familyName: `${names.familyName}-changed`,
  };
}

/** The userName after `rename-user`: the same domain, the same prefix. */
export function renamedUserName(userName: string): string {
  const at = userName.lastIndexOf('@');
  return `${userName.slice(0, at)}-renamed${userName.slice(at)}`;
}

/** A userName as another person would type it: RFC 7643 4.1.1 makes it case-insensitive. */
export const inOtherCase = (userName: string): string => userName.toUpperCase();

export function groupNames(prefix: string): GroupNames {
  return { externalId: `${prefix}-group`, displayName: `${prefix}-group SCIM Steward test` };
}

/** The group that is tried as a member of the other one. */
export function innerGroupNames(prefix: string): GroupNames {
  return { externalId: `${prefix}-inner-group`, displayName: `${prefix}-inner-group SCIM Steward test` };
}

export const renamedGroup = (displayName: string): string => `${displayName} renamed`;

/** People a run makes: the first, a second for "add two members", and those added in one request. */
export const peopleCount = (options: Pick<TestSyncOptions, 'members'>): number => 2 + options.members;

/** Practice or not, in words for consent and receipts. */
export const targetName = (connection: Connection): string =>
  connection.practice ? `the practice tenant (“${connection.name}”)` : `“${connection.name}” (${connection.scimUrl})`;
