// Where people are, by Foundry's admin API: looked up by SCIM's id first, then by the exact username. Reads only; an organization is shown by its
// name where that may be read, else by its RID.
import type { FoundryUser } from '../../../contract/foundry.ts';
import type { Placement } from '../../domain/org-rules/rules.ts';
import type { FoundryClient } from '../../protocols/foundry/types.ts';
import type { Placements, Sought } from './ports.ts';

/** Searches for those whom the id does not find: one request each, so that a page stays quick. */
const mostSearches = 50;

const sameName = (user: FoundryUser, person: Sought): boolean => user.username.toLowerCase() === person.userName.toLowerCase();

export function foundryPlacements(client: Pick<FoundryClient, 'users' | 'searchUsers' | 'organization'>, signal: AbortSignal): Placements {
  const names = new Map<string, string>();

  async function nameOf(rid: string): Promise<string> {
    const known = names.get(rid);
    if (known !== undefined) return known;
    const answer = await client.organization(rid, { signal });
    const name = answer.kind === 'read' && answer.value !== null ? answer.value.name : rid;
    names.set(rid, name);
    return name;
  }

  async function search(person: Sought): Promise<FoundryUser | undefined> {
    let found: FoundryUser | undefined;
    await client.searchUsers(person.userName, {
      signal,
      take: async (users) => {
        found ??= users.find((user) => sameName(user, person));
      },
    });
    return found;
  }

  return {
    by: 'Foundry’s admin API',
    of: async (people) => {
      const placed = new Map<string, Placement>();
      const answer = await client.users(
        people.map(({ id }) => id),
        { signal },
      );
      if (answer.kind === 'trouble') {
        const why = `Foundry’s admin API could not be read (${answer.trouble.kind})`;
        return new Map(people.map(({ id }) => [id, { kind: 'not-known', why }] as const));
      }
      let searches = 0;
      for (const person of people) {
        const byId = answer.value.get(person.id);
        // The same id for another username is another account: nothing is concluded from it.
        let user = byId !== undefined && sameName(byId, person) ? byId : undefined;
        if (user === undefined && searches < mostSearches) {
          searches += 1;
          user = await search(person);
        }
        if (user !== undefined) placed.set(person.id, { kind: 'known', name: user.organization === null ? null : await nameOf(user.organization) });
      }
      return placed;
    },
  };
}
