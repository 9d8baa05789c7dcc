// Entra's mapping expressions as a tree, and the way back to text. Promise: `parseExpression` never throws, whatever it is given, and
// what `printExpression` writes is read as the same tree. It knows the syntax only; what functions do stands in evaluate.ts.
// Syntax: Microsoft Learn, “Reference for writing expressions for attribute mappings”.

export const comparisons = ['<>', '>=', '<=', '=', '>', '<'] as const;
export type Comparison = (typeof comparisons)[number];

export type Expression =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'text'; readonly value: string }
  /** Digits as written: `3`, `-1`, `1000`. */
  | { readonly kind: 'number'; readonly digits: string }
  /** An argument left out: `Replace([a], "x", , , "y", , )`. */
  | { readonly kind: 'omitted' }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'comparison'; readonly operator: Comparison; readonly left: Expression; readonly right: Expression };

export type Parsed =
  | { readonly kind: 'parsed'; readonly expression: Expression }
  /** `at`: the character it stopped at, from 1. */
  | { readonly kind: 'unreadable'; readonly at: number; readonly reason: string };

const longest = 20_000;
const deepest = 60;

class Unreadable extends Error {
  readonly at: number;

  constructor(at: number, reason: string) {
    super(reason);
    this.at = at;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

const stop = (reader: Reader, reason: string): never => {
  throw new Unreadable(reader.at + 1, reason);
};

function skipBlanks(reader: Reader): void {
  while (/\s/.test(reader.text.charAt(reader.at))) reader.at += 1;
}

function readText(reader: Reader): Expression {
  let value = '';
  for (reader.at += 1; reader.at < reader.text.length; reader.at += 1) {
    const character = reader.text.charAt(reader.at);
    if (character === '"') {
      reader.at += 1;
      return { kind: 'text', value };
    }
    if (character === '\\') {
      const escaped = reader.text.charAt(reader.at + 1);
      if (escaped !== '"' && escaped !== '\\') stop(reader, 'a backslash in a text stands only before a quotation mark or another backslash');
      reader.at += 1;
      value += escaped;
    } else value += character;
  }
  return stop(reader, 'a text is not closed by a quotation mark');
}

function readAttribute(reader: Reader): Expression {
  const end = reader.text.indexOf(']', reader.at);
  if (end < 0) return stop(reader, 'an attribute is not closed by ]');
  const name = reader.text.slice(reader.at + 1, end).trim();
  if (name === '' || name.includes('[')) return stop(reader, 'between [ and ] stands one attribute name');
  reader.at = end + 1;
  return { kind: 'attribute', name };
}

function readArguments(reader: Reader, depth: number): Expression[] {
  const args: Expression[] = [];
  for (reader.at += 1; ; reader.at += 1) {
    skipBlanks(reader);
    const next = reader.text.charAt(reader.at);
    if (next === ')' && args.length === 0) break;
    args.push(next === ',' || next === ')' ? { kind: 'omitted' } : readWhole(reader, depth + 1));
    skipBlanks(reader);
    const after = reader.text.charAt(reader.at);
    if (after === ')') break;
    if (after !== ',') stop(reader, after === '' ? 'a parenthesis is not closed' : `“${after}” stands where a comma or ) is expected`);
  }
  reader.at += 1;
  return args;
}

function readOperand(reader: Reader, depth: number): Expression {
  if (depth > deepest) stop(reader, `functions are nested more than ${deepest} deep`);
  skipBlanks(reader);
  const first = reader.text.charAt(reader.at);
  if (first === '"') return readText(reader);
  if (first === '[') return readAttribute(reader);
  const rest = reader.text.slice(reader.at, reader.at + 200);
  const digits = /^-?\d+/.exec(rest)?.[0];
  if (digits !== undefined) {
    reader.at += digits.length;
    if (/[\w.]/.test(reader.text.charAt(reader.at))) stop(reader, 'only whole numbers can stand here');
    return { kind: 'number', digits };
  }
  const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(rest)?.[0];
  if (name === undefined) return stop(reader, first === '' ? 'the expression ends too early' : `“${first}” cannot stand here`);
  reader.at += name.length;
  skipBlanks(reader);
  if (reader.text.charAt(reader.at) !== '(') stop(reader, `“${name}” is neither in quotation marks, nor in brackets, nor a function`);
  return { kind: 'call', name, args: readArguments(reader, depth) };
}

function readWhole(reader: Reader, depth: number): Expression {
  const left = readOperand(reader, depth);
  skipBlanks(reader);
  const operator = comparisons.find((candidate) => reader.text.startsWith(candidate, reader.at));
  if (operator === undefined) return left;
  reader.at += operator.length;
  return { kind: 'comparison', operator, left, right: readOperand(reader, depth) };
}

/** The tree of an expression, or where and why it cannot be read. */
export function parseExpression(text: string): Parsed {
  if (text.length > longest) return { kind: 'unreadable', at: longest + 1, reason: `the expression is longer than ${longest} characters` };
  const reader: Reader = { text, at: 0 };
  try {
    const expression = readWhole(reader, 0);
    skipBlanks(reader);
    if (reader.at < text.length) stop(reader, 'more text follows where the expression should end');
    return { kind: 'parsed', expression };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { kind: 'unreadable', at: thrown.at, reason: thrown.message };
    throw thrown;
  }
}

/** The expression as text, written alike for the same tree. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'attribute':
      return `[${expression.name}]`;
    case 'text':
      return `"${expression.value.replace(/["\\]/g, '\\$&')}"`;
    case 'number':
      return expression.digits;
    case 'omitted':
      return '';
    case 'comparison':
      return `${printExpression(expression.left)} ${expression.operator} ${printExpression(expression.right)}`;
    case 'call':
      return `${expression.name}(${expression.args.map(printExpression).join(', ')})`;
  }
}

/** Names of the attributes an expression reads, each once without regard to case, as first written. */
export function attributesIn(expression: Expression): readonly string[] {
  const found = new Map<string, string>();
  const visit = (node: Expression): void => {
    if (node.kind === 'attribute' && !found.has(node.name.toLowerCase())) found.set(node.name.toLowerCase(), node.name);
    if (node.kind === 'call') node.args.forEach(visit);
    if (node.kind === 'comparison') [node.left, node.right].forEach(visit);
  };
  visit(expression);
  return [...found.values()];
}
