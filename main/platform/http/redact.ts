// Removes secrets from everything that is kept or shown: known texts in every encoding they travel in, and the fields and headers that always carry one.
// Promise: what comes out of `text`, `headers` and `body` holds no registered secret. It only reads and replaces; it never throws.
import type { HeaderList } from '../../../contract/common.ts';

export const removed = '[removed]';

/** Shorter texts are not searched for: "a" would be found in every word. Fields and headers still lose them. */
const shortest = 4;

const secretHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'authentication-info',
  'proxy-authentication-info',
]);

const secretFields = 'access_token|refresh_token|id_token|client_secret|client_assertion|assertion|password|device_code';
const jsonField = new RegExp(
  `(["'](?:${secretFields})["']\\s*:\\s*)("(?:[^"\\\\]|\\\\[\\s\\S])*"?|'(?:[^'\\\\]|\\\\[\\s\\S])*'?|[^\\s,}\\]]+)`,
  'gi',
);
const formField = new RegExp(`((?:^|[?&;\\s"'>])(?:${secretFields})\\s*=\\s*)([^&\\s"'<>;]+)`, 'gi');
const credentials = /\b((?:Bearer|Basic|DPoP)\s+)[\w.~+/=-]{16,}/gi;
/** Something of what the four patterns look for: one quick look spares four. */
const telltale = /token|secret|assertion|password|device_code|bearer|basic|dpop|:\/\/[^/\s]*@/i;
const userInfo = /(:\/\/)[^/\s"'<>@?#]+@/g;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');

/** One character in all its written forms: plain, percent-encoded once or twice, JSON-escaped, as an HTML entity. */
function characterForms(character: string): string {
  const bytes = [...Buffer.from(character, 'utf8')];
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const json = JSON.stringify(character).slice(1, -1);
  const forms = [
    escaped(character),
    bytes.map((byte) => `%(?:25)?${hex(byte, 2).replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)}`).join(''),
    units.map((unit) => `\\\\u${hex(unit, 4).replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)}`).join(''),
    `&#(?:${character.codePointAt(0)}|[xX]${hex(character.codePointAt(0) ?? 0, 1)});`,
  ];
  if (json !== character) forms.push(escaped(json));
  if (character === '/') forms.push('\\\\\\/');
  if (character === ' ') forms.push('\\+');
  const entity = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }[character];
  if (entity !== undefined) forms.push(entity);
  return `(?:${forms.join('|')})`;
}

/** The characters of a secret in any of their forms, also broken up by blanks and line ends. */
const pattern = (secret: string): string => [...secret].map(characterForms).join('\\s*');

/** The part of a text's base64 that does not depend on what stands before and after it, for each of the three alignments. */
function base64Cores(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const start = before === 0 ? 0 : before + 1;
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    const core = encoded.slice(start, whole);
    return core.length < 6 ? [] : [core];
  });
}

const base64Pattern = (core: string): string =>
  [...core].map((character) => ({ '+': '(?:\\+|-|%2[bB])', '/': '(?:\\/|_|%2[fF]|\\\\\\/)' })[character] ?? character).join('\\s*');

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

interface Search {
  readonly plain: RegExp;
  readonly encoded: RegExp | undefined;
}

function searchFor(secret: string): Search {
  const cores = new Set([secret, encodeURIComponent(secret.toWellFormed()), formEncoded(secret)].flatMap(base64Cores));
  return {
    plain: new RegExp(pattern(secret), 'g'),
    encoded: cores.size === 0 ? undefined : new RegExp([...cores].map(base64Pattern).join('|'), 'g'),
  };
}

const base64Character = /[\w+/=-]/;

/** Replaces each hit and the rest of the base64 word around it, which could tell the secret's first and last letters. */
function replaceWords(text: string, search: RegExp): string {
  if (text.search(search) === -1) return text;
  let result = '';
  let from = 0;
  for (const hit of text.matchAll(search)) {
    let start = hit.index;
    let end = start + hit[0].length;
    while (start > from && base64Character.test(text[start - 1] ?? '')) start -= 1;
    while (end < text.length && base64Character.test(text[end] ?? '')) end += 1;
    if (end <= from) continue;
    result += text.slice(from, Math.max(from, start)) + removed;
    from = end;
  }
  return from === 0 ? text : result + text.slice(from);
}

/** Values of secret fields in a JSON body, found by parsing: a server may write the field's name with escapes. */
function secretsInJson(text: string): readonly string[] {
  if (!/token|secret|password|assertion|\\u00/i.test(text)) return [];
  const found: string[] = [];
  const wanted = new RegExp(`^(?:${secretFields})$`, 'i');
  try {
    JSON.parse(text, (key, value: unknown) => {
      if (typeof value === 'string' && wanted.test(key)) found.push(value);
      return value;
    });
  } catch {
    return found;
  }
  return found;
}

export interface Redactor {
  /** From now on this text is removed, in every encoding. */
  hide(secret: string): void;
  text(text: string): string;
  /** Like `text`, and values of token fields in a JSON body however they are written. */
  body(text: string): string;
  headers(headers: HeaderList): HeaderList;
}

export function createRedactor(secrets: readonly string[] = []): Redactor {
  const searches = new Map<string, Search>();

  const hide = (secret: string): void => {
    for (const form of new Set([secret, secret.trim()])) {
      if (form.length >= shortest && !searches.has(form)) searches.set(form, searchFor(form));
    }
  };
  for (const secret of secrets) hide(secret);

  const structure = (text: string): string => {
    if (!telltale.test(text)) return text;
    return text
      .replace(jsonField, `$1"${removed}"`)
      .replace(formField, `$1${removed}`)
      .replace(credentials, `$1${removed}`)
      .replace(userInfo, `$1${removed}@`);
  };

  const known = (text: string, search: Search): string => {
    const withoutPlain = text.replace(search.plain, removed);
    return search.encoded === undefined ? withoutPlain : replaceWords(withoutPlain, search.encoded);
  };

  const text = (input: string): string => {
    let output = structure(input);
    for (const search of searches.values()) output = known(output, search);
    return output;
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

  return { hide, text, body, headers };
}
