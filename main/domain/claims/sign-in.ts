// What a sign-in carried about one person, out of the attributes that Foundry's test login shows: JSON in several shapes, or lines “name: value”. Values are
// kept as they are, blanks and all: they are what is compared. Lives in memory only.

export interface SignInAttribute {
  readonly name: string;
  readonly values: readonly string[];
}

export interface SignIn {
  readonly format: 'json' | 'lines' | 'saml';
  /** SAML only; `format` by its last word: `persistent`, `emailAddress`, ... */
  readonly nameId: { readonly value: string; readonly format: string } | null;
  readonly attributes: readonly SignInAttribute[];
  readonly notes: readonly string[];
}

const mostValues = 20_000;
const longestLine = 20_000;

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

function gather() {
  const found = new Map<string, string[]>();
  let count = 0;
  return {
    add: (name: string, value: string) => {
      count += 1;
      if (count > mostValues) return;
      const values = found.get(name) ?? [];
      values.push(value.slice(0, 10_000));
      found.set(name.slice(0, 1_000), values);
    },
    end: (): SignInAttribute[] => Array.from(found, ([name, values]) => ({ name, values })),
  };
}

const scalar = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

const pick = (node: Node, names: readonly string[]): unknown => {
  const key = Object.keys(node).find((candidate) => names.includes(candidate.toLowerCase()));
  return key === undefined ? undefined : node[key];
};

function visit(node: unknown, add: (name: string, value: string) => void, depth: number): void {
  if (depth > 8) return;
  if (Array.isArray(node)) {
    for (const entry of node) visit(entry, add, depth + 1);
    return;
  }
  if (!isNode(node)) return;
  const [name, value] = [
    pick(node, ['name', 'key', 'claim', 'claimtype', 'attribute', 'typ']),
    pick(node, ['value', 'values', 'val', 'attributevalue']),
  ];
  if (typeof name === 'string' && value !== undefined) {
    for (const one of Array.isArray(value) ? value : [value]) {
      const text = scalar(one);
      if (text !== undefined) add(name, text);
    }
    return;
  }
  for (const [key, entry] of Object.entries(node)) {
    const text = scalar(entry);
    if (text !== undefined) add(key, text);
    else if (Array.isArray(entry) && entry.every((one) => scalar(one) !== undefined)) for (const one of entry) add(key, scalar(one) ?? '');
    // Microsoft's mark that the groups stand elsewhere: {"_claim_names": {"groups": "src1"}}.
    else if (key === '_claim_names' && isNode(entry)) for (const claim of Object.keys(entry)) add('_claim_names', claim);
    else if (key !== '_claim_sources') visit(entry, add, depth + 1);
  }
}

const separators = [/\t+/, /: /, / = /, /:$/, /=/, /:(?!\/\/)/];

function splitLine(line: string): readonly [string, string] | undefined {
  for (const separator of separators) {
    const found = separator.exec(line);
    if (found !== null && found.index > 0) return [line.slice(0, found.index).trim(), line.slice(found.index + found[0].length)];
  }
  return undefined;
}

/** Quotes around a whole value are the copying's, what stands between them is not. */
const unquoted = (value: string) => /^\s*"(.*)"\s*,?\s*$/.exec(value)?.[1] ?? value;

function readLines(text: string, add: (name: string, value: string) => void): void {
  let name = '';
  for (const whole of text.split(/\r?\n/)) {
    const line = whole.slice(0, longestLine);
    if (line.trim() === '') continue;
    const item = /^\s*[-•*]\s+(.*)$/.exec(line)?.[1] ?? (/^\s/.test(line) ? line.trimStart() : undefined);
    const split = item === undefined || name === '' ? splitLine(line.trimStart()) : undefined;
    if (split === undefined) {
      if (name !== '') add(name, unquoted(item ?? line));
      continue;
    }
    name = split[0].replace(/^"(.*)"$/, '$1');
    const list = /^\s*\[(.*)\]\s*$/.exec(split[1])?.[1];
    if (list !== undefined) for (const one of list.split(/,\s*/)) add(name, unquoted(one));
    else if (split[1].trim() !== '') add(name, unquoted(split[1]));
  }
}

/** The attributes in a pasted text; undefined when there are none in it. */
export function readAttributes(pasted: string): SignIn | undefined {
  const text = pasted.replace(/^\uFEFF/, '');
  const gathered = gather();
  let format: SignIn['format'] = 'json';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    format = 'lines';
  }
  if (format === 'json') visit(json, gathered.add, 0);
  else readLines(text, gathered.add);
  const attributes = gathered.end();
  return attributes.length === 0 ? undefined : { format, nameId: null, attributes, notes: [] };
}
