// What the probe with a group inside a group can conclude. Observations above all: no identity provider sends groups as members, and a server
// need not take them (RFC 7643 4.2); what is wrong is only to take one and then not to have it, or to have it in one place.
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

const onlyDirect =
  'Entra and Okta send people only, each to the groups they are direct members of: see “Nested groups” for who is a member only through another group.';

export const nestedRefused = defineFinding<{ readonly answer: string }>({
  id: 'members.group-refused',
  severity: 'info',
  actor: 'IdP admin',
  title: 'The server takes no group as a member of a group',
  cause: ({ answer }) => `One test group was to become a member of the other, and the request was not accepted: the server ${answer}.`,
  consequence: () =>
    'Nothing fails by it: no identity provider sends groups as members. Groups inside groups cannot be built up by SCIM on this server.',
  remedy: () => ['Nothing needs to be mended on the server.', onlyDirect],
  source: sources.rfc7643,
  example: { answer: 'answered 400 invalidValue: A group cannot be a member of a group' },
});

export const nestedKept = defineFinding<{ readonly inList: 'shown' | 'not-told' }>({
  id: 'members.group-kept',
  severity: 'info',
  actor: 'IdP admin',
  title: 'The server keeps a group as a member of a group',
  cause: ({ inList }) =>
    `One test group was made a member of the other; read back by id${inList === 'shown' ? ' and in the list' : ''}, it is among the members.`,
  consequence: () =>
    'Kept does not mean used: whether the people of an inner group get the access of the outer one was not seen, and SCIM cannot show it.',
  remedy: () => ['Do not build on it: Foundry’s documentation says that nested groups are not to be synced.', onlyDirect],
  source: sources.foundryFaq,
  example: { inList: 'shown' },
});

export const nestedDropped = defineFinding<{ readonly inList: 'missing' | 'not-told' }>({
  id: 'members.group-dropped',
  severity: 'warning',
  actor: 'server owner',
  title: 'A group sent as a member is dropped without a word',
  cause: ({ inList }) =>
    `The request to make one test group a member of the other was answered with success; read back by id${inList === 'missing' ? ' and in the list' : ''}, it is not among the members.`,
  consequence: () =>
    'Whoever sends groups inside groups believes them kept. Entra and Okta do not send them, so that their provisioning is not touched by it.',
  remedy: () => ['Keep the group as a member, or answer the request with an error (RFC 7644 3.5.2).', onlyDirect],
  verify: () => 'Run the test sync again with a group as a member: the step passes.',
  source: sources.rfc7644,
  example: { inList: 'missing' },
});

export const nestedDisagree = defineFinding<{ readonly shown: 'by id' | 'in the list' }>({
  id: 'members.group-disagrees',
  severity: 'warning',
  actor: 'server owner',
  title: 'A group inside a group is shown in one place only',
  cause: ({ shown }) =>
    shown === 'by id'
      ? 'Read by id the group has the other test group as a member; in the list of groups it does not, though it has the people there.'
      : 'In the list of groups the group has the other test group as a member; read by id it does not.',
  consequence: () => 'Tools and audits that read lists come to another nesting than those that read each group. Entra and Okta read neither.',
  remedy: () => ['Show the same members by id and in lists, or leave members out of lists altogether.'],
  verify: () => 'Run the test sync again with a group as a member: the step passes.',
  source: sources.rfc7644,
  example: { shown: 'by id' },
});

export const nestedFindings = [nestedRefused, nestedKept, nestedDropped, nestedDisagree] as const;
