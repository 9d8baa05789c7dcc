// How a connection's identity provider is read for directory snapshots. Secrets are not among it: they go in through
// `connections.setSecret` with their slot, and never come back.
import { z } from 'zod';
import { type CallSchema, emptySchema } from './common.ts';
import { secretStatusSchema } from './connections.ts';

export const graphAccessSchema = z.object({
  /** Tenant id or one of its domain names. */
  tenantId: z.string().max(253),
  cloud: z.enum(['global', 'us-government', 'us-government-dod', 'china']),
  /** Application (client) ID of the app registration. */
  clientId: z.string().max(100),
  /** `secret`: the app itself signs in. `administrator`: an administrator signs in with the browser at each import. */
  signIn: z.enum(['secret', 'administrator']),
  /** Object ID of the enterprise app that provisions. */
  scimApp: z.string().max(100),
  /** That of the one that signs in, if it is another; empty: not read. */
  ssoApp: z.string().max(100),
});
export type GraphAccess = z.infer<typeof graphAccessSchema>;

export const oktaAccessSchema = z.object({
  /** `example.okta.com`, without https. */
  domain: z.string().max(253),
  /** `api-token`: an API token (SSWS). `service-app`: an API Services app that signs with its private key. */
  signIn: z.enum(['api-token', 'service-app']),
  /** Of the service app; empty for an API token. */
  clientId: z.string().max(100),
  scimApp: z.string().max(100),
  ssoApp: z.string().max(100),
});
export type OktaAccess = z.infer<typeof oktaAccessSchema>;

export const idpAccessSchema = z.object({ graph: graphAccessSchema.nullable(), okta: oktaAccessSchema.nullable() });
export type IdpAccess = z.infer<typeof idpAccessSchema>;

/** What one permission is for: the page that an administrator hands over with the request for consent. */
export const permissionSchema = z.object({
  idp: z.enum(['entra', 'okta']),
  name: z.string(),
  /** What the app reads with it. */
  part: z.string(),
  why: z.string(),
  /** `always`: needed for any snapshot. `if-wanted`: only for what `part` says. */
  need: z.enum(['always', 'if-wanted']),
  access: z.enum(['read', 'write']),
});
export type Permission = z.infer<typeof permissionSchema>;

const byConnection = z.object({ connectionId: z.string() });
const withSecrets = z.object({ access: idpAccessSchema, secrets: z.object({ graph: secretStatusSchema, okta: secretStatusSchema }) });

export const idpAccessCalls = {
  'idp-access.get': { input: byConnection, output: withSecrets },
  'idp-access.save': { input: byConnection.extend({ access: idpAccessSchema }), output: withSecrets },
  'idp-access.permissions': { input: emptySchema, output: z.object({ permissions: z.array(permissionSchema), consentText: z.string() }) },
  /** The script that makes the app registration, read-only; saved by dialog. */
  'idp-access.saveAppScript': { input: emptySchema, output: z.object({ path: z.string().nullable() }) },
} as const satisfies Record<string, CallSchema>;
