// Findings of the claim check: each difference between what a sign-in carried and what SCIM would send for the same person.
import type { ClaimComparison } from '../../../contract/mapping.ts';
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

export interface Differs {
  readonly claim: string;
  readonly relation: ClaimComparison['relation'];
  readonly detail: string;
}

const howTold: Readonly<Partial<Record<ClaimComparison['relation'], string>>> = {
  case: 'by upper and lower case',
  blanks: 'by blanks',
  invisible: 'by invisible characters',
  normalization: 'by the way a letter is written',
};
const difference: Differs = { claim: 'NameID', relation: 'case', detail: 'They differ by upper and lower case, and are compared exactly.' };

export const providerIdDiffers = defineFinding<Differs>({
  id: 'claims.provider-id-differs',
  severity: 'error',
  actor: 'IdP admin',
  title: ({ relation }) => {
    const how = howTold[relation];
    return how === undefined
      ? 'Sign-in and SCIM give this person two Provider IDs'
      : `Sign-in and SCIM give this person two Provider IDs: they differ ${how}`;
  },
  cause: ({ claim, detail }) => `The sign-in’s ${claim} is not what SCIM sends as externalId. ${detail}`,
  consequence: () => 'Foundry refuses the sign-in: “Cannot complete login for your user … username is already being used”.',
  remedy: ({ relation, claim }) => [
    relation === 'different'
      ? `In the provisioning app, map externalId to the source of ${claim}.`
      : `Make both from the same attribute by the same expression: ${claim} and externalId differ only ${howTold[relation] ?? ''}.`,
    'Leave Foundry’s ID mapping of a provider in use as it is: a change gives everybody a new, empty account.',
    'Wait for a cycle, then check this person again.',
  ],
  verify: () => 'This check shows the Provider ID as equal.',
  source: sources.foundryFaq,
  example: difference,
});

export const providerIdMissing = defineFinding<{ readonly wanted: string }>({
  id: 'claims.provider-id-missing',
  severity: 'error',
  actor: 'IdP admin',
  title: 'The sign-in carries no Provider ID',
  cause: ({ wanted }) => `There is no ${wanted} among what the sign-in carried.`,
  consequence: () => 'Foundry cannot tell who signs in.',
  remedy: () => [
    'In Foundry’s Control Panel, look which claim is mapped to the ID, and name it here.',
    'If that claim is missing for this person, fill the attribute behind it.',
  ],
  source: sources.foundryTestLogin,
  example: { wanted: 'claim named NameID' },
});

export const providerIdSeveral = defineFinding<{ readonly claim: string; readonly count: number }>({
  id: 'claims.provider-id-several',
  severity: 'error',
  actor: 'IdP admin',
  title: ({ claim, count }) => `${claim} has ${count} values, and a person has one Provider ID`,
  cause: ({ claim }) => `The claim ${claim} is made from something with several values.`,
  consequence: () => 'Which of them Foundry takes is not documented, and it can change from one sign-in to the next.',
  remedy: () => ['Make the claim from an attribute with one value, and map externalId to the same.'],
  source: sources.foundryTestLogin,
  example: { claim: 'employeeNumber', count: 2 },
});

export const nameIdChanges = defineFinding<{ readonly format: string }>({
  id: 'claims.name-id-not-sendable',
  severity: 'error',
  actor: 'IdP admin',
  title: ({ format }) => `The NameID is ${format}: SCIM cannot send it`,
  cause: ({ format }) =>
    format === 'transient'
      ? 'A transient NameID is another one at each sign-in.'
      : 'A persistent NameID is made for each app and stands in no attribute of the directory.',
  consequence: () => 'No externalId can equal it, so whoever SCIM creates cannot sign in.',
  remedy: () => [
    'Before anybody uses the provider: let the NameID come from a lasting attribute with the format unspecified, or map Foundry’s ID to another claim.',
    'On a provider in use, ask Palantir Support first.',
  ],
  source: sources.foundryProviderUpdate,
  example: { format: 'transient' },
});

