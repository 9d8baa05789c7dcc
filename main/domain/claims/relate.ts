// How two values differ, in the order in which people overlook it: composed letters, blanks, invisible characters, upper and lower case. Code points are
// shown where they differ, since two texts can look alike.
import type { ClaimComparison } from '../../../contract/mapping.ts';

export type Relation = Extract<ClaimComparison['relation'], 'equal' | 'case' | 'blanks' | 'invisible' | 'normalization' | 'different'>;

const steps: readonly (readonly [Exclude<Relation, 'equal' | 'different'>, (text: string) => string])[] = [
  ['normalization', (text) => text.normalize('NFC')],
  ['invisible', (text) => text.replace(/\p{Cf}/gu, '')],
  ['blanks', (text) => text.replace(/\s+/gu, ' ').trim()],
  ['case', (text) => text.toLowerCase()],
];

/** The last thing that had to be overlooked before the two were equal. */
export function relate(one: string, other: string): Relation {
  if (one === other) return 'equal';
  let [left, right] = [one, other];
  for (const [relation, fold] of steps) {
    [left, right] = [fold(left), fold(right)];
    if (left === right) return relation;
  }
  return 'different';
}

/** One form for texts that differ only in what `relate` overlooks. */
export function folded(text: string): string {
  return steps.reduce((form, [, fold]) => fold(form), text);
}

const shown = (character: string) => (/[\p{C}\p{Z}\p{M}]/u.test(character) ? '' : ` ${character}`);
const pointOf = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}${shown(character)}`;

function points(text: readonly string[], from: number): string {
  const part = text.slice(from, from + 6);
  return part.length === 0 ? 'nothing more' : `${part.map(pointOf).join(', ')}${text.length > from + 6 ? ', …' : ''}`;
}

/** “From character 3: sign-in has U+00E9 é; SCIM has U+0065 e, U+0301.” Empty for equal texts. */
export function codePoints(signIn: string, scim: string): string {
  const [left, right] = [Array.from(signIn), Array.from(scim)];
  const at = left.findIndex((character, index) => character !== right[index]);
  const from = at < 0 ? left.length : at;
  if (at < 0 && left.length === right.length) return '';
  const text = `From character ${from + 1}: sign-in has ${points(left, from)}; SCIM has ${points(right, from)}`;
  return text.endsWith('…') ? text : `${text}.`;
}

const words: Readonly<Record<Relation, string>> = {
  equal: 'The same, character by character.',
  case: 'They differ by upper and lower case, and are compared exactly.',
  blanks: 'They differ by blanks.',
  invisible: 'They differ by characters that cannot be seen.',
  normalization: 'They look alike and are written with other code points (composed and decomposed letters).',
  different: 'They are different values.',
};

export function relationText(relation: Relation, signIn: string, scim: string): string {
  // Other values from their first character on: the characters of two unlike words tell nothing.
  if (relation === 'different' && signIn.charAt(0) !== scim.charAt(0)) return words.different;
  return `${words[relation]} ${codePoints(signIn, scim)}`.trim();
}
