// The objects of a JSON file of any size, one at a time: of an array, of Graph's `{ "value": [...] }` or SCIM's `{ "Resources": [...] }`, of
// several such answers one after the other, or one object a line. Only one object is in memory. What is no JSON is said with its line, never
// guessed at; a file that ends in the middle says so.
import { type Encoding, readText } from './text.ts';

export type JsonItem =
  | { readonly kind: 'object'; readonly text: string; readonly line: number; readonly read: number }
  /** An answer begins: its text before the list, with the address of its next page perhaps. Its objects follow. */
  | { readonly kind: 'page'; readonly text: string; readonly line: number; readonly read: number }
  | { readonly kind: 'broken'; readonly text: string; readonly line: number; readonly read: number }
  /** The file ends before what it began. */
  | { readonly kind: 'cut'; readonly text: string; readonly line: number; readonly read: number };

/** What encloses the next value: the file itself, an array of objects, or an object that may turn out to hold `value`. */
type Place = 'outside' | 'in list' | 'in page';

/** The list of an answer, just before it opens; its name and the blanks around it are short. */
const answerList = /"(?:value|Resources)"\s*:\s*$/;
const listMark = 64;

const placeOf = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
};

/** Cuts objects out of text that comes in parts. */
export function createItemCutter(): { feed(text: string, read: number): readonly JsonItem[]; end(read: number): readonly JsonItem[] } {
  let place: Place = 'outside';
  /** Lists opened inside a page return to it; a list at the top returns outside. */
  let listIn: Place = 'outside';
  let held = '';
  let depth = 0;
  let inString = false;
  let escaped = false;
  let [line, heldLine] = [1, 1];
  let stray = '';
  let strayLine = 1;

  function scan(text: string, read: number): readonly JsonItem[] {
    const found: JsonItem[] = [];
    let start = held === '' && depth === 0 ? -1 : 0;
    /** The next backslash, once looked for. */
    let slash = -1;
    const isAnswer = (at: number) => place === 'outside' && answerList.test((held + text.slice(Math.max(start, 0), at)).slice(-listMark));
    const strayEnds = () => {
      if (stray.trim() !== '') found.push({ kind: 'broken', text: stray.trim().slice(0, 300), line: strayLine, read });
      stray = '';
    };
    for (let at = 0; at < text.length; at += 1) {
      if (depth > 0) {
        // Most of a log is inside of strings: they are jumped over, not walked through. A line end inside of one would be no JSON.
        if (inString) {
          if (escaped) {
            escaped = false;
            continue;
          }
          if (slash < at) slash = placeOf(text, '\\', at);
          const quote = placeOf(text, '"', at);
          [inString, escaped, at] = slash < quote ? [true, slash < text.length, slash] : [quote === text.length, false, quote];
          continue;
        }
        const code = text.charCodeAt(at);
        // Digits, commas, colons and blanks: nothing that opens or closes.
        if (code < 0x5b && code !== 0x22 && code !== 0x0a) continue;
      }
      const mark = text[at] ?? '';
      if (mark === '\n') line += 1;
      if (depth > 0) {
        if (mark === '"') inString = true;
        else if (mark === '{' || mark === '[') {
          depth += 1;
          // An object whose `value` is a list is an answer of Graph: its objects are wanted, not the answer.
          if (mark === '[' && depth === 2 && isAnswer(at)) {
            found.push({ kind: 'page', text: held + text.slice(Math.max(start, 0), at), line: heldLine, read });
            [place, listIn, held, depth, start] = ['in list', 'in page', '', 0, -1];
          }
        } else if (mark === '}' || mark === ']') {
          depth -= 1;
          if (depth === 0) {
            found.push({ kind: 'object', text: held + text.slice(start, at + 1), line: heldLine, read });
            held = '';
            start = -1;
          }
        }
        continue;
      }
      if (place === 'in page') {
        // What stands behind the list of an answer (its next link) is passed over, up to its end.
        if (inString) {
          if (escaped) escaped = false;
          else if (mark === '\\') escaped = true;
          else if (mark === '"') inString = false;
        } else if (mark === '"') inString = true;
        else if (mark === '}') place = 'outside';
      } else if (mark === '{') {
        strayEnds();
        [depth, start, heldLine] = [1, at, line];
      } else if (mark === '[' && place === 'outside') {
        strayEnds();
        [place, listIn] = ['in list', 'outside'];
      } else if (mark === ']' && place === 'in list') {
        strayEnds();
        place = listIn;
      } else if (mark === ',' || mark.trim() === '' || mark === '\uFEFF') strayEnds();
      else {
        if (stray === '') strayLine = line;
        if (stray.length < 300) stray += mark;
      }
    }
    if (start >= 0 && depth > 0) held += text.slice(start);
    return found;
  }

  return {
    feed: scan,
    end(read) {
      if (depth > 0 || place !== 'outside') return [{ kind: 'cut', text: held.slice(0, 300), line: depth > 0 ? heldLine : line, read }];
      return stray.trim() === '' ? [] : [{ kind: 'broken', text: stray, line: strayLine, read }];
    },
  };
}

export async function* readItems(path: string, encoding: Encoding, signal?: AbortSignal): AsyncGenerator<readonly JsonItem[]> {
  const cutter = createItemCutter();
  let read = 0;
  for await (const part of readText(path, encoding, signal)) {
    read = part.read;
    yield cutter.feed(part.text, read);
  }
  yield cutter.end(read);
}
