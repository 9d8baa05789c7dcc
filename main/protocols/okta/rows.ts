// From Okta's JSON to the rows of a snapshot. Okta's groups are flat: a group of a connected directory comes with the people of its nested
// groups in it. Source: Okta Developer documentation, users, groups and application users.
import type { DirectoryGroup, DirectoryUser } from '../../../contract/directory.ts';
import { isObject, textIn } from '../rest/json.ts';
import type { JsonObject } from '../rest/types.ts';

/** How far the app has a person: what an application user says. */
export interface AppUser {
  readonly id: string;
  /** `USER`: assigned as a person; `GROUP`: by a group. */
  readonly scope: string;
  readonly syncState: string;
  /** The id that the target gave, when provisioned. */
  readonly targetId: string;
}

/** Statuses of people whom Okta deactivates in its apps. */
const disabled: ReadonlySet<string> = new Set(['SUSPENDED', 'DEPROVISIONED']);

export function userRow(item: JsonObject, appUser: AppUser | undefined): DirectoryUser | undefined {
  const id = textIn(item, 'id');
  if (id === undefined || id === '') return undefined;
  const profile = isObject(item.profile) ? item.profile : {};
  const status = textIn(item, 'status');
  const name = [textIn(profile, 'firstName'), textIn(profile, 'lastName')].filter((part) => part !== undefined).join(' ');
  const other: Record<string, string> = {};
  if (status !== undefined) other.status = status;
  if (appUser !== undefined && appUser.syncState !== '') other.syncState = appUser.syncState;
  if (appUser !== undefined && appUser.targetId !== '') other.targetId = appUser.targetId;
  return {
    id,
    userName: textIn(profile, 'login') ?? null,
    displayName: textIn(profile, 'displayName') ?? (name === '' ? null : name),
    mail: textIn(profile, 'email') ?? null,
    mailNickname: textIn(profile, 'nickName') ?? null,
    employeeId: textIn(profile, 'employeeNumber') ?? null,
    onPremisesImmutableId: null,
    onPremisesSamAccountName: null,
    externalId: null,
    enabled: status === undefined ? null : !disabled.has(status),
    type: 'unknown',
    other,
  };
}

export function groupRow(item: JsonObject): DirectoryGroup | undefined {
  const id = textIn(item, 'id');
  if (id === undefined || id === '') return undefined;
  const profile = isObject(item.profile) ? item.profile : {};
  return {
    id,
    displayName: textIn(profile, 'name') ?? null,
    externalId: null,
    onPremisesSamAccountName: textIn(profile, 'samAccountName') ?? null,
    securityEnabled: null,
    mailEnabled: null,
    dynamicRule: null,
    membersHidden: null,
  };
}

/** How many people a group has, when the answer was asked for with `expand=stats`. */
export function usersCount(item: JsonObject): number | undefined {
  const stats = isObject(item._embedded) && isObject(item._embedded.stats) ? item._embedded.stats : {};
  return typeof stats.usersCount === 'number' ? stats.usersCount : undefined;
}

export function appUser(item: JsonObject): AppUser | undefined {
  const id = textIn(item, 'id');
  if (id === undefined || id === '') return undefined;
  return { id, scope: textIn(item, 'scope') ?? '', syncState: textIn(item, 'syncState') ?? '', targetId: textIn(item, 'externalId') ?? '' };
}
