// What can go wrong while an identity provider or a server is read for a snapshot. Each says what the snapshot lacks because of it.
import type { Actor } from '../../../../contract/common.ts';
import { defineFinding } from '../../../platform/findings/define.ts';
import { sources } from '../../../platform/findings/sources.ts';

export type ReadSource = 'Entra' | 'Okta' | 'SCIM';

export interface PlaceFacts {
  readonly source: ReadSource;
  readonly host: string;
  /** What was being read: “the members of Engineering”. */
  readonly what: string;
}

const administrator = ({ source }: { readonly source: ReadSource }): Actor =>
  source === 'Entra' ? 'Entra admin' : source === 'Okta' ? 'Okta admin' : 'server owner';

const place = { source: 'Entra', host: 'graph.microsoft.com', what: 'the members of Engineering' } as const;
const api = (source: ReadSource): string => (source === 'Entra' ? 'Microsoft Graph' : source === 'Okta' ? 'Okta' : 'The SCIM server');

export interface SignInFacts {
  readonly source: ReadSource;
  readonly host: string;
  /** In words, without a full stop: “the client secret has expired”. */
  readonly meaning: string;
  readonly remedy: readonly string[];
}

export const signInRefused = defineFinding<SignInFacts>({
  id: 'directory.sign-in-refused',
  severity: 'error',
  actor: administrator,
  title: ({ source }) => `${source === 'SCIM' ? 'The server' : source} refuses the sign-in`,
  cause: ({ host, meaning }) => `${host} gave no access token: ${meaning}.`,
  consequence: () => 'Nothing of the directory was read, and no snapshot was made.',
  remedy: ({ remedy }) => remedy,
  verify: () => 'A new import gets past the sign-in.',
  source: sources.entraSignInCodes,
  example: {
    source: 'Entra',
    host: 'login.microsoftonline.com',
    meaning: 'the client secret has expired',
    remedy: ['Make a new client secret at the app registration and enter its value here.'],
  },
});

export interface PermissionFacts extends PlaceFacts {
  /** Names of the permissions, any of which would do; empty when not known. */
  readonly permissions: readonly string[];
  readonly message: string;
}

export const notPermitted = defineFinding<PermissionFacts>({
  id: 'directory.not-permitted',
  severity: 'error',
  actor: administrator,
  title: ({ what }) => `Not permitted to read ${what}`,
  cause: ({ source, what, message }) =>
    `${api(source)} knows this client but does not let it read ${what}${message === '' ? '' : `: “${message.replace(/\.$/, '')}”`}.`,
  consequence: () => 'What could not be read is marked “not permitted” in the snapshot: it is unknown, not empty.',
  remedy: ({ source, permissions }) => [
    permissions.length === 0
      ? 'Give this client the right to read it.'
      : `Grant ${permissions.join(' or ')} to this client${source === 'Entra' ? ' as an application permission, with admin consent' : ''}.`,
    'Import again: a permission works from the next sign-in on.',
  ],
  verify: () => 'The coverage of the new snapshot says “complete”.',
  source: sources.graphPermissions,
  example: { ...place, permissions: ['GroupMember.Read.All'], message: 'Insufficient privileges to complete the operation.' },
});

export const throttled = defineFinding<PlaceFacts & { readonly seconds?: number }>({
  id: 'directory.throttled',
  severity: 'error',
  actor: administrator,
  title: ({ source }) => `${api(source)} asks to wait longer than an import can`,
  cause: ({ host, what, seconds }) =>
    `${host} kept answering “too many requests” (429) while ${what} were read${seconds === undefined ? '' : `, and asks to wait ${seconds} s more`}.`,
  consequence: () => 'The import was stopped and no snapshot was made.',
  remedy: () => ['Import again later.', 'Find out which other program reads the directory with the same client: it shares the limit.'],
  source: sources.graphThrottling,
  example: { ...place, seconds: 3600 },
});

export const pagesRepeat = defineFinding<PlaceFacts & { readonly read: number }>({
  id: 'directory.pages-repeat',
  severity: 'error',
  actor: administrator,
  title: ({ what }) => `The pages of ${what} repeat themselves`,
  cause: ({ host, what, read }) => `After ${read} entries ${host} answered with an earlier page of ${what} again; asking on would never end.`,
  consequence: () => 'The snapshot holds such a list only as far as it came, and says so.',
  remedy: ({ source }) => [
    'Import again: a change in the directory during the read can cause this once.',
    `If it stays, send the exchange to ${source === 'Entra' ? 'Microsoft support' : source === 'Okta' ? 'Okta support' : 'the owner of the server'}.`,
  ],
  source: sources.graphPaging,
  example: { ...place, read: 999 },
});

