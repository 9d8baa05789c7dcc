// Reads what a source file imports, in every form TypeScript has: static, type-only, re-exported, dynamic, `import()` in a
// type, `import x = require()`, require() and createRequire()(). Works on syntax alone; resolves nothing.

import { parseSync } from 'vite';

export interface Import {
  /** The specifier as written; undefined when it is computed and so cannot be judged. */
  readonly target: string | undefined;
  readonly kind: 'value' | 'type';
  readonly line: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

function* nodesUnder(node: unknown): Generator<Node> {
  if (!isNode(node)) return;
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) yield* nodesUnder(child);
  }
}

function literal(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Literal' && typeof value.value === 'string') return value.value;
  const quasis = value.type === 'TemplateLiteral' ? (value.quasis as readonly { value: { cooked: string } }[]) : [];
  return quasis.length === 1 ? quasis[0]?.value.cooked : undefined;
}

function isRequire(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'Identifier') return callee.name === 'require';
  return callee.type === 'CallExpression' && isNode(callee.callee) && callee.callee.type === 'Identifier' && callee.callee.name === 'createRequire';
}

function importOf(node: Node): Omit<Import, 'line'> | undefined {
  const kindOf = (kind: unknown): Import['kind'] => (kind === 'type' ? 'type' : 'value');
  switch (node.type) {
    case 'ImportDeclaration':
      return { target: literal(node.source), kind: kindOf(node.importKind) };
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.source === null ? undefined : { target: literal(node.source), kind: kindOf(node.exportKind) };
    case 'ImportExpression':
      return { target: literal(node.source), kind: 'value' };
    case 'TSImportType':
      return { target: literal(node.source), kind: 'type' };
    case 'TSExternalModuleReference':
      return { target: literal(node.expression), kind: 'value' };
    case 'CallExpression':
      return isRequire(node.callee) ? { target: literal((node.arguments as readonly unknown[])[0]), kind: 'value' } : undefined;
    default:
      return undefined;
  }
}

export interface Reading {
  readonly imports: readonly Import[];
  /** Lines that fork a process: the packaged app's RunAsNode fuse is off, so a fork would open a second window instead. */
  readonly forks: readonly number[];
}

/** Throws on a file that cannot be parsed: a file not read must not count as a file without violations. */
export function readImports(file: string, source: string): Reading {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const hasRequire = /\.c[jt]s$/.test(file) || source.includes('createRequire');
  const lineOf = (node: Node): number => source.slice(0, node.start).split('\n').length;
  const nodes = [...nodesUnder(program)];
  return {
    imports: nodes.flatMap((node) => {
      const found = node.type === 'CallExpression' && !hasRequire ? undefined : importOf(node);
      return found === undefined ? [] : [{ ...found, line: lineOf(node) }];
    }),
    forks: nodes.filter(isFork).map(lineOf),
  };
}

function isFork(node: Node): boolean {
  const named = (value: unknown): boolean => isNode(value) && value.type === 'Identifier' && value.name === 'fork';
  if (node.type === 'ImportSpecifier') return named(node.imported);
  return node.type === 'MemberExpression' && named(node.property);
}
