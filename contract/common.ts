// The words every part of the app shares, as schemas: verdicts, exchanges, steps, findings, runs.
// Promise: what crosses between processes, is kept in history or is printed by `--json` has one of these forms.
// No logic lives here. Times are ISO 8601 in UTC, durations are milliseconds, sizes are bytes.
import { z } from 'zod';

/** The identity provider that drives a connection. `other` is judged by the RFCs alone. */
export const idpSchema = z.enum(['entra', 'okta', 'other']);
export type Idp = z.infer<typeof idpSchema>;

/** The exact requests one identity provider sends. */
export const dialectNameSchema = z.enum(['entra', 'entra-on-demand', 'okta-put', 'okta-patch']);
export type DialectName = z.infer<typeof dialectNameSchema>;

/** What became of a step. `not-reachable-from-here` is never a fault of the endpoint. */
export const stepStatusSchema = z.enum(['passed', 'failed', 'warned', 'skipped', 'not-reachable-from-here']);
export type StepStatus = z.infer<typeof stepStatusSchema>;

/** What the documentation leaves open and a run can see. */
export const observationIdSchema = z.enum([
  'token-lifetime',
  'paging',
  'pace',
  'inactive',
  'create-twice',
  'error-body',
  'delete-person',
  'delete-group',
  'nested-group',
]);
export type ObservationId = z.infer<typeof observationIdSchema>;

/** One judgement by the RFCs and one for each identity provider: a server can be wrong and Entra not care, and the reverse. */
export const verdictsSchema = z.object({ rfc: stepStatusSchema, entra: stepStatusSchema, okta: stepStatusSchema });
export type Verdicts = z.infer<typeof verdictsSchema>;

/** From where a fact was seen. */
export const vantageSchema = z.enum(['this desk', 'the IdP', 'the target', 'a file']);
export type Vantage = z.infer<typeof vantageSchema>;

export const severitySchema = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof severitySchema>;

/** Who must act on a finding. */
export const actorSchema = z.enum([
  'Entra admin',
  'Okta admin',
  'IdP admin',
  'Foundry authentication administrator',
  'Foundry information security officer',
  'server owner',
  'network team',
  'Palantir Support',
  'you',
]);
export type Actor = z.infer<typeof actorSchema>;

/** The layer a network request failed in, decided by code and never by message text. */
export const failureLayerSchema = z.enum(['dns', 'tcp', 'tls', 'proxy', 'http', 'body', 'cancelled']);
export type FailureLayer = z.infer<typeof failureLayerSchema>;

export const networkFailureSchema = z.object({
  layer: failureLayerSchema,
  /** A stable code: Node's own (`ENOTFOUND`, `CERT_HAS_EXPIRED`) or ours (`CONNECT_TIMEOUT`, `BODY_TOO_LARGE`, ...). */
  code: z.string(),
  /** One sentence with the values that matter (host, port, certificate subject), secrets removed. */
  detail: z.string(),
});
export type NetworkFailure = z.infer<typeof networkFailureSchema>;

export const headerListSchema = z.array(z.tuple([z.string(), z.string()]));
export type HeaderList = z.infer<typeof headerListSchema>;

/** A body as kept: text capped for history, the true size beside it. */
export const keptBodySchema = z.object({ text: z.string(), bytes: z.number(), truncated: z.boolean() });
export type KeptBody = z.infer<typeof keptBodySchema>;

export const timingsSchema = z.object({
  dnsMs: z.number().optional(),
  tcpMs: z.number().optional(),
  tlsMs: z.number().optional(),
  firstByteMs: z.number().optional(),
  totalMs: z.number(),
});
export type Timings = z.infer<typeof timingsSchema>;

export const exchangeOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answered'),
    status: z.number(),
    statusText: z.string(),
    headers: headerListSchema,
    body: keptBodySchema.nullable(),
  }),
  z.object({ kind: z.literal('failed'), failure: networkFailureSchema }),
]);
export type ExchangeOutcome = z.infer<typeof exchangeOutcomeSchema>;

/** One HTTP request and its answer as they went over the wire, secrets removed. */
export const exchangeSchema = z.object({
  id: z.string(),
  /** Order within the run, from 1. */
  sequence: z.number(),
  /** The step that sent it; absent outside a run. */
  stepId: z.string().optional(),
  /** Why it was sent, in words: "Entra's probe", "token request". */
  purpose: z.string(),
  startedAt: z.string(),
  method: z.string(),
  url: z.string(),
  requestHeaders: headerListSchema,
  requestBody: keptBodySchema.nullable(),
  /** 1 for the first try, 2 for the first retry, ... */
  attempt: z.number(),
  outcome: exchangeOutcomeSchema,
  timings: timingsSchema,
  /** Address and port that answered; the proxy used, if any. */
  peer: z.string().optional(),
  proxy: z.string().optional(),
  tls: z.object({ protocol: z.string(), cipher: z.string() }).optional(),
});
export type Exchange = z.infer<typeof exchangeSchema>;

