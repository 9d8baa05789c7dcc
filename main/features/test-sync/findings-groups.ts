// What a test sync can conclude about groups, their members, and about removing. Facts in, the administrator's words out.
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';
import type { Answered } from './findings-people.ts';

const again = 'Run the test sync again: this step passes.';

export const groupCreateRefused = defineFinding<Answered>({
  id: 'group.create-refused',
  severity: 'error',
  actor: 'server owner',
  title: 'The server does not create the group',
  cause: ({ idp, answer }) => `The request to create an empty group, in the form ${idp} sends it, was not accepted: the server ${answer}.`,
  consequence: ({ idp }) => `${idp} will not be able to provision groups: whoever gets access through one does not get it.`,
  remedy: () => [
    'Let a group be created with displayName and externalId and without members.',
    'If the server has no groups, take groups out of the provisioning scope.',
  ],
  verify: () => again,
  source: sources.rfc7643,
  example: { idp: 'Entra', answer: 'answered 501' },
});

export const membersRefused = defineFinding<Answered & { readonly count: number; readonly what: 'add' | 'remove' }>({
  id: 'members.refused',
  severity: 'error',
  actor: 'server owner',
  title: ({ what }) => (what === 'add' ? 'Members cannot be added to the group' : 'A member cannot be removed from the group'),
  cause: ({ idp, what, count, answer }) =>
    `The request to ${what} ${count === 1 ? 'one member' : `${count} members`}, in the form ${idp} sends it, was not accepted: the server ${answer}.`,
  consequence: ({ what }) =>
    what === 'add'
      ? 'Groups come into being and stay empty: people do not get the access their groups give.'
      : 'People who leave a group in the directory stay in it on the server: they keep its access.',
  remedy: ({ idp }) => [
    `Make the server take this form of the request; it stands in the step as ${idp} sends it.`,
    'With Entra: check that the Tenant URL ends with ?aadOptscim062020, which changes the form in which a member is removed.',
  ],
  verify: () => again,
  source: sources.entraFlag,
  example: { idp: 'Entra', count: 2, what: 'add', answer: 'answered 400 invalidPath' },
});

export const membersDropped = defineFinding<{ readonly idp: string; readonly sent: number; readonly kept: number }>({
  id: 'members.dropped',
  severity: 'error',
  actor: 'server owner',
  title: ({ sent, kept }) => `Of ${sent} members sent, the group has ${kept}`,
  cause: ({ sent, kept }) => `The request was answered with success; read back, ${sent - kept} of ${sent} members added are not in the group.`,
  consequence: ({ idp }) =>
    `${idp} never reads members back, so it does not notice and does not send them again: some people lack access, and which ones looks like chance.`,
  remedy: ({ sent }) => [
    'Make the server keep every member of a request, or refuse the whole request with an error (RFC 7644 3.5.2: a PATCH is atomic).',
    ...(sent > 50 ? ['Look for a limit on the number of values in one request, often 100.'] : []),
  ],
  verify: ({ sent }) => `Run the test sync again with ${sent} members: the step passes.`,
  source: sources.rfc7644,
  example: { idp: 'Entra', sent: 101, kept: 100 },
});

export const membersRemovalEmptiesGroup = defineFinding<{ readonly idp: string; readonly lost: number; readonly remaining: number }>({
  id: 'members.removal-empties-group',
  severity: 'error',
  actor: 'server owner',
  title: 'Removing one member removes others too',
  cause: ({ lost, remaining }) =>
    `One member was to be removed; read back, ${lost} others are gone as well and ${remaining === 0 ? 'the group is empty' : `${remaining} remain`}.`,
  consequence: ({ idp }) =>
    `As soon as one person leaves a group, the others lose its access too, and ${idp} does not notice: it never reads members back.`,
  remedy: () => [
    'Make the server remove only the member the request names, by the path members[value eq "..."] and by a value list alike.',
    'With Entra: put ?aadOptscim062020 at the end of the Tenant URL, so that the removal names the member in its path.',
    'Until then no member may be taken out of a provisioned group.',
  ],
  verify: () => again,
  source: sources.entraFlag,
  example: { idp: 'Entra', lost: 4, remaining: 0 },
});

export const membersRemovalIgnored = defineFinding<{ readonly idp: string }>({
  id: 'members.removal-ignored',
  severity: 'error',
  actor: 'server owner',
  title: 'A removed member is still in the group',
  cause: () => 'The request to remove one member was answered with success; read back, the member is still in the group.',
  consequence: ({ idp }) => `People who leave a group in the directory keep its access, and ${idp} believes them removed.`,
  remedy: () => ['Make the server carry out this form of the removal, or answer it with an error.'],
  verify: () => again,
  source: sources.rfc7644,
  example: { idp: 'Entra' },
});

