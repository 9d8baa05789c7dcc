// Where people are, seen beside SCIM: on the practice tenant by looking into it. Elsewhere nobody looks yet, and that is said.
import type { Connection } from '../../contract/connections.ts';
import type { RuleSet } from '../../contract/org-rules.ts';
import type { PlacementSight } from '../features/org-rules/ports.ts';
import type { PracticeSnapshot } from '../practice/types.ts';

type Inspect = () => Promise<PracticeSnapshot>;

/** How the organization of people is seen on this connection. */
export async function sightOf(connection: Connection, inspect: Inspect): Promise<PlacementSight> {
  if (!connection.practice) {
    return {
      kind: 'not-seen',
      why: 'SCIM does not show organizations. In Foundry they stand in Control Panel > Organizations, and on the page of each user.',
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
