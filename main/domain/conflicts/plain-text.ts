// Turns a piece of a mail, a ticket, a web page or a log into the text a person saw: transfer encodings, entities, tags and quoting marks
// gone. Pure. Invisible characters inside words are kept: they may be the very cause that is looked for.

const named: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: '\u00A0',
  amp: '&',
  lsquo: '\u2018',
  rsquo: '\u2019',
  ldquo: '\u201C',
  rdquo: '\u201D',
  laquo: '\u00AB',
  raquo: '\u00BB',
  lsqb: '[',
  lbrack: '[',
  rsqb: ']',
  rbrack: ']',
  commat: '@',
  period: '.',
  shy: '\u00AD',
  zwsp: '\u200B',
};

const decodeEntity = (whole: string, hex: string | undefined, decimal: string | undefined, name: string | undefined): string => {
  const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : undefined;
  if (code !== undefined) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  return named[(name ?? '').toLowerCase()] ?? whole;
};

/** Once more when what came out still holds some: mail gateways encode twice. */
export function decodeEntities(text: string): string {
  const once = text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, decodeEntity);
  return once === text ? text : once.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(quot|apos|lt|gt|nbsp|amp));/gi, decodeEntity);
}

const blockTags = /<\/?(?:p|div|br|li|ul|ol|tr|td|th|table|pre|blockquote|h[1-6]|hr)\b[^<>]{0,500}>/gi;
const inlineTags = /<\/?(?:a|b|i|u|em|strong|span|font|code|tt|kbd|small|mark|wbr|o:p)\b[^<>]{0,2000}>/gi;

export const withoutTags = (text: string): string => text.replace(blockTags, '\n').replace(inlineTags, '');

/** Quoting marks of mail at the beginnings of lines: `> `, `>> `, `| `. */
export const withoutQuotingMarks = (text: string): string => text.replace(/^[ \t\u00A0]*(?:[>|][ \t\u00A0]?)+/gm, '');

/** Soft line breaks and bytes of quoted-printable (RFC 2045 6.7); a text that is none comes back as it is. */
export function decodeQuotedPrintable(text: string): string {
  if (!/=\r?\n/.test(text)) return text;
  const joined = text.replace(/=\r?\n(?:[ \t]*>[ \t]?)?/g, '');
  return joined.replace(/(?:=[0-9A-F]{2})+/g, (run) => {
    try {
      return decodeURIComponent(run.replaceAll('=', '%'));
    } catch {
      return run;
    }
  });
}

/** Mail quoting marks, HTML tags and entities, escaped line breaks and odd blanks removed: one sentence a line. For recognising codes. */
export function normaliseMessage(text: string): string {
  return withoutQuotingMarks(
    withoutTags(decodeEntities(text))
      .replace(/\\[rnt]/g, ' ')
      .replace(/\\(["'/])/g, '$1'),
  )
    .replace(/[\u00A0\u2007\u202F\u200B-\u200D\uFEFF]/g, ' ')
    .replace(/(?<!\n)\n(?!\n)/g, ' ')
    .replace(/[ \t\r]+/g, ' ');
}
