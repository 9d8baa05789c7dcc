// Sign-in conflicts: messages read out of a text, their causes with the evidence, what became of each, a prediction for everybody, and mending one
// person. The pasted text itself is not kept; the four values and what was found about them are, until they are forgotten.
import { z } from 'zod';
import { type CallSchema, doneSchema, emptySchema, findingSchema, vantageSchema } from './common.ts';
import { mappingSchema } from './mapping.ts';
import { personKeySchema } from './nested-groups.ts';

export const confidenceSchema = z.enum(['settled', 'likely', 'possible']);

export const conflictCauseSchema = z.object({
  /** The id of a finding: `conflict.value-kinds`. */
  id: z.string(),
  confidence: confidenceSchema,
  text: z.string(),
  /** What would settle it; empty when it is settled. */
  settle: z.string(),
});
export type ConflictCause = z.infer<typeof conflictCauseSchema>;

export const conflictEvidenceSchema = z.object({
  what: z.string(),
  /** Of what single sign-on sends. */
  signOn: z.string(),
  /** Of the account that exists. */
  existing: z.string(),
  vantage: vantageSchema,
});
export type ConflictEvidence = z.infer<typeof conflictEvidenceSchema>;

/** `still failing` only after a cycle that began after the change has covered the person. */
export const conflictStateSchema = z.enum(['open', 'mapping changed', 'waiting', 'verified', 'still failing']);
export type ConflictState = z.infer<typeof conflictStateSchema>;

export const conflictCaseSchema = z.object({
  id: z.string(),
  connectionId: z.string().nullable(),
  username: z.string(),
  providerUserId: z.string(),
  existingUserId: z.string(),
  existingProviderUserId: z.string(),
  /** How often it stands in the text, and the line of the first, from 1. */
  occurrences: z.number(),
  line: z.number(),
  cause: conflictCauseSchema,
  alternatives: z.array(conflictCauseSchema),
  evidence: z.array(conflictEvidenceSchema),
  finding: findingSchema,
  state: conflictStateSchema,
  /** Why the state is what it is, one sentence. */
  stateNote: z.string(),
  /** ISO 8601; null while nobody said that the mapping was changed. */
  mappingChangedAt: z.string().nullable(),
  seenAt: z.string(),
});
export type ConflictCase = z.infer<typeof conflictCaseSchema>;

export const unreadMessageSchema = z.object({ line: z.number(), excerpt: z.string(), reason: z.string() });

export const conflictExplanationSchema = z.object({
  conflicts: z.array(conflictCaseSchema),
  unread: z.array(unreadMessageSchema),
  /** What was not asked, and why. */
  notes: z.array(z.string()),
});
export type ConflictExplanation = z.infer<typeof conflictExplanationSchema>;

/** What would become of one person, and what is planned. Null: nothing would be sent, or there is no account. */
export const predictedRowSchema = z.object({
  kind: z.string(),
  plan: z.enum(['link', 'adopt', 'rename', 'reactivate', 'create', 'skip']),
  /** Until somebody has looked at it. */
  blocked: z.boolean(),
  id: z.string(),
  displayName: z.string().nullable(),
  userName: z.string().nullable(),
  externalId: z.string().nullable(),
  accountId: z.string().nullable(),
  accountUserName: z.string().nullable(),
  accountExternalId: z.string().nullable(),
  reason: z.string(),
});
export type PredictedRow = z.infer<typeof predictedRowSchema>;

export const conflictPredictionSchema = z.object({
  counts: z.record(z.string(), z.number()),
  /** Accounts with an externalId that nobody of the directory would be linked to. */
  unclaimed: z.number(),
  /** Every user of the target was read. */
  targetComplete: z.boolean(),
  rows: z.array(predictedRowSchema),
  total: z.number(),
  findings: z.array(findingSchema),
  notes: z.array(z.string()),
});
export type ConflictPrediction = z.infer<typeof conflictPredictionSchema>;

/** What became of one mended account. `open`: announced, and nobody saw how it ended. `not-written`: the account is as it was. */
export const mendSchema = z.object({
  runId: z.string(),
  connectionId: z.string(),
  userId: z.string(),
  userName: z.string(),
  /** externalId before (null: none) and as the app writes it. */
  before: z.string().nullable(),
  after: z.string(),
  state: z.enum(['open', 'done', 'not-written', 'undoing', 'undone']),
  note: z.string(),
  at: z.string(),
});
export type Mend = z.infer<typeof mendSchema>;

