// Evaluates a mapping expression over one person's attributes. Pure and total: an unknown function, an attribute the directory snapshot does not
// hold, or a case the documentation leaves open gives “not evaluated” with its reason.
import type { Comparison, Expression } from './expression.ts';
import { functions } from './functions.ts';
import { replace } from './replace.ts';
import { type Evaluated, gives, notEvaluated, truth, type Value } from './value.ts';

/** Undefined: this source of people has no such attribute, so nothing is known; null: the person has no value. */
export type AttributeLookup = (name: string) => Value | undefined;

function compare(operator: Comparison, left: Value, right: Value): Evaluated {
  if (typeof left !== 'string' || typeof right !== 'string' || left === '' || right === '')
    return notEvaluated('IIF does not support a condition on an absent or empty value');
  if (operator === '=' || operator === '<>') {
    if (left !== right && left.toLowerCase() === right.toLowerCase())
      return notEvaluated('whether IIF tells upper from lower case is not documented');
    return truth((left === right) === (operator === '='));
  }
  if (!/^-?\d{1,15}$/.test(left) || !/^-?\d{1,15}$/.test(right)) return notEvaluated('only whole numbers are compared by size');
  const difference = Number(left) - Number(right);
  return truth(operator === '>' ? difference > 0 : operator === '<' ? difference < 0 : operator === '>=' ? difference >= 0 : difference <= 0);
}

function iif(args: readonly Expression[], lookup: AttributeLookup): Evaluated {
  const [condition, whenTrue, whenFalse] = args;
  if (condition === undefined || whenTrue === undefined || whenFalse === undefined || args.length !== 3)
    return notEvaluated('IIF takes a condition and two values');
  if (condition.kind === 'call' && ['IsNullOrEmpty', 'IsPresent', 'IsNull'].includes(condition.name)) {
    const asked = condition.args[0] === undefined ? undefined : evaluate(condition.args[0], lookup);
    if (asked?.kind !== 'value' || asked.value === null || asked.value === '')
      return notEvaluated(`IIF(${condition.name}(…)) is documented as not supported where the value is absent: Entra advises Switch`);
  }
  const held = evaluate(condition, lookup);
  if (held.kind === 'not-evaluated') return held;
  const word = typeof held.value === 'string' ? held.value.toLowerCase() : '';
  if (word !== 'true' && word !== 'false') return notEvaluated('the condition of IIF is neither true nor false');
  return evaluate(word === 'true' ? whenTrue : whenFalse, lookup);
}

function choose(args: readonly Expression[], lookup: AttributeLookup): Evaluated {
  const [source, otherwise, ...pairs] = args;
  if (source === undefined || otherwise === undefined || args.length < 4 || args.length % 2 !== 0)
    return notEvaluated('Switch takes a source, a default and pairs of key and value');
  const asked = evaluate(source, lookup);
  if (asked.kind === 'not-evaluated') return asked;
  if (Array.isArray(asked.value)) return notEvaluated('Switch was given several values');
  // Documented: an absent source is met by the key "".
  const wanted = asked.value ?? '';
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [key, value] = [pairs[at], pairs[at + 1]];
    if (key === undefined || value === undefined) break;
    const met = evaluate(key, lookup);
    if (met.kind === 'not-evaluated') return met;
    if (met.value === wanted) return evaluate(value, lookup);
  }
  return otherwise.kind === 'omitted' ? gives(null) : evaluate(otherwise, lookup);
}

function replaceIn(args: readonly Expression[], lookup: AttributeLookup): Evaluated {
  if (args.length < 2 || args.length > 7) return notEvaluated('Replace takes two to seven arguments');
  const texts: (string | null | undefined)[] = [];
  for (const arg of args) {
    const got = arg.kind === 'omitted' ? undefined : evaluate(arg, lookup);
    if (got?.kind === 'not-evaluated') return got;
    if (Array.isArray(got?.value)) return notEvaluated('Replace was given several values');
    texts.push(typeof got?.value === 'string' ? got.value : got === undefined ? undefined : null);
  }
  const [source, oldValue, pattern, group, replacement, otherAttribute, template] = texts;
  if (source === undefined) return notEvaluated('Replace has no source');
  if ([oldValue, pattern, group, replacement, template].includes(null)) return notEvaluated('an argument of Replace has no value');
  const text = (value: string | null | undefined) => value ?? undefined;
  return replace({
    source,
    oldValue: text(oldValue),
    pattern: text(pattern),
    group: text(group),
    replacement: text(replacement),
    otherAttribute,
    template: text(template),
  });
}

function call(name: string, args: readonly Expression[], lookup: AttributeLookup): Evaluated {
  if (name === 'IIF') return iif(args, lookup);
  if (name === 'Switch') return choose(args, lookup);
  if (name === 'Replace') return replaceIn(args, lookup);
  const known = functions.get(name);
  if (known === undefined) return notEvaluated(`the function ${name} is not evaluated by this app`);
  if (args.length < known.from || args.length > known.to) return notEvaluated(`${name} has ${args.length} arguments`);
  const values: (Value | undefined)[] = [];
  for (const arg of args) {
    if (arg.kind === 'omitted') {
      values.push(undefined);
      continue;
    }
    const got = evaluate(arg, lookup);
    if (got.kind === 'not-evaluated') return got;
    values.push(got.value);
  }
  return known.apply(values);
}

/** The value of an expression for one person. */
export function evaluate(expression: Expression, lookup: AttributeLookup): Evaluated {
  switch (expression.kind) {
    case 'attribute': {
      const value = lookup(expression.name);
      return value === undefined ? notEvaluated(`the directory snapshot has no attribute ${expression.name}`) : gives(value);
    }
    case 'text':
      return gives(expression.value);
    case 'number':
      return gives(expression.digits);
    case 'omitted':
      return notEvaluated('an argument was left out');
    case 'comparison': {
      const [left, right] = [evaluate(expression.left, lookup), evaluate(expression.right, lookup)];
      if (left.kind === 'not-evaluated') return left;
      return right.kind === 'not-evaluated' ? right : compare(expression.operator, left.value, right.value);
    }
    case 'call':
      return call(expression.name, expression.args, lookup);
  }
}

/** Names of functions in an expression that this app does not evaluate, each once. */
export function unknownFunctions(expression: Expression): readonly string[] {
  if (expression.kind === 'comparison') return [...new Set([expression.left, expression.right].flatMap(unknownFunctions))];
  if (expression.kind !== 'call') return [];
  const own = functions.has(expression.name) || ['IIF', 'Switch', 'Replace'].includes(expression.name) ? [] : [expression.name];
  return [...new Set([...own, ...expression.args.flatMap(unknownFunctions)])];
}
