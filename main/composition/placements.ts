// Where people are, seen beside SCIM: on the practice tenant by looking into it, elsewhere by Foundry's admin API where it may be read; else
// nobody sees it, and that is said.
import type { Connection } from '../../contract/connections.ts';
import type { RuleSet } from '../../contract/org-rules.ts';
import { foundryPlacements } from '../features/org-rules/foundry-placements.ts';
import type { PlacementSight, RerunTools } from '../features/org-rules/ports.ts';
import type { PracticeSnapshot } from '../practice/types.ts';
import { type FoundryPorts, openFoundry } from './foundry.ts';

type Inspect = () => Promise<PracticeSnapshot>;

/** How the organization of people is seen on this connection. */
export async function sightOf(connection: Connection, tools: RerunTools, foundry: FoundryPorts, inspect: Inspect): Promise<PlacementSight> {
  if (!connection.practice) {
    const open = await openFoundry(foundry, connection, { network: tools.network, twins: undefined });
    if (open !== undefined) return { kind: 'seen', placements: foundryPlacements(open.client, tools.job.signal) };
    return {
      kind: 'not-seen',
      why: 'SCIM does not show organizations, and access to Foundry’s admin API is not set up. In Foundry they stand on the page of each user.',
    };
  }
  return {
    kind: 'seen',
    placements: {
      by: 'the practice tenant',
      of: async (people) => {
        const wanted = new Set(people.map(({ id }) => id));
        const { users } = await inspect();
        return new Map(users.flatMap(({ id, organization }) => (wanted.has(id) ? [[id, { kind: 'known', name: organization }] as const] : [])));
      },
    },
  };
}

/** The practice tenant's own rules, so that they need not be typed in. */
export async function practiceRules(connection: Connection, inspect: Inspect): Promise<RuleSet | undefined> {
  if (!connection.practice) return undefined;
  const { rules, defaultOrganization } = await inspect();
  return {
    rules: rules.map(({ organization, conditions }) => ({ organization, conditions: [...conditions] })),
    fallback: defaultOrganization === null ? { kind: 'none' } : { kind: 'organization', name: defaultOrganization },
  };
}
