// The faults one can switch on in the practice tenant: ONE table, each row with where it acts and what a careful client must conclude.
// `check` and `sync` list exactly the errors and warnings that must come, and every info that must; other infos may stand beside them. An
// empty list means tolerated, or not to be seen by that command. What a fault does is in scim/ and server/, by name.
import type { DialectName, Severity } from '../../contract/common.ts';

export interface Expected {
  readonly id: string;
  readonly severity: Severity;
}

export type FaultGroup = 'Network' | 'TLS' | 'Token endpoint' | 'SCIM answers' | 'Filters and paging' | 'Changes' | 'Rate';

/** `address`: the tenant gets another address or way to it. `token`, `http`: one answer is another. `engine`: what SCIM does is another. */
export type ActsAt = 'address' | 'token' | 'http' | 'engine';

export interface FaultRow {
  readonly name: string;
  readonly title: string;
  readonly group: FaultGroup;
  readonly actsAt: ActsAt;
  readonly check: readonly Expected[];
  readonly sync: readonly Expected[];
  /** What a test sync needs to see it, beside the usual. */
  readonly syncWith?: { readonly members?: number; readonly dialect?: DialectName; readonly nestedGroup?: true };
}

const error = (id: string): readonly Expected[] => [{ id, severity: 'error' }];
const warning = (id: string): readonly Expected[] => [{ id, severity: 'warning' }];
const info = (id: string): readonly Expected[] => [{ id, severity: 'info' }];
const nothing: readonly Expected[] = [];
/** Seen by both commands, which must conclude the same. */
const both = (expected: readonly Expected[]): Pick<FaultRow, 'check' | 'sync'> => ({ check: expected, sync: expected });
const onlySync = (expected: readonly Expected[]): Pick<FaultRow, 'check' | 'sync'> => ({ check: nothing, sync: expected });

