// The tenant's state as plain data, for tests and for the screens that show what Foundry would show.
import { expectedOrganization } from './foundry/rules.ts';
import { copy, textOf } from './json.ts';
import type { World } from './state/world.ts';
import type { PracticeSnapshot } from './types.ts';

export function inspectWorld(world: World, bugs: readonly string[]): Omit<PracticeSnapshot, 'idpRequests' | 'adminRequests'> {
  const { store } = world;
  return {
    users: store.users.all().map((user) => {
      const externalId = textOf(user.attributes.externalId);
      return {
        id: user.id,
        userName: textOf(user.attributes.userName) ?? '',
        ...(externalId === undefined ? {} : { externalId }),
        attributes: copy(user.attributes),
        origin: user.origin,
        organization: user.organization,
        expectedOrganization: expectedOrganization(user, world),
        deleted: user.deleted,
        groups: store.groupsOf(user.id).map((group) => textOf(group.attributes.displayName) ?? ''),
        realm: user.realm,
        ...(user.lastLoginAt === undefined ? {} : { lastLoginAt: user.lastLoginAt }),
        created: user.created,
        lastModified: user.lastModified,
      };
    }),
    groups: store.groups.all().map((group) => {
      const externalId = textOf(group.attributes.externalId);
      return {
        id: group.id,
        displayName: textOf(group.attributes.displayName) ?? '',
        ...(externalId === undefined ? {} : { externalId }),
        members: [...group.members].map(([id, type]) => ({ id, type })),
      };
    }),
    organizations: [...world.organizations],
    defaultOrganization: world.defaultOrganization,
    rules: [...world.rules],
    ruleRuns: [...world.ruleRuns],
    logins: [...world.logins],
    requests: Object.fromEntries(world.requests),
    questions: world.questions,
    faults: [...world.faults],
    bugs: [...bugs],
  };
}
