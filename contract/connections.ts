// Connections: one SCIM endpoint plus how to sign in to it. Secrets go in through `setSecret` and `parsePaste` and never come back.
import { z } from 'zod';
import { type CallSchema, doneSchema, emptySchema, idpSchema, observationIdSchema, severitySchema } from './common.ts';

export const authStyleSchema = z.enum(['body', 'basic', 'basic-raw', 'bearer']);
/** How the client proves itself: secret in the body, HTTP Basic form-encoded (RFC 6749 2.3.1), HTTP Basic raw, or a static bearer token. */
export type AuthStyle = z.infer<typeof authStyleSchema>;

/** `none`: a connection without SCIM credentials (provisioning already runs; files, pasted errors and IdP access only). */
export const credentialModeSchema = z.enum(['client-credentials', 'bearer', 'none']);

export const connectionSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(80),
  idp: idpSchema,
  /** `new`: being set up. `running`: an IdP provisions already; new SCIM credentials would cut it off. */
  situation: z.enum(['new', 'running']),
  production: z.boolean(),
  practice: z.boolean(),
  credentialMode: credentialModeSchema,
  scimUrl: z.string().max(2000),
  tokenUrl: z.string().max(2000),
  clientId: z.string().max(500),
  authStyle: authStyleSchema,
  scope: z.string().max(500),
  /** Path of a PEM file with additional roots, or empty. */
  caFile: z.string().max(2000),
  /** Attribute an IdP filters on to find a user: Foundry asks for externalId first. */
  matchingAttribute: z.enum(['externalId', 'userName']),
  /** Domain a test person's userName ends with, or empty. */
  testDomain: z.string().max(253),
  /** Typed in by the administrator, shown on the credential card. */
  ownerOrganization: z.string().max(200),
  secretExpiresOn: z.string().max(10),
  /** Agreed with Palantir Support: reference or note; required for a bearer token. */
  bearerException: z.string().max(500),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Connection = z.infer<typeof connectionSchema>;

export const connectionDraftSchema = connectionSchema.omit({ id: true, createdAt: true, updatedAt: true, practice: true }).extend({
  /** Absent: a new connection. */
  id: z.string().optional(),
});
export type ConnectionDraft = z.infer<typeof connectionDraftSchema>;

/** One piece of advice about a field, while it is typed. */
export const adviceSchema = z.object({
  id: z.string(),
  field: z.enum(['name', 'scimUrl', 'tokenUrl', 'clientId', 'secret', 'scope', 'caFile', 'authStyle', 'bearerException', 'testDomain']),
  /** `error` stops the connection from being used; `info` explains. */
  severity: severitySchema,
  text: z.string(),
  /** A corrected value that the administrator can take over, if there is one. */
  suggestion: z.string().optional(),
});
export type Advice = z.infer<typeof adviceSchema>;

export const secretStatusSchema = z.object({
  /** Where secrets of this machine are kept. */
  store: z.enum(['persistent', 'session-only', 'unavailable']),
  /** In words: "macOS Keychain", "Windows Credential Manager", "Secret Service (gnome-keyring)", or why there is none. */
  place: z.string(),
  isSet: z.boolean(),
  setAt: z.string().optional(),
  /** What was done with the value just given, in words: blanks at its ends removed. Never the value. */
  note: z.string().optional(),
});
export type SecretStatus = z.infer<typeof secretStatusSchema>;

/** Writes to production are refused unless unlocked for a while; a policy file can forbid them altogether. */
export const lockStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('locked') }),
  z.object({ kind: z.literal('unlocked'), until: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('forbidden'), by: z.string() }),
]);
export type LockState = z.infer<typeof lockStateSchema>;

/** An open question about the server, and what was seen last. */
export const observationSchema = z.object({
  id: observationIdSchema,
  question: z.string(),
  /** The run that can answer it, in words. */
  seenBy: z.string(),
  seen: z.object({ answer: z.string(), at: z.string(), runId: z.string() }).nullable(),
});
export type Observation = z.infer<typeof observationSchema>;

export const credentialCardSchema = z.object({
  connection: connectionSchema,
  secret: secretStatusSchema,
  lock: lockStateSchema,
  advice: z.array(adviceSchema),
  realm: z.string().optional(),
  lastTokenAt: z.string().optional(),
  observations: z.array(observationSchema),
  lastRunAt: z.string().optional(),
});
export type CredentialCard = z.infer<typeof credentialCardSchema>;

export const receiptSchema = z.object({
  id: z.string(),
  at: z.string(),
  who: z.string(),
  connectionId: z.string(),
  connectionName: z.string(),
  action: z.string(),
  before: z.string(),
  after: z.string(),
  undo: z.string(),
  reason: z.string(),
  runId: z.string().optional(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const parsedPasteSchema = z.object({
  scimUrl: z.string().optional(),
  tokenUrl: z.string().optional(),
  clientId: z.string().optional(),
  /** The secret itself stays in main under this handle until `setSecret` takes it over; it is dropped after ten minutes. */
  secretHandle: z.string().optional(),
  notes: z.array(z.string()),
});
export type ParsedPaste = z.infer<typeof parsedPasteSchema>;

/** Which secret of a connection: that of SCIM (unless said otherwise), of Microsoft Graph, of Okta, or of Foundry's admin API. */
export const secretSlotSchema = z.enum(['scim', 'graph', 'okta', 'foundry']);
export type SecretSlot = z.infer<typeof secretSlotSchema>;

const byId = z.object({ id: z.string() });
const bySlot = byId.extend({ slot: secretSlotSchema.optional() });
const list = z.object({
  connections: z.array(connectionSchema),
  selectedId: z.string().nullable(),
  /** Whether each may be written to now, by its id. */
  locks: z.record(z.string(), lockStateSchema),
});

export const connectionCalls = {
  'connections.list': { input: emptySchema, output: list },
  'connections.card': { input: byId, output: credentialCardSchema },
  'connections.save': { input: connectionDraftSchema, output: connectionSchema },
  'connections.remove': { input: byId, output: doneSchema },
  'connections.duplicate': { input: byId, output: connectionSchema },
  'connections.select': { input: byId, output: doneSchema },
  'connections.setSecret': {
    input: bySlot.extend({ secret: z.union([z.object({ text: z.string().min(1).max(20_000) }), z.object({ handle: z.string() })]) }),
    output: secretStatusSchema,
  },
  'connections.clearSecret': { input: bySlot, output: secretStatusSchema },
  'connections.parsePaste': { input: z.object({ text: z.string().max(50_000) }), output: parsedPasteSchema },
  // Advice is wanted before there is a name.
  'connections.advise': {
    input: connectionDraftSchema.extend({ name: z.string().max(80) }),
    output: z.object({ advice: z.array(adviceSchema), realm: z.string().optional() }),
  },
  'connections.exportFile': { input: z.object({ ids: z.array(z.string()) }), output: z.object({ path: z.string().nullable() }) },
  'connections.importFile': { input: emptySchema, output: z.object({ imported: z.array(connectionSchema), refused: z.array(z.string()) }) },
  'connections.chooseCaFile': { input: emptySchema, output: z.object({ path: z.string().nullable() }) },
  'connections.unlock': {
    input: z.object({ id: z.string(), reason: z.string().min(1).max(500), minutes: z.number().int().min(1).max(240) }),
    output: lockStateSchema,
  },
  'connections.lock': { input: byId, output: lockStateSchema },
  'connections.receipts': { input: byId, output: z.object({ receipts: z.array(receiptSchema) }) },
} as const satisfies Record<string, CallSchema>;
