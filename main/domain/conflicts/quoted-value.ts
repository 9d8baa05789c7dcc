// One value of the message: what surrounds it (brackets, quotes, links that mail programs add) is taken off, what is in it stays as it is,
// blanks and invisible characters included. Pure.

const closers: Readonly<Record<string, string>> = {
  '[': ']',
  '(': ')',
  '{': '}',
  '<': '>',
  '"': '"',
  "'": "'",
  '`': '`',
  '\u201C': '\u201D',
  '\u2018': '\u2019',
  '\u00AB': '\u00BB',
  '\u2039': '\u203A',
  '\u201E': '\u201C\u201D',
  '\u201A': '\u2018\u2019',
  '\u201D': '\u201D',
  '\u2019': '\u2019',
};

/** Blanks that a line break of a mail or a page leaves; zero-width characters are no such blanks. */
const outer = /^[\s\u00A0]+|[\s\u00A0]+$/g;

const closes = (text: string): boolean => {
  const first = text[0] ?? '';
  const last = text.at(-1) ?? '';
  return text.length >= 2 && (closers[first] ?? '').includes(last) && last !== '';
};

/** `(x)` and `{x}` are taken off only when they close where they began: `(a) b (c)` stays. */
function innermost(text: string): string {
  const first = text[0] ?? '';
  // French typography sets a blank inside its quotes.
  if (first === '\u00AB' || first === '\u2039') return text.slice(1, -1).replace(outer, '');
  if (first !== '(' && first !== '{' && first !== '<' && first !== '[') return text.slice(1, -1);
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === first) depth += 1;
    if (text[at] === closers[first]) depth -= 1;
    if (depth === 0 && at < text.length - 1) return text;
  }
  return text.slice(1, -1);
}

/** What mail, chat and ticket programs make of an address: `a@b<mailto:a@b>`, `[a@b](mailto:a@b)`, `<mailto:a@b|a@b>`, `[a@b|mailto:a@b]`. */
function withoutLinks(text: string): string {
  return text
    .replace(/\[([^\][|]{1,320})\]\(mailto:[^)]{1,320}\)/gi, '$1')
    .replace(/<mailto:[^<>|]{1,320}\|([^<>|]{1,320})>/gi, '$1')
    .replace(/\[([^\][|]{1,320})\|mailto:[^\][|]{1,320}(?:\|smart-link)?\]/gi, '$1')
    .replace(/(\S)\s?<mailto:[^<>]{1,320}>/gi, '$1')
    .replace(/^mailto:(?=\S+@)/i, '');
}

/** `**x**`, `__x__`, `{{x}}`, and the doubled quotes of a CSV field. */
const emphasis = /^(\*\*|__|\{\{|""|'')([\s\S]*?)(?:\*\*|__|\}\}|""|'')$/;

/** A GUID that was broken at a hyphen or by a line break is one again. */
const rejoined = (text: string): string => {
  const tight = text.replace(/[\s\u00A0]+/g, '');
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tight) ? tight : text.replace(/[ \t\u00A0]*\r?\n[ \t\u00A0]*/g, ' ');
};

/** The value as it was meant. Outside brackets and quotes, blanks at its ends are those of the sentence; inside they are the value's. */
export function bareValue(raw: string): string {
  let text = withoutLinks(raw.replace(outer, ''));
  for (let layers = 0; layers < 3; layers += 1) {
    const marked = emphasis.exec(text);
    const next = marked === null ? (closes(text) ? innermost(text) : text) : (marked[2] ?? '');
    if (next === text) break;
    text = next;
  }
  text = withoutLinks(text);
  return rejoined(text);
}

/** How far the value goes that opens here with a bracket or quote: the index after its closing one; undefined when it does not close. */
export function endOfQuoted(text: string, from: number): number | undefined {
  const opening = text[from] ?? '';
  const closing = closers[opening];
  if (closing === undefined) return undefined;
  for (let at = from + 1; at < text.length && at - from <= 620; at += 1) {
    if (!closing.includes(text[at] ?? '\0')) continue;
    // An apostrophe inside a quoted name is followed by a letter: its quotes close before a sign, a blank or the end.
    const next = text[at + 1];
    const doubled = opening === '"' && text[from + 1] === '"' && next === '"';
    if (doubled) return at + 2;
    if (next === undefined || /[\s\u00A0.,;:!?)}\]>"'`|<\u2019\u201D*_\\]/.test(next)) {
      // `[a](mailto:a)` and `[[x]]` go on.
      if (opening === '[' && next === ']') continue;
      return at + 1;
    }
    if (opening === '[' && next === '(' && /^\(mailto:[^)]*\)/i.test(text.slice(at + 1))) {
      return at + 1 + (/^\([^)]*\)/.exec(text.slice(at + 1))?.[0].length ?? 0);
    }
  }
  return undefined;
}
