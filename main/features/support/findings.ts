// Findings made from pasted text: Foundry's sign-in conflict.
import type { ConflictMessage } from '../../domain/conflicts/read-messages.ts';
import { describeDifference } from '../../domain/conflicts/value-kinds.ts';
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

export const providerIdDiffers = defineFinding<ConflictMessage>({
  id: 'conflict.provider-id-differs',
  severity: 'error',
  actor: 'IdP admin',
  title: (conflict) => `${conflict.username} cannot sign in: the Provider ID differs`,
  cause: (conflict) =>
    `Single sign-on sends “${conflict.providerUserId}” as Provider ID, but the Foundry user with this user name carries “${conflict.existingProviderUserId}”. ${describeDifference(conflict.providerUserId, conflict.existingProviderUserId) ?? ''}`.trim(),
  consequence: () => 'Foundry refuses the sign-in of this person until SCIM’s externalId and the Provider ID of single sign-on are the same value.',
  remedy: () => [
    'In Foundry’s Control Panel, open the attribute mapping of the authentication provider and note which claim is mapped to the ID (Provider ID).',
    'In the provisioning app of your identity provider, map externalId to the same source value.',
    'Do not change the Provider ID mapping of a provider in use: every person would get a new, empty account.',
    'Wait for the next synchronization cycle, then let the person sign in again.',
  ],
  verify: () => 'The SCIM user’s externalId equals the Provider ID that a test login shows.',
  source: sources.foundryFaq,
  example: {
    username: 'amara.okafor@contoso.com',
    providerUserId: 'amara.okafor@contoso.com',
    existingUserId: 'e0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11',
    existingProviderUserId: 'amara.okafor',
    excerpt: '',
    line: 1,
  },
});
