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

/** The snapshot `s`, on a shelf that is removed when the test ends. */
export function shelfWith(directory: Directory): SnapshotShelf {
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-nested-'));
  const shelf = openSnapshotShelf({ dataDir, readOnly: false });
  onTestFinished(() => {
    shelf.closeAll();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const writer = shelf.begin({
    id: 's',
    name: 'Test',
    source: 'entra',
    vantage: 'the IdP',
    connectionId: null,
    practice: false,
    takenAt: '2026-11-23T10:00:00Z',
  });
  for (const [id, said] of Object.entries(directory.people)) {
    writer.user({
      id,
      userName: `${id}@halden.example`,
      displayName: id,
      mail: `${id}@halden.example`,
      mailNickname: id,
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
  for (const [id, { members, ...said }] of Object.entries(directory.groups)) {
    writer.group({
      id,
      displayName: id,
      externalId: null,
      onPremisesSamAccountName: null,
      securityEnabled: true,
      mailEnabled: false,
      dynamicRule: null,
      membersHidden: false,
      ...said,
    });
    for (const member of members) writer.membership(id, member, 'unknown');
  }
  const assign = (app: DirectoryAssignment['app'], ids: readonly string[]) => {
    for (const principalId of ids) writer.assignment({ app, principalId, principalType: principalId in directory.groups ? 'group' : 'user' });
  };
  assign('scim', directory.assigned);
  assign('sso', directory.sso ?? []);
  writer.commit({ coverage: directory.coverage ?? allComplete, notes: [] });
  return shelf;
}
