// Findings about the values a mapping sends: Foundry's two identifiers and the groups' two against the claims of the sign-in.
import type { AppFacts, GroupValues } from '../../domain/mapping/judge-groups.ts';
import type { Listed, MadeUp, Matching, Missing, SharedValues, SourceDiffers, Unstable } from '../../domain/mapping/judge-people.ts';
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

const keepProviderId =
  'Do not change Foundry’s Provider ID mapping of a provider in use: every person would get a new, empty account at the next sign-in.';
const whereClaim =
  'In Foundry’s Control Panel, open the attribute mapping of the authentication provider and note which claim is mapped to the ID (Provider ID).';
const initialCycle =
  'Saving a changed mapping starts an initial cycle. It corrects values in place; it does not look up again who is linked already.';

export const externalIdDiffers = defineFinding<SourceDiffers>({
  id: 'mapping.external-id-not-provider-id',
  severity: 'error',
  actor: 'IdP admin',
  title: 'externalId is not what sign-in sends as Provider ID',
  cause: ({ mapped, claim }) => `SCIM’s externalId comes from ${mapped}, but the sign-in’s claim for Foundry’s ID comes from ${claim}.`,
  consequence: () =>
    'Whoever SCIM creates cannot sign in: Foundry says “Cannot complete login for your user” because two Provider IDs claim one user name.',
  remedy: ({ claim }) => [
    whereClaim,
    `In the provisioning app, map externalId to ${claim}, written exactly as the claim is made.`,
    keepProviderId,
    initialCycle,
  ],
  verify: () => 'The claim check of one person shows equal values for the Provider ID.',
  source: sources.foundryEntra,
  example: { target: 'externalId', mapped: '[mailNickname]', claim: 'employeeId' },
});

export const userNameDiffers = defineFinding<SourceDiffers>({
  id: 'mapping.user-name-differs',
  severity: 'warning',
  actor: 'IdP admin',
  title: 'userName is not what sign-in sends as Username',
  cause: ({ mapped, claim }) => `SCIM’s userName comes from ${mapped}, but the sign-in’s claim for Foundry’s Username comes from ${claim}.`,
  consequence: () => 'A person has one user name after SCIM and another after a sign-in, and people made beforehand by user name are not found.',
  remedy: ({ claim }) => [`Map userName to ${claim}, or map Foundry’s Username to the claim that carries what SCIM sends.`, initialCycle],
  verify: () => 'The claim check of one person shows equal user names.',
  source: sources.foundryEntra,
  example: { target: 'userName', mapped: '[mail]', claim: 'userPrincipalName' },
});

export const providerIdMadeUp = defineFinding<MadeUp>({
  id: 'mapping.provider-id-not-sendable',
  severity: 'error',
  actor: 'Foundry authentication administrator',
  title: ({ claim }) => `SCIM cannot send what ${claim} carries`,
  cause: ({ reason }) => reason,
  consequence: () => 'No mapping of externalId can equal the Provider ID, so whoever SCIM creates cannot sign in.',
  remedy: () => [
    'Before anybody uses the provider: add a claim with a lasting attribute (object id, employee id) and map Foundry’s ID to it.',
    'On a provider in use, ask Palantir Support first: a changed ID mapping gives every person a new, empty account.',
  ],
  verify: () => 'A test sign-in shows the value of that attribute as the ID.',
  source: sources.foundryProviderUpdate,
  example: { claim: 'sub', reason: 'The claim sub is made for each person and app: no attribute of the directory holds it, so SCIM cannot send it.' },
});

export const providerIdUnstable = defineFinding<Unstable>({
  id: 'mapping.provider-id-not-stable',
  severity: 'warning',
  actor: 'IdP admin',
  title: ({ attribute }) => `The Provider ID changes with the person’s name (${attribute})`,
  cause: ({ attribute, why }) => `Foundry’s Provider ID is made from ${attribute}. ${why}`,
  consequence: () => 'Who signs in after a rename and before the next cycle is refused or becomes a new, empty account.',
  remedy: () => [
    'Before anybody uses the provider: choose an attribute that stays, such as the object id or the employee id, for the claim and for externalId alike.',
    'On a provider in use, leave it and rename people only when a cycle can finish before they sign in; moving to another ID goes through Palantir.',
  ],
  verify: () => 'The simulation of the mapping shows an attribute that stays on a rename.',
  source: sources.foundryEntra,
  example: { attribute: 'userPrincipalName', why: 'It is made from the name and the domain: a marriage or a new domain changes it.' },
});

export const wrongMatching = defineFinding<Matching>({
  id: 'mapping.matching-order',
  severity: 'error',
  actor: 'Entra admin',
  title: 'People are not looked up by externalId first and userName second',
  cause: ({ order }) =>
    order.length === 0
      ? 'No attribute is used for matching.'
      : `Entra looks people up by ${order.join(', then ')}; Foundry wants externalId first and userName second.`,
  consequence: () => 'A renamed person is not found and is created once more, or is linked to somebody else’s account.',
  remedy: () => [
    'In the mapping of people, edit externalId: match objects using this attribute, matching precedence 1.',
    'Edit userName: match objects using this attribute, matching precedence 2.',
    'Take every other attribute out of matching.',
    initialCycle,
  ],
  verify: () => 'The schema shows matchingPriority 1 for externalId, 2 for userName and 0 for all others.',
  source: sources.foundryEntra,
  example: { order: ['userName'] },
});

