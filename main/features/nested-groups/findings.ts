// What the nested groups of a snapshot lead to: who loses access when provisioning takes over from login, and what stands in the way.
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

const again = 'Take a new snapshot: this is no longer listed.';
const number = (value: number) => value.toLocaleString('en-US');
const people = (count: number) => (count === 1 ? '1 person' : `${number(count)} people`);
const groups = (count: number) => (count === 1 ? '1 group' : `${number(count)} groups`);

/** At most five names, and how many more there are of `total`. */
function named(names: readonly string[], total = names.length): string {
  const shown = names.slice(0, 5).map((name) => `“${name}”`);
  return total > shown.length ? `${shown.join(', ')} and ${number(total - shown.length)} more` : shown.join(', ');
}

export type Lasting = 'until next login' | 'for good' | 'unknown';

const lastingWords: Readonly<Record<Lasting, string>> = {
  'until next login':
    'Foundry imports groups at login, so a login brings them back until the next provisioning update of the group: access comes and goes.',
  'for good': 'Foundry does not import groups at login, so they do not come back.',
  unknown:
    'Whether a login brings them back depends on “Import user groups from the identity provider” in Foundry: with it until the next provisioning update, without it not at all.',
};

export const peopleLost = defineFinding<{
  readonly people: number;
  readonly groups: number;
  readonly memberships: number;
  readonly lasting: Lasting;
  readonly names: readonly string[];
}>({
  id: 'nested.people-lost',
  severity: 'error',
  actor: 'Entra admin',
  title: (facts) => `${people(facts.people)} ${facts.people === 1 ? 'loses' : 'lose'} membership through nested groups`,
  cause: (facts) =>
    `${groups(facts.groups)} assigned to the app ${facts.groups === 1 ? 'gets' : 'get'} people from groups inside: ${named(facts.names)}. A login sends these ${number(facts.memberships)} memberships flattened; provisioning sends direct members only.`,
  consequence: ({ lasting }) => lastingWords[lasting],
  remedy: () => [
    'Open the group here and choose a remedy: assign the groups inside to the app too, make flat copies, or leave these people out on purpose.',
    'In Foundry, put the groups that then arrive into one internal group and grant the access to that group.',
  ],
  verify: () => again,
  source: sources.foundryFaq,
  example: { people: 214, groups: 3, memberships: 260, lasting: 'unknown', names: ['Foundry Analysts', 'Foundry Builders', 'Plant Managers'] },
});

export const peopleLosingAll = defineFinding<{ readonly people: number; readonly notProvisioned: number; readonly names: readonly string[] }>({
  id: 'nested.people-lose-all',
  severity: 'error',
  actor: 'Entra admin',
  title: (facts) => `${people(facts.people)} ${facts.people === 1 ? 'loses' : 'lose'} every group`,
  cause: (facts) => `They are in assigned groups through nested groups only: ${named(facts.names, facts.people)}.`,
  consequence: (facts) =>
    facts.notProvisioned === 0
      ? 'Their accounts stay, since they are assigned to the app themselves, and have no group.'
      : `${number(facts.notProvisioned)} of them ${facts.notProvisioned === 1 ? 'is' : 'are'} not provisioned at all with the scope “assigned users and groups”: nothing creates, updates or disables the account.`,
  remedy: () => ['Make each of them a direct member of an assigned group, or assign the group they are in to the app.'],
  verify: () => again,
  source: sources.entraProvisioning,
  example: { people: 12, notProvisioned: 11, names: ['Ines Duarte', 'Tom Okafor'] },
});

export const claimAboveLimit = defineFinding<{
  readonly people: number;
  readonly limit: number;
  /** The limit is Entra's smaller one, since nobody said whether sign-in is by SAML or by OpenID Connect. */
  readonly protocolKnown: 'known' | 'not known';
  readonly names: readonly string[];
}>({
  id: 'nested.claim-above-limit',
  severity: 'warning',
  actor: 'Entra admin',
  title: (facts) => `${people(facts.people)} ${facts.people === 1 ? 'is' : 'are'} in more groups than a login can carry`,
  cause: (facts) =>
    `Entra leaves the whole list of groups out of a login above ${facts.limit} groups${facts.protocolKnown === 'known' ? '' : ' (SAML; 200 in OpenID Connect)'}. Above it: ${named(facts.names, facts.people)}. Groups outside this snapshot come on top.`,
  consequence: () =>
    'Their login sends no group at all, so Foundry knows only the groups that provisioning sends. What is counted as lost here is counted as though the list came.',
  remedy: () => [
    'Set the groups claim to “Groups assigned to the application”: it carries few groups, and people in nested groups are then left out as in provisioning.',
    'Or set a filter on the claim that only the groups for Foundry pass.',
  ],
  verify: () => 'State the new claim here: this is no longer listed. A test login in Foundry shows the groups.',
  source: sources.entraGroupClaims,
  example: { people: 31, limit: 150, protocolKnown: 'known', names: ['Ines Duarte', 'Tom Okafor'] },
});

