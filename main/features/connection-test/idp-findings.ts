// What the second column can say: the outcomes of Entra's “Test connection”, each with its causes in Foundry in the order to look at them.
import { type AnyFindingKind, defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';
import type { IdpSymptom } from './idp-outcome.ts';

/** How the first column stands when the IdP reports an error: the same error means something else then. */
export type DeskView = 'green' | 'red' | 'not-reachable' | 'none';

export interface IdpFacts {
  readonly desk: DeskView;
  readonly symptom: IdpSymptom;
  /** Host of the SCIM URL, and whether the token endpoint is on the same one. */
  readonly host: string;
  readonly sameHost: boolean;
  readonly code?: string;
  readonly quotedStatus?: string;
}

const example: IdpFacts = {
  desk: 'green',
  symptom: 'request-not-sent',
  host: 'scim.contoso.example',
  sameHost: true,
  code: 'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable',
};

const deskWords = {
  green: 'From this desk the same endpoint works, so the difference lies between Entra and the endpoint.',
  red: 'This desk sees a fault at the endpoint as well: mend what the first column shows before anything else.',
  'not-reachable': 'This desk cannot reach the endpoint either, which alone proves nothing: ingress may admit only the identity provider.',
  none: 'Run the connection test from this desk, so that both views can be compared.',
} as const satisfies Record<DeskView, string>;

const firstMend = (facts: IdpFacts): readonly string[] =>
  facts.desk === 'red' ? ['Mend what the connection test shows in the first column, then press “Test connection” in Entra again.'] : [];

export const idpUnavailable = defineFinding<IdpFacts>({
  id: 'idp.credential-validation-unavailable',
  severity: 'error',
  actor: (facts) => (facts.desk === 'red' ? 'server owner' : 'Foundry information security officer'),
  title: 'Entra cannot reach the SCIM endpoint, or gets an answer it did not expect',
  cause: (facts) =>
    `${
      facts.symptom === 'none'
        ? 'Entra could not reach the server, or the server answered its first question with 403, 404 or 500.'
        : `Entra could not make the network connection to ${facts.host} (“${facts.symptom === 'request-not-sent' ? 'An error occurred while sending the request' : facts.symptom === 'unable-to-connect' ? 'Unable to connect to remote server' : 'Supported CredentialLocationInRequest is required'}”).`
    } ${deskWords[facts.desk]}`,
  consequence: () => 'Nothing is provisioned. The job goes into quarantine and is disabled after 28 days.',
  remedy: (facts) => [
    ...firstMend(facts),
    'Check in Entra that the Tenant URL ends with /v2/?aadOptscim062020, with one question mark.',
    'Check Network ingress in Foundry: the IPv4 ranges of Microsoft’s service tag AzureActiveDirectory, or the countries, must be allowed for this domain. “Compare with Microsoft’s ranges” in the connection test computes what is missing.',
    'Check the choice under Authentication > provider > Manage > Set up SCIM domain: the domain in the Tenant URL must be the one chosen there.',
    facts.sameHost
      ? `Check that Entra’s token endpoint is on ${facts.host} too${facts.desk === 'none' ? '' : ', as it is here'}.`
      : `The token endpoint is on another host than the SCIM URL: both must be on the domain chosen for SCIM.`,
    'If ranges and countries are allowed and it still fails, put an Azure Front Door proxy in front, as Foundry’s documentation advises for this error.',
    'Then write to Palantir Support; the second column of the connection test prepares the text.',
  ],
  verify: () => '“Test connection” in Entra succeeds.',
  source: sources.foundryFaq,
  example,
});

export const idpFailure = defineFinding<IdpFacts>({
  id: 'idp.credential-validation-failure',
  severity: 'error',
  actor: 'Entra admin',
  title: 'Entra’s credentials are refused, or its first question is',
  cause: (facts) =>
    facts.symptom === 'credential-location'
      ? 'Entra has no usable setting for where the client credentials go, or the token endpoint refuses the place they were sent in.'
      : `The token endpoint refused Entra’s client credentials, or the server refused a filter on the matching attribute. ${deskWords[facts.desk]}`,
  consequence: () => 'Nothing is provisioned until the credentials are accepted.',
  remedy: (facts) => [
    ...firstMend(facts),
    ...(facts.symptom === 'credential-location'
      ? [
          'In Entra under Provisioning > Admin credentials, set “How credentials are sent” to the way that works from here: the step “Token” of the connection test shows it, with all ways tried.',
        ]
      : []),
    'Compare client ID and token endpoint in Entra with Control Panel, and enter the client secret there once more.',
    'Were new SCIM credentials generated in Foundry? Then the old ones stopped working: enter the new ones in Entra.',
    ...(facts.symptom === 'credential-location' ? [] : ['Check “How credentials are sent” and the scopes in Entra.']),
    'If the sign-in is accepted, look at the filter step of the connection test: the matching attribute must be filterable.',
  ],
  verify: () => '“Test connection” in Entra succeeds.',
  source: sources.entraValidation,
  example: { ...example, symptom: 'none', code: 'SystemForCrossDomainIdentityManagementCredentialValidationFailure' },
});

export const idpIncompatible = defineFinding<IdpFacts>({
  id: 'idp.service-incompatible',
  severity: 'error',
  actor: 'Entra admin',
  title: 'Entra could not use the server’s answer',
  cause: (facts) =>
    `The server answered something Entra does not understand, or refused with 400, 404 or 405${facts.quotedStatus === undefined ? '' : ` (Entra quotes ${facts.quotedStatus})`}. ${deskWords[facts.desk]}`,
  remedy: (facts) => [
    ...firstMend(facts),
    'Read the server’s own message behind “Web Response” in Entra’s text.',
    'Check that the Tenant URL is the SCIM base URL and ends with /v2/?aadOptscim062020.',
    'Check the attribute mapping that the message names.',
  ],
  verify: () => '“Test connection” in Entra succeeds.',
  source: sources.entraLogs,
  example: { ...example, symptom: 'none', code: 'SystemForCrossDomainIdentityManagementServiceIncompatible', quotedStatus: 'BadRequest' },
});

export const idpInvalidCredentials = defineFinding<IdpFacts>({
  id: 'idp.invalid-credentials',
  severity: 'error',
  actor: 'Entra admin',
  title: 'Entra says “invalid credentials”, which can mean anything',
  cause: (facts) =>
    `InvalidCredentials is a wrapper: the true cause is the inner code, which was not given. Network faults and 404 answers are reported this way too. ${deskWords[facts.desk]}`,
  remedy: (facts) => [
    ...firstMend(facts),
    'Copy the whole message from Entra: open the notification, “Copy error”, or look in the browser’s network view for the inner code, and paste it here.',
    'Meanwhile check the Tenant URL, the token endpoint, the client ID and the secret in Entra.',
  ],
  verify: () => '“Test connection” in Entra succeeds.',
  source: sources.entraValidation,
  example: { ...example, symptom: 'none', code: 'InvalidCredentials' },
});

export const idpUnknownError = defineFinding<IdpFacts>({
  id: 'idp.unknown-error',
  severity: 'error',
  actor: 'IdP admin',
  title: 'The identity provider reports an error this app does not know',
  cause: (facts) => `The reported text holds none of the known codes. ${deskWords[facts.desk]}`,
  remedy: (facts) => [
    ...firstMend(facts),
    'Copy the whole message, the codes in brackets included, and paste it here.',
    'Look at the identity provider’s provisioning log for the same time.',
  ],
  source: sources.entraLogs,
  example: { ...example, symptom: 'none' },
});

export interface IngressGap {
  readonly host: string;
  readonly uncovered: number;
  readonly required: number;
  readonly first: readonly string[];
  readonly tagVersion?: string;
}

export const ingressNotCovered = defineFinding<IngressGap>({
  id: 'ingress.ranges-not-covered',
  severity: 'error',
  actor: 'Foundry information security officer',
  title: 'Network ingress does not allow all of Entra’s addresses',
  cause: ({ host, uncovered, required, first, tagVersion }) =>
    `Of the ${required} IPv4 prefixes of AzureActiveDirectory${tagVersion === undefined ? '' : ` (change number: ${tagVersion})`}, these are missing for ${host}: ${first.join(', ')}${uncovered > first.length ? ` and ${uncovered - first.length} more` : ''}. A country rule may cover some; that cannot be known.`,
  consequence: () => 'Entra comes from any of these addresses, so its test fails sometimes or always, with CredentialValidationUnavailable.',
  remedy: () => [
    'Hand the prepared change request to the information security officer: Control Panel > Network ingress, this domain.',
    'If the request shows a denied-range warning, write to Palantir Support with the prepared text.',
    'Microsoft changes the ranges: compare again with each new service-tag file, or allow by country.',
  ],
  verify: () => 'Compare again with the new list: nothing is missing; then “Test connection” in Entra.',
  source: sources.foundryIngress,
  example: { host: 'scim.contoso.example', uncovered: 3, required: 86, first: ['20.190.128.0/18'], tagVersion: 'tag 17' },
});

export const idpFindings: readonly AnyFindingKind[] = [
  idpUnavailable,
  idpFailure,
  idpIncompatible,
  idpInvalidCredentials,
  idpUnknownError,
  ingressNotCovered,
];
