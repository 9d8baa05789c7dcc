// What an identity provider wrote about provisioning: one event for one object in one cycle. Events of several apps and tenants lie in one log and are
// kept apart by `app`. Rows cross in pages, never whole. An absent value is null: it is never guessed.
import { z } from 'zod';
import { type CallSchema, emptySchema, findingSchema } from './common.ts';

export const logStatusSchema = z.enum(['success', 'failure', 'skipped', 'warning']);
export type LogStatus = z.infer<typeof logStatusSchema>;

/** Entra's actions; Okta's event types are brought to them. `stageddelete`: disabled now, deleted later. */
export const logActionSchema = z.enum(['create', 'update', 'delete', 'stageddelete', 'disable', 'other']);
export type LogAction = z.infer<typeof logActionSchema>;

export const logObjectKindSchema = z.enum(['user', 'group', 'other']);
export type LogObjectKind = z.infer<typeof logObjectKindSchema>;

/** `entra-files`: the portal's JSON or CSV. `diagnostic`: what diagnostic settings write. `pasted`: a text of one or more errors. */
export const logSourceSchema = z.enum(['entra', 'entra-files', 'diagnostic', 'log-analytics', 'okta', 'okta-files', 'pasted']);
export type LogSource = z.infer<typeof logSourceSchema>;

/** An object on one side. `name` is what the log shows: userPrincipalName, userName or displayName. */
export const logIdentitySchema = z.object({ id: z.string().nullable(), name: z.string().nullable(), kind: logObjectKindSchema });
export type LogIdentity = z.infer<typeof logIdentitySchema>;

/** The provisioning app an event belongs to: tenant and service principal in Entra, organization and app in Okta. */
export const logAppSchema = z.object({ tenantId: z.string().nullable(), id: z.string().nullable(), name: z.string().nullable() });
export type LogApp = z.infer<typeof logAppSchema>;

export const logEventSchema = z.object({
  /** Of the identity provider; two readings of the same event have the same. */
  id: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  source: logSourceSchema,
  app: logAppSchema,
  jobId: z.string().nullable(),
  cycleId: z.string().nullable(),
  changeId: z.string().nullable(),
  action: logActionSchema,
  status: logStatusSchema,
  from: logIdentitySchema,
  to: logIdentitySchema,
  /** As the log has it, prefix and all; also a skip's reason (`RedundantExport`, `NotEffectivelyEntitled`). */
  code: z.string().nullable(),
  /** The first 2,000 characters. */
  reason: z.string().nullable(),
  durationMs: z.number().nullable(),
});
export type LogEvent = z.infer<typeof logEventSchema>;

export const logStepSchema = z.object({
  name: z.string(),
  /** import, scoping, matching, processing, referenceResolution, export; as the log has it where it is none of these. */
  type: z.string(),
  status: logStatusSchema,
  description: z.string().nullable(),
  details: z.record(z.string(), z.string()),
});
export type LogStep = z.infer<typeof logStepSchema>;

export const modifiedPropertySchema = z.object({ name: z.string(), oldValue: z.string().nullable(), newValue: z.string().nullable() });
export type ModifiedProperty = z.infer<typeof modifiedPropertySchema>;

export const logEventDetailSchema = z.object({
  event: logEventSchema,
  steps: z.array(logStepSchema),
  modifiedProperties: z.array(modifiedPropertySchema),
  /** What the code and the server's own answer mean; empty for a success. */
  findings: z.array(findingSchema),
  /** The server's own answer, dug out of the reason; null when there is none. */
  serverAnswer: z.string().nullable(),
  /** The event as the source gave it, laid out, capped at 256 KB. */
  raw: z.string(),
});
export type LogEventDetail = z.infer<typeof logEventDetailSchema>;

/** Every condition that is given must hold; an empty filter is everything. */
export const logFilterSchema = z.object({
  appKey: z.string().optional(),
  statuses: z.array(logStatusSchema).optional(),
  actions: z.array(logActionSchema).optional(),
  kinds: z.array(logObjectKindSchema).optional(),
  /** By suffix, as the table of codes has them. */
  codes: z.array(z.string()).optional(),
  /** ISO 8601; from is included, to is not. */
  from: z.string().optional(),
  to: z.string().optional(),
  /** Exact source or target id, or exact name whatever its case. */
  object: z.string().max(300).optional(),
  /** Words anywhere in name, code, reason or properties. */
  text: z.string().max(300).optional(),
  /** Only failures that are still failing. */
  open: z.literal(true).optional(),
});
export type LogFilter = z.infer<typeof logFilterSchema>;

