// Leavers: people who should not have an account any more and are active in the target, each with why, since when and what to do.
import { z } from 'zod';
import { type CallSchema, vantageSchema } from './common.ts';
import { mappingSchema } from './mapping.ts';
import { personKeySchema } from './nested-groups.ts';

export const leaverKindSchema = z.enum(['deleted', 'disabled', 'unassigned', 'out-of-scope']);

export const leaverReasonSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** `shown`: a fact explains it. `possible`: a fact points to it. `ruled out`: a fact speaks against it. */
  state: z.enum(['shown', 'possible', 'not known', 'ruled out']),
  /** What was seen; with `not known`, how to find out. */
  fact: z.string(),
  vantage: vantageSchema.nullable(),
  at: z.string().nullable(),
  remedy: z.string(),
});

export const leaverSchema = z.object({
  kind: leaverKindSchema,
  /** Of the directory; null when the person is not there. */
  personId: z.string().nullable(),
  name: z.string(),
  userName: z.string().nullable(),
  accountId: z.string(),
  accountExternalId: z.string().nullable(),
  /** False: the target did not say whether the account is active, which counts as active. */
  activeSaid: z.boolean(),
  by: z.enum(['externalId', 'user name alone', 'nothing']),
  /** They left between these (ISO 8601); `after` is null when no older snapshot shows them entitled. */
  since: z.object({ after: z.string().nullable(), before: z.string() }),
  lastSeen: z.object({ entitledAt: z.string().nullable(), activeAt: z.string() }),
  /** The likeliest first. */
  reasons: z.array(leaverReasonSchema),
  toDo: z.string(),
});
export type Leaver = z.infer<typeof leaverSchema>;

export const leaversSchema = z.object({
  counts: z.object({ deleted: z.number(), disabled: z.number(), unassigned: z.number(), 'out-of-scope': z.number() }),
  /** Active accounts of people who should have them. */
  entitled: z.number(),
  notEvaluated: z.number(),
  /** Active, without externalId, of nobody in the directory: made by hand or for a service. */
  ownAccounts: z.number(),
  rows: z.array(leaverSchema),
  total: z.number(),
  /** What this server was seen to do on active=false and DELETE; `answer` is null while nobody has seen it. */
  observations: z.array(z.object({ id: z.string(), question: z.string(), answer: z.string().nullable(), at: z.string().nullable() })),
  /** What could not be judged, and why. */
  notes: z.array(z.string()),
});
export type Leavers = z.infer<typeof leaversSchema>;

export const leaverOrderSchema = z.object({
  connectionId: z.string().nullable(),
  snapshotId: z.string(),
  /** A snapshot of the target. */
  targetId: z.string(),
  /** Not given: the mapping kept with the connection. Null: none, people are found by `personKey`. */
  mapping: mappingSchema.nullable().optional(),
  personKey: personKeySchema,
});
export type LeaverOrder = z.infer<typeof leaverOrderSchema>;

export const leaverCalls = {
  'leavers.find': {
    input: leaverOrderSchema.extend({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    output: leaversSchema,
  },
} as const satisfies Record<string, CallSchema>;
