// Words of the conflicts room. Pure.
import type { ConflictCase, ConflictState } from '../../contract/conflicts.ts';
import type { PersonKey } from '../../contract/nested-groups.ts';

export const confidenceWords = { settled: 'Settled', likely: 'Likely', possible: 'Possible' } as const satisfies Record<
  ConflictCase['cause']['confidence'],
  string
>;

export const stateWords = {
  open: 'Open',
  'mapping changed': 'Mapping changed',
  waiting: 'Waiting',
  verified: 'Verified',
  'still failing': 'Still failing',
} as const satisfies Record<ConflictState, string>;

export const stateLooks = {
  open: 'warning',
  'mapping changed': 'info',
  waiting: 'info',
  verified: 'good',
  'still failing': 'bad',
} as const satisfies Record<ConflictState, string>;

export const planWords = {
  link: 'Link',
  adopt: 'Inherit',
  rename: 'Rename',
  reactivate: 'Enable again',
  create: 'Create',
  skip: 'Leave out',
} as const;

/** In the order in which they are read: what needs a person first. */
export const predictedWords: Readonly<Record<string, string>> = {
  collides: 'Same value as another person',
  'several-accounts': 'More than one account matches',
  'name-taken': 'User name is taken',
  'belongs-to-another': 'Account is another person’s',
  adopted: 'Inherits an account by user name alone',
  'linked-inactive': 'Linked to a disabled account',
  'linked-renamed': 'Linked, other user name',
  'linked-case': 'Linked, user name by case',
  linked: 'Linked by externalId',
  created: 'Created',
  'not-evaluated': 'Cannot be worked out',
  skipped: 'Nothing to match by',
  'out-of-scope': 'Not in scope',
};

export const keyWords: Readonly<Record<PersonKey | 'mapping', string>> = {
  mapping: 'As the kept mapping says',
  id: 'Object ID',
  userName: 'User name',
  mail: 'Mail',
  mailNickname: 'Mail nickname',
  employeeId: 'Employee ID',
  onPremisesImmutableId: 'On-premises immutable ID',
  onPremisesSamAccountName: 'On-premises account name',
  externalId: 'externalId of the snapshot',
};
