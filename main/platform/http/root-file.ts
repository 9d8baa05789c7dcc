// What a file of additional root certificates holds, told from its text. A TLS library passes over what it cannot read, so that
// a damaged file would be accepted in silence; here every block must be a certificate. Whether one is a root is not judged.
import { X509Certificate } from 'node:crypto';

export type RootFile =
  | { readonly kind: 'certificates'; readonly count: number }
  | { readonly kind: 'none' }
  /** `which` counts from one, in the order of the file. */
  | { readonly kind: 'damaged'; readonly which: number; readonly of: number };

/** The labels that OpenSSL takes for certificates (RFC 7468 section 5, and its own older and newer ones). */
const begin = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/g;
const whole = /^-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----[\s\S]*?-----END \1-----/;

export function readRootFile(text: string): RootFile {
  const starts = [...text.matchAll(begin)].map((match) => match.index);
  if (starts.length === 0) return { kind: 'none' };
  const damaged = starts.findIndex((start, index) => !readable(text.slice(start, starts[index + 1])));
  return damaged === -1 ? { kind: 'certificates', count: starts.length } : { kind: 'damaged', which: damaged + 1, of: starts.length };
}

function readable(text: string): boolean {
  const block = whole.exec(text)?.[0];
  if (block === undefined) return false;
  try {
    return new X509Certificate(block).raw.length > 0;
  } catch {
    return false;
  }
}

/** What is wrong with such a file and what to do, in words; undefined when every certificate in it can be read. */
export function rootFileProblem(file: RootFile): string | undefined {
  switch (file.kind) {
    case 'certificates':
      return undefined;
    case 'none':
      return 'This file holds no certificate in PEM form (“-----BEGIN CERTIFICATE-----”). Export the root certificate as Base64 (PEM) and choose that file.';
    case 'damaged':
      return file.of === 1
        ? 'The certificate in this file cannot be read: what stands between its BEGIN and END lines is damaged or incomplete. Export the root certificate again as Base64 (PEM) and choose that file.'
        : `Certificate ${file.which} of ${file.of} in this file cannot be read: what stands between its BEGIN and END lines is damaged or incomplete. Export that certificate again as Base64 (PEM) and choose the new file.`;
  }
}
