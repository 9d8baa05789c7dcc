// Certificates made at start for the TLS faults: a root of the practice tenant's own and a leaf that is right, expired, for another host,
// self-signed, or from a root nobody trusts. Elliptic curve P-256, so that making them takes milliseconds.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import { createSecureContext, type SecureVersion } from 'node:tls';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { FaultName } from '../faults.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 24 * 60 * 60 * 1000;
const serverAuth = '1.3.6.1.5.5.7.3.1';

interface Pair {
  readonly certificate: X509Certificate;
  readonly keys: CryptoKeyPair;
}

const newKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
const serialNumber = (): string => `01${randomBytes(8).toString('hex')}`;
const validity = (fromDays: number, toDays: number): { notBefore: Date; notAfter: Date } => ({
  notBefore: new Date(Date.now() + fromDays * day),
  notAfter: new Date(Date.now() + toDays * day),
});

async function rootOf(name: string): Promise<Pair> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=${name}, O=Practice`,
    ...validity(-400, 400),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new BasicConstraintsExtension(true, 1, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)],
  });
  return { certificate, keys };
}

interface Leaf {
  readonly names: readonly { readonly type: 'dns' | 'ip'; readonly value: string }[];
  readonly days: readonly [number, number];
}

const loopback: Leaf['names'] = [
  { type: 'ip', value: '127.0.0.1' },
  { type: 'dns', value: 'localhost' },
];
const goodLeaf: Leaf = { names: loopback, days: [-1, 90] };
const leafExtensions = (leaf: Leaf) => [
  new BasicConstraintsExtension(false, undefined, true),
  new ExtendedKeyUsageExtension([serverAuth]),
  new SubjectAlternativeNameExtension([...leaf.names]),
];

const nameOf = (leaf: Leaf): string => `CN=${leaf.names[0]?.value ?? 'localhost'}, O=Practice`;

async function leafUnder(root: Pair, leaf: Leaf): Promise<Pair> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: nameOf(leaf),
    issuer: root.certificate.subject,
    ...validity(...leaf.days),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: root.keys.privateKey,
    extensions: leafExtensions(leaf),
  });
  return { certificate, keys };
}

async function selfSigned(leaf: Leaf): Promise<Pair> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: nameOf(leaf),
    ...validity(...leaf.days),
    signingAlgorithm: algorithm,
    keys,
    extensions: leafExtensions(leaf),
  });
  return { certificate, keys };
}

async function keyOf(pair: Pair): Promise<string> {
  return PemConverter.encode(await crypto.subtle.exportKey('pkcs8', pair.keys.privateKey), 'PRIVATE KEY');
}

/** TLS 1.1 only. OpenSSL 3 wants its security level lowered for that; other TLS libraries do not know the word and need no such thing. */
function oldVersion(key: string, cert: string): ServerOptions {
  const version: SecureVersion = 'TLSv1.1';
  const range = { minVersion: version, maxVersion: version };
  try {
    const lowered = { ...range, ciphers: 'DEFAULT@SECLEVEL=0' };
    createSecureContext({ key, cert, ...lowered });
    return lowered;
  } catch {
    return range;
  }
}

export interface ServerCertificate {
  readonly tls: ServerOptions;
  /** What a client must trust to accept the root; empty where the point is that it does not. */
  readonly extraRoots: readonly string[];
}

/** The certificate a TLS fault wants. */
export async function certificateFor(fault: FaultName): Promise<ServerCertificate> {
  if (fault === 'tls-self-signed') {
    const own = await selfSigned(goodLeaf);
    return { tls: { key: await keyOf(own), cert: own.certificate.toString('pem') }, extraRoots: [] };
  }
  if (fault === 'tls-private-root') {
    const inspector = await rootOf('Practice TLS Inspection Root');
    const leaf = await leafUnder(inspector, goodLeaf);
    // The whole chain, as inspecting proxies send it: that the root is private is then to be seen, not guessed.
    const cert = `${leaf.certificate.toString('pem')}\n${inspector.certificate.toString('pem')}\n`;
    return { tls: { key: await keyOf(leaf), cert }, extraRoots: [] };
  }
  const root = await rootOf('Practice Root');
  const otherHost: Leaf = { names: [{ type: 'dns', value: 'other.practice.invalid' }], days: [-1, 90] };
  const leaf = await leafUnder(
    root,
    fault === 'tls-expired' ? { names: loopback, days: [-90, -2] } : fault === 'tls-wrong-host' ? otherHost : goodLeaf,
  );
  const [key, cert] = [await keyOf(leaf), leaf.certificate.toString('pem')];
  return { tls: { key, cert, ...(fault === 'tls-1.1' ? oldVersion(key, cert) : {}) }, extraRoots: [root.certificate.toString('pem')] };
}
