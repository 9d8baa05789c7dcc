// What the directory worker can be asked for mappings: the simulation over a snapshot, and what SCIM would send for one of its people.
import type { DirectoryGroup, DirectoryUser } from '../../../contract/directory.ts';
import type { Mapping, ScimSide } from '../../../contract/mapping.ts';
import { unknownSignOn } from '../../../contract/mapping.ts';
import { groupFlag } from '../../domain/directory/membership-graph.ts';
import type { AttributeLookup } from '../../domain/mapping/evaluate.ts';
import { viewOf } from '../../domain/mapping/judge.ts';
import { columnsOf, lookupFor } from '../../domain/mapping/person.ts';
import { prepare, type Sent, sends } from '../../domain/mapping/prepared.ts';
import { rowOf } from '../../domain/mapping/sources.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';
import { type Simulated, type SimulationOrder, simulate } from './simulate.ts';

export interface PersonOrder {
  readonly snapshotId: string;
  readonly search: string;
  readonly mapping: Mapping;
}

export interface PersonSide {
  readonly side: ScimSide;
  readonly notes: readonly string[];
}

/** Enough rows to know which attributes the snapshot holds; one that only later rows have is then “not evaluated”, never guessed. */
const sampled = 5_000;

function* first(people: Iterable<DirectoryUser>, person: DirectoryUser): Iterable<DirectoryUser> {
  yield person;
  let count = 0;
  for (const user of people) {
    if (count === sampled) return;
    count += 1;
    yield user;
  }
}

function holds(reader: SnapshotReader, group: number, user: number): boolean {
  const { start, items } = reader.graph().people;
  let [from, to] = [start[group] ?? 0, start[group + 1] ?? 0];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((items[middle] ?? 0) < user) from = middle + 1;
    else to = middle;
  }
  return from < (start[group + 1] ?? 0) && items[from] === user;
}

function groupLookup(group: DirectoryGroup): AttributeLookup {
  return (name) => {
    switch (name.toLowerCase()) {
      case 'id':
      case 'objectid':
        return group.id;
      case 'displayname':
        return group.displayName;
      case 'externalid':
        return group.externalId;
      case 'onpremisessamaccountname':
        return group.onPremisesSamAccountName;
      default:
        return undefined;
    }
  };
}

/** displayName, as SCIM would send it, of the assigned groups that the person is a direct member of; null when that is not known. */
function groupsOf(reader: SnapshotReader, user: number, mapping: Mapping, notes: string[]): string[] | null {
  const coverage = reader.snapshot.coverage.find(({ set }) => set === 'scim-assignments');
  if (coverage === undefined || coverage.state === 'not read' || coverage.state === 'not permitted') {
    notes.push('The snapshot does not tell which groups are assigned to the SCIM app, so groups are not compared.');
    return null;
  }
  const flags = reader.graph().groupFlags;
  const indexes = Array.from(flags.keys()).filter((group) => {
    const flag = flags[group] ?? 0;
    return (flag & groupFlag.assigned) !== 0 && (flag & groupFlag.notSecurity) === 0 && holds(reader, group, user);
  });
  const row = rowOf(viewOf(mapping, unknownSignOn).group?.attributes ?? [], 'displayName');
  const name = row === undefined ? undefined : sends(row, mapping.provider);
  const sent = reader
    .groupsAt(indexes)
    .map((group): Sent => (name === undefined ? { kind: 'sent', text: group.displayName ?? group.id } : name(groupLookup(group))));
  if (sent.some(({ kind }) => kind !== 'sent'))
    notes.push('Names of some groups cannot be worked out by the mapping; these groups are not compared.');
  return sent.flatMap((one) => (one.kind === 'sent' ? [one.text] : []));
}

function personSide(reader: SnapshotReader, { search, mapping }: PersonOrder): PersonSide {
  const [index, another] = reader.findUsers(search);
  if (index === undefined)
    throw new Refusal('mapping.no-such-person', `“${search}” is neither a user name, a mail address nor an id in this snapshot.`);
  if (another !== undefined) throw new Refusal('mapping.several-people', `“${search}” is more than one person in this snapshot. Give the id.`);
  const [user] = reader.usersAt([index]);
  if (user === undefined) throw new Refusal('mapping.no-such-person', `“${search}” is not in this snapshot any more.`);
  const notes: string[] = [];
  const lookup = lookupFor(user, columnsOf(first(reader.eachUser(), user)));
  const prepared = prepare(mapping);
  const told = (what: string, sent: Sent): string | null => {
    if (sent.kind === 'not evaluated') notes.push(`What SCIM sends as ${what} cannot be worked out: ${sent.reason}.`);
    if (sent.kind === 'nothing') notes.push(`SCIM would send no ${what} for this person: there is no value.`);
    return sent.kind === 'sent' ? sent.text : null;
  };
  const side = {
    externalId: told('externalId', prepared.externalId(lookup)),
    userName: told('userName', prepared.userName(lookup)),
    groups: groupsOf(reader, index, mapping, notes),
  };
  return { side, notes };
}

/** Operations over the snapshots of one data folder. */
export function mappingOperations(shelf: SnapshotShelf) {
  return {
    'mapping.simulate': ({ snapshotId, ...order }: SimulationOrder & { readonly snapshotId: string }): Simulated =>
      simulate(shelf.open(snapshotId), order),
    'mapping.person': (order: PersonOrder): PersonSide => personSide(shelf.open(order.snapshotId), order),
  };
}

export type MappingOperations = ReturnType<typeof mappingOperations>;
