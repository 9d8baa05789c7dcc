// Provider IDs that somebody has seen: a list with one a line, or `userName,providerId`. Read from what people paste: headers, quotes, tabs, blanks.

export type Seen =
  | { readonly kind: 'none' }
  | { readonly kind: 'list'; readonly values: ReadonlySet<string>; readonly lower: ReadonlySet<string> }
  /** By user name, mail or id, in lower case. */
  | { readonly kind: 'by person'; readonly ids: ReadonlyMap<string, string> };

const cell = (text: string) =>
  text
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replaceAll('""', '"');

/** Columns by comma, semicolon or tab, quotes kept together. */
function cellsOf(line: string): readonly string[] {
  return (line.match(/(?:"(?:[^"]|"")*"|[^,;\t"])+/g) ?? []).map(cell);
}

const heading = /^(?:user\s*name|upn|user\s*principal\s*name|mail|email|id|provider\s*id|provider\s*user\s*id|external\s*id|name\s*id)$/i;

export function readSeen(text: string): Seen {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map(cellsOf)
    .filter((cells) => cells.some((value) => value !== ''));
  const [head, ...rest] = rows;
  if (head === undefined) return { kind: 'none' };
  const body = head.every((value) => heading.test(value)) ? rest : rows;
  if (body.length === 0) return { kind: 'none' };
  if (body.every((cells) => cells.length < 2)) {
    const values = new Set(body.map(([value = '']) => value));
    return { kind: 'list', values, lower: new Set(Array.from(values, (value) => value.toLowerCase())) };
  }
  return { kind: 'by person', ids: new Map(body.filter((cells) => cells.length >= 2).map(([who = '', id = '']) => [who.toLowerCase(), id])) };
}
