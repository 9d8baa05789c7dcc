// Reads who signs in out of a SAML response: XML, base64, or the form field as a browser's tools show it. The signature is not judged, and encrypted
// assertions are said to be unreadable. Nothing is kept. Source: OASIS SAML 2.0 core.
import { inflateRawSync } from 'node:zlib';
import type { SignIn } from '../../domain/claims/sign-in.ts';
import { type Element, elementsNamed, readXml } from './xml.ts';

export type ReadResponse =
  | { readonly kind: 'sign-in'; readonly signIn: SignIn }
  | { readonly kind: 'encrypted' }
  /** The identity provider answered with an error; `status` is its code and words. */
  | { readonly kind: 'refused'; readonly status: string }
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** Another kind of text. */
  | { readonly kind: 'not SAML' };

const longestDecoded = 2_000_000;

function formField(text: string): string {
  const field = /(?:^|[?&\s])SAMLResponse[=:]\s*([^&\s"]+)/.exec(text)?.[1];
  if (field === undefined) return text;
  try {
    return decodeURIComponent(field);
  } catch {
    return field;
  }
}

/** XML out of what was pasted; undefined when it is none. */
function xmlOf(pasted: string): string | undefined {
  const text = formField(pasted.replace(/^\uFEFF/, '').trim()).trim();
  if (text.startsWith('<')) return text;
  const packed = text.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
  if (packed.length < 60 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return undefined;
  const bytes = Buffer.from(packed, 'base64');
  const plain = bytes.toString('utf8');
  if (/^\s*\uFEFF?\s*</.test(plain)) return plain;
  try {
    const inflated = inflateRawSync(bytes, { maxOutputLength: longestDecoded }).toString('utf8');
    return inflated.trimStart().startsWith('<') ? inflated : undefined;
  } catch {
    return undefined;
  }
}

const last = (uri: string) => uri.split(':').at(-1) ?? uri;

function statusOf(root: Element): string | undefined {
  const status = root.children.find((child) => child.name === 'Status');
  if (status === undefined) return undefined;
  const codes = elementsNamed(status, 'StatusCode').map((code) => last(code.attributes.Value ?? ''));
  if (codes.length === 0 || codes.includes('Success')) return undefined;
  const [message] = elementsNamed(status, 'StatusMessage');
  return [codes.join(', '), message?.text.trim().slice(0, 500) ?? ''].filter(Boolean).join(': ');
}

function valuesOf(attribute: Element): readonly string[] {
  return attribute.children.filter((child) => child.name === 'AttributeValue').map((value) => value.text.slice(0, 10_000));
}

function unfit(root: Element): string | undefined {
  if (['Response', 'Assertion', 'EncryptedAssertion'].includes(root.name)) return undefined;
  return root.name === 'AuthnRequest'
    ? 'This is a SAML request; the response is what the identity provider sends back.'
    : `This XML begins with ${root.name}; a SAML response begins with Response.`;
}

function readAssertion(assertion: Element, notes: readonly string[]): SignIn {
  const subject = assertion.children.find((child) => child.name === 'Subject');
  const nameId = subject?.children.find((child) => child.name === 'NameID');
  const attributes = assertion.children
    .filter((child) => child.name === 'AttributeStatement')
    .flatMap((statement) => statement.children.filter((child) => child.name === 'Attribute'))
    .slice(0, 2_000)
    .map((attribute) => ({
      name: (attribute.attributes.Name ?? attribute.attributes.FriendlyName ?? '').slice(0, 1_000),
      values: valuesOf(attribute),
    }));
  const encrypted = elementsNamed(assertion, 'EncryptedAttribute').length + elementsNamed(assertion, 'EncryptedID').length;
  return {
    format: 'saml',
    nameId: nameId === undefined ? null : { value: nameId.text.slice(0, 10_000), format: last(nameId.attributes.Format ?? '') },
    attributes,
    notes: ['The signature of the response was not judged.', ...notes, ...(encrypted > 0 ? ['Some values are encrypted and were not read.'] : [])],
  };
}

/** The first assertion's subject and attributes, or why there are none. */
export function readSamlResponse(pasted: string): ReadResponse {
  const xml = xmlOf(pasted);
  if (xml === undefined) return { kind: 'not SAML' };
  const read = readXml(xml);
  if (read.kind === 'unreadable') return read;
  const { root } = read;
  const reason = unfit(root);
  if (reason !== undefined) return { kind: 'unreadable', reason };
  const status = statusOf(root);
  if (status !== undefined) return { kind: 'refused', status };
  const assertions = root.name === 'Assertion' ? [root] : root.children.filter((child) => child.name === 'Assertion');
  const [assertion] = assertions;
  if (assertion === undefined)
    return elementsNamed(root, 'EncryptedAssertion').length > 0
      ? { kind: 'encrypted' }
      : { kind: 'unreadable', reason: 'There is no assertion in this response.' };
  const several = assertions.length > 1 ? [`The response holds ${assertions.length} assertions; the first one was read.`] : [];
  return { kind: 'sign-in', signIn: readAssertion(assertion, several) };
}
