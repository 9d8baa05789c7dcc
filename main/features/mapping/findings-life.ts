// Findings about what a mapping does over an account's life: leavers, deletions, later changes, and the app and settings around it.
import type { AppFacts } from '../../domain/mapping/judge-groups.ts';
import type { CreateOnly, Flow, Plain, Unread } from '../../domain/mapping/judge-life.ts';
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

export const activeMissing = defineFinding<Plain>({
  id: 'mapping.active-not-mapped',
  severity: 'error',
  actor: 'Entra admin',
  title: 'active is not mapped, so leavers are never disabled',
  cause: () => 'The mapping of people has no row for active.',
  consequence: () => 'Who leaves the company or loses the assignment stays active in Foundry until the account is deleted for good, if at all.',
  remedy: () => ['Map active to Switch([IsSoftDeleted], , "False", "True", "True", "False"), as a new app has it.'],
  verify: () => 'Provision on demand for an unassigned person shows active changing to false.',
  source: sources.entraLifeCycle,
  example: { detail: '' },
});

export const activeDeaf = defineFinding<Plain>({
  id: 'mapping.active-not-from-leavers',
  severity: 'error',
  actor: 'Entra admin',
  title: 'active does not turn false for a leaver',
  cause: ({ detail }) => `active is mapped, but ${detail}.`,
  consequence: () => 'People who are unassigned or deleted keep their access to Foundry.',
  remedy: () => [
    'Map active to Switch([IsSoftDeleted], , "False", "True", "True", "False"): Entra sets IsSoftDeleted for whoever is deleted, disabled or no longer in scope.',
  ],
  verify: () => 'Provision on demand for an unassigned person shows active changing to false.',
  source: sources.entraLifeCycle,
  example: { detail: '[accountEnabled] does not look at IsSoftDeleted' },
});

export const creates = defineFinding<Flow>({
  id: 'mapping.creates-off',
  severity: 'warning',
  actor: 'Entra admin',
  title: ({ object }) => `Creating ${object} is switched off`,
  cause: ({ object, flows }) => `The target object actions of ${object} are: ${flows}.`,
  consequence: ({ object }) => `Only ${object} that are in Foundry already are linked; new ones never arrive.`,
  remedy: ({ object }) => [`In the mapping of ${object}, tick Create among the target object actions, unless this is meant.`],
  source: sources.entraMapping,
  example: { object: 'people', flows: 'Update, Delete' },
});

export const updates = defineFinding<Flow>({
  id: 'mapping.updates-off',
  severity: 'error',
  actor: 'Entra admin',
  title: ({ object }) => `Updating ${object} is switched off`,
  cause: ({ object, flows }) => `The target object actions of ${object} are: ${flows}.`,
  consequence: ({ object }) =>
    object === 'groups'
      ? 'Later members do not reach Foundry, and removed ones stay.'
      : 'Leavers are not disabled and renames do not reach Foundry: both are updates.',
  remedy: ({ object }) => [`In the mapping of ${object}, tick Update among the target object actions.`],
  source: sources.entraLifeCycle,
  example: { object: 'people', flows: 'Create, Delete' },
});

export const deletes = defineFinding<Flow>({
  id: 'mapping.deletes-off',
  severity: 'warning',
  actor: 'Entra admin',
  title: ({ object }) => `Deleting ${object} is switched off`,
  cause: ({ object, flows }) => `The target object actions of ${object} are: ${flows}.`,
  consequence: ({ object }) =>
    `${object === 'people' ? 'People' : 'Groups'} deleted for good in Entra stay in Foundry and must be removed there by hand.`,
  remedy: ({ object }) => [
    `In the mapping of ${object}, tick Delete among the target object actions, unless accounts shall outlive the directory.`,
    'What Foundry does on a deletion is not documented: try it with one person first.',
  ],
  source: sources.entraLifeCycle,
  example: { object: 'people', flows: 'Create, Update' },
});

export const scopeSkipped = defineFinding<Plain>({
  id: 'mapping.out-of-scope-kept',
  severity: 'warning',
  actor: 'Entra admin',
  title: 'People who lose their assignment stay active',
  cause: () => 'SkipOutOfScopeDeletions is on: Entra does nothing to accounts of people who leave the scope.',
  consequence: () => 'Who is unassigned keeps access to Foundry; only a disabled or deleted person loses it.',
  remedy: () => [
    'Set SkipOutOfScopeDeletions to false through Microsoft Graph (servicePrincipals/{id}/synchronization/secrets), unless this is meant for a move.',
  ],
  source: sources.entraSkipDeletions,
  example: { detail: '' },
});

export const noJob = defineFinding<{ readonly app: string }>({
  id: 'mapping.no-job',
  severity: 'error',
  actor: 'Entra admin',
  title: 'The app has no provisioning job, so it has no mapping',
  cause: ({ app }) => `Entra knows the app ${app}, and it has no synchronization job.`,
  consequence: () => 'Nothing is provisioned by this app.',
  remedy: () => [
    'Check that the app is the one that provisions: single sign-on is often another app.',
    'Under Provisioning, enter the credentials and save: Entra then makes the job with its default mapping.',
  ],
  source: sources.entraScim,
  example: { app: '5d1f7a52-3c5e-4a53-9a3d-2f6c1a1f0b11' },
});

export const peopleOff = defineFinding<Plain>({
  id: 'mapping.people-not-mapped',
  severity: 'error',
  actor: 'IdP admin',
  title: 'People are not provisioned: their mapping is missing or switched off',
  cause: ({ detail }) => detail,
  consequence: () => 'Nobody is created, changed or disabled in Foundry.',
  remedy: () => ['Under Provisioning > Mappings, open the mapping of people and enable it.'],
  source: sources.entraMapping,
  example: { detail: 'It is switched off.' },
});