const ofConnection = z.object({ connectionId: z.string().nullable() });
const byId = ofConnection.extend({ id: z.string() });

/** The longest text that is read. */
export const longestConflictText = 20_000_000;

/** The kept mapping of the connection says what is sent; without one `personKey` is externalId. */
const predictOrderSchema = ofConnection.extend({
  snapshotId: z.string(),
  targetId: z.string(),
  personKey: personKeySchema,
  mapping: mappingSchema.nullable().optional(),
});

const mendOrderSchema = z.object({
  connectionId: z.string(),
  userId: z.string().min(1).max(500),
  /** The value that single sign-on sends. */
  externalId: z.string().min(1).max(1_000),
  /** The directory that proves who the person is; null: none, and then it is refused. */
  snapshotId: z.string().nullable(),
});
export type MendOrder = z.infer<typeof mendOrderSchema>;

export const mendPlanSchema = z.object({
  /** Of this very text: `conflicts.mend` takes it back. */
  planId: z.string(),
  userName: z.string(),
  before: z.string().nullable(),
  /** The request as it would be sent. */
  sends: z.string(),
  /** What else is to be known, one sentence each: whose account it is, what is handed over, how it is undone. */
  says: z.array(z.string()),
  /** Why it may not be; empty when it may. */
  refusals: z.array(z.string()),
});
export type MendPlan = z.infer<typeof mendPlanSchema>;

const ofMend = z.object({ connectionId: z.string(), runId: z.string() });

export const conflictCalls = {
  /** The dry run of mending one person: reads only. */
  'conflicts.mendPlan': { input: mendOrderSchema, output: mendPlanSchema },
  /** Sets externalId of the existing account, in a run. `userName`: typed by the administrator, and must be the account's. */
  'conflicts.mend': {
    input: mendOrderSchema.extend({ planId: z.string(), userName: z.string().max(1_000) }),
    output: z.object({ runId: z.string() }),
  },
  'conflicts.mends': { input: ofConnection, output: z.object({ mends: z.array(mendSchema) }) },
  /** Writes the value from before back, only while the account still carries what the app wrote. */
  'conflicts.mendUndo': { input: ofMend, output: z.object({ runId: z.string() }) },
  /** Reads the account and says how a mend that was cut off has ended. */
  'conflicts.mendLook': { input: ofMend, output: mendSchema },
  /** On the practice tenant alone: plays the administrator who maps externalId to what sign-on sends. */
  'conflicts.practise': { input: byId, output: conflictCaseSchema },
  /** A ticket of the practice company. */
  'conflicts.example': { input: emptySchema, output: z.object({ text: z.string() }) },
  'conflicts.explain': {
    input: ofConnection.extend({
      text: z.string().max(longestConflictText),
      /** Where the person is looked up; null: nowhere. */
      snapshotId: z.string().nullable(),
    }),
    output: conflictExplanationSchema,
  },
  /** Those remembered for a connection, newest first. */
  'conflicts.list': { input: ofConnection, output: z.object({ conflicts: z.array(conflictCaseSchema) }) },
  /** The administrator says that the mapping was changed, at this time; or that it was not after all (null). */
  'conflicts.mappingChanged': { input: byId.extend({ at: z.string().nullable() }), output: conflictCaseSchema },
  /** Reads the account again. `cycle`: whether a cycle that began after the change has covered this person, as the administrator sees it in the IdP. */
  'conflicts.verify': { input: byId.extend({ cycle: z.enum(['finished', 'not finished', 'unknown']) }), output: conflictCaseSchema },
  'conflicts.forget': { input: byId, output: doneSchema },
  /** What must be done in the identity provider, as a text for who may do it. */
  'conflicts.packet': { input: byId.extend({ provider: z.enum(['entra', 'okta']) }), output: z.object({ text: z.string() }) },
  'conflicts.predict': {
    input: predictOrderSchema.extend({ filter: z.string().max(40), offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    output: conflictPredictionSchema,
  },
  /** The whole plan as CSV, saved by dialog. */
  'conflicts.exportPlan': { input: predictOrderSchema, output: z.object({ path: z.string().nullable() }) },
} as const satisfies Record<string, CallSchema>;
