// The guided connection test: started here, watched through `runs.watch`; the second column is what the IdP itself saw.
import { z } from 'zod';
import { actorSchema, type CallSchema, findingSchema } from './common.ts';

/** What Entra's "Test connection" can answer, as an administrator can pick it. */
export const idpOutcomeSchema = z.enum([
  'success',
  'credential-validation-unavailable',
  'credential-validation-failure',
  'service-incompatible',
  'invalid-credentials',
  'other-error',
  'not-tried',
]);
export type IdpOutcome = z.infer<typeof idpOutcomeSchema>;

/** The second column: what the IdP reported, when, and in which words. */
export const idpReportSchema = z.object({
  connectionId: z.string(),
  outcome: idpOutcomeSchema,
  /** Text as pasted by the administrator, capped; data, never trusted. */
  pasted: z.string().max(20_000),
  reportedAt: z.string(),
});
export type IdpReport = z.infer<typeof idpReportSchema>;

/** One line of the two columns: from this desk | from your IdP. */
export const twoColumnVerdictSchema = z.object({
  thisDesk: z.string(),
  fromIdp: z.string(),
  /** The sentence both columns together allow: "would pass, seen from this desk". */
  together: z.string(),
  tone: z.enum(['good', 'warning', 'bad', 'unknown']),
  findings: z.array(findingSchema),
});
export type TwoColumnVerdict = z.infer<typeof twoColumnVerdictSchema>;

export const ingressInputSchema = z.object({
  connectionId: z.string(),
  /** IPv4 CIDRs allowed in Control Panel > Network ingress, one a line or separated by commas. */
  allowedRanges: z.string().max(100_000),
  /** ISO country codes or names allowed there. */
  allowedCountries: z.string().max(5_000),
  domainChoice: z.enum(['scim-subdomain', 'this-domain', 'unknown']),
  /** The service-tag file as text ("ServiceTags_Public_....json"), or empty. */
  serviceTagFile: z.string().max(30_000_000),
});
export type IngressInput = z.infer<typeof ingressInputSchema>;

export const handoverSchema = z.object({ title: z.string(), to: actorSchema, text: z.string() });
export type Handover = z.infer<typeof handoverSchema>;

export const ingressResultSchema = z.object({
  problems: z.array(z.string()),
  tagVersion: z.string().optional(),
  /** IPv4 prefixes of the tag AzureActiveDirectory. */
  required: z.number(),
  covered: z.number(),
  uncovered: z.array(z.string()),
  /** What a country rule may or may not cover. */
  countryNote: z.string(),
  conclusion: z.string(),
  handovers: z.array(handoverSchema),
});
export type IngressResult = z.infer<typeof ingressResultSchema>;

export const connectionTestCalls = {
  'connection-test.start': {
    input: z.object({
      connectionId: z.string(),
      /** Try the other credential locations as well: at most one wrong try each. */
      tryAllAuthStyles: z.boolean(),
      /** Faults of the practice tenant; refused for real connections. */
      faults: z.array(z.string()),
    }),
    output: z.object({ runId: z.string() }),
  },
  'connection-test.reportIdp': {
    input: z.object({ connectionId: z.string(), outcome: idpOutcomeSchema, pasted: z.string().max(20_000) }),
    output: twoColumnVerdictSchema,
  },
  'connection-test.columns': {
    input: z.object({ connectionId: z.string() }),
    output: twoColumnVerdictSchema.extend({ report: idpReportSchema.nullable(), runId: z.string().nullable() }),
  },
  /** Lets Entra test the credentials it has saved, where access to Microsoft Graph is set up; the answer fills the second column. */
  'connection-test.askIdp': {
    input: z.object({ connectionId: z.string() }),
    output: twoColumnVerdictSchema.extend({ report: idpReportSchema.nullable(), runId: z.string().nullable() }),
  },
  'connection-test.ingress': { input: ingressInputSchema, output: ingressResultSchema },
  'connection-test.chooseServiceTags': { input: z.object({}).strict(), output: z.object({ path: z.string().nullable(), text: z.string() }) },
} as const satisfies Record<string, CallSchema>;
