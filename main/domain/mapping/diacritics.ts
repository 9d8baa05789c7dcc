// NormalizeDiacritics by the table Microsoft documents: which letters lose their marks, and the few that become two letters. A marked letter
// that the table does not hold is not evaluated.
import { type Evaluated, gives, notEvaluated } from './value.ts';

/** Letters without a decomposition of their own. */
const letters: Readonly<Record<string, string>> = {
  æ: 'ae',
  Æ: 'AE',
  ø: 'oe',
  Ø: 'OE',
  œ: 'oe',
  Œ: 'OE',
  ß: 'ss',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
};

/** Base letters that stand in the table with marks. */
const bases = new Set('acdegilnorstuyzACDEGILNORSTUYZ');

export function normalizeDiacritics(text: string): Evaluated {
  let plain = '';
  for (const [cluster] of text.normalize('NFD').matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const letter = Array.from(cluster)[0] ?? '';
    const marked = cluster.length > letter.length;
    const known = letters[letter];
    if (known !== undefined) plain += known;
    else if (!marked) plain += letter;
    else if (bases.has(letter)) plain += letter;
    else return notEvaluated(`“${cluster.normalize('NFC')}” is not in the documented table of NormalizeDiacritics`);
  }
  return gives(plain);
}
