// Generated people, for tenants of any size: believable, the same for the same seed, and quick to make (100,000 in well under a second).
import type { JsonObject } from '../json.ts';
import { domain } from './people.ts';

const given =
  'Ada Bilal Camila Dmitri Esra Femi Gabriela Hiro Ines Jamal Karin Liam Maya Nikhil Olga Pablo Qiu Rania Stefan Tala Uri Vera Wanjiru Xavier Yara Zoltan'.split(
    ' ',
  );
const family =
  'Abebe Bauer Chowdhury Diaz Eriksen Fischer Garcia Hassan Ivanova Jensen Kaya Lopez Murphy Nakamura Owusu Popescu Quispe Rossi Santos Tran Ueda Vargas Wang Ximenes Yamada Zeman'.split(
    ' ',
  );

/** A small generator of numbers from 0 to 1, the same for the same seed (mulberry32's recurrence). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Generated {
  readonly id: string;
  readonly attributes: JsonObject;
}

/** `users` people; the index is part of every name, so that names are unique. */
export function* generatedPeople(options: { readonly users: number; readonly seed: number }): Generator<Generated> {
  const next = numbers(options.seed);
  const hex = (): string =>
    Math.floor(next() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0');
  const uuid = (): string => {
    const [a, b, c, d] = [hex(), hex(), hex(), hex()];
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
  };
  const pick = (names: readonly string[]): string => names[Math.floor(next() * names.length)] ?? '';
  for (let index = 1; index <= options.users; index += 1) {
    const [givenName, familyName] = [pick(given), pick(family)];
    const userName = `${givenName}.${familyName}.${index}@${domain}`.toLowerCase();
    yield {
      id: uuid(),
      attributes: {
        userName,
        externalId: uuid(),
        active: next() > 0.03,
        displayName: `${givenName} ${familyName}`,
        name: { givenName, familyName, formatted: `${givenName} ${familyName}` },
        emails: [{ value: userName, type: 'work', primary: true }],
      },
    };
  }
}
