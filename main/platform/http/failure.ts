// Turns whatever Node's network stack throws into one NetworkFailure, by code and by the phase reached, never by message text.
// A code that is not known falls to the layer of the phase, so that nothing is ever blamed on a layer that was passed.
import type { FailureLayer, NetworkFailure } from '../../../contract/common.ts';

/** How far an exchange had come. `proxy` covers everything until a tunnel through the proxy stands. */
export type Phase = 'dns' | 'tcp' | 'proxy' | 'tls' | 'answer' | 'body';

export interface FailureContext {
  readonly phase: Phase;
  readonly host: string;
  readonly port: number;
}

/** Carries a finished failure through Node's agents and streams. */
export class NetworkError extends Error {
  readonly code: string;
  readonly failure: NetworkFailure;

  constructor(failure: NetworkFailure) {
    super(failure.detail);
    this.name = 'NetworkError';
    this.code = failure.code;
    this.failure = failure;
  }
}

const certificateCodes: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'HOSTNAME_MISMATCH',
]);

const layerByCode: Readonly<Record<string, FailureLayer>> = {
  ENOTFOUND: 'dns',
  ENODATA: 'dns',
  ESERVFAIL: 'dns',
  ECONNREFUSED: 'tcp',
  EHOSTUNREACH: 'tcp',
  ENETUNREACH: 'tcp',
  EADDRNOTAVAIL: 'tcp',
  EPROTO: 'tls',
  ABORT_ERR: 'cancelled',
  ERR_CANCELED: 'cancelled',
  CANCELLED: 'cancelled',
  PROXY_AUTH_REQUIRED: 'proxy',
  REDIRECT_OTHER_ORIGIN: 'http',
  TOO_MANY_REDIRECTS: 'http',
  ANSWER_TIMEOUT: 'http',
  BODY_TIMEOUT: 'body',
  BODY_TOO_LARGE: 'body',
  ERR_STREAM_PREMATURE_CLOSE: 'body',
  ERR_INVALID_URL: 'http',
  ERR_INVALID_CHAR: 'http',
};

const layerByPhase: Readonly<Record<Phase, FailureLayer>> = { dns: 'dns', tcp: 'tcp', proxy: 'proxy', tls: 'tls', answer: 'tcp', body: 'body' };

function layerOf(code: string, phase: Phase): FailureLayer {
  if (layerByCode[code] === 'cancelled') return 'cancelled';
  if (phase === 'proxy') return 'proxy';
  const known = layerByCode[code];
  if (known !== undefined) return known;
  if (code.startsWith('EAI_')) return 'dns';
  if (certificateCodes.has(code) || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'tls';
  if (code.startsWith('HPE_')) return 'http';
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_')) return 'body';
  return layerByPhase[phase];
}

function property(thrown: unknown, name: string): unknown {
  return typeof thrown === 'object' && thrown !== null && name in thrown ? Reflect.get(thrown, name) : undefined;
}

/** The most telling code of an error: its own, or that of the errors it stands for (several addresses tried, a cause). */
function codeOf(thrown: unknown): string {
  const own = property(thrown, 'code');
  if (typeof own === 'string' && own !== '') return own;
  const several = property(thrown, 'errors');
  if (Array.isArray(several) && several.length > 0) return codeOf(several[0]);
  const cause = property(thrown, 'cause');
  if (cause !== undefined) return codeOf(cause);
  return property(thrown, 'name') === 'AbortError' ? 'ABORT_ERR' : 'UNKNOWN';
}

function finishedFailure(thrown: unknown): NetworkFailure | undefined {
  if (thrown instanceof NetworkError) return thrown.failure;
  const cause = property(thrown, 'cause');
  return cause === undefined ? undefined : finishedFailure(cause);
}

const phaseWords: Readonly<Record<Phase, string>> = {
  dns: 'while its name was looked up',
  tcp: 'before a connection stood',
  proxy: 'on the way through the proxy',
  tls: 'while TLS was being agreed',
  answer: 'before an answer came',
  body: 'in the middle of the answer',
};

function certificateNames(thrown: unknown): string {
  const names = property(property(thrown, 'cert'), 'subjectaltname');
  return typeof names === 'string' ? names.replace(/\b(?:DNS|IP Address):/g, '').slice(0, 500) : 'no names';
}

function sentence(code: string, thrown: unknown, { phase, host, port }: FailureContext): string {
  const place = `${host}:${port}`;
  switch (code) {
    case 'ENOTFOUND':
      return `The name ${host} was not found.`;
    case 'EAI_AGAIN':
      return `The name service gave no answer for ${host}; it may be out of reach for the moment.`;
    case 'ECONNREFUSED':
      return `${place} refused the connection.`;
    case 'ECONNRESET':
    case 'EPIPE':
      return `${place} closed the connection ${phaseWords[phase]}.`;
    case 'ETIMEDOUT':
      return `${place} did not answer ${phaseWords[phase]}.`;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return `${place} showed a self-signed certificate.`;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return `The certificate chain of ${place} ends in a root that is not trusted on this machine.`;
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return `The issuer of the certificate of ${place} is not known on this machine.`;
    case 'CERT_HAS_EXPIRED':
      return `A certificate in the chain of ${place} has expired.`;
    case 'CERT_NOT_YET_VALID':
      return `A certificate in the chain of ${place} is not valid yet.`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate of ${place} is not made out for ${host} but for ${certificateNames(thrown)}.`;
    case 'ERR_INVALID_CHAR':
      return 'A header to be sent holds a character that HTTP cannot carry: look for a line break or a special character in the secret or token.';
    case 'ABORT_ERR':
    case 'ERR_CANCELED':
    case 'CANCELLED':
      return 'The request was cancelled.';
    default:
      return `The exchange with ${place} failed ${phaseWords[phase]} (${code}).`;
  }
}

/** Says in which layer and with which code an exchange failed. `detail` is one sentence without secrets. */
export function classifyFailure(thrown: unknown, context: FailureContext): NetworkFailure {
  const finished = finishedFailure(thrown);
  if (finished !== undefined) return finished;
  const code = codeOf(thrown);
  const layer = layerOf(code, context.phase);
  return { layer, code: layer === 'cancelled' ? 'CANCELLED' : code, detail: sentence(code, thrown, context) };
}

export function fail(layer: FailureLayer, code: string, detail: string): NetworkError {
  return new NetworkError({ layer, code, detail });
}

export const cancelled = (): NetworkError => fail('cancelled', 'CANCELLED', 'The request was cancelled.');
