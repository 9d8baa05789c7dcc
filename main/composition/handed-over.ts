// What belongs to an account beside itself: its organization and its groups, by Foundry's admin API. Undefined where nobody may look. Reads only.
import type { Connection } from '../../contract/connections.ts';
import type { HandedOver } from '../features/conflicts/ports.ts';
import { type FoundryPorts, openFoundry } from './foundry.ts';
import type { Jobs } from './jobs.ts';

export const handedOverOf =
  (ports: FoundryPorts & { readonly jobs: Jobs }) =>
  async (connection: Connection, userId: string): Promise<HandedOver | undefined> => {
    if (!connection.practice && (await ports.accessOf(connection.id)) === null) return undefined;
    return ports.jobs.visit(connection, async (tools) => {
      const open = await openFoundry(ports, connection, tools);
      if (open === undefined) return undefined;
      const { client } = open;
      const user = await client.user(userId);
      if (user.kind === 'trouble' || user.value.kind !== 'user') return undefined;
      const rid = user.value.user.organization;
      const organization = rid === null ? undefined : await client.organization(rid);
      const ids: string[] = [];
      const end = await client.membershipsOf(userId, {
        take: async (some) => {
          ids.push(...some);
        },
      });
      const named = end.kind === 'whole' && ids.length > 0 ? await client.groups(ids) : undefined;
      const names = named?.kind === 'read' ? named.value : undefined;
      return {
        userName: user.value.user.username,
        organization: rid === null ? 'none' : organization?.kind === 'read' && organization.value !== null ? organization.value.name : rid,
        groups: end.kind === 'whole' ? ids.map((id) => names?.get(id)?.name ?? id) : null,
      };
    });
  };
