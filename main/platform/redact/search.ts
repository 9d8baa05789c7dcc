// How a secret that is known is found in a text: as it is, and in every form it takes on the way.
// Promise: plain, percent-encoded once or twice, form-encoded, JSON-escaped also inside JSON, as HTML, broken up by line ends, in hex, and in
// base64 of any alignment. Pure; it finds and replaces, and never throws.

export const removed = '[removed]';

/** Shorter texts are searched for only where they stand as a word of their own: else every text would fall apart. */
const shortestAnywhere = 4;
/** Fewer characters of base64 than this say too little to be a secret. */
const shortestCore = 6;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');
const anyCase = (digits: string): string => digits.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

/** Backslashes of JSON inside JSON: they double each time. */
const backslashes = '\\\\{1,8}';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** One character in all its written forms. */
function characterForms(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const bytes = [...Buffer.from(character, 'utf8')];
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const json = JSON.stringify(character).slice(1, -1);
  const entity = entities[character];
  const forms = [
    ...(character === '\\' ? [] : [escaped(character)]),
    bytes.map((byte) => `%(?:25)?${anyCase(hex(byte, 2))}`).join(''),
    units.map((unit) => `${backslashes}u${anyCase(hex(unit, 4))}`).join(''),
    `&#(?:0*${point}|[xX]0*${anyCase(hex(point, 1))});`,
    ...(character === '\\' ? [backslashes] : []),
    ...(character !== '\\' && json.startsWith('\\') ? [`${backslashes}${escaped(json.slice(1))}`] : []),
    ...(character === '/' ? [`${backslashes}\\/`] : []),
    ...(character === ' ' ? ['\\+'] : []),
    ...(entity === undefined ? [] : [entity]),
  ];
  return `(?:${forms.join('|')})`;
}

/** From this length on a secret is a token of some hundred characters, and a search for every form of every letter takes long to make. */
const longToken = 120;

/** Letters and digits in their one usual form: no encoder changes them (RFC 3986 section 2.3). */
const longForms = (character: string): string => (/[A-Za-z0-9]/.test(character) ? character : characterForms(character));

/** The part of a text's base64 that does not depend on what stands before and after it, for each of the three alignments. */
function base64Cores(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const core = encoded.slice(before === 0 ? 0 : before + 1, Math.floor(((before + bytes.length) * 8) / 6));
    return core.length < shortestCore ? [] : [core];
  });
}

const base64Forms: Readonly<Record<string, string>> = { '+': '(?:\\+|-|%(?:25)?2[bB])', '/': '(?:\\\\{0,8}\\/|_|%(?:25)?2[fF])' };
const base64Pattern = (core: string): string => [...core].map((character) => base64Forms[character] ?? character).join('\\s*');

/** What a secret may have been turned into before it was put into base64. */
function beforeBase64(secret: string): ReadonlySet<string> {
  const percent = encodeURIComponent(secret.toWellFormed());
  const strict = percent.replace(/[!'()*]/g, (character) => `%${hex(character.charCodeAt(0), 2).toUpperCase()}`);
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const once = [percent, strict, form, encodeURI(secret.toWellFormed())];
  const twice = once.map(encodeURIComponent);
  return new Set([secret, JSON.stringify(secret).slice(1, -1), ...once, ...once.map(lower), ...twice]);
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

export interface Search {
  /** The text without the secret. */
  readonly remove: (text: string) => string;
}

/** So much of each form is looked for first: where not even that stands, the whole need not be made into a search. */
const beginning = 8;

const plainPattern = (characters: readonly string[]): string => characters.map(characterForms).join('\\s*');
const hexPattern = (bytes: Buffer): string => anyCase(bytes.toString('hex'));

/** The two searches for a whole secret. A token of some hundred characters takes tens of milliseconds to compile: only for a text that needs it. */
function wholeSearch(secret: string, cores: ReadonlySet<string>): { readonly plain: RegExp; readonly encoded: RegExp } {
  return {
    plain: new RegExp([...secret].map(secret.length > longToken ? longForms : characterForms).join('\\s*'), 'g'),
    encoded: new RegExp([...[...cores].map(base64Pattern), hexPattern(Buffer.from(secret, 'utf8'))].join('|'), 'g'),
  };
}

/** A search for one secret, cheap to make and to use as long as the secret is not met. Blank text is no secret. */
export function searchFor(secret: string): Search {
  if (secret.length < shortestAnywhere) {
    const word = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(secret).replaceAll('\\-', '-')}(?![\\p{L}\\p{N}])`, 'gu');
    return { remove: (text) => text.replace(word, removed) };
  }
  const cores = new Set([...beforeBase64(secret)].flatMap(base64Cores));
  const begins = new RegExp(
    [
      plainPattern([...secret].slice(0, beginning)),
      ...new Set([...cores].map((core) => base64Pattern(core.slice(0, beginning)))),
      hexPattern(Buffer.from(secret, 'utf8').subarray(0, beginning)),
    ].join('|'),
  );
  let whole: ReturnType<typeof wholeSearch> | undefined;
  return {
    remove: (text) => {
      if (!begins.test(text)) return text;
      whole ??= wholeSearch(secret, cores);
      return replaceWords(text.replace(whole.plain, removed), whole.encoded);
    },
  };
}
