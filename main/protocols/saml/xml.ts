// A small reader of XML for pasted SAML: elements, attributes, text. Promise: nothing outside of the text is ever opened. A document type and entities of
// one's own are refused, processing instructions have no effect. Capped in size, depth and number of elements; never throws.

export interface Element {
  /** Without its prefix: `saml:NameID` is `NameID`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Text of this element alone, comments taken out without a gap. */
  readonly text: string;
}

export type ReadXml = { readonly kind: 'document'; readonly root: Element } | { readonly kind: 'unreadable'; readonly reason: string };

const longest = 2_000_000;
const deepest = 60;
const most = 50_000;
const longestTag = 4_000;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

class Refused extends Error {}

function resolved(text: string): string {
  return text.replace(/&([^;&<\s]{0,12});?/g, (whole, name: string) => {
    const known = whole.endsWith(';') && Object.hasOwn(entities, name) ? entities[name] : undefined;
    if (known !== undefined) return known;
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const point = number === null ? Number.NaN : number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
    if (whole.endsWith(';') && point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)) return String.fromCodePoint(point);
    throw new Refused(`The XML uses the entity “${whole.slice(0, 14)}”, which this app does not resolve.`);
  });
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  const rest = text.replace(/([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g, (_whole, name: string, double?: string, single?: string) => {
    found[local(name)] = resolved(double ?? single ?? '').replace(/[\r\n\t]/g, ' ');
    return '';
  });
  if (rest.trim() !== '') throw new Refused('An attribute in the XML is not written as name="value".');
  return found;
}

interface Open {
  readonly tag: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

/** The end of a tag, quotes passed over. */
function tagEnd(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  throw new Refused('A tag in the XML is not closed.');
}

function until(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  if (at < 0) throw new Refused('The XML ends too early.');
  return at;
}

function createTree() {
  const top: Open = { tag: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [top];
  let count = 0;
  const current = () => stack[stack.length - 1] ?? top;
  return {
    add: (text: string) => {
      if (stack.length > 1) current().text += text;
      else if (text.trim() !== '') throw new Refused('There is text outside of the XML.');
    },
    open: (content: string, alone: 'alone' | 'with content') => {
      if (content.length > longestTag) throw new Refused('A tag of the XML is longer than any in a sign-in.');
      const [, tag, rest] = /^([A-Za-z_][\w.:-]*)([\s\S]*)$/.exec(content) ?? [];
      if (tag === undefined || (stack.length === 1 && top.children.length > 0)) throw new Refused('This is not XML.');
      count += 1;
      if (count > most || stack.length > deepest) throw new Refused('The XML is larger or deeper than any sign-in.');
      const attributes = readAttributes(rest ?? '');
      if (alone === 'alone') current().children.push({ name: local(tag), attributes, children: [], text: '' });
      else stack.push({ tag, attributes, children: [], text: '' });
    },
    close: (tag: string) => {
      const open = stack.length > 1 ? stack.pop() : undefined;
      if (open === undefined || open.tag !== tag) throw new Refused('The tags of the XML do not fit together.');
      current().children.push({ name: local(open.tag), attributes: open.attributes, children: open.children, text: open.text });
    },
    end: (): Element => {
      const [root] = top.children;
      if (stack.length > 1 || root === undefined) throw new Refused('The XML ends too early.');
      return root;
    },
  };
}

function parse(text: string): Element {
  const tree = createTree();
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    tree.add(resolved(text.slice(at, next < 0 ? text.length : next).replace(/\r\n?/g, '\n')));
    if (next < 0) break;
    if (text.startsWith('<!--', next)) at = until(text, '-->', next + 4) + 3;
    else if (text.startsWith('<![CDATA[', next)) {
      const close = until(text, ']]>', next + 9);
      tree.add(text.slice(next + 9, close));
      at = close + 3;
    } else if (text.startsWith('<!', next)) {
      throw new Refused('The XML declares a document type or entities. SAML has none: this is not read.');
    } else if (text.startsWith('<?', next)) at = until(text, '?>', next + 2) + 2;
    else if (text.startsWith('</', next)) {
      const close = until(text, '>', next);
      tree.close(text.slice(next + 2, close).trim());
      at = close + 1;
    } else {
      const close = tagEnd(text, next + 1);
      const alone = text.charAt(close - 1) === '/';
      tree.open(text.slice(next + 1, alone ? close - 1 : close), alone ? 'alone' : 'with content');
      at = close + 1;
    }
  }
  return tree.end();
}

/** The document's root, or why it is not read. */
export function readXml(text: string): ReadXml {
  if (text.length > longest) return { kind: 'unreadable', reason: 'The XML is larger than 2 MB.' };
  try {
    return { kind: 'document', root: parse(text.replace(/^\uFEFF/, '').trim()) };
  } catch (thrown) {
    if (thrown instanceof Refused) return { kind: 'unreadable', reason: thrown.message };
    throw thrown;
  }
}

/** Every element of that name below, itself included, in order. */
export function elementsNamed(root: Element, name: string): readonly Element[] {
  return [...(root.name === name ? [root] : []), ...root.children.flatMap((child) => elementsNamed(child, name))];
}