export const evidenceSchema = z.object({
  vantage: vantageSchema,
  /** What was seen, in words. */
  text: z.string(),
  at: z.string().optional(),
  exchangeId: z.string().optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const sourceSchema = z.object({ title: z.string(), url: z.string().optional() });
export type Source = z.infer<typeof sourceSchema>;

/** What the app concludes. One cause gives one finding; later steps add evidence to it. */
export const findingSchema = z.object({
  /** Stable id, for example `tls.certificate-expired`. */
  id: z.string(),
  severity: severitySchema,
  title: z.string(),
  /** One sentence of cause. */
  cause: z.string(),
  /** What the identity provider would do about it, in the administrator's words. */
  consequence: z.string().optional(),
  /** What to do, one instruction a line. */
  remedy: z.array(z.string()),
  /** How to see that it is mended. */
  verify: z.string().optional(),
  actor: actorSchema,
  evidence: z.array(evidenceSchema),
  source: sourceSchema,
  /** Steps it came from. */
  stepIds: z.array(z.string()),
});
export type Finding = z.infer<typeof findingSchema>;

export const stepSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** `pending` and `running` while the run lives; every finished step has a StepStatus. */
  status: z.union([stepStatusSchema, z.enum(['pending', 'running'])]),
  verdicts: verdictsSchema.optional(),
  startedAt: z.string().optional(),
  durationMs: z.number().optional(),
  /** Why the status is what it is: always present on a finished step. */
  reason: z.string().optional(),
  /** The step that stopped this one, when it could not run. */
  stoppedBy: z.string().optional(),
  /** What the identity provider would send or do here. */
  wouldSend: z.string().optional(),
  /** Facts worth showing though nothing is wrong: TLS version, token lifetime, count of users. */
  facts: z.array(
    z.object({
      label: z.string(),
      value: z.string(),
      /** The open question about the server that it answers. */
      observes: observationIdSchema.optional(),
    }),
  ),
  exchangeIds: z.array(z.string()),
  findingIds: z.array(z.string()),
});
export type Step = z.infer<typeof stepSchema>;

/** Something a run did to the target: made, changed, removed, or left behind. */
export const effectSchema = z.object({
  journalId: z.string(),
  resourceType: z.enum(['User', 'Group']),
  /** userName or displayName. */
  name: z.string(),
  /** The server's id, once known. */
  resourceId: z.string().optional(),
  state: z.enum(['intended', 'done', 'undone', 'unknown']),
  /** In words: "removed, 404 seen afterwards", "still there: the server answered 500". */
  note: z.string().optional(),
});
export type Effect = z.infer<typeof effectSchema>;

export const runKindSchema = z.enum([
  'connection-test',
  'test-sync',
  'clean-up',
  'directory-import',
  'log-import',
  'mapping-read',
  'rerun-plan',
  'rerun',
  'mend',
]);
export type RunKind = z.infer<typeof runKindSchema>;

/** `interrupted`: the process died while it lived. `broken`: a bug in the app stopped it. */
export const runStateSchema = z.enum(['running', 'finished', 'cancelled', 'interrupted', 'broken']);
export type RunState = z.infer<typeof runStateSchema>;

export const runSummarySchema = z.object({
  id: z.string(),
  kind: runKindSchema,
  connectionId: z.string(),
  connectionName: z.string(),
  practice: z.boolean(),
  production: z.boolean(),
  idp: idpSchema,
  dialect: dialectNameSchema.optional(),
  /** Faults switched on in the practice tenant for this run. */
  faults: z.array(z.string()),
  state: runStateSchema,
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  /** That of the connection's identity provider (`other`: rfc). */
  verdict: stepStatusSchema.optional(),
  verdicts: verdictsSchema.optional(),
  /** In one sentence, for lists and notifications. */
  summary: z.string().optional(),
  counts: z.object({ passed: z.number(), warned: z.number(), failed: z.number(), skipped: z.number() }),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const runSchema = runSummarySchema.extend({
  /** Raised by one at every change; a late watcher compares it. */
  revision: z.number(),
  /** What the run was asked to do, secrets never among it. */
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  steps: z.array(stepSchema),
  findings: z.array(findingSchema),
  effects: z.array(effectSchema),
  exchangeCount: z.number(),
});
export type Run = z.infer<typeof runSchema>;

/** The one error form that crosses the bridge and ends the terminal with exit 2 or 3. */
export const errorEnvelopeSchema = z.object({
  /** `internal` is a bug; every other code is an expected refusal. */
  code: z.string(),
  /** A sentence for the administrator that says what to do. */
  message: z.string(),
  details: z.record(z.string(), z.string()).optional(),
});
export type ErrorEnvelope = z.infer<typeof errorEnvelopeSchema>;

export const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorEnvelopeSchema }),
]);
export type Reply = z.infer<typeof replySchema>;

export const emptySchema = z.object({}).strict();
export const doneSchema = z.object({ done: z.literal(true) });

/** One call of the bridge: what goes in, what comes back. */
export interface CallSchema<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
}