export const sharedMatching = defineFinding<SharedValues>({
  id: 'mapping.matching-not-unique',
  severity: 'error',
  actor: 'IdP admin',
  title: ({ target }) => `${target} is used for matching and is not one person’s alone`,
  cause: ({ target, attribute, why }) => `${target} comes from ${attribute}. ${why}`,
  consequence: () => 'The identity provider links people to the wrong account, or stops with DuplicateSourceEntries or DuplicateTargetEntries.',
  remedy: () => ['Map a value that each person has alone: the object id, or an employee id that the personnel system keeps unique.', initialCycle],
  verify: () => 'The simulation shows nobody who shares a value.',
  source: sources.entraMapping,
  example: { target: 'externalId', attribute: 'displayName', why: 'It is the name.' },
});

export const requiredMissing = defineFinding<Missing>({
  id: 'mapping.required-missing',
  severity: 'error',
  actor: 'IdP admin',
  title: ({ object, targets }) => `The mapping of ${object} does not send ${targets.join(', ')}`,
  cause: ({ object, targets }) => `The mapping of ${object} has no row for ${targets.join(', ')}, which Foundry or the schema itself needs.`,
  consequence: () => 'Creating fails, or groups arrive without members and people without the value that sign-in looks for.',
  remedy: ({ targets }) => [`Add ${targets.join(', ')} to the mapping.`, initialCycle],
  verify: () => 'The provisioning log shows them among the changed properties.',
  source: sources.foundryEntra,
  example: { object: 'groups', targets: ['members'] },
});

export const syncedMissing = defineFinding<Listed>({
  id: 'mapping.synced-not-mapped',
  severity: 'info',
  actor: 'IdP admin',
  title: ({ targets }) => `Foundry would take ${targets.join(', ')}, and it is not sent`,
  cause: ({ targets }) => `The mapping of people has no row for ${targets.join(', ')}.`,
  consequence: () => 'People have no name or mail address in Foundry until they sign in.',
  remedy: ({ targets }) => [`Map ${targets.join(', ')} if people should be found by it before their first sign-in.`],
  source: sources.foundryEntra,
  example: { targets: ['emails'] },
});

export const loginOnlyMapped = defineFinding<Listed>({
  id: 'mapping.login-only-attributes',
  severity: 'info',
  actor: 'IdP admin',
  title: ({ targets }) =>
    `${targets.length} mapped ${targets.length === 1 ? 'attribute reaches' : 'attributes reach'} Foundry only at the next sign-in`,
  cause: ({ targets }) =>
    `Foundry takes userName, externalId, active, displayName, emails and name by SCIM; ${targets.slice(0, 8).join(', ')}${targets.length > 8 ? ` and ${targets.length - 8} more` : ''} ${targets.length === 1 ? 'waits' : 'wait'} for a sign-in.`,
  consequence: () => 'Organization rules that look at these attributes find nothing when SCIM creates a person.',
  remedy: () => ['Take them out of the mapping, or leave them and do not build organization rules on them.'],
  source: sources.foundryEntra,
  example: { targets: ['title', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department'] },
});

export const groupValuesDiffer = defineFinding<GroupValues>({
  id: 'mapping.group-values-differ',
  severity: 'error',
  actor: 'Entra admin',
  title: ({ claim, differing }) =>
    claim === null
      ? 'displayName and externalId of groups have different sources'
      : `${differing.map(({ target }) => target).join(' and ')} of groups is not what the groups claim sends`,
  cause: ({ claim, differing }) => {
    const mapped = differing.map((row) => `${row.target} from ${row.mapped}`).join(' and ');
    return claim === null
      ? `Groups send ${mapped}; Foundry wants the groups claim’s value in both, so one of them is wrong whatever the claim carries.`
      : `Groups send ${mapped}, but the groups claim carries ${claim}.`;
  },
  consequence: () =>
    'SCIM and sign-in fill two different groups in Foundry, and after a rename of the group its members may be kept from signing in.',
  remedy: () => [
    'In the app of single sign-on, open Attributes & Claims > groups and note the source attribute: it stays as it is.',
    'In the mapping of groups, map displayName and externalId both to that attribute.',
    initialCycle,
  ],
  verify: () => 'A group shows the same value as its displayName, as its externalId and in the claims of a test sign-in.',
  source: sources.foundryEntra,
  example: { claim: 'the display name', differing: [{ target: 'externalId', mapped: '[mailNickname]' }] },
});

export const groupNamesNotSent = defineFinding<AppFacts>({
  id: 'mapping.group-names-not-sent',
  severity: 'warning',
  actor: 'Entra admin',
  title: 'The groups claim cannot carry names of groups made in the cloud',
  cause: ({ detail }) =>
    `The claim is set to ${detail} with display names; Entra sends display names of cloud groups only for “Groups assigned to the application”.`,
  consequence: () => 'A sign-in names these groups otherwise than SCIM, or not at all, and Foundry keeps two groups where one is meant.',
  remedy: () => [
    'See in a test sign-in what the groups claim carries for a group made in the cloud.',
    'Choose “Groups assigned to the application” for display names, or the group id as source attribute, before anybody uses the groups; then map SCIM’s groups to the same.',
  ],
  source: sources.entraGroupClaims,
  example: { detail: 'security groups' },
});
