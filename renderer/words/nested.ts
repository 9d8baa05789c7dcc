// The words for nested groups: what a login sends, how long a loss lasts, marks of a group, chains. Pure readings of the contract's values.
import type { GroupClaim, GroupClaimMode } from '../../contract/claims.ts';
import type { NestedGroupRow, NestedSummary } from '../../contract/nested-groups.ts';
import { count } from './format.ts';

export const modeWords = {
  unknown: 'Not known',
  'all-groups': 'All groups',
  'security-groups': 'Security groups',
  'assigned-groups': 'Groups assigned to the application',
  'directory-roles': 'Directory roles',
  'no-groups': 'No groups',
} satisfies Record<GroupClaimMode, string>;

/** What each mode means for somebody who is in a group through another one. */
export const modeMeaning = {
  'all-groups': 'People through nested groups are sent too.',
  'security-groups': 'As before, security groups only.',
  'assigned-groups': 'Direct members only, as in provisioning.',
  'directory-roles': 'Roles of the directory are sent, and no groups.',
  'no-groups': 'A login sends no groups, so provisioning takes none away.',
} satisfies Record<Exclude<GroupClaimMode, 'unknown'>, string>;

export const sourceAttributeWords = {
  unknown: 'Not known',
  'object-id': 'Group ID (object ID)',
  'display-name': 'Display name of cloud groups',
  'sam-account-name': 'sAMAccountName',
} satisfies Record<GroupClaim['sourceAttribute'], string>;

export const protocolWords = { unknown: 'Not known', saml: 'SAML', oidc: 'OpenID Connect' } satisfies Record<GroupClaim['protocol'], string>;

export const importWords = { unknown: 'Not known', on: 'On', off: 'Off' } satisfies Record<GroupClaim['importUserGroups'], string>;

export const filterAttributeWords = { 'display-name': 'Display name', 'sam-account-name': 'sAMAccountName' } as const;
export const filterMatchWords = { prefix: 'begins with', suffix: 'ends with', contains: 'contains' } as const;

/** `Display name begins with “Foundry”`; `None`. */
export function claimFilterWords(filter: GroupClaim['filter']): string {
  return filter === null ? 'None' : `${filterAttributeWords[filter.attribute]} ${filterMatchWords[filter.match]} “${filter.value}”`;
}

/** A filter without its text cannot be kept. */
export const isWhole = ({ filter }: GroupClaim): boolean => filter === null || filter.value.trim() !== '';

export const lastingWords = {
  'until next login': 'Until the next login: Foundry imports groups then. The next provisioning update takes them away again.',
  'for good': 'For good: Foundry does not import groups at login.',
  unknown: 'How long depends on Foundry’s “Import user groups”: with it until the next login, without it for good.',
} satisfies Record<NestedSummary['lasting'], string>;

export const groupFilters = {
  all: 'All assigned groups',
  losing: 'Losing people',
  'in-cycle': 'In a circle',
  'not-provisioned': 'Not provisioned',
} as const;

export const groupOrders = {
  lost: 'Most people lost first',
  name: 'By name',
  transitive: 'Most people first',
  depth: 'Most levels first',
} as const;

/** What is special about a group, each in a word or two. */
export function groupMarks(row: NestedGroupRow): readonly string[] {
  return [
    ...(row.notProvisioned === null ? [] : ['Not provisioned']),
    ...(row.inCycle ? ['In a circle'] : []),
    ...(row.dynamic ? ['Dynamic'] : []),
    ...(row.unresolved === 0 ? [] : [count(row.unresolved, 'unknown member', 'unknown members')]),
  ];
}

/** `12 direct people, 60 in all through 3 levels of groups.` */
export function groupLine({ direct, transitive, depth }: NestedGroupRow): string {
  const own = count(direct, 'direct member', 'direct members');
  if (depth === 0) return `${own}. No group is inside.`;
  return `${own}; ${count(transitive, 'person', 'people')} in all, through ${count(depth, 'level', 'levels')} of groups inside.`;
}

/** The chain as a sentence for tooltips and screen readers: `“A” holds “B”, which holds “C”.` */
export function chainSentence(chain: readonly { readonly name: string }[]): string {
  const names = chain.map(({ name }) => `\u2068“${name}”\u2069`);
  const [first, second, ...rest] = names;
  if (first === undefined) return '';
  if (second === undefined) return `Direct member of ${first}.`;
  return `${first} holds ${[second, ...rest].join(', which holds ')}.`;
}
