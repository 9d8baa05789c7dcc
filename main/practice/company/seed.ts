// Puts the company, and generated people beside it, into an empty world.
import { createHash } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import { userRecord } from '../state/store.ts';
import type { World } from '../state/world.ts';

/** An id that is the same every time, in the form of a UUID. */
export function steadyId(of: string): string {
  const hex = createHash('sha256').update(`practice:${of}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function seed(world: World, options: { readonly users: number; readonly seed: number }): void {
  for (let index = 0; index < options.users; index += 1) {
    const name = `person.${options.seed}.${index}`;
    const attributes: JsonObject = { userName: `${name}@halden.example`, externalId: steadyId(name), displayName: name, active: true };
    world.store.users.add(userRecord(steadyId(`scim:${name}`), attributes, 'scim', '2026-03-02T08:00:00.000Z'));
  }
}
