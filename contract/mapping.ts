// The attribute mapping as an identity provider has it, the sign-in beside it, what the rules say of both, and what a change would do.
// A pasted sign-in crosses once, is compared in memory and comes back only as far as it differs: it is neither kept nor logged.
import { z } from 'zod';
import { groupClaimSchema, unknownGroupClaim } from './claims.ts';
import { type CallSchema, doneSchema, emptySchema, findingSchema } from './common.ts';

export const mappedSourceSchema = z.object({
  /** `none`: nothing but the default value flows. `function`: a written expression. */
  kind: z.enum(['attribute', 'constant', 'function', 'none']),
  /** As Entra writes it: `[mail]`, `"text"`, `ToLower([mail])`. Okta's expressions stand as they are. */
  expression: z.string().max(20_000),
});
export type MappedSource = z.infer<typeof mappedSourceSchema>;

export const attributeMappingSchema = z.object({
  target: z.string().max(1_000),
  source: mappedSourceSchema,
  defaultValue: z.string().max(20_000).nullable(),
  /** 0: not a matching attribute; else the lowest is asked for first. */
  matchingPriority: z.number(),
  /** `always`, or only while the object is created; another word of the source stands as it is. */
  flowType: z.string().max(100),
});
export type AttributeMapping = z.infer<typeof attributeMappingSchema>;

export const scopeClauseSchema = z.object({ attribute: z.string(), operator: z.string(), values: z.array(z.string()) });
export type ScopeClause = z.infer<typeof scopeClauseSchema>;

export const objectMappingSchema = z.object({
  kind: z.enum(['user', 'group', 'other']),
  name: z.string().max(1_000),
  sourceObject: z.string().max(1_000),
  targetObject: z.string().max(1_000),
  enabled: z.boolean(),
  flows: z.object({ add: z.boolean(), update: z.boolean(), delete: z.boolean() }),
  /** Any group must hold, and in it every clause. Empty: everybody. */
  scope: z.array(z.array(scopeClauseSchema).max(500)).max(500),
  attributes: z.array(attributeMappingSchema).max(2_000),
});
export type ObjectMapping = z.infer<typeof objectMappingSchema>;

export const mappingSchema = z.object({
  provider: z.enum(['entra', 'okta']),
  /** `the IdP`: read live. */
  vantage: z.enum(['a file', 'the IdP']),
  /** File name, or where else it was read; shown, never opened. */
  origin: z.string().max(300),
  /** What the job was made from: `scim` or `customappsso` for a custom app, else a gallery template; null when not told. */
  template: z.string().max(300).nullable(),
  /** Settings that stand beside the schema; null when the source did not hold them. */
  tenantUrl: z.string().max(2_000).nullable(),
  skipOutOfScopeDeletions: z.boolean().nullable(),
  /** Objects that `members` of a group may point to by the schema; empty when not told. */
  memberObjects: z.array(z.string()).max(100),
  /** Target attributes that the schema itself calls required. */
  required: z.array(z.object({ object: z.string(), attribute: z.string() })).max(2_000),
  objects: z.array(objectMappingSchema).max(200),
  /** What could not be read, one sentence each. */
  notes: z.array(z.string()).max(500),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** The sign-in side. Texts are source attributes or claim names as the administrator reads them in the portal; empty: not known. */
export const signOnSchema = z.object({
  /** What Foundry's ID (Provider ID) is made from: `employeeId`, `user.objectid`, `NameID`, an expression. */
  providerId: z.string().max(20_000),
  userName: z.string().max(20_000),
  /** Which groups a login sends, and by SAML or OIDC. */
  groups: groupClaimSchema,
  /** The app that provisions: a gallery app of Palantir's has no SCIM. */
  scimApp: z.enum(['own', 'gallery', 'unknown']),
});
export type SignOn = z.infer<typeof signOnSchema>;

export const unknownSignOn: SignOn = { providerId: '', userName: '', groups: unknownGroupClaim, scimApp: 'unknown' };

/** What became of one rule. `not judged` always says why; `does not apply` belongs to another identity provider. */
export const ruleResultSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['kept', 'broken', 'not judged', 'does not apply']),
  reason: z.string(),
});
export type RuleResult = z.infer<typeof ruleResultSchema>;

export const mappingCheckSchema = z.object({ findings: z.array(findingSchema), rules: z.array(ruleResultSchema), notes: z.array(z.string()) });
export type MappingCheck = z.infer<typeof mappingCheckSchema>;

export const candidateSchema = z.object({
  /** The directory's name of the attribute: `objectId`, `employeeId`, ...; for `mapped`, the mapping's own expression. */
  attribute: z.string(),
  /** What the mapping given sends as externalId, beside the attributes it could send. */
  mapped: z.boolean(),
  have: z.number(),
  missing: z.number(),
  /** The expression could not be worked out for them. */
  notEvaluated: z.number(),
  /** People who share their value with somebody else, written alike. */
  sharing: z.number(),
  /** People who share it only when upper and lower case are not told apart. */
  sharingByCase: z.number(),
  /** Some shared values, at most five. */
  examples: z.array(z.object({ value: z.string(), people: z.array(z.string()) })),
  onRename: z.enum(['changes', 'stays', 'unknown']),
  /** Why. */
  renameNote: z.string(),
  /** Against the Provider IDs seen; null when none were given. */
  agreement: z.object({ seen: z.number(), equal: z.number(), byCase: z.number(), different: z.number() }).nullable(),
});
export type Candidate = z.infer<typeof candidateSchema>;

