// Reads the certificates of a TLS connection into plain data, from the server's own upward. Texts in them are the server's: data, never trusted.
import type tls from 'node:tls';
import type { Certificate } from './inspect.ts';

function distinguishedName(name: tls.Certificate | undefined): string {
  if (name === undefined) return '';
  return Object.entries(name)
    .flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((one) => `${key}=${String(one).slice(0, 200)}`))
    .reverse()
    .join(', ');
}

function names(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(/,\s*/)
    .map((entry) => entry.replace(/^(?:DNS|IP Address):/, ''))
    .filter((entry) => entry !== '')
    .slice(0, 100);
}

const iso = (date: string): string => (Number.isNaN(Date.parse(date)) ? '' : new Date(date).toISOString());

function readCertificate(shown: tls.DetailedPeerCertificate): Certificate {
  const keyType = shown.asn1Curve !== undefined || shown.nistCurve !== undefined ? 'EC' : shown.modulus !== undefined ? 'RSA' : 'other';
  return {
    subject: distinguishedName(shown.subject),
    issuer: distinguishedName(shown.issuer),
    names: names(shown.subjectaltname),
    validFrom: iso(shown.valid_from),
    validTo: iso(shown.valid_to),
    keyType,
    ...(shown.bits === undefined ? {} : { keyBits: shown.bits }),
    fingerprint256: shown.fingerprint256,
    selfSigned: distinguishedName(shown.subject) === distinguishedName(shown.issuer),
  };
}

/** The chain as far as it is known; a root that the server does not send is among it only when it is trusted here. */
export function readChain(first: tls.DetailedPeerCertificate): readonly Certificate[] {
  const chain: Certificate[] = [];
  const seen = new Set<string>();
  let next: tls.DetailedPeerCertificate | undefined = first;
  while (next !== undefined && Object.keys(next).length > 0 && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    chain.push(readCertificate(next));
    next = next.issuerCertificate;
  }
  return chain;
}
