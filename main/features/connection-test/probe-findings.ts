// Findings of the questions asked of the SCIM server: discovery, groups, lists, paging. Those about filters live with protocols/scim.
import { type AnyFindingKind, defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

type Resource = 'Users' | 'Groups';

const discovery = (id: string, path: string, what: string) =>
  defineFinding<{ readonly seen: string }>({
    id,
    severity: 'warning',
    actor: 'server owner',
    title: `The server does not offer ${path}`,
    cause: ({ seen }) => `GET ${path} should give ${what} (RFC 7644 section 4): ${seen}.`,
    consequence: () => 'Neither Entra on a custom app nor Okta asks for it; other tools and test programs do.',
    remedy: () => [`Offer ${path}. For provisioning by Entra or Okta nothing has to be done.`],
    source: sources.rfc7644,
    example: { seen: 'answered 404' },
  });

export const discoveryServiceProviderConfig = discovery('discovery.service-provider-config', 'ServiceProviderConfig', 'what the server can do');
export const discoveryResourceTypes = discovery('discovery.resource-types', 'ResourceTypes', 'the kinds of resources');
export const discoverySchemas = discovery('discovery.schemas', 'Schemas', 'the attributes it knows');

export const filterSeveral = defineFinding<{ readonly attribute: string; readonly got: number }>({
  id: 'filter.several',
  severity: 'warning',
  actor: 'server owner',
  title: 'Several users share a value that should name one',
  cause: ({ attribute, got }) => `A filter on ${attribute} finds ${got} users who carry the same ${attribute}.`,
  consequence: () => 'Entra stops for these people with DuplicateTargetEntries, since it cannot know which one is meant.',
  remedy: ({ attribute }) => [`Look at the users in this step’s answer, and correct or remove all but one of those who share the ${attribute}.`],
  verify: () => 'Run the connection test again; the filter finds one user.',
  source: sources.entraLogs,
  example: { attribute: 'externalId', got: 2 },
});

export const pagingRepeats = defineFinding<{ readonly empty: boolean }>({
  id: 'paging.repeats-page-one',
  severity: 'error',
  actor: 'server owner',
  title: 'The server does not give page two',
  cause: ({ empty }) => (empty ? 'startIndex=2 gives nobody although there are more users.' : 'startIndex=2 gives the user of startIndex=1 again.'),
  consequence: () =>
    'A client that reads all users, as Okta does, sees some twice and others never, or does not come to an end. Entra does not page.',
  remedy: () => ['Make the server honour startIndex and count (RFC 7644 section 3.4.2.4), with a stable order from page to page.'],
  verify: () => 'Run the connection test again; page two holds another user.',
  source: sources.rfc7644,
  example: { empty: false },
});

export const pagingCountIgnored = defineFinding<{ readonly asked: number; readonly got: number }>({
  id: 'paging.count-ignored',
  severity: 'warning',
  actor: 'server owner',
  title: 'The server gives more than was asked for',
  cause: ({ asked, got }) => `count=${asked} was asked for and ${got} users came. RFC 7644 section 3.4.2.4: count is the most that may be returned.`,
  consequence: () => 'On a large directory each such answer becomes slow and may be cut off.',
  remedy: () => ['Make the server honour count.'],
  source: sources.rfc7644,
  example: { asked: 2, got: 250 },
});

export const scimNotAList = defineFinding<{ readonly what: Resource }>({
  id: 'scim.not-a-list',
  severity: 'error',
  actor: 'server owner',
  title: 'The server answers with something else than a list',
  cause: ({ what }) =>
    `The answer to a list of ${what} has neither Resources nor totalResults, so it is not from a SCIM 2.0 server, or not from this part of it.`,
  consequence: () => 'No identity provider can use the answer: Entra reports ServiceIncompatible.',
  remedy: () => [
    'Check that the SCIM URL is the SCIM base URL, ending with /v2/ for Foundry, and not a page of the same host.',
    'Look at the answer in this step.',
  ],
  source: sources.rfc7644,
  example: { what: 'Users' },
});

export const scimListRefused = defineFinding<{ readonly what: Resource; readonly seen: string }>({
  id: 'scim.list-refused',
  severity: 'error',
  actor: 'server owner',
  title: ({ what }) => `The server refuses to list ${what}`,
  cause: ({ what, seen }) => `A plain page of ${what} is refused: ${seen}.`,
  consequence: () => 'Okta tests its settings with such a page and reports an error.',
  remedy: () => [
    'Make the server accept startIndex and count on its lists.',
    'Check whether the client may read: the server’s own message is in the evidence.',
  ],
  source: sources.rfc7644,
  example: { what: 'Users', seen: 'answered 400' },
});

export const probeFindings: readonly AnyFindingKind[] = [
  discoveryServiceProviderConfig,
  discoveryResourceTypes,
  discoverySchemas,
  filterSeveral,
  pagingRepeats,
  pagingCountIgnored,
  scimNotAList,
  scimListRefused,
];
