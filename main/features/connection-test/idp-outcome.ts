// Recognises what Entra's “Test connection” said, from pasted text: by the suffix of its codes, since they are prefixed by the connector's name,
// and by the sentences that stand beside them. The portal often wraps the telling code in InvalidCredentials: the inner one counts.
import type { IdpOutcome, IdpReport } from '../../../contract/connection-test.ts';

/** The sentence beside the code narrows the cause down. */
export type IdpSymptom = 'request-not-sent' | 'unable-to-connect' | 'credential-location' | 'none';

export interface IdpReading {
  readonly outcome: IdpOutcome;
  readonly symptom: IdpSymptom;
  /** The code as written, if one was found. */
  readonly code?: string;
  /** HTTP status that Entra quotes (`StatusCode: BadRequest`), as written. */
  readonly quotedStatus?: string;
  /** The place in the text, capped. */
  readonly excerpt: string;
}

interface Sign {
  readonly pattern: RegExp;
  readonly outcome: IdpOutcome;
}

/** Most telling first. Sources: Foundry documentation (SCIM common issues); Microsoft Learn and reports for the others. */
const codes: readonly Sign[] = [
  { pattern: /\b\w*CredentialValidationUnavailable\b/i, outcome: 'credential-validation-unavailable' },
  { pattern: /\b\w*CredentialValidationFailure\b/i, outcome: 'credential-validation-failure' },
  { pattern: /\b\w*ServiceIncompatible\b/i, outcome: 'service-incompatible' },
  { pattern: /\bSystemForCrossDomainIdentityManagement(?:BadRequest|BadResponse)\b/i, outcome: 'service-incompatible' },
];

const sentences: readonly (Sign & { readonly symptom: IdpSymptom })[] = [
  { pattern: /Supported CredentialLocationInRequest is required/i, outcome: 'credential-validation-failure', symptom: 'credential-location' },
  { pattern: /An error occurred while sending the request/i, outcome: 'credential-validation-unavailable', symptom: 'request-not-sent' },
  { pattern: /Unable to connect to (?:the )?remote server/i, outcome: 'credential-validation-unavailable', symptom: 'unable-to-connect' },
];

const wrapper: Sign = { pattern: /\bInvalidCredentials\b|appear to have entered invalid credentials/i, outcome: 'invalid-credentials' };
const success: Sign = { pattern: /credentials are authorized to enable provisioning|test connection (?:was )?success/i, outcome: 'success' };

/** What stands around the place, cut between words. */
function excerptAt(text: string, index: number): string {
  const [from, to] = [Math.max(0, index - 80), index + 240];
  const part = text.slice(from, to);
  const begun = from === 0 ? part : `… ${part.replace(/^\S*\s/, '')}`;
  return (to >= text.length ? begun : `${begun.replace(/\s\S*$/, '')} …`).trim();
}

/** What a pasted text says; `other-error` for text that is not known, `not-tried` for none. */
export function readIdpOutcome(pasted: string): IdpReading {
  const text = pasted.replace(/\s+/g, ' ').trim();
  if (text === '') return { outcome: 'not-tried', symptom: 'none', excerpt: '' };
  const sentence = sentences.find(({ pattern }) => pattern.test(text));
  const symptom = sentence?.symptom ?? 'none';
  const status = /StatusCode:\s*'?(\w{3,40})/i.exec(text)?.[1];
  const common = { symptom, ...(status === undefined ? {} : { quotedStatus: status }) };
  for (const { pattern, outcome } of codes) {
    const match = pattern.exec(text);
    // A missing setting for the place of the credentials is reported under either code.
    if (match !== null)
      return {
        ...common,
        outcome: symptom === 'credential-location' ? 'credential-validation-failure' : outcome,
        code: match[0],
        excerpt: excerptAt(text, match.index),
      };
  }
  if (sentence !== undefined) return { ...common, outcome: sentence.outcome, excerpt: excerptAt(text, text.search(sentence.pattern)) };
  const wrapped = wrapper.pattern.exec(text);
  if (wrapped !== null) return { ...common, outcome: 'invalid-credentials', code: wrapped[0], excerpt: excerptAt(text, wrapped.index) };
  if (success.pattern.test(text)) return { ...common, outcome: 'success', excerpt: excerptAt(text, text.search(success.pattern)) };
  return { ...common, outcome: 'other-error', excerpt: text.slice(0, 320) };
}

const vague: ReadonlySet<IdpOutcome> = new Set(['invalid-credentials', 'other-error', 'not-tried']);

/** Joins what was picked and what was pasted: a known code in the text is more telling than a vague choice; a success stays one. */
export function resolveOutcome(report: Pick<IdpReport, 'outcome' | 'pasted'>): IdpReading {
  const read = readIdpOutcome(report.pasted);
  const useRead = vague.has(report.outcome) && !(vague.has(read.outcome) && report.outcome !== 'not-tried');
  return useRead || read.outcome === report.outcome ? read : { ...read, outcome: report.outcome };
}
