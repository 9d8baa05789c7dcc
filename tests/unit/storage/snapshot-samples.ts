// People, groups and snapshots for tests of the shelf: what a test does not name is absent.
import type { DirectoryGroup, DirectoryUser } from '../../../contract/directory.ts';
import type { SnapshotHead, SnapshotShelf, SnapshotWriter } from '../../../main/platform/storage/snapshots/types.ts';

export const person = (id: string, changes: Partial<DirectoryUser> = {}): DirectoryUser => ({
  id,
  userName: null,
  displayName: null,
  mail: null,
  mailNickname: null,
  employeeId: null,
  onPremisesImmutableId: null,
  onPremisesSamAccountName: null,
  externalId: null,
  enabled: null,
  type: 'unknown',
  other: {},
  ...changes,
});

export const group = (id: string, changes: Partial<DirectoryGroup> = {}): DirectoryGroup => ({
  id,
  displayName: null,
  externalId: null,
  onPremisesSamAccountName: null,
  securityEnabled: null,
  mailEnabled: null,
  dynamicRule: null,
  membersHidden: null,
  ...changes,
});

export const head = (id: string, changes: Partial<SnapshotHead> = {}): SnapshotHead => ({
  id,
  name: `Snapshot ${id}`,
  source: 'files',
  vantage: 'a file',
  connectionId: null,
  practice: false,
  takenAt: '2026-11-24T10:00:00.000Z',
  ...changes,
});

/** Writes and commits one snapshot. */
export function kept(shelf: SnapshotShelf, id: string, fill: (writer: SnapshotWriter) => void) {
  const writer = shelf.begin(head(id));
  fill(writer);
  writer.commit({ coverage: [{ set: 'users', state: 'complete', note: '' }], notes: [] });
  return shelf.open(id);
}
