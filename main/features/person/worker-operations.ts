// One person in the directory worker: found in the directory and in the target by whatever was given, with groups and what would be sent for them.
import type { DirectoryUser } from '../../../contract/directory.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import type { PersonKey } from '../../../contract/nested-groups.ts';
import { groupFlag, type MembershipGraph } from '../../domain/directory/membership-graph.ts';
import { assignedPeople } from '../../domain/mapping/assigned.ts';
import { sampledColumns, sendingOf } from '../../domain/mapping/sending.ts';
import type { DirectoryFact, TargetFact } from '../../domain/person/chain.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';

export interface LookOrder {
  readonly snapshotId: string | null;
  readonly targetId: string | null;
  /** The likeliest first. */
  readonly wanted: readonly string[];
  readonly mapping: Mapping | null;
  readonly personKey: PersonKey | null;
}

export interface Look {
  readonly name: string | null;
  readonly userName: string | null;
  readonly directory: DirectoryFact | null;
  readonly target: TargetFact | null;
}

const complete = (reader: SnapshotReader, set: string) => reader.snapshot.coverage.find((one) => one.set === set)?.state === 'complete';
const seen = ({ snapshot: { vantage, takenAt } }: SnapshotReader) => ({ vantage, at: takenAt });

/** Refused when several people fit: nobody is guessed. */
function positionOf(reader: SnapshotReader, wanted: readonly string[]): number | undefined {
  for (const text of wanted) {
    const exact = reader.findUsers(text);
    const found = exact.length > 0 ? exact : byName(reader, text);
    if (found.length > 1) {
      const names = reader.usersAt(found.slice(0, 5)).map(({ id, userName }) => `${userName ?? id} (${id})`);
      throw new Refusal('person.several', `${found.length} people of “${reader.snapshot.name}” fit “${text}”: ${names.join(', ')}. Give the id.`);
    }
    if (found[0] !== undefined) return found[0];
  }
  return undefined;
}

const byName = (reader: SnapshotReader, text: string): readonly number[] =>
  reader
    .users({ search: text, filter: 'all', offset: 0, limit: 50 })
    .rows.filter(({ displayName }) => displayName?.toLowerCase() === text.toLowerCase())
    .flatMap(({ id }) => reader.findUsers(id).slice(0, 1));

function groupsOf(graph: MembershipGraph, person: number, wanted: (group: number) => boolean): readonly number[] {
  const found: number[] = [];
  for (let group = 0; group < graph.groupCount; group += 1) {
    if (wanted(group) && graph.people.items.subarray(graph.people.start[group] ?? 0, graph.people.start[group + 1] ?? 0).includes(person))
      found.push(group);
  }
  return found;
}

function first(people: Iterable<{ readonly index: number } & DirectoryUser>, fits: (user: DirectoryUser) => boolean): number | undefined {
  for (const user of people) if (fits(user)) return user.index;
  return undefined;
}

export function personOperations(shelf: SnapshotShelf) {
  return {
    'person.look': ({ snapshotId, targetId, wanted, mapping, personKey }: LookOrder): Look => {
      const source = snapshotId === null ? null : shelf.open(snapshotId);
      const target = targetId === null ? null : shelf.open(targetId);
      const known = mapping !== null || personKey !== null;
      const sending = source === null ? null : sendingOf(sampledColumns(source.eachUser()), { mapping, personKey: personKey ?? 'id' });

      let person = source === null ? undefined : positionOf(source, wanted);
      let account = target === null || person !== undefined ? undefined : positionOf(target, wanted);
      if (account === undefined && target !== null && person === undefined)
        account = first(target.eachUser(), ({ externalId }) => externalId !== null && wanted.includes(externalId));
      const [there] = account === undefined || target === null ? [] : target.usersAt([account]);
      if (source !== null && person === undefined && there !== undefined && sending !== null)
        person = first(
          source.eachUser(),
          (user) =>
            (known && there.externalId !== null && sending(user).externalId === there.externalId) ||
            (there.userName !== null && user.userName?.toLowerCase() === there.userName.toLowerCase()),
        );
      const [user] = source === null || person === undefined ? [] : source.usersAt([person]);
      const sent = user === undefined || sending === null || !known ? null : sending(user);
      if (target !== null && account === undefined && user !== undefined) {
        const name = (sent?.userName ?? user.userName)?.toLowerCase();
        account =
          (sent?.externalId == null ? undefined : first(target.eachUser(), ({ externalId }) => externalId === sent.externalId)) ??
          first(target.eachUser(), ({ userName }) => userName !== null && userName.toLowerCase() === name);
      }
      const [found] = account === undefined || target === null ? [] : target.usersAt([account]);

      return {
        name: user?.displayName ?? found?.displayName ?? user?.userName ?? found?.userName ?? null,
        userName: user?.userName ?? found?.userName ?? null,
        directory:
          source === null
            ? null
            : {
                ...seen(source),
                complete: complete(source, 'users'),
                person:
                  user === undefined || person === undefined
                    ? null
                    : personFact(source, person, user, sent, mapping === null ? 'not known' : 'by the mapping'),
              },
        target:
          target === null
            ? null
            : {
                ...seen(target),
                complete: complete(target, 'users'),
                groupsComplete: complete(target, 'groups') && complete(target, 'memberships'),
                account: found === undefined || account === undefined ? null : accountFact(target, account, found),
              },
      };
    },
  };
}

function personFact(
  reader: SnapshotReader,
  person: number,
  user: ReturnType<SnapshotReader['usersAt']>[number],
  sent: ReturnType<ReturnType<typeof sendingOf>> | null,
  scopeKnown: 'by the mapping' | 'not known',
): DirectoryFact['person'] {
  const graph = reader.graph();
  const assigned = groupsOf(graph, person, (group) => ((graph.groupFlags[group] ?? 0) & groupFlag.assigned) !== 0);
  const bySso = groupsOf(graph, person, (group) => ((graph.groupFlags[group] ?? 0) & groupFlag.assignedToSso) !== 0);
  return {
    id: user.id,
    enabled: user.enabled,
    assigned: complete(reader, 'scim-assignments') ? assignedPeople(graph, { groups: new Set(), people: new Set() }).people[person] === 1 : null,
    assignedToSso: complete(reader, 'sso-assignments') ? user.assignedToSso || bySso.length > 0 : null,
    sending: scopeKnown === 'by the mapping' ? (sent?.state ?? null) : null,
    externalId: sent?.externalId ?? null,
    groups: reader.groupsAt(assigned).map(({ id, displayName }) => ({ id, name: displayName ?? id })),
  };
}

function accountFact(reader: SnapshotReader, account: number, user: ReturnType<SnapshotReader['usersAt']>[number]): TargetFact['account'] {
  const groups = groupsOf(reader.graph(), account, () => true);
  return {
    id: user.id,
    userName: user.userName,
    externalId: user.externalId,
    active: user.enabled,
    groups: reader.groupsAt(groups).map(({ id, externalId, displayName }) => ({ externalId, name: displayName ?? id })),
  };
}

export type PersonOperations = ReturnType<typeof personOperations>;