export const userNameDiffers = defineFinding<Differs>({
  id: 'claims.user-name-differs',
  severity: 'warning',
  actor: 'IdP admin',
  title: ({ relation }) =>
    `Sign-in and SCIM give this person two user names${howTold[relation] === undefined ? '' : `: they differ ${howTold[relation]}`}`,
  cause: ({ claim, detail }) => `The sign-in’s ${claim} is not what SCIM sends as userName. ${detail}`,
  consequence: () => 'The user name in Foundry changes with each sign-in and each cycle, and people made beforehand by user name are not found.',
  remedy: ({ claim }) => [`Map userName to the source of ${claim}, or map Foundry’s Username to the claim that carries what SCIM sends.`],
  verify: () => 'This check shows the userName as equal.',
  source: sources.foundryUsers,
  example: { ...difference, claim: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name' },
});

interface GroupsFacts {
  readonly claim: string;
  readonly names: readonly string[];
}

const listed = (names: readonly string[]) => `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
const groups = (count: number) => (count === 1 ? '1 group' : `${count} groups`);
const exampleGroups: GroupsFacts = { claim: 'groups', names: ['Analysts', 'Engineers'] };

export const groupsLost = defineFinding<GroupsFacts>({
  id: 'claims.groups-only-at-sign-in',
  severity: 'warning',
  actor: 'IdP admin',
  title: ({ names }) => `${groups(names.length)} of this person ${names.length === 1 ? 'comes' : 'come'} only with a sign-in`,
  cause: ({ claim, names }) => `The claim ${claim} carries ${listed(names)}, which SCIM would not send for this person.`,
  consequence: () => 'With SCIM alone the person loses these groups; with groups imported at sign-in they come back until the next SCIM update.',
  remedy: () => [
    'Assign these groups to the provisioning app, with the person as a direct member: nested groups are not provisioned.',
    'See the nested groups of the directory for everybody it concerns.',
  ],
  source: sources.foundryFaq,
  example: exampleGroups,
});

export const groupsGained = defineFinding<GroupsFacts>({
  id: 'claims.groups-only-by-scim',
  severity: 'info',
  actor: 'IdP admin',
  title: ({ names }) => `${groups(names.length)} of this person ${names.length === 1 ? 'comes' : 'come'} only by SCIM`,
  cause: ({ claim, names }) => `SCIM would send ${listed(names)}, which the claim ${claim} does not carry.`,
  consequence: () => 'While groups are imported at sign-in, a sign-in can take them away again until the next SCIM update.',
  remedy: () => ['Look at the groups claim’s filter and at which groups it sends, or let SCIM alone drive groups.'],
  source: sources.foundryFaq,
  example: exampleGroups,
});

export const groupsWritten = defineFinding<GroupsFacts & { readonly detail: string }>({
  id: 'claims.groups-written-differently',
  severity: 'error',
  actor: 'IdP admin',
  title: ({ names }) => `${groups(names.length)} are written differently at sign-in and by SCIM`,
  cause: ({ names, detail }) => `${listed(names)}: ${detail}`,
  consequence: () => 'Foundry keeps two groups where one is meant, and permissions given to one do not reach members of the other.',
  remedy: () => ['Map displayName and externalId of groups to exactly what the groups claim carries.'],
  verify: () => 'This check shows these groups as equal.',
  source: sources.foundryEntra,
  example: { ...exampleGroups, names: ['Analysts'], detail: 'They differ by upper and lower case, and are compared exactly.' },
});

export const groupsOverage = defineFinding<{ readonly mark: string }>({
  id: 'claims.groups-overage',
  severity: 'error',
  actor: 'Entra admin',
  title: 'The sign-in carries a link instead of the groups: the person is in too many',
  cause: ({ mark }) => `The claim ${mark} stands where the groups should be: Entra leaves the list out above 150 groups in SAML and 200 in a JWT.`,
  consequence: () => 'Foundry sees no groups at this sign-in, and may take away those the person had.',
  remedy: () => [
    'In the groups claim, choose “Groups assigned to the application”, or filter the groups by name.',
    'Or untick “Import user groups from the identity provider” in Foundry and let SCIM alone drive groups.',
  ],
  verify: () => 'A test sign-in of this person shows the groups themselves.',
  source: sources.entraGroupClaims,
  example: { mark: 'http://schemas.microsoft.com/claims/groups.link' },
});

export const groupsAbsent = defineFinding<{ readonly wanted: string }>({
  id: 'claims.groups-missing',
  severity: 'info',
  actor: 'IdP admin',
  title: 'The sign-in carries no groups',
  cause: ({ wanted }) => `There is no ${wanted} among what the sign-in carried, and SCIM would send groups for this person.`,
  consequence: () => 'Groups come by SCIM alone, which is fine when that is meant and Foundry does not import groups at sign-in.',
  remedy: () => ['Untick “Import user groups from the identity provider” in Foundry if groups shall come by SCIM alone, or add a groups claim.'],
  source: sources.foundryFaq,
  example: { wanted: 'groups claim' },
});

export const encrypted = defineFinding<Record<string, never>>({
  id: 'claims.encrypted',
  severity: 'error',
  actor: 'you',
  title: 'The assertion is encrypted and cannot be read here',
  cause: () => 'The response holds an EncryptedAssertion, which only Foundry’s key opens.',
  remedy: () => ['In Foundry’s Control Panel, make a test login for the provider and paste the attributes that it shows.'],
  source: sources.foundryTestLogin,
  example: {},
});

export const refused = defineFinding<{ readonly status: string }>({
  id: 'claims.sign-in-refused',
  severity: 'error',
  actor: 'IdP admin',
  title: 'The identity provider refused this sign-in',
  cause: ({ status }) => `The response’s status is ${status.replace(/\.$/, '')}.`,
  consequence: () => 'There is nothing to compare: the response carries nobody.',
  remedy: () => [
    'Look for this person in the sign-in log of the identity provider, mend what it names, and take a response of a sign-in that worked.',
  ],
  source: sources.foundryTestLogin,
  example: { status: 'Requester, RequestDenied' },
});

export const unreadable = defineFinding<{ readonly reason: string }>({
  id: 'claims.unreadable',
  severity: 'error',
  actor: 'you',
  title: 'This text is neither attributes of a sign-in nor a SAML response',
  cause: ({ reason }) => reason,
  remedy: () => [
    'In Foundry’s Control Panel, make a test login and paste the received attributes, as JSON or as lines “name: value”.',
    'Or paste the SAML response, as XML or as the base64 text of the form field SAMLResponse.',
  ],
  source: sources.foundryTestLogin,
  example: { reason: 'No attribute was found in the text.' },
});
