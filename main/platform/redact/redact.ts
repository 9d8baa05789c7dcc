// Removes secrets from everything that is kept or shown: those the app knows, in every form, and what stands in fields and headers that
// always carry one. One redactor serves the whole app: what it knows is removed from exchanges, runs, logs and pasted texts alike.
// Promise: after `hide` no text that comes out holds that secret. Clean a whole text before it is cut: half a secret is not recognised.
import type { HeaderList } from '../../../contract/common.ts';
import { removed, type Search, searchFor } from './search.ts';

const secretHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'authentication-info',
  'proxy-authentication-info',
]);

const secretFields = 'access_token|refresh_token|id_token|client_secret|client_assertion|assertion|password|passwd|device_code';
const schemes = 'bearer|basic|dpop|negotiate|ntlm|digest';

/**
 * What is removed although nobody named it. Each takes time in proportion to the text: what could begin anywhere in a long word begins at its
 * start only, and no look ahead goes far. Prose such as "authorization: insufficient scope" stays: it is what the administrator must read.
 */
const structures: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`(["'](?:${secretFields})["']\\s*:\\s*)("(?:[^"\\\\]|\\\\[\\s\\S])*"?|'(?:[^'\\\\]|\\\\[\\s\\S])*'?|[^\\s,}\\]]+)`, 'gi'),
    `$1"${removed}"`,
  ],
  /* JSON inside JSON. */
  [new RegExp(`((?<!\\\\)\\\\+"(?:${secretFields})\\\\+"\\s*:\\s*\\\\+")[^"\\\\]*`, 'gi'), `$1${removed}`],
  [new RegExp(`((?:^|[?&;\\s"'>])(?:${secretFields})\\s*=\\s*)([^&\\s"'<>;]+)`, 'gi'), `$1${removed}`],
  [/\b((?:access_token|refresh_token|id_token|client_secret)\s*:\s*)(?=\S{0,200}\d)[^\s"'&,;{}\\[\]]+/gi, `$1${removed}`],
  [new RegExp(`(\\bauthorization\\\\*["']\\s*[:,]\\s*\\\\*["'](?:(?:${schemes})\\s+)?)[^"'\\\\]+`, 'gi'), `$1${removed}`],
  [new RegExp(`(\\bauthorization\\s*[:=]\\s*(?:${schemes})\\s+)[^\\s"',;&<>\\\\[\\]]+`, 'gi'), `$1${removed}`],
  [new RegExp(`(\\bauthorization\\s*[:=]\\s*)(?!(?:${schemes})\\s)(?=\\S{0,200}[\\d._~+/=-])[^\\s"',;&<>\\\\{}[\\]]{8,}`, 'gi'), `$1${removed}`],
  [/\b((?:Bearer|Basic|DPoP)\s+)(?:(?=[\w.~+/=-]*[\d._~+/=-])[\w.~+/=-]{8,}|[\w.~+/=-]{16,})/gi, `$1${removed}`],
  /* A JSON Web Token: at the beginning of a word, or behind an escaped line break. */
  [/(?:(?<![\w-])|(?<=\\[nrt]))eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g, removed],
  /* User and password of an address. */
  [/(:\/\/)[^/\s"'<>@?#]+@/g, `$1${removed}@`],
];

/** Something of what the patterns look for: one quick look spares all of them. Two looks: as one the search is three times slower. */
const telltale = /token|secret|assertion|passw|device_code|authorization|bearer|basic|dpop|eyJ/i;
const userOfAddress = /:\/\/[^/\s]*@/;

const structure = (text: string): string =>
  telltale.test(text) || userOfAddress.test(text)
    ? structures.reduce((cleaned, [pattern, replacement]) => cleaned.replace(pattern, replacement), text)
    : text;

/** Values of secret fields in a JSON body, found by parsing: a server may write the field's name with escapes. */
function secretsInJson(text: string): readonly string[] {
  if (!/token|secret|passw|assertion|\\u00/i.test(text)) return [];
  const found: string[] = [];
  const wanted = new RegExp(`^(?:${secretFields})$`, 'i');
  try {
    JSON.parse(text, (key, value: unknown) => {
      // Shorter values go with their field; looked for everywhere they would be found in every text.
      if (typeof value === 'string' && value.length >= 4 && wanted.test(key)) found.push(value);
      return value;
    });
  } catch {
    return found;
  }
  return found;
}

export interface Redactor {
  /** From now on this text is removed, in every form. Blank text is ignored. */
  hide(secret: string): void;
  text(text: string): string;
  /** Like `text`, and values of token fields in a JSON body however they are written. */
  body(text: string): string;
  headers(headers: HeaderList): HeaderList;
  /** Every text in a JSON value, at any depth; names of fields stay. */
  value<T>(value: T): T;
}

export interface ScopedRedactor extends Redactor {
  /** Forgets what was hidden in this scope, when nothing can hold it any more. */
  close(): void;
}

export interface AppRedactor extends Redactor {
  /** What is hidden in a scope is removed everywhere until the scope closes: the tokens of a run, of which there would be ever more. */
  scope(): ScopedRedactor;
}

type Searches = Map<string, Search>;

function redactorOver(layers: ReadonlySet<Searches>, own: Searches): Redactor {
  const hide = (secret: string): void => {
    for (const form of new Set([secret, secret.trim()])) {
      if (form.trim() !== '' && !own.has(form)) own.set(form, searchFor(form));
    }
  };

  // What is known goes first: a pattern might take a part of it and leave a rest that is not recognised.
  const text = (input: string): string => {
    let output = input;
    for (const searches of layers) for (const search of searches.values()) output = search.remove(output);
    if (!layers.has(own)) for (const search of own.values()) output = search.remove(output);
    return structure(output);
  };

  const body = (input: string): string => {
    for (const secret of secretsInJson(input)) hide(secret);
    return text(input);
  };

  const header = (name: string, value: string): string => {
    if (!secretHeaders.has(name.toLowerCase())) return text(value);
    const scheme = /^\s*(Bearer|Basic|DPoP|Digest|Negotiate|NTLM)\s/i.exec(value)?.[1];
    return scheme === undefined ? removed : `${scheme} ${removed}`;
  };

  const headers = (list: HeaderList): HeaderList => {
    // Nearly always there is nothing to remove: one look at all values together is cheaper than one at each.
    const plain = list.filter(([name]) => !secretHeaders.has(name.toLowerCase()));
    const together = plain.map(([, value]) => value).join('\n');
    const clean = text(together) === together;
    return list.map(([name, value]): [string, string] => [name, clean && !secretHeaders.has(name.toLowerCase()) ? value : header(name, value)]);
  };

  const everyText = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(everyText);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, everyText(part)]));
  };

  return { hide, text, body, headers, value: <T>(value: T) => everyText(value) as T };
}

/** A redactor that knows these secrets, or none yet. */
export function createRedactor(secrets: readonly string[] = []): AppRedactor {
  const own: Searches = new Map();
  const layers = new Set([own]);
  const redactor = redactorOver(layers, own);
  for (const secret of secrets) redactor.hide(secret);
  return {
    ...redactor,
    scope: () => {
      const inner: Searches = new Map();
      layers.add(inner);
      return { ...redactorOver(layers, inner), close: () => void layers.delete(inner) };
    },
  };
}
