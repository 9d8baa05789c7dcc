// The steps of a test sync in the order they run, in the administrator's words. The ids are part of reports and are kept.
import type { TestSyncOptions } from '../../../contract/test-sync.ts';

export const stepIds = [
  'sign-in',
  'match-nothing',
  'create-user',
  'match-external-id',
  'match-user-name-case',
  'duplicate-create',
  'read-user',
  'change-names',
  'rename-user',
  'disable-user',
  'enable-user',
  'create-group',
  'add-two-members',
  'add-members',
  'membership-agrees',
  'remove-member',
  'rename-group',
  'group-as-member',
  'delete-group',
  'delete-user',
  'gone',
] as const;
export type SyncStepId = (typeof stepIds)[number];

/** The steps of one run, in order: the group inside a group is tried on request only. */
export const stepsOf = ({ nestedGroup }: Pick<TestSyncOptions, 'nestedGroup'>): readonly SyncStepId[] =>
  stepIds.filter((id) => nestedGroup || id !== 'group-as-member');

/** The title of a step; the count of members added at once is the run's choice. */
export function stepTitle(id: SyncStepId, members: number): string {
  return id === 'add-members' ? `Add ${members} members in one request` : titles[id];
}

const titles = {
  'sign-in': 'Sign in',
  'match-nothing': 'Look for a person who does not exist',
  'create-user': 'Create the test person',
  'match-external-id': 'Find the person by externalId',
  'match-user-name-case': 'Find the person by userName in another case',
  'duplicate-create': 'Create the same person again',
  'read-user': 'Read the person back',
  'change-names': 'Change display name and name',
  'rename-user': 'Change the userName',
  'disable-user': 'Disable the person, as for a leaver',
  'enable-user': 'Enable the person again',
  'create-group': 'Create an empty group',
  'add-two-members': 'Add two members',
  'add-members': 'Add members in one request',
  'membership-agrees': 'Membership is the same by id and in the list',
  'remove-member': 'Remove one member; the others stay',
  'rename-group': 'Rename the group',
  'group-as-member': 'Try a group as a member of the group',
  'delete-group': 'Delete the group',
  'delete-user': 'Delete the test people',
  gone: 'What was deleted is gone',
} as const satisfies Record<SyncStepId, string>;

/** Steps that must have ended well enough before a step can say anything. Whatever is not named here is independent. */
export const needs = {
  'sign-in': [],
  'match-nothing': ['sign-in'],
  'create-user': ['match-nothing'],
  'match-external-id': ['create-user'],
  'match-user-name-case': ['create-user'],
  'duplicate-create': ['create-user'],
  'read-user': ['create-user'],
  'change-names': ['create-user'],
  'rename-user': ['create-user'],
  'disable-user': ['create-user'],
  'enable-user': ['disable-user'],
  'create-group': ['match-nothing'],
  'add-two-members': ['create-user', 'create-group'],
  'add-members': ['add-two-members'],
  'membership-agrees': ['add-two-members'],
  'remove-member': ['add-two-members'],
  'rename-group': ['create-group'],
  'group-as-member': ['create-group'],
  'delete-group': [],
  'delete-user': [],
  gone: [],
} as const satisfies Record<SyncStepId, readonly SyncStepId[]>;
