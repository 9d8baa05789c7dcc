// Puts the company, and generated people beside it, into an empty world: the same every time. The target looks as after a long life:
// most of it in order, and the problems of problems.ts.
import { createHash } from 'node:crypto';
import type { PracticeRule } from '../../../contract/practice.ts';
import { expectedOrganization } from '../foundry/rules.ts';
import type { JsonObject } from '../json.ts';
import { groupRecord, userRecord } from '../state/store.ts';
import type { World } from '../state/world.ts';
import { generatedPeople } from './generated.ts';
import { directoryGroups } from './groups.ts';
import { type DirectoryPerson, directoryPeople } from './people.ts';
import { changeFor, type TargetChange } from './problems.ts';

/** An id that is the same every time, in the form of a UUID. */
export function steadyId(of: string): string {
  const hex = createHash('sha256').update(`practice:${of}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const firstSync = '2026-03-02T08:00:00.000Z';

export const organizations = ['Halden Instruments', 'Halden Restricted', 'Halden Partners'] as const;
export const defaultOrganization = organizations[0];
const inGroup = (organization: string, pattern: string): PracticeRule => ({
  organization,
  conditions: [{ on: 'groups', attribute: '', test: 'includes', pattern }],
});
export const organizationRules: readonly PracticeRule[] = [
  inGroup('Halden Restricted', 'Project Fjord'),
  inGroup('Halden Partners', 'Fjord Partners'),
];

function externalIdOf(person: DirectoryPerson, change: TargetChange): string | undefined {
  switch (change.externalId?.kind) {
    case undefined:
      return person.objectId;
    case 'none':
      return undefined;
    case 'nickname':
      return person.nickname;
    case 'upn':
      return person.userPrincipalName;
    case 'upper-case':
      return person.objectId.toUpperCase();
    case 'trailing-blank':
      return `${person.objectId} `;
    case 'earlier-account':
      return steadyId(`directory:earlier:${person.nickname}`);
  }
}

function attributesOf(person: DirectoryPerson, change: TargetChange): JsonObject {
  const externalId = externalIdOf(person, change);
  const familyName = change.familyName ?? person.surname;
  return {
    userName: change.userName ?? person.userPrincipalName,
    ...(externalId === undefined ? {} : { externalId }),
    active: true,
    displayName: change.displayName ?? person.displayName,
    name: { givenName: person.givenName, familyName, formatted: `${person.givenName} ${familyName}` },
    ...(person.mail === null ? {} : { emails: [{ value: person.mail, type: 'work', primary: true }] }),
  };
}

/** People only the target knows. */
const onlyInTarget: readonly JsonObject[] = [
  { userName: 'svc.directory-bridge@halden.example', active: true },
  {
    userName: 'william.frost@halden.example',
    externalId: steadyId('directory:william.frost'),
    active: true,
    displayName: 'William Frost',
    name: { givenName: 'William', familyName: 'Frost', formatted: 'William Frost' },
    emails: [{ value: 'william.frost@halden.example', type: 'work', primary: true }],
  },
];

export interface SeedOptions {
  /** Generated people beside the company. */
  readonly users: number;
  readonly seed: number;
}

export function seed(world: World, options: SeedOptions): void {
  const { store } = world;
  world.organizations = organizations;
  world.defaultOrganization = defaultOrganization;
  world.rules = organizationRules;
  const ids = new Map<string, string>();
  const put = (name: string, attributes: JsonObject, change: TargetChange): void => {
    const user = userRecord(steadyId(`scim:${name}`), attributes, change.origin ?? 'scim', firstSync, world.realm);
    store.users.add(user);
    ids.set(name, user.id);
  };
  for (const attributes of onlyInTarget) put(String(attributes.userName), attributes, {});
  for (const person of directoryPeople(steadyId)) {
    const change = changeFor(person.nickname);
    if (change.state !== 'absent') put(person.nickname, attributesOf(person, change), change);
  }
  seedGroups(world, ids);
  for (const [name, id] of ids) {
    const user = store.users.records.get(id);
    if (user === undefined) continue;
    user.organization = changeFor(name).organization === 'rules-not-run' ? defaultOrganization : expectedOrganization(user, world);
    user.groupsRevision = 0;
  }
  for (const { id, attributes } of generatedPeople(options)) {
    const user = userRecord(id, attributes, 'scim', firstSync, world.realm);
    user.organization = defaultOrganization;
    store.users.add(user);
  }
}

function seedGroups(world: World, ids: ReadonlyMap<string, string>): void {
  for (const group of directoryGroups) {
    if (!group.assigned) continue;
    // Renamed in the directory since: see problems.ts.
    const displayName = group.key === 'stewards' ? 'Data Owners' : group.displayName;
    const record = groupRecord(steadyId(`scim:group:${group.key}`), { displayName, externalId: displayName }, firstSync);
    world.store.groups.add(record);
    const names = [
      ...group.people.filter((name) => !changeFor(name).missingFrom?.includes(group.key)),
      ...(group.key === 'finance' ? ['william.frost@halden.example'] : []),
    ];
    world.store.setMembers(
      record,
      names.flatMap((name) => ids.get(name) ?? []),
    );
  }
}
