// One person's story: the way from the identity provider to a sign-in, link by link, and everything that is known about them in the order of time.
import { z } from 'zod';
import { type CallSchema, vantageSchema } from './common.ts';
import { mappingSchema } from './mapping.ts';
import { personKeySchema } from './nested-groups.ts';

export const personLinkSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['holds', 'broken', 'not known']),
  fact: z.string(),
  vantage: vantageSchema.nullable(),
  at: z.string().nullable(),
  /** How to find out, or to mend it. */
  next: z.string(),
});

export const personStorySchema = z.object({
  /** What the person was looked up by. */
  query: z.array(z.string()),
  name: z.string().nullable(),
  personId: z.string().nullable(),
  accountId: z.string().nullable(),
  links: z.array(personLinkSchema),
  firstBroken: z.string().nullable(),
  /** Newest first. */
  timeline: z.array(z.object({ at: z.string(), vantage: vantageSchema, text: z.string() })),
});
export type PersonStory = z.infer<typeof personStorySchema>;

export const personCalls = {
  'person.find': {
    input: z.object({
      /** UPN, name, any id, or a pasted error. */
      query: z.string().min(1).max(200_000),
      connectionId: z.string().nullable(),
      /** Null: there is none. */
      snapshotId: z.string().nullable(),
      targetId: z.string().nullable(),
      /** Not given: the mapping kept with the connection. */
      mapping: mappingSchema.nullable().optional(),
      /** Null: not said, and without a mapping what is sent is not known. */
      personKey: personKeySchema.nullable(),
    }),
    output: personStorySchema,
  },
} as const satisfies Record<string, CallSchema>;
