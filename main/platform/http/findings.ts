// From a network failure to its finding: one table from code to kind, and for TLS what the certificate chain adds.
import type { Evidence, Finding, NetworkFailure } from '../../../contract/common.ts';
import type { FindingKind } from '../findings/define.ts';
import {
  dnsNameNotFound,
  dnsNoAnswer,
  httpAnswerTimeout,
  httpBodyTooLarge,
  httpRedirected,
  httpUnreadable,
  proxyAuthenticationRequired,
  proxyUnreachable,
  proxyUnspoken,
  reachFindings,
  tcpConnectionLost,
  tcpConnectTimeout,
  tcpNoRoute,
  tcpRefused,
} from './findings-reach.ts';
import {
  type TlsFacts,
  tlsExpired,
  tlsFindings,
  tlsHandshakeFailed,
  tlsNotTrusted,
  tlsNotYetValid,
  tlsPlainHttp,
  tlsPrivateRoot,
  tlsSelfSigned,
  tlsVersionTooOld,
  tlsWrongHost,
} from './findings-tls.ts';
import type { Certificate } from './inspect.ts';

export * from './findings-reach.ts';
export * from './findings-tls.ts';

/** Every kind of finding that the network can bring about. */
export const networkFindings = [...reachFindings, ...tlsFindings] as const;

/** What the caller knows beside the failure. */
export interface NetworkPlace {
  readonly host: string;
  readonly port?: number;
  /** Without user info. */
  readonly proxy?: string;
  /** From the server's own certificate upward, when it was inspected. */
  readonly chain?: readonly Certificate[];
}

/** Makers of inspecting firewalls and proxies whose names stand in the certificates they make. */
const inspectors =
  /zscaler|netskope|palo alto|fortinet|fortigate|blue ?coat|symantec web|sophos|check ?point|mcafee|skyhigh|forcepoint|websense|umbrella|barracuda|watchguard|sonicwall|untangle|squid|mitmproxy|charles|fiddler|kaspersky|eset|avast|bitdefender/i;

type Kind = FindingKind<TlsFacts>;

/** A chain that is complete up to an unknown root, or an issuer that is known to inspect, is a private root; else the chain may just be incomplete. */
function untrusted(code: string, chain: readonly Certificate[]): Kind {
  if (chain.some(({ issuer }) => inspectors.test(issuer))) return tlsPrivateRoot;
  if (code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') return tlsNotTrusted;
  return code === 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' && chain.length === 1 ? tlsNotTrusted : tlsPrivateRoot;
}

const oldVersionCodes: ReadonlySet<string> = new Set([
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_WRONG_SSL_VERSION',
  'ERR_SSL_UNKNOWN_PROTOCOL',
  'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
  'ERR_SSL_VERSION_TOO_LOW',
]);

function tlsKind(code: string, chain: readonly Certificate[]): Kind {
  if (oldVersionCodes.has(code)) return tlsVersionTooOld;
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return tlsSelfSigned;
    case 'PLAIN_HTTP':
      return tlsPlainHttp;
    case 'CERT_HAS_EXPIRED':
      return tlsExpired;
    case 'CERT_NOT_YET_VALID':
      return tlsNotYetValid;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return tlsWrongHost;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return untrusted(code, chain);
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'CERT_UNTRUSTED':
    case 'CERT_REJECTED':
    case 'CERT_REVOKED':
    case 'CERT_SIGNATURE_FAILURE':
    case 'INVALID_CA':
    case 'INVALID_PURPOSE':
      return tlsNotTrusted;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ETIMEDOUT':
      return tcpConnectionLost;
    case 'CONNECT_TIMEOUT':
      return tcpConnectTimeout;
    default:
      return tlsHandshakeFailed;
  }
}

function tcpKind(code: string): Kind {
  switch (code) {
    case 'ECONNREFUSED':
      return tcpRefused;
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return tcpConnectTimeout;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
    case 'ENETDOWN':
      return tcpNoRoute;
    default:
      return tcpConnectionLost;
  }
}

function httpKind(code: string): Kind {
  switch (code) {
    case 'ANSWER_TIMEOUT':
    case 'BODY_TIMEOUT':
      return httpAnswerTimeout;
    case 'REDIRECT_OTHER_ORIGIN':
    case 'TOO_MANY_REDIRECTS':
      return httpRedirected;
    case 'BODY_TOO_LARGE':
      return httpBodyTooLarge;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return tcpConnectionLost;
    default:
      return httpUnreadable;
  }
}

const proxyKinds: Readonly<Record<string, Kind>> = { PROXY_AUTH_REQUIRED: proxyAuthenticationRequired, PROXY_UNSPOKEN: proxyUnspoken };

function kindOf({ layer, code }: NetworkFailure, chain: readonly Certificate[]): Kind {
  switch (layer) {
    case 'dns':
      return code === 'ENOTFOUND' || code === 'ENODATA' ? dnsNameNotFound : dnsNoAnswer;
    case 'tcp':
      return tcpKind(code);
    case 'tls':
      return tlsKind(code, chain);
    case 'proxy':
      return proxyKinds[code] ?? proxyUnreachable;
    case 'http':
    case 'body':
      return httpKind(code);
    case 'cancelled':
      throw new Error('A cancelled request is not a finding: the caller ends its run instead.');
  }
}

/** The certificate that a TLS finding is about: the expired one, else the server's own. */
function telling(code: string, chain: readonly Certificate[]): Certificate | undefined {
  if (code !== 'CERT_HAS_EXPIRED') return chain[0];
  return [...chain].sort((one, other) => Date.parse(one.validTo) - Date.parse(other.validTo))[0];
}

/** The finding for a failure. Not for `cancelled`: what the administrator stopped is no finding. */
export function networkFinding(
  failure: NetworkFailure,
  place: NetworkPlace,
  evidence: readonly Evidence[],
  stepIds: readonly string[] = [],
): Finding {
  const chain = place.chain ?? [];
  const certificate = telling(failure.code, chain);
  const facts: TlsFacts = {
    host: place.host,
    ...(place.port === undefined ? {} : { port: place.port }),
    ...(place.proxy === undefined ? {} : { proxy: place.proxy }),
    detail: failure.detail,
    code: failure.code,
    ...(certificate === undefined
      ? {}
      : { subject: certificate.subject, issuer: certificate.issuer, names: certificate.names, validTo: certificate.validTo }),
  };
  return kindOf(failure, chain).make(facts, evidence, stepIds);
}
