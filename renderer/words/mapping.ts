// The words of the mapping room: what became of a rule, where each part of the sign-in is found. Pure.
import type { ClaimComparison, Mapping, RuleResult, SignOn } from '../../contract/mapping.ts';

type State = RuleResult['state'];

/** `not judged` is never good news: it is drawn as an open question. */
export const ruleWords = {
  broken: { word: 'Broken', look: 'bad' },
  'not judged': { word: 'Not judged', look: 'warning' },
  kept: { word: 'Kept', look: 'good' },
  'does not apply': { word: 'Does not apply', look: 'unknown' },
} as const satisfies Record<State, { word: string; look: 'bad' | 'warning' | 'good' | 'unknown' }>;

export const providerWords = { entra: 'Microsoft Entra ID', okta: 'Okta' } satisfies Record<Mapping['provider'], string>;

export const scimAppWords = {
  unknown: 'Not known',
  own: 'Own app (non-gallery)',
  gallery: 'Gallery app of Palantir',
} satisfies Record<SignOn['scimApp'], string>;

const order: readonly State[] = ['broken', 'not judged', 'kept', 'does not apply'];

/** What needs a look, broken rules before open questions; and what asks for nothing. */
export function rulesByUrgency(rules: readonly RuleResult[]): { readonly open: readonly RuleResult[]; readonly settled: readonly RuleResult[] } {
  const of = (...states: readonly State[]) => states.flatMap((state) => rules.filter((rule) => rule.state === state));
  return { open: of('broken', 'not judged'), settled: of('kept', 'does not apply') };
}

/** `2 broken, 5 not judged, 17 kept`. */
export function ruleCounts(rules: readonly RuleResult[]): string {
  return order
    .map((state) => ({ count: rules.filter((rule) => rule.state === state).length, word: ruleWords[state].word.toLowerCase() }))
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => `${count} ${word}`)
    .join(', ');
}

/** How two values relate, in a word or two. Anything but equal is told apart by Foundry. */
export const relationWords = {
  equal: { word: 'Equal', look: 'good' },
  case: { word: 'Differs by case', look: 'bad' },
  blanks: { word: 'Differs by blanks', look: 'bad' },
  invisible: { word: 'Invisible characters', look: 'bad' },
  normalization: { word: 'Letters written apart', look: 'bad' },
  different: { word: 'Different', look: 'bad' },
  'only at sign-in': { word: 'Only at sign-in', look: 'warning' },
  'only by SCIM': { word: 'Only by SCIM', look: 'warning' },
  'not judged': { word: 'Not judged', look: 'unknown' },
} as const satisfies Record<ClaimComparison['relation'], { word: string; look: 'good' | 'bad' | 'warning' | 'unknown' }>;

/** `3 equal, 1 not equal, 2 not judged.` */
export function comparisonCounts(rows: readonly ClaimComparison[]): string {
  const of = (fits: (relation: ClaimComparison['relation']) => boolean) => rows.filter(({ relation }) => fits(relation)).length;
  const told = [
    { number: of((relation) => relation !== 'equal' && relation !== 'not judged'), word: 'not equal' },
    { number: of((relation) => relation === 'equal'), word: 'equal' },
    { number: of((relation) => relation === 'not judged'), word: 'not judged' },
  ].filter(({ number }) => number > 0);
  return `${told.map(({ number, word }) => `${number.toLocaleString('en')} ${word}`).join(', ')}.`;
}
