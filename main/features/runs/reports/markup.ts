// HTML made of parts: whatever is put into a template is escaped, unless it is a part made by a template itself.

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

/** Characters that reorder or hide text (bidirectional and other controls) are shown as U+FFFD: evidence must look like what it is. */
const misleading = /(?![\t\n\r])[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

const escaped = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(misleading, '\uFFFD')
    .replaceAll(/[&<>"'`]/g, (character) => entities[character] ?? character);

export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Markup[] | undefined;

function textOf(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.reduce((whole, piece, index) => `${whole}${textOf(parts[index - 1])}${piece}`) };
}
