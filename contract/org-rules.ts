// Organization rules run again: who needs it, what would be sent, the run and what became of each person.
import { z } from 'zod';
import { type CallSchema, doneSchema } from './common.ts';

export const rerunStrategySchema = z.enum(['resend', 'put', 'touch']);
export type RerunStrategy = z.infer<typeof rerunStrategySchema>;

const name = z.string().min(1).max(400);
export const ruleConditionSchema = z.object({
  on: z.enum(['groups', 'attribute']),
  /** SCIM’s name of the attribute; empty for groups. */
  attribute: z.string().max(200),
  test: z.enum(['includes', 'does-not-include', 'is-equal']),
  pattern: z.string().min(1).max(1000),
});
export const ruleSetSchema = z.object({
  rules: z.array(z.object({ organization: name, conditions: z.array(ruleConditionSchema).min(1).max(50) })).max(500),
  fallback: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('organization'), name }),
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('not-known') }),
  ]),
});
export type RuleSet = z.infer<typeof ruleSetSchema>;

/** `sending`, `touching`, `restoring`: a write was announced, its answer is not known yet. */
export const rerunPersonStateSchema = z.enum(['waiting', 'sending', 'touching', 'restoring', 'sent', 'verified', 'failed', 'skipped', 'answer-lost']);
export type RerunPersonState = z.infer<typeof rerunPersonStateSchema>;

/** Where somebody is, or should be: `name` null is “no organization”. */
export const placementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('known'), name: z.string().nullable() }),
  z.object({ kind: z.literal('not-known'), why: z.string() }),
]);

export const rerunPersonSchema = z.object({
  /** From 1, in the order they are sent. */
  position: z.number(),
  /** SCIM’s id. */
  id: z.string(),
  userName: z.string(),
  externalId: z.string(),
  displayName: z.string(),
  /** Why this person is on the list. */
  why: z.string(),
  /** Whether the membership that the rules look at has reached the target. */
  membership: z.enum(['arrived', 'pending', 'unknown']),
  before: placementSchema,
  expected: placementSchema,
  after: placementSchema.optional(),
  state: rerunPersonStateSchema,
  reason: z.string(),
  /** Writes whose answer never came. */
  lost: z.number(),
  repeats: z.number(),
  touch: z
    .object({ path: z.enum(['displayName', 'name.formatted', 'name.familyName', 'name.givenName']), before: z.string(), written: z.string() })
    .optional(),
});
export type RerunPerson = z.infer<typeof rerunPersonSchema>;

/** One of these for everybody; together they are all people. */
export const rerunCountsSchema = z.object({
  sent: z.number(),
  verified: z.number(),
  failed: z.number(),
  skipped: z.number(),
  notSent: z.number(),
  answerLost: z.number(),
});
export type RerunCounts = z.infer<typeof rerunCountsSchema>;

const moveSchema = z.object({ from: z.string().nullable(), to: z.string().nullable() });

export const rerunSchema = z.object({
  id: z.string(),
  connectionId: z.string(),
  connectionName: z.string(),
  practice: z.boolean(),
  strategy: rerunStrategySchema,
  /** Requests a second. */
  rate: z.number(),
  /** What was picked, in words. */
  picked: z.string(),
  /** `reading`: who they are is being read. `planned`: the dry run is there. `interrupted`: the app stopped while it went on. */
  state: z.enum(['reading', 'planned', 'going', 'paused', 'stopped', 'cancelled', 'ended', 'interrupted']),
  /** Why it is in that state, when that needs words. */
  reason: z.string(),
  createdAt: z.string(),
  runIds: z.array(z.string()),
  people: z.number(),
  /** Remarks of the dry run: what was not seen, who was left out. */
  remarks: z.array(z.string()),
  /** How the organization of a person is seen, or why it is not. */
  seenBy: z.string(),
  acceptedMoves: z.array(moveSchema),
  /** The move that stopped it. */
  stoppedBy: moveSchema.optional(),
  /** People whose organization differed from the rules’ result: how many moved there by the update, and how many stayed. */
  effect: z.object({ moved: z.number(), stayed: z.number() }),
});
export type Rerun = z.infer<typeof rerunSchema>;

