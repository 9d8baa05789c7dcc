// What the directory worker is asked for conflicts: who of a snapshot holds any of these values, and what the mapping would send for them. One pass
// over everybody, however many conflicts there are.
import type { DirectoryUser, Snapshot } from '../../../contract/directory.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import { folded } from '../../domain/claims/relate.ts';
import type { DirectoryPerson } from '../../domain/conflicts/evidence.ts';
import { assignedPeople, cycleHours } from '../../domain/mapping/assigned.ts';
import { columnsOf, lookupFor } from '../../domain/mapping/person.ts';
import { prepare, type Sent } from '../../domain/mapping/prepared.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';

export interface HoldersOrder {
  readonly snapshotId: string;
  readonly values: readonly string[];
  readonly mapping: Mapping | null;
}

export interface Holders {
  readonly name: string;
  readonly provider: 'entra' | 'okta';
  /** A snapshot of the target proves nothing about the directory. */
  readonly source: Snapshot['source'];
  readonly takenAt: string;
  readonly complete: boolean;
  readonly connectionId: string | null;
  readonly practice: boolean;
  readonly people: readonly DirectoryPerson[];
  /** Of older snapshots of the same directory. */
  readonly earlier: readonly DirectoryUser[];
}

/** More than these share a value only when it is none of a person: a blank, a constant. */
const mostPeople = 2_000;
/** Older snapshots that are looked into. */
const mostEarlier = 5;

const textOf = (sent: Sent): string | null => (sent.kind === 'sent' ? sent.text : null);

function* watched(reader: SnapshotReader, wanted: ReadonlySet<string>, keep: (user: DirectoryUser) => void): Iterable<DirectoryUser> {
  const holds = (value: string | null) => value !== null && value !== '' && wanted.has(folded(value));
  for (const { index: _index, ...user } of reader.eachUser()) {
    if (
      [
        user.id,
        user.userName,
        user.mail,
        user.mailNickname,
        user.employeeId,
        user.onPremisesImmutableId,
        user.onPremisesSamAccountName,
        user.externalId,
      ].some(holds)
    )
      keep(user);
    yield user;
  }
}

export function conflictOperations(shelf: SnapshotShelf) {
  return {
    /** How long an initial cycle takes, by the newest snapshot of the connection's identity provider that tells who is assigned; null without one. */
    'conflicts.cycle': ({ connectionId }: { readonly connectionId: string | null }): ReturnType<typeof cycleHours> | null => {
      const tells = ({ coverage }: Snapshot) => coverage.some(({ set, state }) => set === 'scim-assignments' && state === 'complete');
      const newest = shelf.list().find((one) => one.connectionId === connectionId && one.source !== 'scim' && tells(one));
      if (newest === undefined) return null;
      const { people, groups, memberships } = assignedPeople(shelf.open(newest.id).graph(), { groups: new Set(), people: new Set() });
      return cycleHours(people.reduce((sum, one) => sum + one, 0) + groups + memberships);
    },
    'conflicts.holders': ({ snapshotId, values, mapping }: HoldersOrder): Holders => {
      const wanted = new Set(values.filter((value) => value.trim() !== '').map(folded));
      const reader = shelf.open(snapshotId);
      const { snapshot } = reader;
      const found: DirectoryUser[] = [];
      const columns = columnsOf(watched(reader, wanted, (user) => found.length < mostPeople && found.push(user)));
      const prepared = mapping === null ? undefined : prepare(mapping);
      const people = found.map((user): DirectoryPerson => {
        const lookup = lookupFor(user, columns);
        return {
          user,
          sentExternalId: prepared === undefined ? null : textOf(prepared.externalId(lookup)),
          sentUserName: prepared === undefined ? null : textOf(prepared.userName(lookup)),
        };
      });
      const older = shelf
        .list()
        .filter(
          (one) =>
            one.id !== snapshotId && one.connectionId === snapshot.connectionId && one.source === snapshot.source && one.takenAt < snapshot.takenAt,
        )
        .slice(0, mostEarlier);
      const earlier: DirectoryUser[] = [];
      for (const { id } of older) for (const _user of watched(shelf.open(id), wanted, (user) => earlier.length < mostPeople && earlier.push(user)));
      return {
        name: snapshot.name,
        provider: snapshot.source === 'okta' ? 'okta' : 'entra',
        source: snapshot.source,
        takenAt: snapshot.takenAt,
        complete: snapshot.coverage.some(({ set, state }) => set === 'users' && state === 'complete'),
        connectionId: snapshot.connectionId,
        practice: snapshot.practice,
        people,
        earlier,
      };
    },
  };
}

export type ConflictOperations = ReturnType<typeof conflictOperations>;