/** `open`: no later event ended it. `over`: a later success, or nothing left to do. `unknown`: the job stopped after it. */
export const standingSchema = z.enum(['open', 'over', 'unknown']);
export type Standing = z.infer<typeof standingSchema>;

export const causeSummarySchema = z.object({
  /** The code's suffix, or `unknown: <code>`. */
  cause: z.string(),
  standing: standingSchema,
  people: z.number(),
  groups: z.number(),
  first: z.string(),
  last: z.string(),
  findingId: z.string(),
});
export type CauseSummary = z.infer<typeof causeSummarySchema>;

/** What a span of time is known from. A gap is a span no source covered; a limit is one the licence set (7 or 30 days). */
export const coverageSpanSchema = z.object({ from: z.string(), to: z.string(), source: logSourceSchema, note: z.string() });
export type CoverageSpan = z.infer<typeof coverageSpanSchema>;

export const jobStateSchema = z.object({
  id: z.string(),
  appKey: z.string(),
  state: z.enum(['active', 'paused', 'quarantine', 'not-run', 'unknown']),
  /** ISO 8601 of what the job itself or, failing that, the log says. */
  lastEvent: z.string().nullable(),
  lastCycle: z.string().nullable(),
  quarantine: z.object({ reason: z.string(), since: z.string(), nextTry: z.string().nullable(), disabledAt: z.string() }).nullable(),
  seenAt: z.string(),
});
export type JobState = z.infer<typeof jobStateSchema>;

export const logSummarySchema = z.object({
  events: z.number(),
  byStatus: z.record(logStatusSchema, z.number()),
  stillFailing: z.array(causeSummarySchema),
  past: z.array(causeSummarySchema),
  coverage: z.array(coverageSpanSchema),
  jobs: z.array(jobStateSchema),
  findings: z.array(findingSchema),
});
export type LogSummary = z.infer<typeof logSummarySchema>;

/** `appKey` of an app: its service principal or app id, or its name where there is no id, with the tenant before it. */
export const appRowSchema = logAppSchema.extend({ key: z.string(), events: z.number(), first: z.string(), last: z.string() });
export type AppRow = z.infer<typeof appRowSchema>;

/** A file of a log, chosen but not read yet. */
export const logFileSchema = z.object({
  /** Stays in main; the path itself is shown, never sent back. */
  handle: z.string(),
  name: z.string(),
});
export type LogFile = z.infer<typeof logFileSchema>;

export const logImportSchema = z.object({
  source: logSourceSchema,
  /** Names of the files, or where it was read. */
  name: z.string(),
  at: z.string(),
  fresh: z.number(),
  /** Events that were in the log before. */
  known: z.number(),
  unreadable: z.number(),
});

export const logCalls = {
  /** Opens the file dialog; empty when nothing was chosen. */
  'logs.chooseFile': { input: emptySchema, output: z.object({ file: logFileSchema.nullable() }) },
  /** Starts a run of the kind `log-import`. */
  'logs.importFiles': { input: z.object({ handles: z.array(z.string()).min(1).max(50) }), output: z.object({ runId: z.string() }) },
  'logs.apps': { input: emptySchema, output: z.object({ apps: z.array(appRowSchema), textSearch: z.enum(['indexed', 'slow']) }) },
  'logs.imports': { input: emptySchema, output: z.object({ imports: z.array(logImportSchema) }) },
  'logs.page': {
    input: z.object({ filter: logFilterSchema, offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    output: z.object({ events: z.array(logEventSchema), total: z.number() }),
  },
  'logs.event': { input: z.object({ id: z.string() }), output: logEventDetailSchema },
  'logs.summary': { input: z.object({ filter: logFilterSchema }), output: logSummarySchema },
  /** Events in spans of one length, each with the counts of success, failure, skipped and warning. */
  'logs.chart': {
    input: z.object({ filter: logFilterSchema, buckets: z.number().int().min(1).max(400) }),
    output: z.object({ from: z.string(), bucketMs: z.number(), counts: z.array(z.array(z.number())) }),
  },
  /** Codes by their suffix, the most frequent first. */
  'logs.codes': {
    input: z.object({ filter: logFilterSchema }),
    output: z.object({ codes: z.array(z.object({ code: z.string(), events: z.number() })) }),
  },
  /** Asks where to save, then writes every event of the filter. Null when nothing was chosen. */
  'logs.export': {
    input: z.object({ filter: logFilterSchema, format: z.enum(['csv', 'json']) }),
    output: z.object({ saved: z.object({ path: z.string(), events: z.number() }).nullable() }),
  },
} as const satisfies Record<string, CallSchema>;
