// People and groups that neither the app nor an identity provider made: what a test must find untouched afterwards.
import type { JsonObject } from './json.ts';
import { groupRecord, userRecord } from './state/store.ts';
import type { World } from './state/world.ts';
import type { Stranger, StrangerGroup } from './types.ts';

export function strangerIn(stranger: Stranger, world: World): string {
  const { origin = 'scim', realm = world.realm, ...given } = stranger;
  const attributes: JsonObject = { active: true, ...given };
  const user = userRecord(world.newId(), attributes, origin, world.clock.now(), realm);
  world.store.users.add(user);
  return user.id;
}

export function strangerGroupIn(group: StrangerGroup, world: World): string {
  const { members = [], ...attributes } = group;
  const record = groupRecord(world.newId(), attributes, world.clock.now());
  world.store.groups.add(record);
  world.store.setMembers(record, members);
  return record.id;
}
