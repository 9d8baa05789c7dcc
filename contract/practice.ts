// The practice tenant as one plays Foundry's part in it: organizations and their rules, log-ins, people placed by hand, and the switches for what
// Foundry's documentation leaves open. None of it exists on a real connection.
import { z } from 'zod';
import type { CallSchema } from './common.ts';

export const practiceConditionSchema = z.object({
  /** `groups`: names of the person's externally managed groups. `attribute`: values of the attribute named. */
  on: z.enum(['groups', 'attribute']),
  /** Empty for groups. SCIM brings userName, externalId, displayName, emails, name.givenName, name.familyName; all others come at a log-in. */
  attribute: z.string().max(200),
  test: z.enum(['includes', 'does-not-include', 'is-equal']),
  /** A regular expression over the whole value; `(?i)` before it takes case away. */
  pattern: z.string().min(1).max(1000),
});
export type PracticeCondition = z.infer<typeof practiceConditionSchema>;

const organization = z.string().trim().min(1).max(200);

/** Places a person when all conditions hold. Rules are tried in order; the first that holds wins. */
export const practiceRuleSchema = z.object({ organization, conditions: z.array(practiceConditionSchema).min(1).max(20) });
export type PracticeRule = z.infer<typeof practiceRuleSchema>;

export const practiceRulesSchema = z.object({
  rules: z.array(practiceRuleSchema).max(100),
  /** Given when no rule holds; null: no organization, so the person cannot log in. */
  fallback: organization.nullable(),
});
export type PracticeRules = z.infer<typeof practiceRulesSchema>;

export const practiceLoginSchema = z.object({
  userName: z.string().trim().min(1).max(400),
  /** What the identity provider sends in the claim mapped to Provider ID; taken as it is, blanks included. */
  providerId: z.string().min(1).max(400),
  /** Attributes of the sign-in; they are kept until the next one. */
  attributes: z.record(z.string().min(1).max(200), z.array(z.string().max(1000))),
  /** Group values of the sign-in. Absent: the provider does not import groups, and memberships stay as they are. */
  groups: z.array(z.string().min(1).max(400)).max(2000).optional(),
});
export type PracticeLogin = z.infer<typeof practiceLoginSchema>;

export const practicePersonSchema = z.object({
  id: z.string(),
  userName: z.string(),
  externalId: z.string().nullable(),
  displayName: z.string(),
  active: z.boolean(),
  /** How Foundry came to know this person. */
  origin: z.enum(['scim', 'login', 'preregistered']),
  organization: z.string().nullable(),
  /** What the rules would give if they ran now, those on groups included. */
  expected: z.string().nullable(),
  groups: z.array(z.string()),
  lastLoginAt: z.string().nullable(),
});
export type PracticePerson = z.infer<typeof practicePersonSchema>;

export const practiceQuestionSchema = z.object({ name: z.string(), question: z.string(), settings: z.array(z.string()), setting: z.string() });
export type PracticeQuestion = z.infer<typeof practiceQuestionSchema>;

const roomSchema = practiceRulesSchema.extend({
  organizations: z.array(z.string()),
  questions: z.array(practiceQuestionSchema),
  people: z.array(practicePersonSchema),
  /** How many there are with this text; at most 200 come. */
  found: z.number(),
});
export type PracticeRoom = z.infer<typeof roomSchema>;

export const practiceLoginResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('logged-in'), person: practicePersonSchema }),
  /** The message as the person sees it. */
  z.object({ kind: z.literal('refused'), message: z.string() }),
]);
export type PracticeLoginResult = z.infer<typeof practiceLoginResultSchema>;

export const practiceCalls = {
  /** `text`: part of a user name, a display name or an externalId; empty: everybody. */
  'practice.room': { input: z.object({ text: z.string().max(200) }), output: roomSchema },
  'practice.setRules': { input: practiceRulesSchema, output: practiceRulesSchema.extend({ organizations: z.array(z.string()) }) },
  'practice.logIn': { input: practiceLoginSchema, output: practiceLoginResultSchema },
  /** Puts somebody into an organization by hand, as an administrator of Foundry can; the next run of the rules may move them again. */
  'practice.place': { input: z.object({ userId: z.string(), organization: organization.nullable() }), output: practicePersonSchema },
  'practice.setQuestion': {
    input: z.object({ name: z.string(), setting: z.string() }),
    output: z.object({ questions: z.array(practiceQuestionSchema) }),
  },
} as const satisfies Record<string, CallSchema>;
