// The words for the contract's values, in the administrator's language. Tables only.

import type { Actor, DialectName, Effect, Idp, RunKind, RunState, Severity, Step, Vantage } from '../../contract/common.ts';
import type { IdpOutcome } from '../../contract/connection-test.ts';
import type { AuthStyle, SecretStatus } from '../../contract/connections.ts';

export const statusWords = {
  passed: 'Passed',
  failed: 'Failed',
  warned: 'Passed with a warning',
  skipped: 'Not run',
  'not-reachable-from-here': 'Not reachable from here',
  pending: 'Waiting',
  running: 'Running',
} satisfies Record<Step['status'], string>;

export const severityWords = { error: 'Problem', warning: 'Warning', info: 'Good to know' } satisfies Record<Severity, string>;

export const runKindWords = {
  'connection-test': 'Connection test',
  'test-sync': 'Test sync',
  'clean-up': 'Clean-up',
  'directory-import': 'Directory import',
  'log-import': 'Log import',
  'mapping-read': 'Mapping read',
  'rerun-plan': 'Dry run of organization rules',
  rerun: 'Organization rules run again',
  mend: 'Mending one person',
} satisfies Record<RunKind, string>;

export const runStateWords = {
  running: 'Running',
  finished: 'Finished',
  cancelled: 'Stopped by you',
  interrupted: 'Interrupted before its end',
  broken: 'Stopped by a fault in SCIM Steward',
} satisfies Record<RunState, string>;

export const idpWords = { entra: 'Microsoft Entra ID', okta: 'Okta', other: 'Another identity provider' } satisfies Record<Idp, string>;

export const vantageWords = {
  'this desk': 'Seen from this desk',
  'the IdP': 'Seen by the IdP',
  'the target': 'Seen at the target',
  'a file': 'Read in a file or a pasted text',
} satisfies Record<Vantage, string>;

export const dialectWords = {
  entra: { title: 'Entra ID, scheduled sync', text: 'With the aadOptscim062020 flag, as Foundry requires: clean SCIM 2.0 requests.' },
  'entra-on-demand': {
    title: 'Entra ID, without the flag',
    text: 'What provision on demand sends: other PATCH shapes, such as “Add” with a capital and “False” as text.',
  },
  'okta-put': { title: 'Okta, custom app', text: 'Changes to people replace the whole record (PUT); groups change by PATCH.' },
  'okta-patch': { title: 'Okta, catalogue app', text: 'Changes to people and groups by PATCH.' },
} satisfies Record<DialectName, { title: string; text: string }>;

export const authStyleWords = {
  body: { title: 'In the request body', text: 'What Foundry documents and Entra sends.' },
  basic: { title: 'HTTP Basic, form-encoded', text: 'As RFC 6749 section 2.3.1 writes it.' },
  'basic-raw': { title: 'HTTP Basic, raw', text: 'Without encoding, as many servers expect.' },
  bearer: { title: 'Static bearer token', text: 'Only by exception agreed with Palantir Support.' },
} satisfies Record<AuthStyle, { title: string; text: string }>;

export const effectStateWords = {
  intended: 'May have been made',
  done: 'Still there',
  undone: 'Removed',
  unknown: 'Not known',
} satisfies Record<Effect['state'], string>;

export const secretStoreWords = {
  persistent: 'Kept in the system keychain',
  'session-only': 'Kept until SCIM Steward closes',
  unavailable: 'No keychain on this machine',
} satisfies Record<SecretStatus['store'], string>;

/** What an administrator can see in Entra after Test connection. */
export const outcomeWords = {
  'not-tried': { title: 'Not tried yet', text: '' },
  success: { title: 'It worked', text: '“The supplied credentials are authorized to enable provisioning”' },
  'credential-validation-unavailable': {
    title: 'Credential validation unavailable',
    text: '“An error occurred while sending the request” or “Unable to connect to remote server”',
  },
  'credential-validation-failure': {
    title: 'Credential validation failed',
    text: 'SystemForCrossDomainIdentityManagementCredentialValidationFailure',
  },
  'service-incompatible': { title: 'Service incompatible', text: 'SystemForCrossDomainIdentityManagementServiceIncompatible' },
  'invalid-credentials': { title: 'Invalid credentials', text: '“You appear to have entered invalid credentials”' },
  'other-error': { title: 'Something else', text: 'Paste its text below.' },
} satisfies Record<IdpOutcome, { title: string; text: string }>;

/** Who must act, as the beginning of a line. */
export function actorWords(actor: Actor): string {
  return actor.charAt(0).toUpperCase() + actor.slice(1);
}
