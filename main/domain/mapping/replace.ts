// Replace, in the five forms that Entra documents. Any other combination of its arguments is not evaluated.
import { longestValue, readPattern } from './pattern.ts';
import { type Evaluated, gives, notEvaluated } from './value.ts';

export interface ReplaceArguments {
  readonly source: string | null;
  readonly oldValue: string | undefined;
  readonly pattern: string | undefined;
  readonly group: string | undefined;
  readonly replacement: string | undefined;
  /** Null: the attribute is there and empty. */
  readonly otherAttribute: string | null | undefined;
  readonly template: string | undefined;
}

/** .NET's replacement text: `$1`, `${name}`, `$$`. Undefined when another form occurs. */
function expand(template: string, match: readonly (string | undefined)[], groups: Readonly<Record<string, string | undefined>>): string | undefined {
  let known = true;
  const text = template.replace(/\$(\$|\d+|\{(\w+)\}|[&`'+_])/g, (whole: string, form: string, name?: string) => {
    if (form === '$') return '$';
    if (name !== undefined) {
      if (/^\d+$/.test(name)) return Number(name) < match.length ? (match[Number(name)] ?? '') : whole;
      return name in groups ? (groups[name] ?? '') : whole;
    }
    if (/^\d+$/.test(form) && Number(form) < match.length) return match[Number(form)] ?? '';
    known = false;
    return whole;
  });
  return known ? text : undefined;
}

function byPattern(source: string, pattern: string, replacement: string): Evaluated {
  const read = readPattern(pattern, 'g');
  if (read.kind === 'refused') return notEvaluated(read.reason);
  let known = true;
  const text = source.replace(read.expression, (...parts: readonly unknown[]) => {
    const last = parts.at(-1);
    const groups = typeof last === 'object' && last !== null ? (last as Readonly<Record<string, string | undefined>>) : {};
    const captured = parts.slice(
      0,
      parts.findIndex((part) => typeof part === 'number'),
    ) as readonly (string | undefined)[];
    const expanded = expand(replacement, captured, groups);
    known &&= expanded !== undefined;
    return expanded ?? '';
  });
  return known ? gives(text) : notEvaluated('the replacement uses a form that this app does not read');
}

/** Only what the named group matched is replaced. */
function byGroup(source: string, pattern: string, group: string, replacement: string): Evaluated {
  const read = readPattern(pattern, 'dg');
  if (read.kind === 'refused') return notEvaluated(read.reason);
  let text = '';
  let from = 0;
  for (const match of source.matchAll(read.expression)) {
    if (match.groups === undefined || !(group in match.groups)) return notEvaluated(`the pattern has no group named “${group}”`);
    const span = match.indices?.groups?.[group];
    if (span === undefined) continue;
    text += source.slice(from, span[0]) + replacement;
    from = span[1];
  }
  return gives(text + source.slice(from));
}

function fromOther(other: string | null, pattern: string, group: string): Evaluated {
  const read = readPattern(pattern, '');
  if (read.kind === 'refused') return notEvaluated(read.reason);
  const found = other === null || other.length > longestValue ? undefined : read.expression.exec(other)?.groups?.[group];
  return found === undefined ? notEvaluated('neither the source nor the other attribute gives Replace a value') : gives(found);
}

/** What Replace makes of its arguments, or why that is not known. */
export function replace(given: ReplaceArguments): Evaluated {
  const { source, oldValue, pattern, group, replacement, otherAttribute, template } = given;
  const form = [oldValue, pattern, group, replacement, otherAttribute, template].map((value) => (value === undefined ? '-' : 'x')).join('');
  if ((source?.length ?? 0) > longestValue) return notEvaluated(`the value is longer than ${longestValue} characters`);
  if (form === '-xx-x-' && pattern !== undefined && group !== undefined && otherAttribute !== undefined)
    return source !== null && source !== '' ? gives(source) : fromOther(otherAttribute, pattern, group);
  if (source === null) return gives(null);
  if (form === 'x--x--' && oldValue !== undefined && replacement !== undefined)
    return oldValue === '' ? notEvaluated('Replace looks for an empty text') : gives(source.replaceAll(oldValue, () => replacement));
  if (form === 'x----x' && oldValue !== undefined && template !== undefined)
    return oldValue === '' ? notEvaluated('Replace looks for an empty text') : gives(template.replaceAll(oldValue, () => source));
  if (form === '-x-x--' && pattern !== undefined && replacement !== undefined) return byPattern(source, pattern, replacement);
  if (form === '-xxx--' && pattern !== undefined && group !== undefined && replacement !== undefined)
    return byGroup(source, pattern, group, replacement);
  return notEvaluated('Replace has arguments in a combination that is not documented');
}