export const pagesEndEarly = defineFinding<PlaceFacts & { readonly read: number; readonly expected: number }>({
  id: 'directory.pages-end-early',
  severity: 'error',
  actor: administrator,
  title: ({ what }) => `The pages of ${what} end early`,
  cause: ({ host, what, read, expected }) => `${host} announced ${expected} entries for ${what}, and gave ${read}.`,
  consequence: () => 'The snapshot holds such a list only as far as it came, and says so.',
  remedy: () => [
    'Import again: right after a change the announced number can lag behind for some minutes.',
    'If it stays, compare with the number that the administration portal shows.',
  ],
  source: sources.graphPaging,
  example: { ...place, read: 999, expected: 1500 },
});

export const pageElsewhere = defineFinding<PlaceFacts & { readonly elsewhere: string }>({
  id: 'directory.page-elsewhere',
  severity: 'error',
  actor: administrator,
  title: ({ what }) => `The next page of ${what} is said to be on another host`,
  cause: ({ host, elsewhere }) => `${host} names a next page on ${elsewhere}; it was not followed, so that no credential goes there.`,
  consequence: () => 'The snapshot holds such a list only as far as it came, and says so.',
  remedy: () => ['Find out what stands between this desk and the server: a proxy or gateway that rewrites addresses does this.'],
  source: sources.graphPaging,
  example: { ...place, elsewhere: 'gateway.example.com' },
});

export const membersHidden = defineFinding<{ readonly count: number; readonly names: readonly string[] }>({
  id: 'directory.members-hidden',
  severity: 'warning',
  actor: 'Entra admin',
  title: ({ count }) => (count === 1 ? 'The members of one group are hidden' : `The members of ${count} groups are hidden`),
  cause: ({ names }) =>
    `Groups with hidden membership show no members to a client without Member.Read.Hidden: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}.`,
  consequence: () => 'Who is in them, and in groups below them, is not known; they may also be empty.',
  remedy: () => ['Grant Member.Read.Hidden to the app registration with admin consent, if these groups matter, and import again.'],
  source: sources.graphPermissions,
  example: { count: 2, names: ['Works Council', 'Project Fjord'] },
});

export const appNotFound = defineFinding<{ readonly source: ReadSource; readonly id: string; readonly app: 'SCIM' | 'SSO' }>({
  id: 'directory.app-not-found',
  severity: 'error',
  actor: administrator,
  title: ({ app }) => `There is no such ${app} app`,
  cause: ({ source, id, app }) => `${api(source)} knows no app “${id}”, which was given as the ${app} app.`,
  consequence: () => 'Without it nobody knows which groups are assigned, and no snapshot was made.',
  remedy: ({ source }) => [
    source === 'Entra'
      ? 'Copy “Object ID” from Enterprise applications, Properties. Its “Application ID” is accepted too; the Object ID of the app registration is another one.'
      : 'Copy the app’s ID from its address in the Okta Admin Console (…/instance/0oa…).',
    'Check that it is an app of the same tenant.',
  ],
  source: sources.graphPermissions,
  example: { source: 'Entra', id: '9b4c…', app: 'SCIM' },
});

export const nothingAssigned = defineFinding<{ readonly source: ReadSource }>({
  id: 'directory.nothing-assigned',
  severity: 'warning',
  actor: administrator,
  title: 'Nobody is assigned to the SCIM app',
  cause: ({ source }) => `${api(source)} shows the SCIM app without any assigned user or group.`,
  consequence: () => 'Provisioning “assigned users and groups only” would provision nobody.',
  remedy: () => ['Check that the right app was given.', 'Assign the groups that shall be provisioned to it.'],
  source: sources.entraScim,
  example: { source: 'Entra' },
});

export const basicAttributes = defineFinding<{ readonly people: number }>({
  id: 'directory.basic-attributes',
  severity: 'warning',
  actor: 'Entra admin',
  title: 'People came without the attributes that matching needs',
  cause: ({ people }) =>
    `Of ${people} people none has accountEnabled: with User.ReadBasic.All Graph leaves out accountEnabled, employeeId, mailNickname and onPremisesImmutableId.`,
  consequence: () => 'Disabled people cannot be told from enabled ones, and mapping cannot be judged.',
  remedy: () => ['Grant User.Read.All to the app registration with admin consent, and import again.'],
  source: sources.graphPermissions,
  example: { people: 43 },
});

export const unexpectedAnswer = defineFinding<PlaceFacts & { readonly status: number; readonly detail: string }>({
  id: 'directory.unexpected-answer',
  severity: 'error',
  actor: administrator,
  title: ({ what }) => `${what.charAt(0).toUpperCase()}${what.slice(1)} could not be read`,
  cause: ({ host, what, status, detail }) =>
    `${host} answered ${status} when asked for ${what}${detail === '' ? '' : `: “${detail.replace(/\.$/, '')}”`}.`,
  consequence: () => 'What could not be read is missing in the snapshot, or no snapshot was made.',
  remedy: () => ['Import again.', 'If it stays, open the exchange and show it to who looks after this service.'],
  source: sources.graphErrors,
  example: { ...place, status: 500, detail: 'UnknownError' },
});
