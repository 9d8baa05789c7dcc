// Scoping filters of a mapping over one person: any group of clauses, and in it every clause. By Microsoft's page on scoping filters a clause on an
// empty value is false (but for IS NULL). An operator or pattern that is not known is not evaluated.
import type { ObjectMapping, ScopeClause } from '../../../contract/mapping.ts';
import type { AttributeLookup } from './evaluate.ts';
import { longestValue, readPattern } from './pattern.ts';

export type InScope = 'yes' | 'no' | 'not evaluated';

const wordOf = (operator: string) =>
  operator
    .toUpperCase()
    .replace(/[\s_]+/g, ' ')
    .trim();

const wholeNumber = (text: string) => (/^-?\d{1,15}$/.test(text.trim()) ? Number(text) : undefined);

function compareNumbers(value: string, wanted: string, holds: (difference: number) => boolean): InScope {
  const [one, other] = [wholeNumber(value), wholeNumber(wanted)];
  if (one === undefined || other === undefined) return 'no';
  return holds(one - other) ? 'yes' : 'no';
}

const answer = (holds: boolean): InScope => (holds ? 'yes' : 'no');

function matches(value: string, pattern: string): boolean | undefined {
  const read = readPattern(pattern, '');
  return read.kind === 'refused' || value.length > longestValue ? undefined : read.expression.test(value);
}

function holds(clause: ScopeClause, lookup: AttributeLookup): InScope {
  const value = lookup(clause.attribute);
  if (value === undefined || (typeof value !== 'string' && value !== null)) return 'not evaluated';
  const operator = wordOf(clause.operator);
  if (operator === 'IS NULL') return answer(value === null || value === '');
  if (value === null || value === '') return 'no';
  const [wanted = ''] = clause.values;
  switch (operator) {
    case 'IS NOT NULL':
      return 'yes';
    case 'EQUALS':
      return answer(value === wanted);
    case 'NOT EQUALS':
      return answer(value !== wanted);
    case 'IS TRUE':
      return answer(value.toLowerCase() === 'true');
    case 'IS FALSE':
      return answer(value.toLowerCase() === 'false');
    case 'INCLUDES':
      return answer(value.includes(wanted));
    case 'ENDS WITH':
      return answer(value.endsWith(wanted));
    case 'GREATER THAN':
      return compareNumbers(value, wanted, (difference) => difference > 0);
    case 'GREATER THAN OR EQUALS':
      return compareNumbers(value, wanted, (difference) => difference >= 0);
    case 'REGEX MATCH':
    case 'NOT REGEX MATCH': {
      const found = matches(value, wanted);
      return found === undefined ? 'not evaluated' : answer(found === (operator === 'REGEX MATCH'));
    }
    default:
      return 'not evaluated';
  }
}

/** Whether a person passes the scoping filters; without filters everybody does. */
export function inScope(scope: ObjectMapping['scope'], lookup: AttributeLookup): InScope {
  if (scope.length === 0) return 'yes';
  let unknown = false;
  for (const clauses of scope) {
    const answers = clauses.map((clause) => holds(clause, lookup));
    if (answers.every((one) => one === 'yes')) return 'yes';
    unknown ||= !answers.includes('no');
  }
  return unknown ? 'not evaluated' : 'no';
}
