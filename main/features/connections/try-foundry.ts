// Reads a little of each part of Foundry's admin API and says, part by part, what the credential may see. What a part needs from an earlier one that
// did not answer is not tried, and said so.
import type { Finding } from '../../../contract/common.ts';
import type { FoundryGroup, FoundryPart, FoundryUser } from '../../../contract/foundry.ts';
import { mergeFindings } from '../../platform/findings/define.ts';
import { type AdminTrouble, adminFinding, adminWords } from '../../protocols/foundry/trouble.ts';
import type { FoundryCall, FoundryClient } from '../../protocols/foundry/types.ts';
import type { ListEnd, ReadTrouble } from '../../protocols/rest/types.ts';

export interface Tried {
  readonly parts: readonly FoundryPart[];
  readonly findings: readonly Finding[];
}

type Part = FoundryPart['part'];

const words: Readonly<Record<Part, string>> = {
  'sign-in': 'the sign-in',
  users: 'users',
  providerInfo: 'Provider IDs',
  groups: 'groups',
  memberships: 'group memberships',
  organizations: 'organizations',
  authenticationProviders: 'authentication providers',
};

const inOrder = Object.keys(words) as readonly Part[];

/** The first page of a list: what can be seen there is enough. */
async function firstOf<T>(
  list: (call: FoundryCall & { readonly take: (items: readonly T[]) => Promise<void> }) => Promise<ListEnd>,
): Promise<readonly T[] | ReadTrouble> {
  const seen = new AbortController();
  let first: readonly T[] = [];
  const end = await list({
    signal: seen.signal,
    take: async (items) => {
      first = items;
      seen.abort();
    },
  });
  return end.kind === 'trouble' && !seen.signal.aborted ? end.trouble : first;
}

const isTrouble = (found: object): found is ReadTrouble => !Array.isArray(found) && 'kind' in found;

export async function tryFoundry(client: FoundryClient, host: string): Promise<Tried> {
  const parts = new Map<Part, FoundryPart>();
  const findings = new Map<string, Finding>();
  const seen = (part: Part, text: string) => void parts.set(part, { part, state: 'works', text });
  const failed = (part: Part, trouble: ReadTrouble): void => {
    if (trouble.kind === 'cancelled') return;
    const signIn = trouble.kind === 'token' || trouble.kind === 'unauthorized';
    const known: AdminTrouble = trouble;
    parts.set(signIn ? 'sign-in' : part, {
      part: signIn ? 'sign-in' : part,
      state: trouble.kind === 'not-permitted' ? 'not-permitted' : 'failed',
      text: adminWords(known),
    });
    const finding = adminFinding(known, { host, what: words[part] });
    const earlier = findings.get(finding.id);
    findings.set(finding.id, earlier === undefined ? finding : mergeFindings(earlier, finding));
  };
  const rest = (why: string): Tried => ({
    parts: inOrder.map((part) => parts.get(part) ?? { part, state: 'not-tried', text: why }),
    findings: [...findings.values()],
  });

  const users = await firstOf<FoundryUser>(client.listUsers);
  if (isTrouble(users)) {
    failed('users', users);
    if (users.kind !== 'not-permitted') return rest('Not tried: Foundry did not answer the first question.');
  } else {
    seen('users', users.length === 0 ? 'Foundry shows no users to this client.' : `Foundry shows users, ${users.length} on the first page.`);
  }
  seen('sign-in', 'Foundry gave a token and takes it.');
  const [somebody] = isTrouble(users) ? [] : users;
  if (somebody !== undefined) {
    const link = await client.providerLink(somebody.id);
    if (link.kind === 'trouble') failed('providerInfo', link.trouble);
    else seen('providerInfo', 'The Provider ID of a user can be read.');
    const memberships = await firstOf<string>((call) => client.membershipsOf(somebody.id, call));
    if (isTrouble(memberships)) failed('memberships', memberships);
    else seen('memberships', 'The groups of a user can be read.');
    const own = (isTrouble(users) ? [] : users).find((user) => user.organization !== null)?.organization ?? undefined;
    if (own !== undefined) {
      const organization = await client.organization(own);
      if (organization.kind === 'trouble') failed('organizations', organization.trouble);
      else if (organization.value === null)
        parts.set('organizations', {
          part: 'organizations',
          state: 'not-permitted',
          text: 'Foundry does not show the organization of a user it shows.',
        });
      else seen('organizations', `Foundry names organizations, for example ${organization.value.name}.`);
    }
  }
  const groups = await firstOf<FoundryGroup>(client.listGroups);
  if (isTrouble(groups)) failed('groups', groups);
  else seen('groups', `Foundry shows groups, ${groups.length} on the first page.`);
  const providers = await client.authenticationProviders();
  if (providers.kind === 'trouble') failed('authenticationProviders', providers.trouble);
  else
    seen(
      'authenticationProviders',
      providers.value.map(({ name, realm }) => `${name} (realm ${realm})`).join(', ') || 'Foundry shows none to this client.',
    );
  return rest('Not tried: no user was seen to ask about.');
}
