// The sign-in side as the administrator states it: which claim is Foundry's Provider ID, and which groups a login sends. What is not known
// stays `unknown`, and answers are then given for each possibility.
import { z } from 'zod';

/** Entra's choices for the groups claim (Enterprise app, Single sign-on, Attributes & Claims, Group Claims). */
export const groupClaimModeSchema = z.enum(['all-groups', 'security-groups', 'assigned-groups', 'directory-roles', 'no-groups', 'unknown']);
export type GroupClaimMode = z.infer<typeof groupClaimModeSchema>;

export const groupClaimSchema = z.object({
  mode: groupClaimModeSchema,
  /** What of a group is sent: Foundry's group displayName and externalId must both be this value. */
  sourceAttribute: z.enum(['object-id', 'display-name', 'sam-account-name', 'unknown']),
  /** Entra's filter on the claim: only groups whose attribute matches are sent. */
  filter: z
    .object({
      attribute: z.enum(['display-name', 'sam-account-name']),
      match: z.enum(['prefix', 'suffix', 'contains']),
      value: z.string().min(1).max(256),
    })
    .nullable(),
  /** Above this many groups Entra leaves the list out: 150 in SAML, 200 in a JWT. */
  protocol: z.enum(['saml', 'oidc', 'unknown']),
  /** Foundry: Control Panel, Authentication, attribute mapping, “Import user groups from the identity provider”. */
  importUserGroups: z.enum(['on', 'off', 'unknown']),
});
export type GroupClaim = z.infer<typeof groupClaimSchema>;

export const unknownGroupClaim: GroupClaim = {
  mode: 'unknown',
  sourceAttribute: 'unknown',
  filter: null,
  protocol: 'unknown',
  importUserGroups: 'unknown',
};
