// Findings of the connection test about settings, TLS and tokens, and the list of all its findings for the catalogue.
// Shared ones (network layers, token endpoint, answers of a SCIM server) live with the protocols.
import { type AnyFindingKind, defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';
import { idpFindings } from './idp-findings.ts';
import { probeFindings } from './probe-findings.ts';

export * from './probe-findings.ts';

export const settingsIncomplete = defineFinding<{ readonly fields: readonly string[] }>({
  id: 'settings.incomplete',
  severity: 'error',
  actor: 'you',
  title: 'The connection is not complete',
  cause: ({ fields }) => `Nothing can be sent while this is empty: ${fields.join(', ')}.`,
  remedy: ({ fields }) => [
    `Enter the ${fields.join(', the ')} under Connection.`,
    'Foundry shows the values when SCIM credentials are generated: Control Panel, Authentication, your provider, Manage.',
    'Is provisioning already running? Then do not generate new credentials: that cuts off the identity provider. Use the ones in your vault.',
  ],
  verify: () => 'Run the connection test again; this step passes.',
  source: sources.foundryEnable,
  example: { fields: ['token endpoint', 'client ID'] },
});

export const settingsUrl = defineFinding<{ readonly texts: readonly string[] }>({
  id: 'settings.url',
  severity: 'error',
  actor: 'you',
  title: 'A setting cannot be used as it is',
  cause: ({ texts }) => texts.join(' '),
  remedy: () => ['Correct the marked fields under Connection; the advice beside each field offers the corrected value.'],
  verify: () => 'Run the connection test again; this step passes.',
  source: sources.foundryEnable,
  example: { texts: ['The SCIM URL must begin with https://.'] },
});

export const settingsAdvice = defineFinding<{ readonly texts: readonly string[] }>({
  id: 'settings.advice',
  severity: 'warning',
  actor: 'you',
  title: 'A setting is unusual',
  cause: ({ texts }) => texts.join(' '),
  remedy: () => ['Compare the marked fields under Connection with Control Panel.'],
  source: sources.foundryEnable,
  example: { texts: ['The token endpoint is on another host than the SCIM URL.'] },
});

export const settingsNoCredential = defineFinding<Record<string, never>>({
  id: 'settings.no-credential',
  severity: 'info',
  actor: 'you',
  title: 'This connection is kept without SCIM credentials',
  cause: () => 'Only the network can be looked at from here; signing in and everything behind it needs a credential.',
  remedy: () => [
    'If you hold a copy of the SCIM credentials in your vault, enter it under Connection.',
    'Do not generate new SCIM credentials while provisioning runs: the old ones stop working at once.',
    'Otherwise go on with pasted errors and exported provisioning logs.',
  ],
  source: sources.foundryEnable,
  example: {},
});

export const tlsExpiresSoon = defineFinding<{ readonly host: string; readonly subject: string; readonly days: number; readonly until: string }>({
  id: 'tls.expires-soon',
  severity: 'warning',
  actor: 'server owner',
  title: ({ days }) => `A certificate expires ${days <= 0 ? 'today' : `in ${days} ${days === 1 ? 'day' : 'days'}`}`,
  cause: ({ host, subject, until }) => `In the chain of ${host}, “${subject}” is valid until ${until}.`,
  consequence: () => 'From that day no identity provider can connect, and provisioning stops.',
  remedy: () => ['Renew the certificate before that day.', 'If Palantir runs the domain, ask Palantir Support whether it is renewed by itself.'],
  verify: () => 'Run the connection test again; the step shows the new date.',
  source: sources.entraScim,
  example: { host: 'scim.contoso.example', subject: 'scim.contoso.example', days: 12, until: '5 Dec 2026' },
});

export const tlsRootNotPublic = defineFinding<{ readonly host: string; readonly root: string }>({
  id: 'tls.root-not-public',
  severity: 'warning',
  actor: 'network team',
  title: 'The certificate’s root is trusted on this machine only',
  cause: ({ host, root }) =>
    `The chain of ${host} ends in “${root}”, which this machine trusts (system store or CA file) and which is not a public root. Either your network inspects TLS, or the server has a private certificate.`,
  consequence: () =>
    'If it is your network, the identity provider sees another certificate and is not affected. If it is the server’s own, Entra will refuse to connect.',
  remedy: ({ host }) => [
    `Ask the network team whether TLS to ${host} is inspected, and to except it: then this desk sees the true certificate.`,
    'If the server itself shows this certificate, it needs one from a public certificate authority.',
  ],
  verify: () => 'The step names a public root.',
  source: sources.entraScim,
  example: { host: 'scim.contoso.example', root: 'Contoso Internal Root CA' },
});

export const tokenAlteredAccepted = defineFinding<{ readonly status: number }>({
  id: 'token.altered-accepted',
  severity: 'error',
  actor: 'server owner',
  title: 'The server accepts a false access token',
  cause: ({ status }) => `A token that was altered on purpose was answered ${status}, so the server does not check the token.`,
  consequence: () => 'Anybody who can reach the address can read and change every account by SCIM.',
  remedy: () => [
    'Close the address to everybody but the identity provider until this is mended.',
    'Make the server check signature, issuer and expiry of each token, and answer 401 otherwise.',
    'If this is Foundry, report it to Palantir Support at once.',
  ],
  verify: () => 'Run the connection test again; the altered token is refused with 401.',
  source: sources.rfc6750,
  example: { status: 200 },
});

/** Every finding this feature defines. */
export const connectionTestFindings: readonly AnyFindingKind[] = [
  settingsIncomplete,
  settingsUrl,
  settingsAdvice,
  settingsNoCredential,
  tlsExpiresSoon,
  tlsRootNotPublic,
  tokenAlteredAccepted,
  ...probeFindings,
  ...idpFindings,
];
