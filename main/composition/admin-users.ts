// Foundry's own record of some users with the Provider ID of each, by the admin API, for the conflicts feature. Reads only; without access nobody is asked.
import type { Connection } from '../../contract/connections.ts';
import { type AdminUser, type Asked, nothingAsked } from '../domain/conflicts/evidence.ts';
import type { FoundryClient } from '../protocols/foundry/types.ts';
import { type FoundryPorts, openFoundry } from './foundry.ts';
import type { Jobs } from './jobs.ts';

async function providerIdOf(client: FoundryClient, userId: string): Promise<string | null | undefined> {
  const answer = await client.providerLink(userId);
  if (answer.kind === 'trouble') return undefined;
  switch (answer.value.kind) {
    case 'linked':
      return answer.value.providerId;
    case 'unlinked':
      return null;
    default:
      return undefined;
  }
}

async function recordOf(client: FoundryClient, userId: string): Promise<Asked<AdminUser>> {
  const answer = await client.user(userId);
  if (answer.kind === 'trouble') return nothingAsked('Foundry’s admin API did not answer for this user.');
  const { value } = answer;
  switch (value.kind) {
    case 'no-user':
      return { kind: 'answered', found: [] };
    case 'deleted':
      return { kind: 'answered', found: [{ id: userId, username: '', realm: null, status: 'DELETED', organization: null, providerId: undefined }] };
    case 'user': {
      const { id, username, realm, status, organization } = value.user;
      const providerId = await providerIdOf(client, id);
      return {
        kind: 'answered',
        found: [{ id, username, realm, status: status === 'unknown' ? null : status.toUpperCase(), organization, providerId }],
      };
    }
  }
}

export const adminUsersOf =
  (ports: FoundryPorts & { readonly jobs: Jobs }) =>
  async (connection: Connection, userIds: readonly string[]): Promise<ReadonlyMap<string, Asked<AdminUser>>> => {
    const found = new Map<string, Asked<AdminUser>>();
    if (!connection.practice && (await ports.accessOf(connection.id)) === null) return found;
    await ports.jobs.visit(connection, async (tools) => {
      const open = await openFoundry(ports, connection, tools);
      if (open === undefined) return;
      for (const id of userIds) found.set(id, await recordOf(open.client, id));
    });
    return found;
  };