export const outcomeKindSchema = z.enum([
  'created',
  'disabled',
  'left-active',
  'relinked',
  'moved',
  'collides',
  'renamed',
  'skipped',
  'not-evaluated',
  'unchanged',
  'out-of-scope',
]);
export type OutcomeKind = z.infer<typeof outcomeKindSchema>;

export const outcomeSchema = z.object({
  kind: outcomeKindSchema,
  id: z.string(),
  userName: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** One sentence. */
  note: z.string(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

export const simulationSchema = z.object({
  people: z.number(),
  /** In scope of provisioning, by assignments and scoping filters, before the change. */
  inScope: z.number(),
  candidates: z.array(candidateSchema),
  recommendation: z.object({ attribute: z.string().nullable(), reason: z.string() }),
  /** Null when no change was given. */
  change: z
    .object({
      counts: z.record(outcomeKindSchema, z.number()),
      /** The first twenty of each kind but `unchanged` and `out-of-scope`. */
      examples: z.array(outcomeSchema),
      /** An initial cycle of what is assigned. */
      cycle: z.object({ objects: z.number(), fromHours: z.number(), toHours: z.number() }),
    })
    .nullable(),
  findings: z.array(findingSchema),
  notes: z.array(z.string()),
});
export type Simulation = z.infer<typeof simulationSchema>;

/** What SCIM would send for the person: typed in, or from a snapshot's person by the mapping. Null: not known, and not judged. */
export const scimSideSchema = z.object({
  externalId: z.string().max(10_000).nullable(),
  userName: z.string().max(10_000).nullable(),
  groups: z.array(z.string().max(10_000)).max(20_000).nullable(),
});
export type ScimSide = z.infer<typeof scimSideSchema>;

export const claimComparisonSchema = z.object({
  what: z.enum(['Provider ID', 'userName', 'group']),
  /** The claim the value came in. */
  claim: z.string(),
  signIn: z.string().nullable(),
  scim: z.string().nullable(),
  relation: z.enum(['equal', 'case', 'blanks', 'invisible', 'normalization', 'different', 'only at sign-in', 'only by SCIM', 'not judged']),
  /** In words, with code points where they differ. */
  detail: z.string(),
});
export type ClaimComparison = z.infer<typeof claimComparisonSchema>;

export const claimCheckSchema = z.object({
  /** What the pasted text was. */
  format: z.enum(['json', 'lines', 'saml', 'unreadable']),
  comparisons: z.array(claimComparisonSchema),
  findings: z.array(findingSchema),
  notes: z.array(z.string()),
});
export type ClaimCheck = z.infer<typeof claimCheckSchema>;

const perConnection = z.object({ connectionId: z.string().nullable() });
const kept = z.object({ mapping: mappingSchema.nullable(), signOn: signOnSchema });

export const mappingCalls = {
  /** The mapping and the sign-in side kept for a connection (null: for none). */
  'mapping.get': { input: perConnection, output: kept },
  'mapping.save': { input: perConnection.extend({ mapping: mappingSchema.nullable(), signOn: signOnSchema }), output: doneSchema },
  /** Opens the file dialog; null when nothing was chosen. Reads Entra's schema and Okta's mappings alike. */
  'mapping.chooseFile': { input: emptySchema, output: z.object({ mapping: mappingSchema.nullable() }) },
  /** The same from pasted text. */
  'mapping.read': { input: z.object({ text: z.string().max(20_000_000), origin: z.string().max(300) }), output: mappingSchema },
  /** Reads the mapping from Entra's provisioning job or Okta's app, in a run of the kind `mapping-read`; by the connection's provider unless said. */
  'mapping.fetch': {
    input: z.object({ connectionId: z.string(), provider: z.enum(['entra', 'okta']).optional() }),
    output: z.object({ mapping: mappingSchema, runId: z.string() }),
  },
  /** A mapping to type into: it keeps Foundry's rules for what is known of the sign-in. */
  'mapping.blank': { input: z.object({ provider: z.enum(['entra', 'okta']), signOn: signOnSchema }), output: mappingSchema },
  'mapping.check': { input: z.object({ mapping: mappingSchema, signOn: signOnSchema }), output: mappingCheckSchema },
  'mapping.simulate': {
    input: z.object({
      snapshotId: z.string(),
      signOn: signOnSchema,
      mapping: mappingSchema.nullable(),
      /** The mapping as it would be; null: as it is. */
      after: mappingSchema.nullable(),
      /** Groups or people (by id) that would lose their assignment to the SCIM app. */
      dropped: z.array(z.string()).max(20_000),
      /** Provider IDs seen: one a line, or `userName,providerId`. */
      seen: z.string().max(50_000_000),
    }),
    output: simulationSchema,
  },
  'claims.check': {
    input: z.object({
      /** Attributes of a test sign-in (JSON or lines), or a SAML response (XML or base64). */
      text: z.string().max(4_000_000),
      /** Names of the claims as Foundry's Control Panel maps them; empty: what is usual. */
      providerIdClaim: z.string().max(1_000),
      userNameClaim: z.string().max(1_000),
      groupsClaim: z.string().max(1_000),
      scim: scimSideSchema,
      /** Or this person of a snapshot, by the mapping; fills what `scim` leaves null. */
      person: z.object({ snapshotId: z.string(), search: z.string().min(1).max(1_000), mapping: mappingSchema }).nullable(),
    }),
    output: claimCheckSchema,
  },
} as const satisfies Record<string, CallSchema>;