export const rerunConsentSchema = z.object({
  /** Proves that this very text was shown; `start` refuses another one. */
  consentId: z.string(),
  sends: z.array(z.string()),
  mayTrigger: z.array(z.string()),
  /** Why it may not start; empty when it may. */
  refusals: z.array(z.string()),
  /** At the pace that is set, without waits the server asks for. */
  seconds: z.number(),
});
export type RerunConsent = z.infer<typeof rerunConsentSchema>;

export const rerunViewSchema = z.object({
  rerun: rerunSchema,
  counts: rerunCountsSchema,
  /** Whether an update was seen to make the rules run: one sentence. */
  effect: z.string(),
  /** Only while it goes on. */
  live: z
    .object({
      stage: z.string(),
      /** Requests a second: allowed now by the pace, and sent over the last seconds. */
      paceNow: z.number(),
      requestsPerSecond: z.number(),
      secondsLeft: z.number(),
      pausing: z.boolean(),
    })
    .optional(),
});
export type RerunView = z.infer<typeof rerunViewSchema>;

export const selectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), name: z.string().min(1).max(400) }),
  /** userName, externalId or SCIM id, one a line, or CSV with a header. */
  z.object({ kind: z.literal('list'), text: z.string().max(40_000_000) }),
  z.object({ kind: z.literal('condition'), text: z.string().min(1).max(4000) }),
]);
export type Selection = z.infer<typeof selectionSchema>;

export const planOrderSchema = z.object({
  connectionId: z.string(),
  selection: selectionSchema,
  /** People placed by hand, who are left out: as in a list. */
  exclude: z.string().max(40_000_000),
  strategy: rerunStrategySchema,
  /** Requests a second. */
  rate: z.number().min(0.2).max(500),
  /** More than 25 requests a second only where this was said. */
  fast: z.enum(['as-usual', 'allowed']),
});
export type PlanOrder = z.infer<typeof planOrderSchema>;

const byRerun = z.object({ rerunId: z.string() });
const started = z.object({ runId: z.string() });

export const orgRulesCalls = {
  'org-rules.rules': { input: z.object({ connectionId: z.string() }), output: ruleSetSchema },
  'org-rules.setRules': { input: z.object({ connectionId: z.string(), rules: ruleSetSchema }), output: doneSchema },
  /** A file of people, chosen by dialog; null when none was chosen. */
  'org-rules.chooseList': { input: z.object({}).strict(), output: z.object({ name: z.string(), text: z.string() }).nullable() },
  /** The dry run: reads who they are, in a run of its own; nothing is sent to them. */
  'org-rules.plan': { input: planOrderSchema, output: byRerun.extend({ runId: z.string() }) },
  'org-rules.consent': { input: byRerun, output: rerunConsentSchema },
  'org-rules.start': { input: byRerun.extend({ consentId: z.string() }), output: started },
  /** Goes on with a rerun that stands still: with whoever was not sent, or with those that failed too. */
  'org-rules.continue': { input: byRerun.extend({ with: z.enum(['not-sent', 'failed-too']) }), output: started },
  /** Ends after the people who are under way. */
  'org-rules.pause': { input: byRerun, output: doneSchema },
  /** The same, and it is not offered for continuing. */
  'org-rules.cancel': { input: byRerun, output: doneSchema },
  /** Newest first. */
  'org-rules.list': { input: z.object({ connectionId: z.string() }), output: z.object({ reruns: z.array(rerunSchema) }) },
  'org-rules.get': { input: byRerun, output: rerunViewSchema },
  'org-rules.people': {
    input: byRerun.extend({
      state: z.enum(['all', 'sent', 'verified', 'failed', 'skipped', 'notSent', 'answerLost', 'misplaced']),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1000),
    }),
    output: z.object({ people: z.array(rerunPersonSchema), total: z.number() }),
  },
  'org-rules.export': { input: byRerun, output: z.object({ path: z.string().nullable() }) },
} as const satisfies Record<string, CallSchema>;
