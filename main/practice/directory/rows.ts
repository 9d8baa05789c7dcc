// The rows of a generated directory: believable people and groups, the same for the same seed and position, and here and there a name
// as real directories have them: quotes, line breaks, marks that turn the reading direction, formulas, names that differ by case only.
import type { DirectoryGroup, DirectoryUser } from '../../../contract/directory.ts';
import { groupFlag, userFlag } from '../../domain/directory/membership-graph.ts';
import { numbers } from '../company/generated.ts';
import { domain } from '../company/people.ts';

const given =
  'Ada Bilal Camila Dmitri Esra Femi Gabriela Hiro Inès Jamal Karin Liam Maya Nikhil Olga Pablo Qiu Rania Stefan Tala Uri Vera Wanjiru Xavier Yara Zoltán'.split(
    ' ',
  );
const family =
  "Abebe Bauer Chowdhury Díaz Eriksen Fischer García Hassan Ivanova Jensen Kaya López Murphy Nakamura O'Neill Owusu Popescu Quispe Rossi Santos Tran Ueda Vargas Wang Ximenes Yılmaz Zeman".split(
    ' ',
  );
const places = ['Aarhus', 'Bergen', 'Cork', 'Delft', 'Espoo', 'Fulda', 'Ghent', 'Halden', 'Izmir', 'Jena', 'Kyoto', 'Łódź', 'Mumbai', 'Nairobi'];
const departments = ['Optics', 'Finance', 'Field Service', 'Instrument Software', 'Procurement', 'Quality', 'Legal', 'Clinical Data', 'Logistics'];
const roles = ['Staff', 'Analysts', 'Leads', 'Readers', 'Editors', 'Contractors', 'Project Alpha', 'Project Beta', 'On-call', 'Auditors'];

/** One name in so many is an awkward one. */
const awkwardEvery = 211;

const awkwardPeople: readonly ((name: string) => string)[] = [
  (name) => `"${name}"`,
  (name) => `${name}, PhD; contractor`,
  (name) => `\u202e${name}\u202c`,
  (name) => `=HYPERLINK("https://halden.example","${name}")`,
  (name) => `+${name}`,
  (name) => `${name}\nexternal`,
  (name) => ` ${name} `,
  (name) => `${name} \u{1f52d}`,
];

const awkwardGroups: readonly ((name: string) => string)[] = [
  (name) => `"${name}" (old)`,
  (name) => `${name}'; Remove-MgGroup -All #`,
  (name) => `$(Get-Secret) ${name}`,
  (name) => `@SUM(A1:A9) ${name}`,
  (name) => `-${name}`,
  (name) => `\u200f${name}\u202e`,
  (name) => `${name}\r\nsecond line`,
  (name) => `${name}\u00a0`,
  (name) => `${name}, ${name}; "${name}"`,
];

function maker(seed: number, kind: 'user' | 'group', index: number): { readonly id: string; readonly next: () => number } {
  const next = numbers((Math.imul(seed, 0x85ebca6b) ^ Math.imul(index + 1, 0x9e3779b1) ^ (kind === 'user' ? 0 : 0x5bd1e995)) >>> 0);
  const hex = (): string =>
    Math.floor(next() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0');
  const [random, other] = [hex(), hex()];
  // The position is part of the id, so that no two are the same.
  const place = index.toString(16).padStart(8, '0');
  return {
    id: `${random}-${place.slice(0, 4)}-4${other.slice(0, 3)}-a${other.slice(3, 6)}-${kind === 'user' ? '0000' : '0001'}${place.slice(4)}${hex().slice(0, 4)}`,
    next,
  };
}

const pick = <T>(from: readonly T[], next: () => number, otherwise: T): T => from[Math.floor(next() * from.length)] ?? otherwise;
const ascii = (text: string): string => text.normalize('NFKD').replace(/[^a-zA-Z]/g, '');

/** `flags` are the person's bits in the graph, which the row says in words. */
export function userRow(seed: number, index: number, flags: number): DirectoryUser {
  const { id, next } = maker(seed, 'user', index);
  const [first, last] = [pick(given, next, 'Ada'), pick(family, next, 'Abebe')];
  const guest = (flags & userFlag.guest) !== 0;
  const nickname = `${ascii(first)}.${ascii(last)}.${index}`.toLowerCase();
  const mail = guest ? `${nickname}@partner.example` : `${nickname}@${domain}`;
  const plain = `${first} ${last}`;
  const odd = index % awkwardEvery === 7 ? awkwardPeople[Math.floor(index / awkwardEvery) % awkwardPeople.length] : undefined;
  return {
    id,
    userName: guest ? `${mail.replace('@', '_')}#EXT#@${domain}` : mail,
    displayName: odd === undefined ? plain : odd(plain),
    mail: (flags & userFlag.noMail) !== 0 ? null : mail,
    mailNickname: nickname,
    employeeId: guest ? null : String(100_000 + index),
    onPremisesImmutableId: guest ? null : `${id.slice(0, 8)}${index.toString(36)}==`,
    onPremisesSamAccountName: guest ? null : nickname.slice(0, 20),
    externalId: null,
    enabled: (flags & userFlag.enabled) !== 0,
    type: guest ? 'guest' : 'member',
    other: {},
  };
}

/** As `userRow`. Two groups in some hundred have one displayName but for its case. */
export function groupRow(seed: number, index: number, flags: number): DirectoryGroup {
  const twin = index % 173 === 91;
  const named = twin ? index - 1 : index;
  const { next } = maker(seed, 'group', named);
  const plain = `${pick(places, next, 'Halden')} ${pick(departments, next, 'Optics')} ${pick(roles, next, 'Staff')} ${named}`;
  const odd = named % awkwardEvery === 11 ? awkwardGroups[Math.floor(named / awkwardEvery) % awkwardGroups.length] : undefined;
  const name = odd === undefined ? plain : odd(plain);
  const dynamic = (flags & groupFlag.dynamic) !== 0;
  return {
    id: maker(seed, 'group', index).id,
    displayName: twin ? name.toUpperCase() : name,
    externalId: null,
    onPremisesSamAccountName: next() < 0.3 ? ascii(plain).slice(0, 20) + index : null,
    securityEnabled: (flags & groupFlag.notSecurity) === 0,
    mailEnabled: (flags & groupFlag.notSecurity) !== 0,
    dynamicRule: dynamic ? `user.department -eq "${pick(departments, next, 'Optics')}"` : null,
    membersHidden: (flags & groupFlag.membersHidden) !== 0,
  };
}
