// What the app concludes about TLS: certificates that are not trusted and why, versions, keys. Entra wants TLS 1.2, RSA 2048 or better, and a public root.
import { defineFinding } from '../findings/define.ts';
import { sources } from '../findings/sources.ts';
import { dayWords } from '../time-words.ts';
import type { NetworkFacts } from './findings-reach.ts';

/** What is known of the certificate shown; empty without an inspection. */
export interface TlsFacts extends NetworkFacts {
  readonly subject?: string;
  readonly issuer?: string;
  readonly names?: readonly string[];
  /** ISO 8601. */
  readonly validTo?: string;
}

const example: TlsFacts = {
  host: 'scim.example.com',
  port: 443,
  code: 'SELF_SIGNED_CERT_IN_CHAIN',
  detail: 'The certificate chain of scim.example.com:443 ends in a root that is not trusted on this machine.',
  subject: 'CN=scim.example.com',
  issuer: 'CN=Example Corp Inspection CA',
  names: ['www.example.com'],
  validTo: '2026-10-31T23:59:59.000Z',
};

const publicRoot =
  'Entra accepts only certificates from public certificate authorities: its connection test fails with “unavailable”, and no cycle runs.';
const verify = (): string => 'The step “TLS” of the connection test passes.';

export const tlsSelfSigned = defineFinding<TlsFacts>({
  id: 'tls.self-signed',
  severity: 'error',
  actor: 'server owner',
  title: ({ host }) => `${host} shows a self-signed certificate`,
  cause: ({ detail }) => `${detail} Nobody vouches for it, so it cannot be told from that of an intruder.`,
  consequence: () => publicRoot,
  remedy: () => [
    'Give the server a certificate from a public certificate authority, with its whole chain.',
    'For a test server inside your network only: name its certificate as this connection’s CA file. Entra will still refuse it.',
  ],
  verify,
  source: sources.entraScim,
  example: { ...example, code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
});

export const tlsExpired = defineFinding<TlsFacts>({
  id: 'tls.expired',
  severity: 'error',
  actor: 'server owner',
  title: ({ host }) => `A certificate of ${host} has expired`,
  cause: ({ detail, validTo }) => (validTo === undefined ? detail : `${detail} It was valid until ${dayWords(validTo)}.`),
  consequence: () => 'Entra and Okta refuse it too: provisioning has stopped, or stops with their next request.',
  remedy: () => [
    'Renew the server’s certificate, and the intermediate ones too.',
    'If the certificate is good, the clock of the computer that was tested from is wrong.',
  ],
  verify,
  source: sources.entraScim,
  example: { ...example, code: 'CERT_HAS_EXPIRED', detail: 'A certificate in the chain of scim.example.com:443 has expired.' },
});

export const tlsNotYetValid = defineFinding<TlsFacts>({
  id: 'tls.not-yet-valid',
  severity: 'error',
  actor: 'you',
  title: ({ host }) => `The certificate of ${host} is not valid yet`,
  cause: ({ detail }) => `${detail} Most often this computer’s clock is behind.`,
  remedy: () => [
    'Check this computer’s date, time and time zone.',
    'If they are right, the certificate was put in place too early: tell the server’s owner.',
  ],
  verify,
  source: sources.app,
  example: { ...example, code: 'CERT_NOT_YET_VALID' },
});

export const tlsWrongHost = defineFinding<TlsFacts>({
  id: 'tls.wrong-host',
  severity: 'error',
  actor: 'server owner',
  title: ({ host }) => `The certificate is not made out for ${host}`,
  cause: ({ host, detail, names }) =>
    names === undefined || names.length === 0
      ? detail
      : `The server shows a certificate for ${names.slice(0, 5).join(', ')}, which does not cover ${host}.`,
  consequence: () => 'Entra and Okta refuse the connection for the same reason.',
  remedy: ({ host }) => [
    `Compare ${host} with Foundry’s Control Panel: a SCIM subdomain and the main domain are two names.`,
    `If the address is right, put ${host} into the certificate (subject alternative names).`,
  ],
  verify,
  source: sources.entraScim,
  example: { ...example, code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
});

export const tlsVersionTooOld = defineFinding<TlsFacts>({
  id: 'tls.version-too-old',
  severity: 'error',
  actor: 'server owner',
  title: ({ host }) => `${host} does not speak TLS 1.2 or newer`,
  cause: ({ host, code }) => `No common TLS version was found with ${host} (${code}); older versions are not offered, because they are not safe.`,
  consequence: () => 'Entra needs TLS 1.2 as well: its connection test fails with “unable to connect”.',
  remedy: () => ['Have TLS 1.2 or 1.3 switched on at the server or at the load balancer before it.'],
  verify,
  source: sources.entraScim,
  example: { ...example, code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' },
});

export const tlsPrivateRoot = defineFinding<TlsFacts>({
  id: 'tls.private-root',
  severity: 'error',
  actor: 'network team',
  title: ({ host }) => `TLS to ${host} is inspected on your network, or the server uses a private root`,
  cause: ({ host, issuer }) =>
    `The certificate shown for ${host} comes from a private certificate authority${issuer === undefined ? '' : ` (${issuer})`} that this computer does not trust.`,
  consequence: () =>
    `If your network inspects TLS, your identity provider does not see this certificate, and its own test can pass. If the server itself uses a private root, Entra refuses it: it accepts only public certificate authorities.`,
  remedy: () => [
    'Look at the issuer. A name of your company or of a security product means that TLS is inspected between this computer and the server.',
    'Then ask your network team to exempt this host from inspection, or for the root certificate as a PEM file, and name it as this connection’s CA file.',
    'If the issuer belongs to the server’s owner, ask for a certificate from a public certificate authority.',
  ],
  verify,
  source: sources.entraScim,
  example,
});

export const tlsNotTrusted = defineFinding<TlsFacts>({
  id: 'tls.not-trusted',
  severity: 'error',
  actor: 'server owner',
  title: ({ host }) => `The certificate of ${host} cannot be traced to a trusted root`,
  cause: ({ detail, issuer }) =>
    `${detail}${issuer === undefined ? '' : ` It was issued by ${issuer}.`} Either the server leaves out its intermediate certificates, or its root is not a public one.`,
  consequence: () => publicRoot,
  remedy: () => [
    'Send the whole chain: the certificate and every intermediate one. Browsers often hide that one is missing.',
    'If the issuer is your company or a security product, TLS is inspected on your network: ask your network team for its root as a PEM file and name it as this connection’s CA file.',
  ],
  verify,
  source: sources.entraScim,
  example: {
    ...example,
    code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    detail: 'The issuer of the certificate of scim.example.com:443 is not known on this machine.',
  },
});

export const tlsHandshakeFailed = defineFinding<TlsFacts>({
  id: 'tls.handshake-failed',
  severity: 'error',
  actor: 'server owner',
  title: ({ host }) => `TLS could not be agreed with ${host}`,
  cause: ({ detail }) => detail,
  consequence: () => 'Your identity provider may fail in the same way: Entra needs TLS 1.2 with a modern cipher.',
  remedy: () => [
    'Check that the port speaks TLS at all: an address with https on a plain-http port fails like this.',
    'See which TLS versions and ciphers are on, and whether client certificates are asked for.',
    'See whether a firewall inspects or blocks TLS between the two; the network team can tell.',
  ],
  verify,
  source: sources.rfc8446,
  example: { ...example, code: 'EPROTO', detail: 'The exchange with scim.example.com:443 failed while TLS was being agreed (EPROTO).' },
});

export const tlsPlainHttp = defineFinding<NetworkFacts>({
  id: 'tls.plain-http',
  severity: 'error',
  actor: 'you',
  title: () => 'The address is not encrypted',
  cause: ({ host }) => `The address of ${host} begins with http://, so a secret sent there could be read on the way. Nothing was sent.`,
  consequence: () => 'Entra and Okta refuse an address without https.',
  remedy: () => ['Enter the address with https://, as Control Panel shows it.'],
  verify,
  source: sources.entraScim,
  example: { host: 'foundry.contoso.example', code: 'PLAIN_HTTP', detail: 'The address of foundry.contoso.example begins with http://.' },
});

export interface WeakKeyFacts {
  readonly host: string;
  readonly subject: string;
  readonly keyType: string;
  readonly keyBits: number;
}

export const tlsWeakKey = defineFinding<WeakKeyFacts>({
  id: 'tls.weak-key',
  severity: 'warning',
  actor: 'server owner',
  title: ({ host }) => `A certificate of ${host} has a key that Entra calls too short`,
  cause: ({ subject, keyType, keyBits }) =>
    `The key of ${subject} is ${keyType} with ${keyBits} bits; Microsoft asks for RSA with at least 2,048 bits, or an elliptic curve.`,
  consequence: () => 'Entra may refuse the connection although this computer accepts it.',
  remedy: () => ['Have the certificate renewed with an RSA key of 2,048 bits or more.'],
  verify,
  source: sources.entraScim,
  example: { host: 'scim.example.com', subject: 'CN=scim.example.com', keyType: 'RSA', keyBits: 1024 },
});

export const tlsFindings = [
  tlsSelfSigned,
  tlsExpired,
  tlsNotYetValid,
  tlsWrongHost,
  tlsVersionTooOld,
  tlsPrivateRoot,
  tlsNotTrusted,
  tlsHandshakeFailed,
  tlsPlainHttp,
  tlsWeakKey,
] as const;
