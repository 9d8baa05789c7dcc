// Ids as small numbers: each distinct id once, with the user and the group it stands for. A server may give a user and a group one id.
import { type NumberList, numberList } from './arrays.ts';

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export interface Ids {
  /** The id's number; new ids get the next one. GUIDs are the same in either case. */
  numberOf(id: string): number;
  textOf(number: number): string;
  /** Position plus one of the user or group with this id; 0: none. */
  readonly users: NumberList;
  readonly groups: NumberList;
}

export function createIds(): Ids {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const users = numberList();
  const groups = numberList();

  function add(text: string): number {
    // A part of a larger text would keep all of it in memory: this makes a text of its own.
    const id = ` ${text}`.slice(1);
    const plain = guid.test(id) ? id.toLowerCase() : id;
    const known = numbers.get(plain);
    if (known !== undefined) {
      numbers.set(id, known);
      return known;
    }
    const number = texts.push(plain) - 1;
    numbers.set(plain, number);
    if (plain !== id) numbers.set(id, number);
    users.push(0);
    groups.push(0);
    return number;
  }

  return { numberOf: (id) => numbers.get(id) ?? add(id), textOf: (number) => texts[number] ?? '', users, groups };
}
