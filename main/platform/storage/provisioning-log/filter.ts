// From a filter to a test of one position: every condition becomes a table of yes and no by number, so that a million events are gone through in milliseconds.
import type { LogFilter } from '../../../../contract/provisioning-log.ts';
import type { Columns } from './columns.ts';
import type { Names } from './dictionary.ts';
import { actions, kinds, statuses } from './form.ts';
import type { Words } from './words.ts';

export interface FilterParts {
  readonly columns: Columns;
  readonly names: Names;
  readonly words: Words;
  readonly objectsOf: (text: string) => ReadonlySet<number>;
  readonly appsOf: (key: string) => ReadonlySet<number>;
}

export type Matches = (position: number) => boolean;

/** Yes for these members of a short list. */
function table(all: readonly string[], wanted: readonly string[] | undefined): Uint8Array | undefined {
  return wanted === undefined ? undefined : Uint8Array.from(all, (one) => (wanted.includes(one) ? 1 : 0));
}

/** Yes for these numbers; what lies behind its end is no. */
function bits(numbers: ReadonlySet<number>): Uint8Array {
  let most = 0;
  for (const n of numbers) most = Math.max(most, n);
  const made = new Uint8Array(most + 1);
  for (const n of numbers) made[n] = 1;
  return made;
}

/** Each name stands among the names with its sort before it, so that a cause is not taken for a job. */
export const causeName = (cause: string): string => `cause ${cause}`;

export function matcher(filter: LogFilter, parts: FilterParts): Matches {
  const { arrays } = parts.columns;
  const { at, status, action, kind, code, cause, object, target, reason, app } = arrays;
  const tests: Matches[] = [];

  const byStatus = table(statuses, filter.statuses);
  if (byStatus !== undefined) tests.push((p) => byStatus[status[p] ?? 0] === 1);
  const byAction = table(actions, filter.actions);
  if (byAction !== undefined) tests.push((p) => byAction[action[p] ?? 0] === 1);
  const byKind = table(kinds, filter.kinds);
  if (byKind !== undefined) tests.push((p) => byKind[kind[p] ?? 0] === 1);
  if (filter.from !== undefined) {
    const from = Date.parse(filter.from);
    tests.push((p) => (at[p] ?? 0) >= from);
  }
  if (filter.to !== undefined) {
    const to = Date.parse(filter.to);
    tests.push((p) => (at[p] ?? 0) < to);
  }
  if (filter.codes !== undefined) {
    const wanted = new Set(filter.codes.map((suffix) => causeName(suffix).toLowerCase()));
    const codes = bits(parts.names.where((text) => wanted.has(text.toLowerCase())));
    tests.push((p) => codes[cause[p] ?? 0] === 1);
  }
  if (filter.appKey !== undefined) {
    const apps = bits(parts.appsOf(filter.appKey));
    tests.push((p) => apps[app[p] ?? 0] === 1);
  }
  if (filter.object !== undefined) {
    const objects = bits(parts.objectsOf(filter.object));
    tests.push((p) => objects[object[p] ?? 0] === 1 || objects[target[p] ?? 0] === 1);
  }
  if (filter.text !== undefined && filter.text.trim() !== '') {
    const hits = parts.words.find(filter.text);
    const [objects, reasons, events, codes] = [bits(hits.object), bits(hits.text), bits(hits.event), bits(hits.name)];
    tests.push(
      (p) =>
        objects[object[p] ?? 0] === 1 ||
        objects[target[p] ?? 0] === 1 ||
        reasons[reason[p] ?? 0] === 1 ||
        codes[code[p] ?? 0] === 1 ||
        codes[cause[p] ?? 0] === 1 ||
        events[p + 1] === 1,
    );
  }
  const [first, second] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  return (p) => {
    for (const test of tests) if (!test(p)) return false;
    return true;
  };
}