export const groupsOff = defineFinding<Plain>({
  id: 'mapping.groups-not-mapped',
  severity: 'warning',
  actor: 'Entra admin',
  title: 'Groups are not provisioned: their mapping is missing or switched off',
  cause: ({ detail }) => detail,
  consequence: () => 'Group memberships reach Foundry only with a sign-in, and not at all where groups are not imported from the identity provider.',
  remedy: () => ['Under Provisioning > Mappings, open the mapping of groups and enable it, if SCIM shall bring groups.'],
  source: sources.foundryEntra,
  example: { detail: 'It is switched off.' },
});

export const createOnly = defineFinding<CreateOnly>({
  id: 'mapping.only-at-creation',
  severity: 'error',
  actor: 'IdP admin',
  title: ({ targets }) => `${targets.join(', ')} is sent only while an account is created`,
  cause: ({ targets }) => `The mapping applies ${targets.join(', ')} only during object creation.`,
  consequence: () => 'A wrong value stays for good, and a corrected mapping mends nobody who exists already.',
  remedy: ({ targets }) => [`Set “Apply this mapping” of ${targets.join(', ')} to Always (in Okta: create and update).`],
  source: sources.entraMapping,
  example: { targets: ['externalId'] },
});

export const notEvaluatedHere = defineFinding<Unread>({
  id: 'mapping.expression-not-evaluated',
  severity: 'info',
  actor: 'you',
  title: ({ target }) => `What ${target} becomes cannot be worked out here`,
  cause: ({ expression, reason }) => `The expression ${expression} is not evaluated. ${reason}`,
  consequence: () => 'The simulation and the claim check say “not evaluated” for this value instead of guessing it.',
  remedy: () => [
    'Test the expression in Entra (Provisioning > Mappings > Expression builder), or compare one person by the claim check with the value typed in.',
  ],
  source: sources.entraExpressions,
  example: { target: 'externalId', expression: 'Word([displayName], 1, " ")', reason: 'This app does not evaluate Word.' },
});

export const untouched = defineFinding<Plain>({
  id: 'mapping.defaults-untouched',
  severity: 'warning',
  actor: 'IdP admin',
  title: 'The mapping is still as the identity provider fills it in',
  cause: ({ detail }) => `It sends ${detail} as externalId, which the identity provider fills in by itself.`,
  consequence: () => 'The defaults break Foundry’s rules: externalId must equal the Provider ID of sign-in and come first in matching.',
  remedy: () => [
    'In Foundry’s Control Panel, note which claim is mapped to the ID (Provider ID).',
    'Map externalId to the source of that claim; in Entra also match by externalId first and userName second.',
  ],
  verify: () => 'The check of the mapping, told the Provider ID’s claim, finds nothing.',
  source: sources.foundryEntra,
  example: { detail: 'the mail nickname' },
});

export const galleryApp = defineFinding<AppFacts>({
  id: 'mapping.gallery-app',
  severity: 'error',
  actor: 'Entra admin',
  title: 'The gallery app cannot provision into Foundry',
  cause: ({ detail }) => `${detail} Entra’s gallery app “Palantir Foundry” has no SCIM.`,
  consequence: () => 'Nothing is provisioned by it, whatever the mapping says.',
  remedy: () => [
    'Make a second enterprise app that is not from the gallery, set up SCIM there, and leave single sign-on in the first one.',
    'Assign the same people and groups to both.',
  ],
  source: sources.foundryEntra,
  example: { detail: 'The job was made from the template “palantirFoundry”.' },
});

export const oldKindOfJob = defineFinding<AppFacts>({
  id: 'mapping.old-job',
  severity: 'warning',
  actor: 'Entra admin',
  title: 'The provisioning job is of the old kind, which does not heed the flag',
  cause: () => 'The job’s id begins with customappsso; aadOptscim062020 works on jobs whose id begins with scim.',
  consequence: () => 'Entra sends the older PATCH form, with which removing a member or disabling a person can fail.',
  remedy: () => [
    'Delete the job through Microsoft Graph and start a new one from the template scim, or make a new enterprise app.',
    'Keep a copy of the schema first: the new job begins with the defaults.',
  ],
  source: sources.entraFlag,
  example: { detail: '' },
});

export const oidcSignOn = defineFinding<AppFacts>({
  id: 'mapping.oidc-sign-on',
  severity: 'warning',
  actor: 'Palantir Support',
  title: 'SCIM beside OIDC needs Palantir Support',
  cause: () => 'Single sign-on uses OIDC; for SCIM Foundry documents the steps for SAML only and asks to be contacted for OIDC.',
  consequence: () => 'Which claim is the Provider ID, and what externalId must be, is not written down anywhere.',
  remedy: () => [
    'Open a case with Palantir Support before people are provisioned, and ask which claim is the Provider ID.',
    'Compare one person by the claim check.',
  ],
  source: sources.foundryEntra,
  example: { detail: '' },
});

export const flagMissing = defineFinding<AppFacts>({
  id: 'mapping.flag-missing',
  severity: 'error',
  actor: 'Entra admin',
  title: 'The Tenant URL lacks the flag aadOptscim062020',
  cause: () => 'Foundry requires ?aadOptscim062020 at the end of Entra’s Tenant URL.',
  consequence: () => 'Entra sends disabling and removals in a form that does not follow the standard, and they can fail.',
  remedy: () => ['Under Provisioning > Admin credentials, append ?aadOptscim062020 to the Tenant URL, test the connection and save.'],
  verify: () => 'The Tenant URL ends with /v2/?aadOptscim062020.',
  source: sources.foundryEntra,
  example: { detail: '' },
});
