// A snapshot for tests of nested groups, written and read as the app does, in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Coverage, DirectoryAssignment, DirectoryGroup, DirectoryUser } from '../../../contract/directory.ts';
import { openSnapshotShelf } from '../../../main/platform/storage/snapshots/shelf.ts';
import type { SnapshotShelf } from '../../../main/platform/storage/snapshots/types.ts';

export interface Directory {
  /** By id; what is not said is an enabled member with a mail. */
  readonly people: Readonly<Record<string, Partial<DirectoryUser>>>;
  /** By id; `members` are ids of people and groups, or of nobody. */
  readonly groups: Readonly<Record<string, Partial<DirectoryGroup> & { readonly members: readonly string[] }>>;
  readonly assigned: readonly string[];
  readonly sso?: readonly string[];
  readonly coverage?: readonly Coverage[];
}

export const complete = (set: Coverage['set']): Coverage => ({ set, state: 'complete', note: '' });
export const allComplete: readonly Coverage[] = (['users', 'groups', 'memberships', 'scim-assignments'] as const).map(complete);

/** A shelf in a folder that is removed when the test ends. */
function freshShelf(): SnapshotShelf {
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-nested-'));
  const shelf = openSnapshotShelf({ dataDir, readOnly: false });
  onTestFinished(() => {
    shelf.closeAll();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return shelf;
}

/** A shelf with this directory as the snapshot `s`, or under the id and on the shelf given. */
export function shelfWith(
  directory: Directory,
  { id = 's', shelf = freshShelf() }: { readonly id?: string; readonly shelf?: SnapshotShelf } = {},
): SnapshotShelf {
  const writer = shelf.begin({
    id,
    name: 'Test',
    source: 'entra',
    vantage: 'the IdP',
    connectionId: null,
    practice: false,
    takenAt: '2026-11-23T10:00:00Z',
  });
  for (const [userId, said] of Object.entries(directory.people)) {
    writer.user({
      id: userId,
      userName: `${userId}@halden.example`,
      displayName: userId,
      mail: `${userId}@halden.example`,
      mailNickname: userId,
      employeeId: null,
      onPremisesImmutableId: null,
      onPremisesSamAccountName: null,
      externalId: null,
      enabled: true,
      type: 'member',
      other: {},
      ...said,
    });
  }
  for (const [groupId, { members, ...said }] of Object.entries(directory.groups)) {
    writer.group({
      id: groupId,
      displayName: groupId,
      externalId: null,
      onPremisesSamAccountName: null,
      securityEnabled: true,
      mailEnabled: false,
      dynamicRule: null,
      membersHidden: false,
      ...said,
    });
    for (const member of members) writer.membership(groupId, member, 'unknown');
  }
  const assign = (app: DirectoryAssignment['app'], ids: readonly string[]) => {
    for (const principalId of ids) writer.assignment({ app, principalId, principalType: principalId in directory.groups ? 'group' : 'user' });
  };
  assign('scim', directory.assigned);
  assign('sso', directory.sso ?? []);
  writer.commit({ coverage: directory.coverage ?? allComplete, notes: [] });
  return shelf;
}
