// Error and skip codes of Entra's provisioning log, as data. Codes are prefixed by the connector's name
// (SystemForCrossDomainIdentityManagementServiceIncompatible), so a row is found by its suffix and the raw code is kept.
// Source of meanings: Microsoft Learn, Analyze provisioning logs; what it means in Foundry: Foundry documentation.
import type { Actor, Severity } from '../../../contract/common.ts';

export interface ProvisioningCode {
  readonly suffix: string;
  readonly severity: Severity;
  readonly meaning: string;
  readonly remedy: readonly string[];
  readonly actor: Actor;
}

export const provisioningCodes: readonly ProvisioningCode[] = [
  {
    suffix: 'ServiceIncompatible',
    severity: 'error',
    meaning:
      'Entra could not use the answer of the SCIM server: it was refused with 400, 404 or 405, or could not be read. The useful part is the server’s own message behind “Web Response”.',
    remedy: [
      'Read the server’s message below, if there is one.',
      'Check that the Tenant URL ends with ?aadOptscim062020.',
      'Correct the attribute mapping that the message names, then try the person again with provision on demand.',
    ],
    actor: 'Entra admin',
  },
  {
    suffix: 'BadRequest',
    severity: 'error',
    meaning: 'The SCIM server refused the request as malformed. Older jobs use this name for ServiceIncompatible.',
    remedy: ['Read the server’s message below.', 'Correct the attribute mapping that it names.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'BadResponse',
    severity: 'error',
    meaning: 'The answer of the SCIM server could not be read.',
    remedy: ['Compare your answers with RFC 7644: the connection test of this app shows each of them, with what is wrong.'],
    actor: 'server owner',
  },
  {
    suffix: 'MultipleEntriesInResponse',
    severity: 'error',
    meaning: 'Entra expected one entry and several came back, or the server ignored excludedAttributes=members.',
    remedy: [
      'Make the filter find only what it names: the connection test of this app shows whether it is ignored.',
      'If two accounts share the matching value, remove one.',
    ],
    actor: 'server owner',
  },
  {
    suffix: 'DuplicateTargetEntries',
    severity: 'error',
    meaning: 'More than one account in the target has the value Entra matches on, so Entra does not know which one is meant.',
    remedy: [
      'Find the accounts that share the value and remove or correct all but one.',
      'Check that externalId is matched first and userName second.',
    ],
    actor: 'Foundry authentication administrator',
  },
  {
    suffix: 'DuplicateSourceEntries',
    severity: 'error',
    meaning: 'Two users in Entra have the same value in the attribute that is matched on.',
    remedy: ['Make the source attribute unique in Entra, or match on one that is.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'EntryConflict',
    severity: 'error',
    meaning:
      'A unique value is already used by another account (HTTP 409). In Foundry this usually means that an account with this user name exists whose externalId differs.',
    remedy: [
      'Compare the externalId that Entra sends with the Provider ID of the existing account.',
      'Check that externalId is matched first and userName second.',
      'If the account was made by an earlier sign-in, map externalId to the value that sign-in sends as Provider ID.',
    ],
    actor: 'Entra admin',
  },
  {
    suffix: 'Conflict',
    severity: 'error',
    meaning:
      'A unique value is already used by another account (HTTP 409). In Foundry this usually means that an account with this user name exists whose externalId differs.',
    remedy: [
      'Compare the externalId that Entra sends with the Provider ID of the existing account.',
      'Check that externalId is matched first and userName second.',
    ],
    actor: 'Entra admin',
  },
  {
    suffix: 'InvalidAnchor',
    severity: 'error',
    meaning: 'The account that Entra linked this user to no longer exists in the target.',
    remedy: [
      'Restore the account in Foundry, or let Entra forget its links: restart with reset scope Full. That re-matches every user, so check the matching attributes first.',
    ],
    actor: 'Entra admin',
  },
  {
    suffix: 'CredentialValidationUnavailable',
    severity: 'error',
    meaning: 'Entra could not reach the SCIM server, or its answer to the first request was none that SCIM allows (403, 404, 500, TLS, a firewall).',
    remedy: [
      'Run the connection test of this app from here, and compare: what fails only from Entra is mostly ingress.',
      'Allow Entra’s addresses in Foundry’s network ingress, and check that the Tenant URL ends as Foundry shows it.',
    ],
    actor: 'Foundry authentication administrator',
  },
  {
    suffix: 'CredentialValidationFailure',
    severity: 'error',
    meaning: 'The SCIM server refused the token, or refused a search for the matching attribute (400).',
    remedy: [
      'Enter new SCIM credentials of Foundry in the provisioning app, then choose Test connection.',
      'If they are new, match on an attribute that the server can search: userName or externalId.',
    ],
    actor: 'Entra admin',
  },
  {
    suffix: 'InvalidCredentials',
    severity: 'error',
    meaning: 'Entra’s outer name for a connection that was refused. The inner code tells whether the token was refused or the server not reached.',
    remedy: [
      'Read the inner code in the same message and follow what it says.',
      'If there is none, enter new SCIM credentials and choose Test connection.',
    ],
    actor: 'Entra admin',
  },
  {
    suffix: 'InsufficientRights',
    severity: 'error',
    meaning: 'The sign-in worked, but the SCIM client may not do this.',
    remedy: ['Ask the Foundry authentication administrator to check the rights of the SCIM client.'],
    actor: 'Foundry authentication administrator',
  },
  {
    suffix: 'Unauthorized',
    severity: 'error',
    meaning: 'The SCIM server did not accept the token.',
    remedy: [
      'Run the connection test with the same credentials.',
      'If new SCIM credentials were generated in Foundry, the old ones stopped working: enter the new ones in Entra.',
    ],
    actor: 'Entra admin',
  },
  {
    suffix: 'NotPermitted',
    severity: 'error',
    meaning: 'The sign-in worked, but the target does not permit the operation.',
    remedy: ['Ask the Foundry authentication administrator to check the rights of the SCIM client.'],
    actor: 'Foundry authentication administrator',
  },
  {
    suffix: 'MethodNotAllowed',
    severity: 'error',
    meaning: 'The target does not support this operation at this address.',
    remedy: ['Check that the Tenant URL is the SCIM base URL, ending with /v2/ and the flag.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'Forbidden',
    severity: 'error',
    meaning: 'The target refused the operation (403).',
    remedy: ['Check network ingress and the rights of the SCIM client in Foundry.'],
    actor: 'Foundry authentication administrator',
  },
  {
    suffix: 'UnprocessableEntity',
    severity: 'error',
    meaning: 'The target understood the request and could not carry it out.',
    remedy: ['Read the server’s message below.', 'Correct the mapping, or switch off the object action that fails.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'NotImplemented',
    severity: 'error',
    meaning: 'The target does not support the operation.',
    remedy: ['Switch off the object action or the mapping that needs it.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'MandatoryFieldsMissing',
    severity: 'error',
    meaning: 'A value the target requires was empty.',
    remedy: [
      'Fill the source attribute, give the mapping a default, or map another attribute. People without a mail address are the usual case: map the user principal name to emails instead.',
    ],
    actor: 'Entra admin',
  },
  {
    suffix: 'MissingValues',
    severity: 'error',
    meaning: 'A value the target requires was empty.',
    remedy: ['Fill the source attribute, give the mapping a default, or map another attribute.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'SchemaAttributeNotFound',
    severity: 'error',
    meaning: 'A mapped attribute is unknown to the target.',
    remedy: [
      'Remove the mapping. Foundry takes userName, externalId, active, displayName, emails and name by SCIM; everything else arrives at the next login.',
    ],
    actor: 'Entra admin',
  },
  {
    suffix: 'SchemaPropertyCanOnlyAcceptValue',
    severity: 'error',
    meaning: 'Several values were sent to an attribute that takes one.',
    remedy: ['Map a single-valued source attribute.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'InvalidDomain',
    severity: 'error',
    meaning: 'The domain of the user name is not permitted in the target.',
    remedy: ['Allow the domain in Foundry’s authentication provider, or change the value that is sent.'],
    actor: 'Foundry authentication administrator',
  },
  {
    suffix: 'LicenseLimitExceeded',
    severity: 'error',
    meaning: 'The target has no seats left.',
    remedy: ['Free or buy seats, or narrow the scope of provisioning.'],
    actor: 'server owner',
  },
  {
    suffix: 'TooManyRequests',
    severity: 'warning',
    meaning: 'The target asks to slow down. Entra tries again by itself.',
    remedy: ['Nothing, if the next cycle gets through. If it does not, raise the limit: the connection test of this app shows it.'],
    actor: 'server owner',
  },
  {
    suffix: 'InternalServerError',
    severity: 'warning',
    meaning: 'The target failed (500). Entra tries again in the next cycle, about 40 minutes later.',
    remedy: ['If it stays after two cycles, give the time and the error instance ID to Palantir Support.'],
    actor: 'Palantir Support',
  },
  {
    suffix: 'InternalError',
    severity: 'warning',
    meaning: 'A passing fault. Entra tries again in the next cycle.',
    remedy: ['If it stays after two cycles, look at the newest entry for this person.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'WebExceptionProtocolError',
    severity: 'warning',
    meaning: 'The HTTP exchange broke off. Entra tries again in the next cycle.',
    remedy: ['If it stays, run the connection test from this desk and compare.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'Timeout',
    severity: 'warning',
    meaning: 'The target did not answer in time. Entra tries again in the next cycle.',
    remedy: ['If it stays, answer sooner: the connection test of this app shows the time of each request.'],
    actor: 'server owner',
  },
  {
    suffix: 'ImportSkipped',
    severity: 'warning',
    meaning: 'The source object lacks the value that is matched on.',
    remedy: ['Fill the attribute that is mapped to externalId for this person.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'EntrySynchronizationSkipped',
    severity: 'info',
    meaning: 'The object is out of scope, or there was nothing to change.',
    remedy: ['Nothing to do, unless this person should be provisioned: then check the assignment.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'NotEffectivelyEntitled',
    severity: 'warning',
    meaning:
      'The person is not assigned to the provisioning app, is disabled, or is only a member of a nested group. Entra provisions only direct members of assigned groups.',
    remedy: [
      'Check the assignment in the enterprise app that provisions (it is often another app than the one for sign-in).',
      'If the person comes through a nested group, assign that group itself.',
    ],
    actor: 'Entra admin',
  },
  {
    suffix: 'RedundantExport',
    severity: 'info',
    meaning: 'The target already holds these values, so nothing was sent.',
    remedy: ['Nothing to do. Note that Foundry then runs no organization rules either.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'UnableToResolveReferenceAttributeValue',
    severity: 'warning',
    meaning: 'A member or manager that should be referred to is not provisioned (yet).',
    remedy: ['Put the member in scope and wait for the next cycle.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'EncounteredQuarantineException',
    severity: 'error',
    meaning:
      'The job is in quarantine, mostly because the credentials or the connection fail. Entra tries again after 6, 12 and 24 hours, then daily, and disables the job after 28 days.',
    remedy: ['Mend the connection, use “Test connection” in Entra, then restart provisioning.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'EncounteredEscrowProportionThreshold',
    severity: 'error',
    meaning: 'The job is in quarantine because more than 40 % of its operations failed.',
    remedy: ['Open the provisioning log, sort by cause and mend the largest one, then restart provisioning.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'TooManyDeletes',
    severity: 'error',
    meaning: 'The accidental-deletion guard stopped the job: more people would be disabled or deleted than its limit allows.',
    remedy: ['Check in Entra whether the deletions are meant. Allow them there, or correct the assignments.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'EncounteredBaseEscrowThreshold',
    severity: 'error',
    meaning: 'The job is in quarantine because more than 40,000 of its operations failed, those of members and managers not counted.',
    remedy: ['Open the provisioning log, sort by cause and mend the largest one, then restart provisioning.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'EncounteredTotalEscrowThreshold',
    severity: 'error',
    meaning: 'The job is in quarantine because more than 60,000 of its operations failed in all.',
    remedy: ['Open the provisioning log, sort by cause and mend the largest one, then restart provisioning.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'QuarantinedOnDemand',
    severity: 'error',
    meaning: 'The job was put in quarantine by hand or by Microsoft, not because of its failures.',
    remedy: ['Ask who did it: the audit log of Entra names them. Then restart provisioning.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'QuarantineOnDemand',
    severity: 'error',
    meaning: 'The job was put in quarantine by hand or by Microsoft, not because of its failures.',
    remedy: ['Ask who did it: the audit log of Entra names them. Then restart provisioning.'],
    actor: 'Entra admin',
  },
  {
    suffix: 'IngestionInterrupted',
    severity: 'error',
    meaning: 'The job is in quarantine because Entra could not go on reading its source.',
    remedy: ['Restart provisioning. If it comes back, ask Microsoft Support with the id of the job.'],
    actor: 'Entra admin',
  },
] as const;

const bySuffixLength = [...provisioningCodes].sort((a, b) => b.suffix.length - a.suffix.length);

/** Finds the row whose suffix the code ends with: the longest one wins, so EntryConflict comes before Conflict. */
export function findProvisioningCode(code: string): ProvisioningCode | undefined {
  return bySuffixLength.find((row) => code.toLowerCase().endsWith(row.suffix.toLowerCase()));
}

export interface FoundCode {
  readonly code: string;
  readonly row: ProvisioningCode;
  readonly excerpt: string;
}

/** Codes that stand in a text as words of their own, each once. Short common words count only with a connector's prefix. */
export function findCodesInText(text: string): readonly FoundCode[] {
  const found = new Map<string, FoundCode>();
  for (const match of text.matchAll(/[A-Z][A-Za-z]{5,}/g)) {
    const row = findProvisioningCode(match[0]);
    const plainWord = row !== undefined && match[0] === row.suffix && !/[a-z][A-Z]/.test(match[0]);
    if (row === undefined || plainWord || found.has(match[0])) continue;
    found.set(match[0], { code: match[0], row, excerpt: text.slice(Math.max(0, match.index - 80), match.index + match[0].length + 240).trim() });
  }
  return [...found.values()];
}

/** The end of the JSON object that begins at `from`: braces inside of strings do not count. One walk, however long the text is. */
function objectEnd(text: string, from: number): number | undefined {
  let depth = 0;
  for (const { 0: part, index } of text.slice(from).matchAll(/"(?:[^"\\]|\\.)*"?|[{}]/gs)) {
    if (part === '{') depth += 1;
    if (part === '}') depth -= 1;
    if (depth === 0) return from + index + 1;
  }
  return undefined;
}

function parsedObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** The server's own answer that Entra quotes behind “Web Response:”, when it is JSON. */
export function readWebResponse(text: string): Readonly<Record<string, string>> | undefined {
  const start = text.search(/Web Response:\s*\{/i);
  if (start < 0) return undefined;
  const from = text.indexOf('{', start);
  const end = objectEnd(text, from);
  const parsed = end === undefined ? undefined : parsedObject(text.slice(from, end));
  if (parsed === undefined) return undefined;
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]));
}
