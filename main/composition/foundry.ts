// Foundry's admin API for a connection: its access settings and credential turned into a client, in a network of a run or of one question. On the
// practice tenant the access is that of its twin.
import type { Connection, SecretSlot } from '../../contract/connections.ts';
import type { FoundryAccess } from '../../contract/foundry.ts';
import { type Tried, tryFoundry } from '../features/connections/try-foundry.ts';
import type { Clock, Random } from '../platform/ports.ts';
import type { TwinAccess } from '../practice/twins/index.ts';
import { adminReadScope, type FoundryPlaces, foundryPlaces } from '../protocols/foundry/address.ts';
import { createFoundryClient } from '../protocols/foundry/admin-api.ts';
import type { FoundryClient } from '../protocols/foundry/types.ts';
import { createTokenSource, type SecretAnswer } from '../protocols/oauth/token-source.ts';
import type { Jobs } from './jobs.ts';
import type { Network } from './network.ts';
import { hostOf } from './sources.ts';

export interface FoundryPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly accessOf: (connectionId: string) => Promise<FoundryAccess | null>;
  readonly readSecret: (connectionId: string, slot: SecretSlot) => Promise<SecretAnswer>;
}

export interface OpenFoundry {
  readonly client: FoundryClient;
  /** Of the API, for what is said about it. */
  readonly host: string;
}

interface Way extends Pick<FoundryAccess, 'signIn' | 'clientId' | 'enrollmentRid'> {
  readonly places: FoundryPlaces;
  readonly readSecret: () => Promise<SecretAnswer>;
}

async function wayTo({ accessOf, readSecret }: FoundryPorts, connection: Connection, twins: TwinAccess | undefined): Promise<Way | undefined> {
  if (twins !== undefined) {
    const { foundry } = twins;
    return { ...foundry, places: foundry, signIn: 'client', readSecret: async () => ({ kind: 'secret', value: foundry.clientSecret }) };
  }
  const access = await accessOf(connection.id);
  return access === null ? undefined : { ...access, places: foundryPlaces(access.domain), readSecret: () => readSecret(connection.id, 'foundry') };
}

/** Undefined when nobody said how the admin API is read: then everything is done without it. */
export async function openFoundry(
  ports: FoundryPorts,
  connection: Connection,
  { network, twins }: { readonly network: Pick<Network, 'http'>; readonly twins: TwinAccess | undefined },
): Promise<OpenFoundry | undefined> {
  const way = await wayTo(ports, connection, twins);
  if (way === undefined) return undefined;
  const { clock, random } = ports;
  const { places, clientId, enrollmentRid, readSecret } = way;
  const tokens = createTokenSource({
    http: network.http,
    clock,
    authStyle: way.signIn === 'token' ? 'bearer' : 'body',
    tokenUrl: places.tokenUrl,
    clientId,
    scope: adminReadScope,
    readSecret,
  });
  return { client: createFoundryClient({ http: network.http, clock, random, places, tokens, enrollmentRid }), host: hostOf(places.api) };
}

/** What the credential may see; undefined when there is none. */
export const tryFoundryOf =
  (ports: FoundryPorts & { readonly jobs: Jobs }) =>
  async (connection: Connection): Promise<Tried | undefined> => {
    if (!connection.practice && (await ports.accessOf(connection.id)) === null) return undefined;
    return ports.jobs.visit(connection, async (tools) => {
      const open = await openFoundry(ports, connection, tools);
      return open === undefined ? undefined : tryFoundry(open.client, open.host);
    });
  };