export const inCycle = defineFinding<{ readonly cycles: readonly (readonly string[])[] }>({
  id: 'nested.cycle',
  severity: 'warning',
  actor: 'IdP admin',
  title: ({ cycles }) =>
    cycles.length === 1 ? 'Groups contain each other in a circle' : `Groups contain each other in ${number(cycles.length)} circles`,
  cause: ({ cycles }) =>
    cycles
      .slice(0, 3)
      .map((cycle) => (cycle.length === 1 ? `The group ${named(cycle)} contains itself.` : `${named(cycle)} contain one another.`))
      .join(' '),
  consequence: () => 'Everyone in one of these groups counts as a member of all of them at login: membership is wider than any single group shows.',
  remedy: () => ['Decide which group is the outer one, and remove it from the members of the inner one.'],
  verify: () => again,
  source: sources.app,
  example: { cycles: [['Plant Managers', 'Site Leads']] },
});

export const memberOfRule = defineFinding<{ readonly names: readonly string[] }>({
  id: 'nested.member-of-rule',
  severity: 'error',
  actor: 'Entra admin',
  title: ({ names }) => `${names.length === 1 ? 'An assigned group is' : `${groups(names.length)} assigned are`} filled by a memberOf rule`,
  cause: ({ names }) =>
    `The dynamic membership rule of ${named(names)} uses memberOf, a preview that flattens other groups. Notices say that it stopped updating on 2026-11-03.`,
  consequence: () =>
    'Who joins or leaves the groups it reads is no longer taken over: people keep access they should lose, and lack access they should have.',
  remedy: () => [
    'Compare the members of the group with those of the groups its rule names.',
    'Replace the rule: assign the groups themselves to the app, or use a rule on attributes of people.',
  ],
  verify: () => again,
  source: sources.entraMemberOf,
  example: { names: ['Foundry All Sites'] },
});

export const notProvisioned = defineFinding<{ readonly names: readonly string[]; readonly people: number }>({
  id: 'nested.not-security-enabled',
  severity: 'error',
  actor: 'Entra admin',
  title: ({ names }) => `${groups(names.length)} assigned ${names.length === 1 ? 'is' : 'are'} not security-enabled`,
  cause: (facts) =>
    `Entra provisions security-enabled groups only; ${named(facts.names)} ${facts.names.length === 1 ? 'is' : 'are'} not. ${people(facts.people)} in all.`,
  consequence: () => 'Entra does not create these groups in Foundry, and sends none of their members.',
  remedy: () => ['Assign a security group with the same members in its place.'],
  verify: () => again,
  source: sources.entraKnownIssues,
  example: { names: ['Announcements'], people: 48 },
});

export const unresolvedMembers = defineFinding<{ readonly members: number; readonly names: readonly string[] }>({
  id: 'nested.unresolved-members',
  severity: 'warning',
  actor: 'you',
  title: ({ members }) => `${number(members)} ${members === 1 ? 'member is' : 'members are'} neither a person nor a group of the snapshot`,
  cause: ({ names }) => `The members stand in ${named(names)}; the snapshot has no user and no group with their ids.`,
  consequence: () => 'They are counted nowhere: if they are people or groups, the numbers of lost people are too small.',
  remedy: () => [
    'Look at the ids in the group. Devices, contacts and service principals are fine.',
    'If they are people or groups, export users and groups again, whole, and import all files together.',
  ],
  verify: () => again,
  source: sources.app,
  example: { members: 4, names: ['Foundry Analysts'] },
});

export const hiddenMembers = defineFinding<{ readonly names: readonly string[] }>({
  id: 'nested.hidden-members',
  severity: 'warning',
  actor: 'Entra admin',
  title: ({ names }) => `The members of ${groups(names.length)} are hidden`,
  cause: ({ names }) => `${named(names)} ${names.length === 1 ? 'has' : 'have'} hidden membership, which the snapshot was not permitted to read.`,
  consequence: () => 'Nested groups below cannot be seen: an empty list is not an empty group.',
  remedy: () => ['Grant Member.Read.Hidden to the app that reads the directory, and take the snapshot again.'],
  verify: () => again,
  source: sources.entraProvisioning,
  example: { names: ['Works Council'] },
});