export const faultTable = [
  {
    name: 'dns-not-found',
    title: 'The host name does not exist (ENOTFOUND)',
    group: 'Network',
    actsAt: 'address',
    ...both(error('dns.name-not-found')),
  },
  {
    name: 'dns-try-again',
    title: 'The name server does not answer (EAI_AGAIN)',
    group: 'Network',
    actsAt: 'address',
    ...both(error('dns.no-answer')),
  },
  { name: 'tcp-refused', title: 'The port is closed', group: 'Network', actsAt: 'address', ...both(error('tcp.refused')) },
  { name: 'tcp-hang', title: 'A connection is never established', group: 'Network', actsAt: 'address', ...both(error('tcp.connect-timeout')) },
  {
    name: 'proxy-407',
    title: 'The proxy wants NTLM or Kerberos (407)',
    group: 'Network',
    actsAt: 'address',
    ...both(error('proxy.authentication-required')),
  },
  { name: 'tls-self-signed', title: 'The certificate is self-signed', group: 'TLS', actsAt: 'address', ...both(error('tls.self-signed')) },
  { name: 'tls-expired', title: 'The certificate has expired', group: 'TLS', actsAt: 'address', ...both(error('tls.expired')) },
  { name: 'tls-wrong-host', title: 'The certificate is for another host', group: 'TLS', actsAt: 'address', ...both(error('tls.wrong-host')) },
  { name: 'tls-1.1', title: 'The server speaks TLS 1.1 only', group: 'TLS', actsAt: 'address', ...both(error('tls.version-too-old')) },
  {
    name: 'tls-private-root',
    title: 'The certificate comes from a private root: TLS is inspected',
    group: 'TLS',
    actsAt: 'address',
    ...both(error('tls.private-root')),
  },
  {
    name: 'token-404',
    title: 'The token endpoint is not there (404)',
    group: 'Token endpoint',
    actsAt: 'token',
    ...both(error('token.endpoint-not-found')),
  },
  {
    name: 'token-415',
    title: 'The token endpoint refuses the form (415)',
    group: 'Token endpoint',
    actsAt: 'token',
    ...both(error('token.unsupported-media-type')),
  },
  {
    name: 'token-html',
    title: 'The token endpoint answers an HTML page',
    group: 'Token endpoint',
    actsAt: 'token',
    ...both(error('token.html-answer')),
  },
  {
    name: 'token-403-empty',
    title: 'The token endpoint answers 403 with an empty body',
    group: 'Token endpoint',
    actsAt: 'token',
    ...both(error('token.refused-without-reason')),
  },
  {
    name: 'token-wrong-secret',
    title: 'The secret has been rotated: the one at hand is refused',
    group: 'Token endpoint',
    actsAt: 'token',
    ...both(error('token.wrong-secret')),
  },
  {
    name: 'token-wrong-auth-style',
    title: 'The token endpoint takes the credentials in the header only',
    group: 'Token endpoint',
    actsAt: 'token',
    ...both(error('token.wrong-auth-style')),
  },
  {
    name: 'token-expires-in-string',
    title: 'expires_in is a text',
    group: 'Token endpoint',
    actsAt: 'token',
    check: info('token.expires-in-string'),
    sync: nothing,
  },
  {
    name: 'token-type-lower-case',
    title: 'token_type is in lower case, as RFC 6749 allows',
    group: 'Token endpoint',
    actsAt: 'token',
    ...both(nothing),
  },
  {
    name: 'token-dies',
    title: 'Tokens die after two seconds or five requests',
    group: 'Token endpoint',
    actsAt: 'http',
    ...both(warning('token.dies-early')),
  },
  { name: 'scim-401', title: 'SCIM refuses every token (401)', group: 'SCIM answers', actsAt: 'http', ...both(error('scim.unauthorized')) },
  { name: 'scim-403', title: 'SCIM allows nothing (403)', group: 'SCIM answers', actsAt: 'http', ...both(error('scim.forbidden')) },
  { name: 'scim-500', title: 'Users and Groups answer 500', group: 'SCIM answers', actsAt: 'http', ...both(error('scim.server-error')) },
  { name: 'scim-redirect', title: 'SCIM sends to another host (302)', group: 'SCIM answers', actsAt: 'http', ...both(error('http.redirected')) },
  { name: 'scim-content-type', title: 'SCIM answers as text/plain', group: 'SCIM answers', actsAt: 'http', ...both(warning('scim.content-type')) },
  {
    name: 'scim-truncated-json',
    title: 'Users and Groups answer JSON that breaks off',
    group: 'SCIM answers',
    actsAt: 'http',
    ...both(error('scim.unreadable-json')),
  },
  { name: 'scim-50mb', title: 'Lists of users answer 50 MB', group: 'SCIM answers', actsAt: 'http', ...both(error('http.body-too-large')) },
  {
    name: 'filter-404',
    title: 'A filter that matches nobody answers 404',
    group: 'Filters and paging',
    actsAt: 'engine',
    ...both(error('probe.unmatched-filter-404')),
  },
  { name: 'filter-ignored', title: 'Filters are ignored', group: 'Filters and paging', actsAt: 'engine', ...both(error('filter.ignored')) },
  {
    name: 'filter-external-id-refused',
    title: 'Filters on externalId are refused',
    group: 'Filters and paging',
    actsAt: 'engine',
    ...both(error('filter.external-id-refused')),
  },
  {
    name: 'user-name-case',
    title: 'Filters on userName compare case',
    group: 'Filters and paging',
    actsAt: 'engine',
    ...both(error('filter.user-name-case')),
  },
  {
    name: 'groups-missing',
    title: 'There is no Groups endpoint',
    group: 'Filters and paging',
    actsAt: 'engine',
    ...both(error('groups.endpoint-missing')),
  },
  {
    name: 'paging-repeats',
    title: 'Every page is page one',
    group: 'Filters and paging',
    actsAt: 'engine',
    // Entra, which the practice connection is judged for, does not page: there it warns.
    check: warning('paging.repeats-page-one'),
    sync: nothing,
  },
  {
    name: 'patch-not-done',
    title: 'PATCH of a user answers 200 and does nothing',
    group: 'Changes',
    actsAt: 'engine',
    ...onlySync(error('patch.not-applied')),
  },
  {
    name: 'unchanged-update-ignored',
    title: 'An update of a user that changes nothing runs no organization rules',
    group: 'Changes',
    actsAt: 'engine',
    ...both(nothing),
  },
  {
    name: 'active-string',
    title: 'active false is kept as the text "False"',
    group: 'Changes',
    actsAt: 'engine',
    ...onlySync(error('active.kept-as-string')),
  },
  {
    name: 'remove-member-empties',
    title: 'Removing one member empties the group',
    group: 'Changes',
    actsAt: 'engine',
    ...onlySync(error('members.removal-empties-group')),
  },
  {
    name: 'members-dropped',
    title: 'A group keeps its first 100 members only',
    group: 'Changes',
    actsAt: 'engine',
    ...onlySync(error('members.dropped')),
    syncWith: { members: 101 },
  },
  {
    name: 'nested-refused',
    title: 'A group is refused as a member of a group',
    group: 'Changes',
    actsAt: 'engine',
    ...onlySync(info('members.group-refused')),
    syncWith: { nestedGroup: true },
  },
  {
    name: 'nested-dropped',
    title: 'A group sent as a member is dropped without a word',
    group: 'Changes',
    actsAt: 'engine',
    ...onlySync(warning('members.group-dropped')),
    syncWith: { nestedGroup: true },
  },
  {
    name: 'nested-not-in-list',
    title: 'Lists of groups leave out members that are groups',
    group: 'Changes',
    actsAt: 'engine',
    ...onlySync(warning('members.group-disagrees')),
    syncWith: { nestedGroup: true },
  },
  {
    name: 'delete-not-done',
    title: 'DELETE answers 204 and does nothing',
    group: 'Changes',
    actsAt: 'engine',
    ...onlySync(error('delete.not-done')),
  },
  {
    name: '429-retry-after',
    title: 'The first two requests answer 429 with Retry-After',
    group: 'Rate',
    actsAt: 'http',
    ...both(warning('scim.rate-limited')),
  },
  {
    name: '429-plain',
    title: 'The first two requests answer 429 without Retry-After',
    group: 'Rate',
    actsAt: 'http',
    ...both(warning('scim.rate-limited-without-retry-after')),
  },
] as const satisfies readonly FaultRow[];

export type FaultName = (typeof faultTable)[number]['name'];

/** The rows as plain rows, for whoever lists them. */
export const faults: readonly FaultRow[] = faultTable;

const names: ReadonlySet<string> = new Set(faultTable.map((row) => row.name));

export function isFaultName(name: string): name is FaultName {
  return names.has(name);
}

/** Sorts names into known and unknown ones. */
export function readFaultNames(given: readonly string[]): { readonly known: readonly FaultName[]; readonly unknown: readonly string[] } {
  return { known: [...new Set(given.filter(isFaultName))], unknown: given.filter((name) => !isFaultName(name)) };
}
