// The app itself: versions, what leaves this machine, data on this machine, pasted errors, the practice tenant, the overview.
import { z } from 'zod';
import { type CallSchema, doneSchema, emptySchema, findingSchema, runSummarySchema } from './common.ts';
import { credentialCardSchema } from './connections.ts';
import { leftoverSchema } from './test-sync.ts';

export const appInfoSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** `electron` or `chromium host`. */
  host: z.string(),
  versions: z.array(z.object({ name: z.string(), version: z.string() })),
  dataDir: z.string(),
  logDir: z.string(),
  /** Notices of this start: a damaged database moved aside, a database of a newer app opened read-only. */
  notices: z.array(z.string()),
});
export type AppInfo = z.infer<typeof appInfoSchema>;

/** What every request may be held to, in the units of the screen; the terminal's options take the same values. */
export const largestLimits = { connectSeconds: 300, answerSeconds: 3600, bodyMegabytes: 1024 } as const;
const upTo = (most: number) => z.number().int().min(1).max(most);
export const limitsSchema = z.object({
  connectSeconds: upTo(largestLimits.connectSeconds),
  answerSeconds: upTo(largestLimits.answerSeconds),
  /** Of 1024 x 1024 bytes. */
  bodyMegabytes: upTo(largestLimits.bodyMegabytes),
});
export type Limits = z.infer<typeof limitsSchema>;
const limitsAnswerSchema = z.object({
  limits: limitsSchema,
  /** What holds until something else is set. */
  usual: limitsSchema,
  /** The largest values; the smallest is one. */
  most: limitsSchema,
});
export type LimitsAnswer = z.infer<typeof limitsAnswerSchema>;

export const contactSchema = z.object({ host: z.string(), why: z.string(), requests: z.number(), lastAt: z.string() });
export type Contact = z.infer<typeof contactSchema>;

/** Explanation of a pasted error text. */
export const explanationSchema = z.object({
  /** Findings for what was recognised, most specific first. */
  recognised: z.array(z.object({ excerpt: z.string(), finding: findingSchema, fields: z.array(z.object({ label: z.string(), value: z.string() })) })),
  /** What could not be read, in words; never silently dropped. */
  unread: z.array(z.string()),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const overviewSchema = z.object({
  card: credentialCardSchema.nullable(),
  /** Does it work: one sentence and a tone. */
  headline: z.string(),
  tone: z.enum(['good', 'warning', 'bad', 'unknown']),
  /** What is failing: newest error and warning findings of the latest runs. */
  findings: z.array(findingSchema),
  /** What to do next, most useful first; `screen` is where it is done. */
  next: z.array(
    z.object({ title: z.string(), text: z.string(), screen: z.enum(['connections', 'connection-test', 'test-sync', 'runs', 'support']) }),
  ),
  recent: z.array(runSummarySchema),
  leftovers: z.array(leftoverSchema),
});
export type Overview = z.infer<typeof overviewSchema>;

export const faultSchema = z.object({ name: z.string(), title: z.string(), group: z.string(), expects: z.array(z.string()) });
export type Fault = z.infer<typeof faultSchema>;

export const practiceStatusSchema = z.object({
  running: z.boolean(),
  connectionId: z.string().nullable(),
  scimUrl: z.string().nullable(),
  faults: z.array(faultSchema),
  users: z.number(),
  groups: z.number(),
});
export type PracticeStatus = z.infer<typeof practiceStatusSchema>;

export const appCalls = {
  'app.info': { input: emptySchema, output: appInfoSchema },
  'app.openLogFolder': { input: emptySchema, output: doneSchema },
  /** Opens an https address from the list of known documentation hosts, after a confirm. */
  'app.openExternal': { input: z.object({ url: z.string().max(2000) }), output: z.object({ opened: z.boolean() }) },
  'app.contacts': { input: emptySchema, output: z.object({ contacts: z.array(contactSchema) }) },
  'app.limits': { input: emptySchema, output: limitsAnswerSchema },
  /** Used by the next run. */
  'app.setLimits': { input: limitsSchema, output: limitsAnswerSchema },
  'app.deleteAllData': { input: z.object({ typed: z.string() }), output: doneSchema },
  'support.explain': { input: z.object({ text: z.string().max(2_000_000) }), output: explanationSchema },
  'overview.get': { input: emptySchema, output: overviewSchema },
  'practice.status': { input: emptySchema, output: practiceStatusSchema },
  /** Starts the practice tenant and makes (or returns) its connection, secret set. */
  'practice.start': { input: emptySchema, output: practiceStatusSchema },
  'practice.reset': { input: emptySchema, output: practiceStatusSchema },
} as const satisfies Record<string, CallSchema>;

/** Events main sends to a window. */
export const eventSchemas = {
  /** A topic changed: refresh what shows it. */
  changed: z.object({
    topic: z.enum(['connections', 'runs', 'practice', 'overview', 'directory', 'conflicts', 'org-rules', 'logs']),
    revision: z.number(),
  }),
  /** A watched run changed: `runs.get` again when the revision is newer. */
  'runs.changed': z.object({ id: z.string(), revision: z.number() }),
  /** A menu entry asks the window to go somewhere or do something. */
  menu: z.object({
    command: z.enum([
      'go-overview',
      'go-connections',
      'go-connection-test',
      'go-test-sync',
      'go-directory',
      'go-mapping',
      'go-nested-groups',
      'go-conflicts',
      'go-org-rules',
      'go-provisioning-log',
      'go-runs',
      'go-about',
      'find',
      'new-connection',
      'explain',
    ]),
  }),
} as const;
