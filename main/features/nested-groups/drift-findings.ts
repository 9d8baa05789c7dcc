// What a comparison of the directory with the target leads to.
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

const number = (value: number) => value.toLocaleString('en-US');
const again = 'Take both snapshots again after the next cycle: this is no longer listed.';
const listed = (names: readonly string[]) =>
  names.length > 5
    ? `${names
        .slice(0, 5)
        .map((name) => `“${name}”`)
        .join(', ')} and ${number(names.length - 5)} more`
    : names.map((name) => `“${name}”`).join(', ');

export const membersMissing = defineFinding<{ readonly members: number; readonly groups: readonly string[]; readonly largest: number }>({
  id: 'drift.members-missing',
  severity: 'error',
  actor: 'Entra admin',
  title: ({ members }) => `${number(members)} ${members === 1 ? 'membership is' : 'memberships are'} missing in the target`,
  cause: ({ groups }) => `The directory has them as direct members, and the target’s groups do not: ${listed(groups)}.`,
  consequence: () => 'Entra never reads members back, so it does not notice: these people lack access until the membership is sent again.',
  remedy: ({ largest }) => [
    ...(largest <= 5 ? ['Provision the group on demand with these members (up to five at a time; the job must be stopped for it).'] : []),
    ...(largest > 5 && largest <= 50 ? ['Remove the members from the group in the directory, wait for a cycle, and add them again.'] : []),
    ...(largest > 50 ? ['Restart provisioning: the initial cycle sends all memberships again, which can take hours.'] : []),
    'Look into the provisioning log for errors of these people first: what fails once fails again.',
  ],
  verify: () => again,
  source: sources.entraScim,
  example: { members: 7, groups: ['Foundry Analysts'], largest: 7 },
});

export const membersExtra = defineFinding<{ readonly members: number; readonly groups: readonly string[] }>({
  id: 'drift.members-extra',
  severity: 'error',
  actor: 'Foundry authentication administrator',
  title: ({ members }) => `${number(members)} ${members === 1 ? 'membership' : 'memberships'} in the target should not be there`,
  cause: ({ groups }) => `The target’s groups have members that the directory does not have as enabled, direct members: ${listed(groups)}.`,
  consequence: () => 'These people keep the access of the group. Entra does not see it, and removes only members it knows to have sent.',
  remedy: () => [
    'If a login wrote them: Foundry imports groups at login while “Import user groups from the identity provider” is ticked. Untick it, or accept them.',
    'Else add the person to the group in the directory, wait for a cycle, and remove them again: Entra then sends the removal.',
  ],
  verify: () => again,
  source: sources.foundryFaq,
  example: { members: 2, groups: ['Foundry Analysts'] },
});

export const groupsAbsent = defineFinding<{ readonly groups: readonly string[] }>({
  id: 'drift.group-absent',
  severity: 'error',
  actor: 'Entra admin',
  title: ({ groups }) => `${groups.length === 1 ? 'An assigned group is' : `${number(groups.length)} assigned groups are`} not in the target`,
  cause: ({ groups }) => `The target has no group with the externalId or the name of ${listed(groups)}.`,
  consequence: () => 'Nobody has the access of these groups by provisioning.',
  remedy: () => [
    'Look the group up in the provisioning log, and provision it on demand to see the error.',
    'Check that the mapping of groups is enabled.',
  ],
  verify: () => again,
  source: sources.foundryEntra,
  example: { groups: ['Foundry Builders'] },
});

export const groupNaming = defineFinding<{ readonly groups: readonly string[]; readonly first: string }>({
  id: 'drift.group-naming',
  severity: 'error',
  actor: 'Entra admin',
  title: ({ groups }) =>
    `${groups.length === 1 ? 'A group is' : `${number(groups.length)} groups are`} named otherwise than the groups claim names ${groups.length === 1 ? 'it' : 'them'}`,
  cause: ({ groups, first }) => `${first} So it is with ${listed(groups)}.`,
  consequence: () => 'A login makes a second group beside the provisioned one, and after a rename members can be kept from logging in.',
  remedy: () => ['Map both displayName and externalId of groups to the value the groups claim sends.'],
  verify: () => again,
  source: sources.foundryEntra,
  example: { groups: ['Foundry Analysts'], first: 'externalId is not set in the target, and the groups claim sends “Foundry Analysts”.' },
});

export const groupsLeftBehind = defineFinding<{ readonly groups: readonly string[] }>({
  id: 'drift.group-left-behind',
  severity: 'warning',
  actor: 'Foundry authentication administrator',
  title: ({ groups }) =>
    `${groups.length === 1 ? 'A provisioned group of the target has' : `${number(groups.length)} provisioned groups of the target have`} no assigned group`,
  cause: ({ groups }) => `They have an externalId, so an identity provider made them, and no assigned group stands for them: ${listed(groups)}.`,
  consequence: () => 'Their members keep the access, and no cycle changes them any more.',
  remedy: () => ['Assign the group to the app again, or delete the group in the target once nobody needs it.'],
  verify: () => again,
  source: sources.entraProvisioning,
  example: { groups: ['Foundry Pilot 2024'] },
});

export const notJudged = defineFinding<{ readonly sets: readonly string[] }>({
  id: 'drift.not-judged',
  severity: 'warning',
  actor: 'you',
  title: 'Not everything was read, so not everything is judged',
  cause: ({ sets }) => `Not complete: ${sets.join(', ')}.`,
  consequence: () =>
    'What the target lacks is told only when all of the target was read, and what it has too much only when all of the directory was.',
  remedy: () => ['Follow the note of the set in the Directory screen, and take that snapshot again.'],
  verify: () => again,
  source: sources.app,
  example: { sets: ['memberships of “Foundry” (partial)'] },
});
