// What Entra's functions do, one row a function, by Microsoft's “Reference for writing expressions for attribute mappings”. Where that page is
// silent (an absent value in Append, a start behind the end in Mid), the answer is “not evaluated”, never a guess.
// Right and Trim are missing on that page: they are read as the counterparts of Left and of the blanks at both ends.
import { normalizeDiacritics } from './diacritics.ts';
import { type Evaluated, gives, notEvaluated, truth, type Value } from './value.ts';

type Texts = readonly (string | null)[];

/** Arguments come evaluated; `undefined` is one that was left out. */
export interface EntraFunction {
  readonly from: number;
  readonly to: number;
  readonly apply: (args: readonly (Value | undefined)[]) => Evaluated;
}

const several = notEvaluated('a function for one text was given several values');

/** For functions of single texts: several values in one argument are not evaluated, one is taken as it is. */
function onTexts(from: number, to: number, apply: (texts: Texts) => Evaluated): EntraFunction {
  return {
    from,
    to,
    apply: (args) => {
      const texts: (string | null)[] = [];
      for (const arg of args) {
        if (arg === undefined) return notEvaluated('an argument was left out');
        if (Array.isArray(arg)) return several;
        texts.push(typeof arg === 'string' ? arg : null);
      }
      return apply(texts);
    },
  };
}

/** Nothing in, nothing out. */
const onOne = (apply: (text: string) => Evaluated): EntraFunction =>
  onTexts(1, 1, ([text]) => (text === undefined || text === null ? gives(null) : apply(text)));

const whole = (text: string | null | undefined): number | undefined =>
  text !== undefined && text !== null && /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;

const notWhole = notEvaluated('a number is expected and another text stands there');

/** Letter by letter, as .NET does: `ß` stays `ß` in upper case. */
function byLetter(text: string, change: (letter: string) => string): string {
  return Array.from(text, (letter) => {
    const changed = change(letter);
    return changed.length === letter.length ? changed : letter;
  }).join('');
}

function cased(change: (letter: string, culture: string | undefined) => string): EntraFunction {
  return onTexts(1, 2, ([text, culture]) => {
    if (text === undefined || text === null) return gives(null);
    try {
      return gives(byLetter(text, (letter) => change(letter, culture ?? undefined)));
    } catch {
      return notEvaluated(`“${culture}” is no culture this app knows`);
    }
  });
}

/** Left and Right: 0 gives an empty text, less than 0 the text itself, an absent text an empty one. */
const side = (cut: (text: string, count: number) => string): EntraFunction =>
  onTexts(2, 2, ([text, count]) => {
    const wanted = whole(count);
    if (wanted === undefined) return notWhole;
    if (text === undefined || text === null) return gives('');
    return gives(wanted < 0 ? text : cut(text, wanted));
  });

const isEmpty = (value: Value | undefined) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function join(args: readonly (Value | undefined)[]): Evaluated {
  const [separator, ...sources] = args;
  if (typeof separator !== 'string') return notEvaluated('Join has no separator');
  // Microsoft's own example joins "", a surname and a given name without a separator before the first: empty values are left out.
  const parts = sources.flatMap((source) => (typeof source === 'string' ? [source] : (source ?? []))).filter((part) => part !== '');
  return gives(parts.join(separator));
}

function split([text, delimiter]: Texts): Evaluated {
  if (text === null || text === undefined) return gives(null);
  if (delimiter === null || delimiter === undefined || delimiter === '') return notEvaluated('Split has no delimiter');
  const parts = text.split(delimiter);
  return parts.some((part) => part !== part.trim())
    ? notEvaluated('whether Split keeps the blanks beside a delimiter is not documented')
    : gives(parts);
}

function mid([text, start, length]: Texts): Evaluated {
  const [from, count] = [whole(start), whole(length)];
  if (from === undefined || count === undefined) return notWhole;
  if (text === null || text === undefined) return gives(null);
  if (text === '') return gives('');
  if (from < 1 || count < 0 || from > text.length) return notEvaluated('what Mid gives outside of the text is not documented');
  return gives(text.slice(from - 1, from - 1 + count));
}

function item(args: readonly (Value | undefined)[]): Evaluated {
  const [list, index] = args;
  const wanted = typeof index === 'string' ? whole(index) : undefined;
  if (wanted === undefined) return notWhole;
  if (list === null || list === undefined) return gives(null);
  const values = typeof list === 'string' ? [list] : list;
  const found = wanted < 1 ? undefined : values[wanted - 1];
  return found === undefined ? notEvaluated(`there is no item ${wanted}; the first one is 1`) : gives(found);
}

export const functions: ReadonlyMap<string, EntraFunction> = new Map<string, EntraFunction>([
  [
    'Append',
    onTexts(2, 2, ([text, suffix]) =>
      text === null || suffix === null ? notEvaluated('what Append makes of an absent value is not documented') : gives(`${text}${suffix}`),
    ),
  ],
  ['Coalesce', { from: 1, to: 200, apply: (args) => gives(args.find((arg) => arg !== null && arg !== undefined) ?? null) }],
  ['IsNullOrEmpty', { from: 1, to: 1, apply: ([arg]) => truth(isEmpty(arg)) }],
  ['IsPresent', { from: 1, to: 1, apply: ([arg]) => truth(!isEmpty(arg)) }],
  ['Item', { from: 2, to: 2, apply: item }],
  ['Join', { from: 2, to: 200, apply: join }],
  ['Left', side((text, count) => text.slice(0, count))],
  ['Mid', onTexts(3, 3, mid)],
  ['NormalizeDiacritics', onOne(normalizeDiacritics)],
  ['Not', onTexts(1, 1, ([text]) => truth(text?.toLowerCase() !== 'true'))],
  ['Right', side((text, count) => (count === 0 ? '' : text.slice(-count)))],
  ['Split', onTexts(2, 2, split)],
  ['StripSpaces', onOne((text) => gives(text.replaceAll(' ', '')))],
  ['ToLower', cased((letter, culture) => letter.toLocaleLowerCase(culture ?? 'en-US'))],
  ['ToUpper', cased((letter, culture) => letter.toLocaleUpperCase(culture ?? 'en-US'))],
  ['Trim', onOne((text) => gives(text.trim()))],
]);
