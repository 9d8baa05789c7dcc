// A person of a snapshot as mapping expressions see them: attribute names of Entra and Okta, in any case. An attribute that no row of the snapshot
// has is unknown, which is not the same as empty.
import type { DirectoryUser } from '../../../contract/directory.ts';
import type { AttributeLookup } from './evaluate.ts';

type Read = (user: DirectoryUser) => string | null | undefined;

const known: Readonly<Record<string, Read>> = {
  objectid: (user) => user.id,
  id: (user) => user.id,
  userprincipalname: (user) => user.userName,
  originaluserprincipalname: (user) => user.userName,
  username: (user) => user.userName,
  login: (user) => user.userName,
  displayname: (user) => user.displayName,
  mail: (user) => user.mail,
  email: (user) => user.mail,
  mailnickname: (user) => user.mailNickname,
  employeeid: (user) => user.employeeId,
  employeenumber: (user) => user.employeeId,
  onpremisesimmutableid: (user) => user.onPremisesImmutableId,
  immutableid: (user) => user.onPremisesImmutableId,
  onpremisessamaccountname: (user) => user.onPremisesSamAccountName,
  externalid: (user) => user.externalId,
  usertype: (user) => (user.type === 'unknown' ? null : user.type === 'guest' ? 'Guest' : 'Member'),
  accountenabled: (user) => (user.enabled === null ? undefined : user.enabled ? 'True' : 'False'),
  // Entra computes it: deleted, disabled or out of scope. A snapshot shows the disabled ones only.
  issoftdeleted: (user) => (user.enabled === false ? 'True' : 'False'),
};

/** What the rows of a snapshot hold beside the usual attributes; names in lower case. */
export interface Columns {
  readonly other: ReadonlySet<string>;
  /** Usual attributes that no row of the snapshot has a value for: not asked for, as far as anybody can tell. */
  readonly empty: ReadonlySet<string>;
}

function otherOf(user: DirectoryUser, name: string): string | undefined {
  for (const key in user.other) if (key.toLowerCase() === name) return user.other[key];
  return undefined;
}

export function lookupFor(user: DirectoryUser, columns: Columns): AttributeLookup {
  return (written) => {
    const name = written.toLowerCase();
    const read = known[name];
    if (read !== undefined && !columns.empty.has(name)) return read(user);
    if (!columns.other.has(name)) return undefined;
    return otherOf(user, name) ?? null;
  };
}

/** Which attributes a snapshot's rows hold at all: one pass over everybody. */
export function columnsOf(people: Iterable<DirectoryUser>): Columns {
  const other = new Set<string>();
  const names = Object.keys(known).filter((name) => !['issoftdeleted', 'accountenabled', 'usertype'].includes(name));
  const empty = new Set(names);
  for (const user of people) {
    for (const key in user.other) if (other.size < 500) other.add(key.toLowerCase());
    for (const name of empty) if ((known[name]?.(user) ?? null) !== null) empty.delete(name);
  }
  return { other, empty };
}
