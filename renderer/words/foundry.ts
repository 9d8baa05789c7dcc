// The words for Foundry's admin API and for the practice tenant's organizations. Pure.
import type { FoundryAccess, FoundryPart } from '../../contract/foundry.ts';
import type { PracticeCondition, PracticePerson } from '../../contract/practice.ts';

export const foundrySignInWords = {
  client: { title: 'A third-party application', text: 'With a client secret and the scope api:admin-read. Runs without anybody at hand.' },
  token: { title: 'A token that somebody made', text: 'Has that person’s rights and ends with it. For a first look.' },
} satisfies Record<FoundryAccess['signIn'], { title: string; text: string }>;

export const noFoundry: FoundryAccess = { domain: '', signIn: 'client', clientId: '', enrollmentRid: '' };

/** Fields that must be filled before the access can be saved; by name. */
export function missingFoundry({ domain, signIn, clientId }: FoundryAccess): readonly string[] {
  return [...(domain.trim() === '' ? ['domain'] : []), ...(signIn === 'client' && clientId.trim() === '' ? ['client ID'] : [])];
}

export const foundryPartWords = {
  'sign-in': 'Sign-in',
  users: 'Users',
  providerInfo: 'Provider IDs',
  groups: 'Groups',
  memberships: 'Group memberships',
  organizations: 'Organizations',
  authenticationProviders: 'Authentication providers',
} satisfies Record<FoundryPart['part'], string>;

export const foundryPartStatus = {
  works: 'passed',
  'not-permitted': 'warned',
  failed: 'failed',
  'not-tried': 'skipped',
} as const satisfies Record<FoundryPart['state'], string>;

export const conditionTestWords = {
  includes: 'one of them matches',
  'does-not-include': 'none of them matches',
  'is-equal': 'is equal to',
} satisfies Record<PracticeCondition['test'], string>;

export const originWords = {
  scim: 'made by SCIM',
  login: 'made by a log-in',
  preregistered: 'pre-registered',
} satisfies Record<PracticePerson['origin'], string>;

export const organizationWords = (organization: string | null): string => organization ?? 'No organization';

/** `department = Optics; Lens` a line; what has no name before its equals sign is named as it stands. */
export function readAttributeLines(text: string): { readonly attributes: Record<string, string[]>; readonly unread: readonly string[] } {
  const attributes: Record<string, string[]> = {};
  const unread: string[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, name = '', values = ''] = /^\s*([^=]+?)\s*=(.*)$/.exec(line) ?? [];
    if (name === '') unread.push(line.trim());
    else attributes[name] = values.split(';').map((value) => value.trim());
  }
  return { attributes, unread };
}
