// Whether an account may be handed to a person: only when the directory shows by a key that nobody else can have that both are the same person. A user
// name, a mail address or a nickname proves nothing: they are given to somebody else. Pure.
import type { DirectoryUser } from '../../../contract/directory.ts';
import { folded } from '../claims/relate.ts';
import type { DirectoryPerson } from './evidence.ts';

export interface AccountKeys {
  readonly userName: string;
  readonly externalId: string | null;
  readonly employeeNumber: string | null;
}

export type Proof =
  | { readonly kind: 'proven'; readonly person: DirectoryUser; readonly by: string }
  | { readonly kind: 'not proven'; readonly why: string };

const notProven = (why: string): Proof => ({ kind: 'not proven', why });

/** The object id may be written in other letters or with a blank: it stays one object's. Of the other keys each sign counts. */
const keys = [
  { name: 'object ID', of: (user: DirectoryUser) => user.id, form: folded },
  { name: 'immutable ID', of: (user: DirectoryUser) => user.onPremisesImmutableId, form: (text: string) => text.trim() },
  { name: 'employee ID', of: (user: DirectoryUser) => user.employeeId, form: (text: string) => text.trim() },
] as const;

const nameOf = (user: DirectoryUser) => user.displayName ?? user.userName ?? user.id;

/** `people`: everybody of a complete snapshot who holds one of the values. `wanted`: what single sign-on sends for the person. */
export function samePerson(wanted: string, account: AccountKeys, people: readonly DirectoryPerson[]): Proof {
  const receivers = people.filter(({ sentExternalId }) => sentExternalId === wanted);
  const [receiver] = receivers;
  if (receiver === undefined)
    return notProven(`The mapping sends “${wanted}” for nobody of the directory: the next evaluation would write another value.`);
  if (receivers.length > 1) return notProven(`The mapping sends “${wanted}” for ${receivers.length} people of the directory.`);
  const { user } = receiver;
  for (const carried of [account.externalId, account.employeeNumber]) {
    for (const { name, of, form } of keys) {
      // An employee number is no object id, however alike they look.
      if (carried === null || form(carried) === '' || (carried === account.employeeNumber && name !== 'employee ID')) continue;
      const holders = people.filter((one) => form(of(one.user) ?? '') === form(carried));
      const other = holders.find((one) => one.user !== user);
      if (other !== undefined) return notProven(`The account carries the ${name} of ${nameOf(other.user)}: it is another person’s.`);
      if (holders.length === 1)
        return { kind: 'proven', person: user, by: `the ${name} of ${nameOf(user)}, which nobody else has and the account carries` };
    }
  }
  return notProven(
    `Nothing that the account carries is a key of ${nameOf(user)} that cannot change hands (object ID, immutable ID, employee ID). A user name or a nickname proves nothing: it may have been somebody else’s.`,
  );
}
