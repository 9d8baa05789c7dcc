// What Foundry's documentation leaves open, as switches with names: each can be set either way, so that the app is tried against both.
// Knows no behaviour itself; the engine and the log-in read the settings.
export interface OpenQuestions {
  /** What DELETE of a user does: gone; hidden but its names stay taken; or still listed with active false. */
  readonly deletion: 'hard' | 'soft-hidden' | 'soft-visible';
  /** What `active: false` does to a log-in. */
  readonly inactive: 'cannot-log-in' | 'no-effect';
  /** What a create does when a user made by log-in or pre-registration has that userName. */
  readonly existingUser: 'refused' | 'adopted';
  /** Whether users made by log-in or pre-registration are shown by SCIM. */
  readonly otherUsers: 'listed' | 'hidden';
  /** Whether an update of a user that changes nothing is an update, so that organization rules run. */
  readonly emptyUpdate: 'counts' | 'ignored';
  /** Whether a group may be a member of a group. */
  readonly groupMembers: 'accepted' | 'refused';
  /** Whether two groups may have one displayName. */
  readonly groupNames: 'repeatable' | 'unique';
  /** The shape of error bodies. */
  readonly errorBody: 'rfc7644' | 'platform';
  /** Whether the token endpoint takes the client's credentials in an Authorization header. */
  readonly basicAuthentication: 'accepted' | 'refused';
}

export type QuestionName = keyof OpenQuestions;

export interface QuestionRow {
  readonly name: QuestionName;
  readonly question: string;
  /** The first is the setting at start. */
  readonly settings: readonly string[];
}

export const questionTable: readonly QuestionRow[] = [
  { name: 'deletion', question: 'What does DELETE of a user do?', settings: ['hard', 'soft-hidden', 'soft-visible'] },
  { name: 'inactive', question: 'What does active=false do to a log-in?', settings: ['cannot-log-in', 'no-effect'] },
  {
    name: 'existingUser',
    question: 'What does a create do when a user made by log-in or pre-registration has that userName?',
    settings: ['refused', 'adopted'],
  },
  { name: 'otherUsers', question: 'Does SCIM show users made by log-in or pre-registration?', settings: ['listed', 'hidden'] },
  { name: 'emptyUpdate', question: 'Do organization rules run at an update of a user that changes nothing?', settings: ['counts', 'ignored'] },
  { name: 'groupMembers', question: 'May a group be a member of a group?', settings: ['accepted', 'refused'] },
  { name: 'groupNames', question: 'May two groups have the same displayName?', settings: ['repeatable', 'unique'] },
  { name: 'errorBody', question: 'Which shape do error bodies have?', settings: ['rfc7644', 'platform'] },
  { name: 'basicAuthentication', question: 'Does the token endpoint take HTTP Basic?', settings: ['accepted', 'refused'] },
];

export const usualAnswers: OpenQuestions = {
  deletion: 'hard',
  inactive: 'cannot-log-in',
  existingUser: 'refused',
  otherUsers: 'listed',
  emptyUpdate: 'counts',
  groupMembers: 'accepted',
  groupNames: 'repeatable',
  errorBody: 'rfc7644',
  basicAuthentication: 'accepted',
};
