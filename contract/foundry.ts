// Foundry's admin API as this app reads it: how a connection gets to it, and the rows it answers.
// The credential is not among it: it goes in through `connections.setSecret` with the slot `foundry`, and never comes back.
import { z } from 'zod';
import { type CallSchema, findingSchema } from './common.ts';
import { secretStatusSchema } from './connections.ts';

export const foundryAccessSchema = z.object({
  /** Domain of Foundry, as `example.palantirfoundry.com`: without https and without a path. */
  domain: z.string().max(253),
  /** `client`: a third-party application signs in by client credentials, scope `api:admin-read`. `token`: a token that somebody made. */
  signIn: z.enum(['client', 'token']),
  /** Of the third-party application; empty for a token. */
  clientId: z.string().max(500),
  /** `ri.control-panel.main.customer...`; empty: that of the credential’s own organization. */
  enrollmentRid: z.string().max(300),
});
export type FoundryAccess = z.infer<typeof foundryAccessSchema>;

/** A user as the admin API has it. Texts that the API left out are null. */
export const foundryUserSchema = z.object({
  id: z.string(),
  username: z.string(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  email: z.string().nullable(),
  /** RID of the primary organization; null when there is none. */
  organization: z.string().nullable(),
  /** Names the authentication provider that the user comes from. */
  realm: z.string(),
  status: z.enum(['active', 'deleted', 'unknown']),
  attributes: z.record(z.string(), z.array(z.string())),
});
export type FoundryUser = z.infer<typeof foundryUserSchema>;

export const foundryGroupSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  realm: z.string(),
  /** RIDs of the organizations whose members see the group. */
  organizations: z.array(z.string()),
  attributes: z.record(z.string(), z.array(z.string())),
});
export type FoundryGroup = z.infer<typeof foundryGroupSchema>;

export const foundryProviderSchema = z.object({
  rid: z.string(),
  name: z.string(),
  /** What stands in the SCIM URL of this provider, as far as can be told. */
  realm: z.string(),
  enabled: z.boolean(),
  supportedHosts: z.array(z.string()),
  supportedUsernamePatterns: z.array(z.string()),
  protocol: z.enum(['saml', 'oidc', 'unknown']),
});
export type FoundryProvider = z.infer<typeof foundryProviderSchema>;

export const foundryOrganizationSchema = z.object({
  rid: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  host: z.string().nullable(),
});
export type FoundryOrganization = z.infer<typeof foundryOrganizationSchema>;

/** Which Provider ID a user is linked by. At most one user of a realm has it. */
export const providerLinkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('linked'), providerId: z.string() }),
  /** There is a user, and no Provider ID: pre-registered and never logged in, or made in Foundry itself. */
  z.object({ kind: z.literal('unlinked') }),
  z.object({ kind: z.literal('deleted') }),
  z.object({ kind: z.literal('no-user') }),
]);
export type ProviderLink = z.infer<typeof providerLinkSchema>;

/** What the credential may read, part by part: nothing is assumed from a token alone. */
export const foundryPartSchema = z.object({
  part: z.enum(['sign-in', 'users', 'providerInfo', 'groups', 'memberships', 'organizations', 'authenticationProviders']),
  state: z.enum(['works', 'not-permitted', 'failed', 'not-tried']),
  /** What was seen, in a sentence. */
  text: z.string(),
});
export type FoundryPart = z.infer<typeof foundryPartSchema>;

const byConnection = z.object({ connectionId: z.string() });
const withSecret = z.object({ access: foundryAccessSchema.nullable(), secret: secretStatusSchema });

export const foundryCalls = {
  'foundry-access.get': { input: byConnection, output: withSecret },
  /** Null forgets it, and its secret. */
  'foundry-access.save': { input: byConnection.extend({ access: foundryAccessSchema.nullable() }), output: withSecret },
  /** Reads a little of each part; changes nothing. */
  'foundry-access.try': { input: byConnection, output: z.object({ parts: z.array(foundryPartSchema), findings: z.array(findingSchema) }) },
} as const satisfies Record<string, CallSchema>;
