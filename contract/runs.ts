// Runs and their history. A watcher gets a snapshot with a revision first, then snapshots at most ten a second; a late one misses nothing.
import { z } from 'zod';
import {
  type CallSchema,
  doneSchema,
  emptySchema,
  exchangeSchema,
  findingSchema,
  runKindSchema,
  runSchema,
  runSummarySchema,
  stepSchema,
} from './common.ts';

export const reportFormatSchema = z.enum(['html', 'json', 'junit', 'har', 'markdown']);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

export const comparisonSchema = z.object({
  before: runSummarySchema,
  after: runSummarySchema,
  newlyFailing: z.array(stepSchema),
  fixed: z.array(stepSchema),
  unchanged: z.array(z.object({ id: z.string(), title: z.string(), status: z.string() })),
  newFindings: z.array(findingSchema),
  goneFindings: z.array(findingSchema),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const retentionSchema = z.object({ days: z.number().int().min(1).max(3650) });

const byId = z.object({ id: z.string() });

export const runCalls = {
  'runs.list': {
    input: z.object({
      connectionId: z.string().optional(),
      kind: runKindSchema.optional(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.object({ runs: z.array(runSummarySchema), total: z.number() }),
  },
  'runs.get': { input: byId, output: runSchema },
  /** Subscribes this window: `runs.changed` events follow. */
  'runs.watch': { input: byId, output: runSchema },
  'runs.unwatch': { input: byId, output: doneSchema },
  'runs.cancel': { input: byId, output: doneSchema },
  'runs.exchanges': {
    input: z.object({ id: z.string(), ids: z.array(z.string()).max(200) }),
    output: z.object({ exchanges: z.array(exchangeSchema) }),
  },
  'runs.compare': { input: z.object({ before: z.string(), after: z.string() }), output: comparisonSchema },
  'runs.exportFile': { input: z.object({ id: z.string(), format: reportFormatSchema }), output: z.object({ path: z.string().nullable() }) },
  'runs.remove': { input: byId, output: doneSchema },
  'runs.retention': { input: emptySchema, output: retentionSchema },
  'runs.setRetention': { input: retentionSchema, output: retentionSchema },
} as const satisfies Record<string, CallSchema>;
