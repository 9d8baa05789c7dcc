// The twin's two enterprise apps: the one that provisions (non-gallery) and the one that signs in, and who is assigned to them.
import { steadyId } from '../company/seed.ts';
import type { JsonObject } from '../json.ts';
import type { TwinState } from '../twins/state.ts';

export interface TwinApp {
  readonly key: 'scim' | 'sso';
  /** Object id of the service principal. */
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
}

const app = (key: 'scim' | 'sso', displayName: string): TwinApp => ({
  key,
  id: steadyId(`directory:app:${key}`),
  appId: steadyId(`directory:app-id:${key}`),
  displayName,
});

export const twinApps: readonly TwinApp[] = [app('scim', 'Foundry provisioning'), app('sso', 'Palantir Foundry')];
export const twinTenantId = steadyId('directory:tenant');

export const appObject = ({ id, appId, displayName }: TwinApp): JsonObject => ({ id, appId, displayName });

/** By object id, or `servicePrincipals(appId='…')`. */
export function findApp(part: string): TwinApp | undefined {
  const byAppId = /^servicePrincipals\(appId='([^']*)'\)$/.exec(part)?.[1];
  return twinApps.find((candidate) => (byAppId === undefined ? candidate.id === part : candidate.appId === byAppId));
}

export function assignmentsOf({ directory }: TwinState, { key, id, displayName }: TwinApp): readonly JsonObject[] {
  return directory.assigned(key).map(({ principalId, principalType }) => ({
    id: steadyId(`directory:assignment:${id}:${principalId}`),
    appRoleId: '00000000-0000-0000-0000-000000000000',
    principalId,
    principalType: principalType === 'group' ? 'Group' : 'User',
    principalDisplayName:
      (principalType === 'group' ? directory.groupById(principalId)?.displayName : directory.userById(principalId)?.displayName) ?? null,
    resourceId: id,
    resourceDisplayName: displayName,
  }));
}
