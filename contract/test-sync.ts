// The test sync: a throw-away user and group provisioned exactly as one IdP would, then removed.
import { z } from 'zod';
import { type CallSchema, dialectNameSchema, effectSchema, runStateSchema } from './common.ts';

export const testSyncOptionsSchema = z.object({
  connectionId: z.string(),
  dialect: dialectNameSchema,
  /** Members added in one PATCH after the first two: 3 by default; 101 finds servers that drop members above 100. */
  members: z.number().int().min(3).max(1000),
  /** Domain of the test people's userName: one that the realm admits. */
  testDomain: z.string().min(1).max(253),
  /** A reusable test person keeps its userName between runs. */
  reusablePerson: z.boolean(),
  /** Also tries whether the server takes a group as a member of a group, which no identity provider sends. */
  nestedGroup: z.boolean(),
  faults: z.array(z.string()),
});
export type TestSyncOptions = z.infer<typeof testSyncOptionsSchema>;

/** What the run will do, said before it does it. */
export const consentSchema = z.object({
  /** Proves that this very text was shown; `start` refuses another one. */
  consentId: z.string(),
  makes: z.array(z.string()),
  changes: z.array(z.string()),
  removes: z.array(z.string()),
  /** What it may set off: organization rules, intake, soft deletes. */
  mayTrigger: z.array(z.string()),
  /** Why it may not start (production locked, policy, no secret); empty when it may. */
  refusals: z.array(z.string()),
});
export type Consent = z.infer<typeof consentSchema>;

export const leftoverSchema = z.object({
  runId: z.string(),
  connectionId: z.string(),
  connectionName: z.string(),
  startedAt: z.string(),
  /** How the run ended that left them: `interrupted` by a crash, or it ended and could not remove them. */
  state: runStateSchema,
  effects: z.array(effectSchema),
});
export type Leftover = z.infer<typeof leftoverSchema>;

export const testSyncCalls = {
  'test-sync.consent': { input: testSyncOptionsSchema, output: consentSchema },
  'test-sync.start': { input: z.object({ options: testSyncOptionsSchema, consentId: z.string() }), output: z.object({ runId: z.string() }) },
  'test-sync.leftovers': { input: z.object({}).strict(), output: z.object({ leftovers: z.array(leftoverSchema) }) },
  /** Removes exactly what a dead run left; a run of kind `clean-up`. */
  'test-sync.cleanUp': { input: z.object({ runId: z.string() }), output: z.object({ runId: z.string() }) },
} as const satisfies Record<string, CallSchema>;