export const nameNotMatchable = defineFinding<{ readonly names: readonly string[] }>({
  id: 'nested.name-not-matchable',
  severity: 'warning',
  actor: 'Entra admin',
  title: ({ names }) =>
    `The ${names.length === 1 ? 'name of 1 group has' : `names of ${groups(names.length)} have`} characters that Entra cannot match`,
  cause: ({ names }) =>
    `Entra looks an existing group up by a filter on its name, which fails with quotes, backslashes and control characters: ${named(names)}.`,
  consequence: () => 'Entra does not find the group in Foundry, or does not synchronize it.',
  remedy: () => ['Rename the group in the directory, or match groups on externalId, which holds the object id.'],
  verify: () => again,
  source: sources.entraKnownIssues,
  example: { names: ['Quality "A"'] },
});

export const namesCollide = defineFinding<{ readonly names: readonly string[] }>({
  id: 'nested.names-collide',
  severity: 'error',
  actor: 'Entra admin',
  title: ({ names }) => `${names.length === 1 ? 'One name stands' : `${number(names.length)} names stand`} for several assigned groups`,
  cause: ({ names }) => `Assigned groups share a displayName, perhaps in another case: ${named(names)}. Entra matches groups by displayName.`,
  consequence: () => 'Two groups can merge into one in Foundry: the members of either get the access of both.',
  remedy: () => ['Rename one of the groups, or match groups on externalId, before the next provisioning cycle.'],
  verify: () => again,
  source: sources.entraScim,
  example: { names: ['Analysts'] },
});

export const assignmentsNotRead = defineFinding<{ readonly groups: number }>({
  id: 'nested.assignments-not-read',
  severity: 'info',
  actor: 'you',
  title: 'Which groups are assigned is not in this snapshot',
  cause: (facts) =>
    `The snapshot does not say which groups are assigned to the provisioning app, so all ${groups(facts.groups)} are taken as assigned.`,
  remedy: () => ['Give the column “assigned” in the file of groups, or take the snapshot from the identity provider with the app chosen.'],
  source: sources.app,
  example: { groups: 11 },
});

export const nothingAssigned = defineFinding<Record<string, never>>({
  id: 'nested.nothing-assigned',
  severity: 'error',
  actor: 'Entra admin',
  title: 'No group is assigned to the provisioning app',
  cause: () => 'The snapshot was read completely, and no group is assigned to the app that provisions into Foundry.',
  consequence: () => 'With the scope “assigned users and groups” a cycle succeeds and provisions no group.',
  remedy: () => ['Assign the groups that Foundry shall have to the enterprise app: Users and groups, Add user/group.'],
  verify: () => again,
  source: sources.entraProvisioning,
  example: {},
});

export const incomplete = defineFinding<{ readonly sets: readonly string[]; readonly notes: readonly string[] }>({
  id: 'nested.snapshot-incomplete',
  severity: 'warning',
  actor: 'you',
  title: 'The snapshot is not complete',
  cause: ({ sets, notes }) => `Not read whole: ${sets.join(', ')}. ${notes.join(' ')}`.trim(),
  consequence: () => 'What is listed is so; what is not listed may be so too. A group without nested groups here may have some.',
  remedy: () => ['Follow the note of each set, and take the snapshot again.'],
  verify: () => again,
  source: sources.app,
  example: { sets: ['memberships'], notes: ['Two groups have hidden members.'] },
});

export const ssoButNotScim = defineFinding<{ readonly people: number; readonly names: readonly string[] }>({
  id: 'nested.sso-not-scim',
  severity: 'warning',
  actor: 'Entra admin',
  title: (facts) => `${people(facts.people)} can sign in but ${facts.people === 1 ? 'is' : 'are'} not provisioned`,
  cause: ({ names }) => `They are assigned to the app for single sign-on, and not to the app that provisions: ${named(names)}.`,
  consequence: () => 'They get an account at their first login, outside of provisioning: nothing updates or disables it afterwards.',
  remedy: () => ['Assign the same groups to both enterprise apps.'],
  verify: () => again,
  source: sources.foundryEntra,
  example: { people: 7, names: ['Foundry Visitors'] },
});

export const scimButNoSso = defineFinding<{ readonly people: number; readonly names: readonly string[] }>({
  id: 'nested.scim-not-sso',
  severity: 'warning',
  actor: 'Entra admin',
  title: (facts) => `${people(facts.people)} ${facts.people === 1 ? 'is' : 'are'} provisioned but cannot sign in`,
  cause: ({ names }) => `They are assigned to the app that provisions, and not to the app for single sign-on: ${named(names)}.`,
  consequence: () => 'Their accounts exist in Foundry, and their login is refused by the identity provider.',
  remedy: () => ['Assign the same groups to both enterprise apps.'],
  verify: () => again,
  source: sources.foundryEntra,
  example: { people: 3, names: ['Plant Managers'] },
});
