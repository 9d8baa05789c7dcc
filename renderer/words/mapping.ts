// The words of the mapping room: what became of a rule, where each part of the sign-in is found. Pure.
import type { GroupClaim } from '../../contract/claims.ts';
import type { Mapping, RuleResult, SignOn } from '../../contract/mapping.ts';

type State = RuleResult['state'];

/** `not judged` is never good news: it is drawn as an open question. */
export const ruleWords = {
  broken: { word: 'Broken', look: 'bad' },
  'not judged': { word: 'Not judged', look: 'warning' },
  kept: { word: 'Kept', look: 'good' },
  'does not apply': { word: 'Does not apply', look: 'unknown' },
} as const satisfies Record<State, { word: string; look: 'bad' | 'warning' | 'good' | 'unknown' }>;

export const providerWords = { entra: 'Microsoft Entra ID', okta: 'Okta' } satisfies Record<Mapping['provider'], string>;

export const scimAppWords = {
  unknown: 'Not known',
  own: 'Own app (non-gallery)',
  gallery: 'Gallery app of Palantir',
} satisfies Record<SignOn['scimApp'], string>;

export const claimModeWords = {
  unknown: 'Not known',
  'all-groups': 'All groups',
  'security-groups': 'Security groups',
  'assigned-groups': 'Groups assigned to the application',
  'directory-roles': 'Directory roles',
  'no-groups': 'No groups',
} satisfies Record<GroupClaim['mode'], string>;

export const groupValueWords = {
  unknown: 'Not known',
  'object-id': 'Group ID',
  'display-name': 'Display name',
  'sam-account-name': 'sAMAccountName',
} satisfies Record<GroupClaim['sourceAttribute'], string>;

export const signOnProtocolWords = { unknown: 'Not known', saml: 'SAML', oidc: 'OpenID Connect' } satisfies Record<GroupClaim['protocol'], string>;

export const importGroupsWords = { unknown: 'Not known', on: 'On', off: 'Off' } satisfies Record<GroupClaim['importUserGroups'], string>;

const order: readonly State[] = ['broken', 'not judged', 'kept', 'does not apply'];

/** What needs a look first: broken rules, then open questions. */
export function rulesByUrgency(rules: readonly RuleResult[]): readonly RuleResult[] {
  return order.flatMap((state) => rules.filter((rule) => rule.state === state));
}

/** `2 broken, 5 not judged, 17 kept`. */
export function ruleCounts(rules: readonly RuleResult[]): string {
  return order
    .map((state) => ({ count: rules.filter((rule) => rule.state === state).length, word: ruleWords[state].word.toLowerCase() }))
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => `${count} ${word}`)
    .join(', ');
}
