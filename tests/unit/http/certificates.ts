// Certificates for the tests: a root and leaves under it, right or wrong in one respect. Elliptic curve, made in milliseconds.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import * as x509 from '@peculiar/x509';

export const elliptic = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 86_400_000;

export interface Issued {
  readonly certificate: x509.X509Certificate;
  readonly keys: CryptoKeyPair;
  readonly pem: string;
  readonly key: string;
}

async function issued(certificate: x509.X509Certificate, keys: CryptoKeyPair): Promise<Issued> {
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { certificate, keys, pem: certificate.toString('pem'), key };
}

const serialNumber = (): string => `01${randomBytes(8).toString('hex')}`;

export interface LeafOptions {
  readonly names?: readonly string[];
  /** Days from now. */
  readonly from?: number;
  readonly to?: number;
  readonly rsaBits?: number;
}

function extensions({ names = ['127.0.0.1', 'localhost'] }: LeafOptions): x509.Extension[] {
  const general = names.map((value) => ({ type: /^[\d.]+$/.test(value) ? ('ip' as const) : ('dns' as const), value }));
  return [new x509.BasicConstraintsExtension(false, undefined, true), new x509.SubjectAlternativeNameExtension(general)];
}

const validity = ({ from = -1, to = 90 }: LeafOptions): { notBefore: Date; notAfter: Date } => ({
  notBefore: new Date(Date.now() + from * day),
  notAfter: new Date(Date.now() + to * day),
});

export async function makeRoot(name = 'Test Root'): Promise<Issued> {
  const keys = await crypto.subtle.generateKey(elliptic, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=${name}`,
    ...validity({ from: -400, to: 400 }),
    signingAlgorithm: elliptic,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 2, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true)],
  });
  return issued(certificate, keys);
}

/** An intermediate authority or, with `leaf`, a server's certificate. */
export async function makeUnder(issuer: Issued, options: LeafOptions & { readonly authority?: string } = {}): Promise<Issued> {
  const { rsaBits, authority } = options;
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]), modulusLength: rsaBits ?? 2048 };
  const keys =
    rsaBits === undefined
      ? await crypto.subtle.generateKey(elliptic, true, ['sign', 'verify'])
      : await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: authority === undefined ? 'CN=server, O=Test' : `CN=${authority}`,
    issuer: issuer.certificate.subject,
    ...validity(options),
    signingAlgorithm: elliptic,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    extensions:
      authority === undefined
        ? extensions(options)
        : [new x509.BasicConstraintsExtension(true, 1, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true)],
  });
  return issued(certificate, keys);
}

export async function makeSelfSigned(options: LeafOptions = {}): Promise<Issued> {
  const keys = await crypto.subtle.generateKey(elliptic, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=self',
    ...validity(options),
    signingAlgorithm: elliptic,
    keys,
    extensions: extensions(options),
  });
  return issued(certificate, keys);
}
