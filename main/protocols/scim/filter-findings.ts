// What filters and look-ups can show about a SCIM server: shared by everything that asks for one person before it writes.
// The rows stand here, and not with a feature, because the connection test and the test sync conclude the same from the same answers.
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

type Resource = 'Users' | 'Groups';

export const probeUnmatchedFilter404 = defineFinding<{ readonly attribute: string; readonly resource: Resource }>({
  id: 'probe.unmatched-filter-404',
  severity: 'error',
  actor: 'server owner',
  title: 'A filter that matches nobody is answered 404',
  cause: ({ attribute, resource }) =>
    `For a filter on ${attribute} of ${resource} that matches nothing the server answers 404 instead of 200 with an empty list.`,
  consequence: () =>
    'Entra’s “Test connection” fails with CredentialValidationUnavailable, and each cycle stops before it begins. Okta accepts the 404.',
  remedy: () => [
    'Make the server answer 200 with totalResults 0 and no resources (RFC 7644 section 3.4.2).',
    'If a proxy or gateway turns empty lists into 404, switch that off for the SCIM path.',
  ],
  verify: () => 'Run the test again; Entra’s question is answered 200 with an empty list.',
  source: sources.entraScim,
  example: { attribute: 'externalId', resource: 'Users' },
});

export const filterIgnored = defineFinding<{ readonly attribute: string; readonly resource: Resource }>({
  id: 'filter.ignored',
  severity: 'error',
  actor: 'server owner',
  title: 'The server ignores filters',
  cause: ({ attribute, resource }) => `A filter on ${attribute} of ${resource} brings others than those it names.`,
  consequence: () =>
    'An identity provider that looks for one person gets another, and would overwrite that person’s account or stop with an error (MultipleEntriesInResponse).',
  remedy: () => [
    'Until this is mended, provisioning must not be started, or must be stopped.',
    'Make the server apply the filter parameter, and answer 400 with scimType invalidFilter where it cannot.',
    'Check that no proxy or gateway drops the query of the request.',
  ],
  verify: () => 'Run the test again; a filter finds exactly the user it names.',
  source: sources.rfc7644,
  example: { attribute: 'externalId', resource: 'Users' },
});

export const filterExternalIdRefused = defineFinding<{ readonly seen: string }>({
  id: 'filter.external-id-refused',
  severity: 'error',
  actor: 'server owner',
  title: 'The server cannot filter on externalId',
  cause: ({ seen }) => `A filter on externalId is refused: ${seen}.`,
  consequence: () => 'With externalId matched first, as Foundry asks for, Entra’s “Test connection” fails with CredentialValidationFailure.',
  remedy: () => [
    'Make the server accept filter=externalId eq "..." on Users.',
    'Until then the identity provider may match on userName, if you agree: tell its administrator. Foundry asks for externalId first and userName second.',
  ],
  verify: () => 'Run the test again; Entra’s question is answered 200 with an empty list.',
  source: sources.entraValidation,
  example: { seen: 'answered 400 (invalidFilter)' },
});

export const filterRefused = defineFinding<{ readonly attribute: string; readonly resource: Resource; readonly seen: string }>({
  id: 'filter.refused',
  severity: 'error',
  actor: 'server owner',
  title: ({ attribute, resource }) => `The server cannot filter ${resource} on ${attribute}`,
  cause: ({ attribute, resource, seen }) => `A filter on ${attribute} of ${resource} is refused: ${seen}.`,
  consequence: ({ attribute }) =>
    `The identity provider looks for existing entries by ${attribute} before it makes one; without an answer it makes none.`,
  remedy: ({ attribute, resource }) => [`Make the server accept filter=${attribute} eq "..." on ${resource}.`],
  verify: () => 'Run the test again; the filter is answered 200.',
  source: sources.rfc7644,
  example: { attribute: 'displayName', resource: 'Groups', seen: 'answered 400 (invalidFilter)' },
});

export const filterNoMatch = defineFinding<{ readonly attribute: string }>({
  id: 'filter.no-match',
  severity: 'error',
  actor: 'server owner',
  title: 'A filter does not find a user who is there',
  cause: ({ attribute }) => `A user who is there is not found by a filter on their own ${attribute}.`,
  consequence: () => 'The identity provider takes the person for new and tries to make the account again: a 409 conflict each time, or a duplicate.',
  remedy: ({ attribute }) => [
    `Make filter=${attribute} eq "..." find every user that the list shows.`,
    'Check how the server reads the encoded filter: %20 for a blank, %22 for a quotation mark, %2B for a plus sign.',
  ],
  verify: () => 'Run the test again; a filter finds exactly the user it names.',
  source: sources.rfc7644,
  example: { attribute: 'userName' },
});

export const filterUserNameCase = defineFinding<Record<string, never>>({
  id: 'filter.user-name-case',
  severity: 'error',
  actor: 'server owner',
  title: 'userName is compared with case',
  cause: () =>
    'A user is found by its userName and not by the same userName in another case. RFC 7643 section 4.1.1 makes userName case-insensitive.',
  consequence: () =>
    'A person whose user name is written differently in the identity provider is not found, and gets a 409 conflict or a second account.',
  remedy: () => [
    'Make the server compare userName without case, in filters and when it checks for duplicates.',
    'Until then make sure that the identity provider writes every user name as the server has it.',
  ],
  verify: () => 'Run the test again; userName is found in another case.',
  source: sources.rfc7643,
  example: {},
});

export const groupsEndpointMissing = defineFinding<{ readonly seen: string }>({
  id: 'groups.endpoint-missing',
  severity: 'error',
  actor: 'server owner',
  title: 'The server has no Groups endpoint',
  cause: ({ seen }) => `Asked for its list of groups, the server ${seen}.`,
  consequence: () => 'Group provisioning is impossible, and Entra’s “Test connection” has been seen to fail on servers without groups.',
  remedy: () => [
    'Offer Groups, at least with an empty list.',
    'If groups are never to be provisioned, switch off the group mapping in Entra, test the connection there, and enter the result in the second column of the connection test.',
  ],
  verify: () => 'Run the connection test again; the list of groups is answered 200.',
  source: sources.entraScim,
  example: { seen: 'answered 404' },
});

export const filterFindings = [
  probeUnmatchedFilter404,
  filterIgnored,
  filterExternalIdRefused,
  filterRefused,
  filterNoMatch,
  filterUserNameCase,
  groupsEndpointMissing,
] as const;
