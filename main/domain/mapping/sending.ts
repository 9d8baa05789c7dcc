// What an identity provider would send for a person of a snapshot, and whether it sends anything at all: by the mapping, else by the attribute that
// externalId is said to be made of. Assignments are not looked at here: they stand in the graph.
import type { DirectoryUser } from '../../../contract/directory.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import type { PersonKey } from '../../../contract/nested-groups.ts';
import { type Columns, columnsOf, lookupFor } from './person.ts';
import { prepare, type Sent } from './prepared.ts';
import { inScope } from './scope.ts';

export interface SendingOrder {
  readonly mapping: Mapping | null;
  /** Which attribute externalId is made of, when there is no mapping. */
  readonly personKey: PersonKey;
}

export interface Sending {
  /** `filtered out`: by a scoping filter. `switched off`: nobody is provisioned by this mapping. `unmatchable`: no value to match by. */
  readonly state: 'sent' | 'disabled' | 'filtered out' | 'switched off' | 'unmatchable' | 'not evaluated';
  readonly externalId: string | null;
  readonly userName: string | null;
}

const textOf = (sent: Sent): string | null => (sent.kind === 'sent' ? sent.text : null);

/** Values are worked out for the disabled and filtered-out too: their accounts are found by them. */
export function sendingOf(columns: Columns, { mapping, personKey }: SendingOrder): (user: DirectoryUser) => Sending {
  if (mapping === null)
    return (user) => ({ state: user.enabled === false ? 'disabled' : 'sent', externalId: user[personKey] || null, userName: user.userName });
  const prepared = prepare(mapping);
  return (user) => {
    const lookup = lookupFor(user, columns);
    const [externalId, userName] = [prepared.externalId(lookup), prepared.userName(lookup)];
    const values = { externalId: textOf(externalId), userName: textOf(userName) };
    if (!prepared.on) return { ...values, state: 'switched off' };
    if (user.enabled === false) return { ...values, state: 'disabled' };
    const scoped = inScope(prepared.scope, lookup);
    if (scoped === 'no') return { ...values, state: 'filtered out' };
    if (scoped === 'not evaluated' || externalId.kind === 'not evaluated' || userName.kind === 'not evaluated')
      return { ...values, state: 'not evaluated' };
    return { ...values, state: prepared.matching.some((sends) => sends(lookup).kind !== 'nothing') ? 'sent' : 'unmatchable' };
  };
}

/** Rows that tell which attributes a snapshot holds, as a rule. */
const sampled = 5_000;

/** The attributes that the first rows of a snapshot have. Where something could not be worked out by them, everybody should be looked through. */
export function sampledColumns(people: Iterable<DirectoryUser>): Columns {
  function* first(): Iterable<DirectoryUser> {
    let count = 0;
    for (const user of people) {
      if (count === sampled) return;
      count += 1;
      yield user;
    }
  }
  return columnsOf(first());
}
