// Rows of a snapshot by their ids at the source, as a refresh takes them over. Positions are looked up once a snapshot. Runs in the worker.
import type { DirectoryUser, MemberType } from '../../../contract/directory.ts';
import type { SnapshotReader, SnapshotShelf } from '../../platform/storage/snapshots/types.ts';
import type { KnownGroup } from './sources/types.ts';

interface Places {
  readonly snapshotId: string;
  readonly users: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, number>;
  readonly userIds: readonly string[];
  readonly groupIds: readonly string[];
}

function placesOf(snapshotId: string, reader: SnapshotReader): Places {
  const idsOf = (rows: Iterable<{ readonly id: string }>) => Array.from(rows, ({ id }) => id);
  const [userIds, groupIds] = [idsOf(reader.eachUser()), idsOf(reader.eachGroup())];
  const byId = (ids: readonly string[]) => new Map(ids.map((id, index) => [id, index] as const));
  return { snapshotId, users: byId(userIds), groups: byId(groupIds), userIds, groupIds };
}

export interface KnownRows {
  groups(snapshotId: string, ids: readonly string[]): readonly KnownGroup[];
  users(snapshotId: string, ids: readonly string[]): readonly DirectoryUser[];
  forget(): void;
}

export function createKnownRows(shelf: SnapshotShelf): KnownRows {
  let kept: Places | undefined;
  function placesIn(snapshotId: string): Places {
    if (kept?.snapshotId !== snapshotId) kept = placesOf(snapshotId, shelf.open(snapshotId));
    return kept;
  }
  const indexes = (places: ReadonlyMap<string, number>, ids: readonly string[]) => ids.flatMap((id) => places.get(id) ?? []);

  return {
    groups: (snapshotId, ids) => {
      const places = placesIn(snapshotId);
      const reader = shelf.open(snapshotId);
      const { people, children } = reader.graph();
      const wanted = indexes(places.groups, ids);
      return reader.groupsAt(wanted).map((row, at) => {
        const index = wanted[at] ?? 0;
        const members = ({ start, items }: typeof people, idsOfRow: readonly string[], type: MemberType) =>
          Array.from(items.subarray(start[index] ?? 0, start[index + 1] ?? 0), (item) => ({ id: idsOfRow[item] ?? '', type }));
        const { assignedToScim: _scim, assignedToSso: _sso, directPeople: _people, childGroups: _children, unresolved: _unresolved, ...group } = row;
        return {
          group,
          members: [
            ...members(people, places.userIds, 'user'),
            ...members(children, places.groupIds, 'group'),
            ...reader.unresolvedOf(index).map((id) => ({ id, type: 'unknown' as const })),
          ],
        };
      });
    },
    users: (snapshotId, ids) => {
      const wanted = indexes(placesIn(snapshotId).users, ids);
      return shelf
        .open(snapshotId)
        .usersAt(wanted)
        .map(({ assignedToScim: _scim, assignedToSso: _sso, ...user }) => user);
    },
    forget: () => {
      kept = undefined;
    },
  };
}
