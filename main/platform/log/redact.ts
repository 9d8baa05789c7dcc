// Removes secrets from text, in every form they take on the way: plain, base64 at any alignment, Basic, URL-encoded, JSON-escaped.
// Promise: after `hide(secret)` no later `clean` gives it back in one of these forms; headers and fields that carry credentials are
// removed even when nobody named the secret. Clean a whole text before it is cut: a half secret is not recognised. Pure, no I/O.

export const removed = '[removed]';

export interface Redactor {
  /** From now on this text is removed. Blank text is ignored. */
  hide(secret: string): void;
  clean(text: string): string;
}

/** Shorter secrets are removed only where they stand as a word of their own: else every text would fall apart. */
const shortestAnywhere = 4;
/** Fewer characters of base64 than this say too little to be a secret. */
const shortestEncoded = 6;

const patterns: readonly (readonly [RegExp, string])[] = [
  [
    /\b(authorization["']?\s*[:=,]\s*["']?(?:(?:bearer|basic|negotiate|ntlm|digest)\s+)?)(?!(?:bearer|basic|negotiate|ntlm|digest)\s)[^\s"',;&\\\][]+/gi,
    `$1${removed}`,
  ],
  [/\b((?:bearer|basic)\s+)(?=[\w.~+/=-]*[\d._~+/=-])[\w.~+/=-]{8,}/gi, `$1${removed}`],
  [
    /((?:client_secret|client_assertion|access_token|refresh_token|id_token|password|passwd)\\*["']?\s*[:=]\s*\\*["']?)(?!\[removed\])[^\s"'&,;}\\]+/gi,
    `$1${removed}`,
  ],
  /* A JSON Web Token, wherever it stands. */
  [/\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g, removed],
  /* The password of an address: https://user:password@host. */
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:)[^\s/@"']+(?=@)/gi, `$1${removed}`],
];

const escapeForRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const jsonEscaped = (text: string) => JSON.stringify(text).slice(1, -1);
const asciiEscaped = (text: string) =>
  jsonEscaped(text).replace(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
const lowerPercent = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
/** As `application/x-www-form-urlencoded` writes it: blanks become `+`. */
const formEncoded = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
/** RFC 3986: also what encodeURIComponent leaves alone. */
const strictlyEncoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

function urlForms(text: string): string[] {
  const wellFormed = text.toWellFormed();
  const forms = [encodeURIComponent(wellFormed), strictlyEncoded(wellFormed), formEncoded(wellFormed), encodeURI(wellFormed)];
  return forms.flatMap((form) => [form, lowerPercent(form)]);
}

/** The characters of base64 that depend on this text alone, when it stands 0, 1 or 2 bytes after a group of three. */
function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const stable = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    if (stable.length < shortestEncoded) return [];
    return [stable, stable.replaceAll('+', '-').replaceAll('/', '_'), ...urlForms(stable), stable.replaceAll('/', '\\/')];
  });
}

/** Every form of a secret that can be looked for, longest first. Exported so that the secret test looks for the same forms. */
export function formsOf(secret: string): readonly string[] {
  const encoded = urlForms(secret);
  const escaped = [secret, ...encoded].flatMap((form) => {
    const once = [jsonEscaped(form), asciiEscaped(form), jsonEscaped(form).replaceAll('/', '\\/')];
    return [form, ...once, ...once.map(jsonEscaped)];
  });
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
  const forms = new Set([...escaped, html, ...base64Forms(secret), ...encoded.flatMap(base64Forms), Buffer.from(secret, 'utf8').toString('hex')]);
  return [...forms].sort((one, other) => other.length - one.length);
}

/** A redactor that knows no secret yet. */
export function createRedactor(secrets: readonly string[] = []): Redactor {
  const anywhere = new Set<string>();
  const words = new Set<string>();
  let expression: RegExp | undefined;

  function hide(secret: string): void {
    for (const text of new Set([secret, secret.trim()])) {
      if (text.trim() === '') continue;
      if (text.length < shortestAnywhere) words.add(text);
      else for (const form of formsOf(text)) anywhere.add(form);
    }
    const long = [...anywhere].sort((one, other) => other.length - one.length).map(escapeForRegExp);
    const short = [...words].map((word) => `(?<![\\p{L}\\p{N}])${escapeForRegExp(word)}(?![\\p{L}\\p{N}])`);
    expression = long.length + short.length === 0 ? undefined : new RegExp([...long, ...short].join('|'), 'gu');
  }

  for (const secret of secrets) hide(secret);

  return {
    hide,
    clean(text) {
      const known = expression === undefined ? text : text.replace(expression, removed);
      return patterns.reduce((cleaned, [pattern, replacement]) => cleaned.replace(pattern, replacement), known);
    },
  };
}