export const membersDisagree = defineFinding<{ readonly byId: number; readonly inList: number }>({
  id: 'members.disagree',
  severity: 'warning',
  actor: 'server owner',
  title: 'Membership differs between the group and the list of groups',
  cause: ({ byId, inList }) => `Read by id the group has ${byId} members, in the list of groups it has ${inList}.`,
  consequence: () => 'Identity providers do not read members in lists; other tools and audits do, and report people missing or present who are not.',
  remedy: () => ['Show the same members by id and in lists, or leave members out of lists altogether.'],
  verify: () => again,
  source: sources.rfc7644,
  example: { byId: 5, inList: 2 },
});

export const deleteRefused = defineFinding<Answered & { readonly left: readonly string[] }>({
  id: 'delete.refused',
  severity: 'error',
  actor: 'server owner',
  title: 'The server does not delete what the test made',
  cause: ({ answer }) => `A delete request was not accepted: the server ${answer}.`,
  consequence: ({ idp }) =>
    idp === 'Okta'
      ? 'Okta never deletes people, but unlinked groups stay, and what this test made stays as well.'
      : `${idp} deletes people who were removed for good from the directory: they stay on the server.`,
  remedy: ({ left }) => [
    'Let the client delete what it created.',
    ...(left.length === 0 ? [] : [`Remove by hand what is left: ${left.slice(0, 10).join(', ')}.`]),
  ],
  verify: () => 'Run the clean-up: it finds nothing left.',
  source: sources.rfc7644,
  example: { idp: 'Entra', answer: 'answered 403', left: ['user steward-x7-1@example.com'] },
});

export const deleteNotDone = defineFinding<{ readonly idp: string; readonly left: readonly string[] }>({
  id: 'delete.not-done',
  severity: 'error',
  actor: 'server owner',
  title: 'The server says it deleted, and did not',
  cause: ({ left }) =>
    `The deletion was answered with success; read back, there is still, unchanged: ${left.slice(0, 10).join(', ')}${left.length > 10 ? ` and ${left.length - 10} more` : ''}.`,
  consequence: ({ idp }) => `${idp} believes the people gone and forgets them; on the server they stay, active, and nobody disables them any more.`,
  remedy: () => [
    'Make DELETE remove the resource, or set active to false, before it is answered with success.',
    'What is left is removed by this app’s clean-up afterwards, or by hand.',
  ],
  verify: () => 'Run the clean-up: it finds nothing left.',
  source: sources.rfc7644,
  example: { idp: 'Entra', left: ['user steward-x7-1@example.com'] },
});

export const deleteSoft = defineFinding<{ readonly count: number }>({
  id: 'delete.soft',
  severity: 'info',
  actor: 'Foundry authentication administrator',
  title: 'Deleted people stay readable, switched off',
  cause: ({ count }) =>
    `After the deletion ${count === 1 ? 'one person is' : `${count} people are`} still readable by id, with active=false: the server deletes softly.`,
  consequence: () => 'Nothing fails by it. Each test sync leaves such entries behind; a reusable test person keeps their number at one.',
  remedy: () => ['Nothing needs to be done. Say in your run book that deleted people are kept, and for how long.'],
  source: sources.foundryUsers,
  example: { count: 5 },
});

/** What is left although nothing refused its deletion: no longer certain to be ours, or the network went away. */
export const leftBehind = defineFinding<{ readonly left: readonly string[]; readonly why: string }>({
  id: 'sync.left-behind',
  severity: 'warning',
  actor: 'you',
  title: 'Something this test made is still on the server',
  cause: ({ left, why }) => `Still there: ${left.slice(0, 10).join(', ')}${left.length > 10 ? ` and ${left.length - 10} more` : ''}. ${why}`,
  remedy: () => [
    'Run the clean-up when the server can be reached again: it removes what is certain to be this run’s, and nothing else.',
    'What it leaves alone, look at and remove by hand.',
  ],
  verify: () => 'The clean-up finds nothing left.',
  source: sources.app,
  example: { left: ['user steward-x7-1@example.com'], why: 'The server could not be reached any more.' },
});

export const groupFindings = [
  groupCreateRefused,
  membersRefused,
  membersDropped,
  membersRemovalEmptiesGroup,
  membersRemovalIgnored,
  membersDisagree,
  deleteRefused,
  deleteNotDone,
  deleteSoft,
  leftBehind,
] as const;
