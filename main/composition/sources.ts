// Live sources of directory snapshots for a connection: its access settings and secrets turned into a reader, in a run with a network of its
// own. On the practice tenant the access is that of its twins.

import type { Connection, SecretSlot } from '../../contract/connections.ts';
import type { GraphAccess, IdpAccess, OktaAccess } from '../../contract/idp-access.ts';
import type { IdpAnswer } from '../features/connection-test/index.ts';
import type { DirectorySources, TakeOrder } from '../features/directory/index.ts';
import { entraSource } from '../features/directory/sources/entra.ts';
import { oktaScopes, oktaSource } from '../features/directory/sources/okta.ts';
import { readInRun } from '../features/directory/sources/read-in-run.ts';
import { scimSource } from '../features/directory/sources/scim.ts';
import { troubleFinding } from '../features/directory/sources/trouble.ts';
import type { DirectorySourceReader } from '../features/directory/sources/types.ts';
import type { Clock, Random } from '../platform/ports.ts';
import { Refusal } from '../platform/refusal.ts';
import type { TwinAccess } from '../practice/twins/index.ts';
import { clouds, defaultScopeOf, type GraphPlaces, tokenUrlOf } from '../protocols/entra/clouds.ts';
import { createGraphClient, type GraphClient } from '../protocols/entra/graph.ts';
import { administratorTokens } from '../protocols/entra/sign-in.ts';
import { validateCredentials } from '../protocols/entra/validate-credentials.ts';
import { createTokenSource, type SecretAnswer } from '../protocols/oauth/token-source.ts';
import { oktaBase } from '../protocols/okta/address.ts';
import { createOktaClient } from '../protocols/okta/api.ts';
import { signAsServiceApp, signWithApiToken } from '../protocols/okta/service-app.ts';
import type { Sign } from '../protocols/rest/reader.ts';
import type { Jobs } from './jobs.ts';
import type { Network } from './network.ts';

export interface SourcePorts {
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly random: Random;
  readonly accessOf: (connectionId: string) => Promise<IdpAccess>;
  readonly readSecret: (connectionId: string, slot: SecretSlot) => Promise<SecretAnswer>;
  readonly openSignIn: (url: string) => Promise<boolean>;
}

interface GraphWay {
  readonly access: Pick<GraphAccess, 'tenantId' | 'clientId' | 'signIn' | 'scimApp' | 'ssoApp'>;
  readonly places: GraphPlaces;
  readonly readSecret: () => Promise<SecretAnswer>;
}

const noAccess = (idp: string): Refusal =>
  new Refusal(
    'directory.no-access',
    `How ${idp} is read is not set up for this connection. Enter its access to the identity provider under Directory, “How the directory is read”.`,
  );

export async function graphWay(ports: SourcePorts, connectionId: string, twins: TwinAccess | undefined): Promise<GraphWay> {
  if (twins !== undefined) {
    const { graph } = twins;
    return { access: { ...graph, signIn: 'secret' }, places: graph, readSecret: async () => ({ kind: 'secret', value: graph.clientSecret }) };
  }
  const { graph } = await ports.accessOf(connectionId);
  if (graph === null || graph.scimApp === '') throw noAccess('Entra');
  return { access: graph, places: clouds[graph.cloud], readSecret: () => ports.readSecret(connectionId, 'graph') };
}

/** Delegated permissions that a sign-in with the browser asks for: to read, and nothing else unless said. */
export const readPermissions = ['Application.Read.All', 'GroupMember.Read.All', 'User.Read.All'] as const;

export function graphOf(
  ports: SourcePorts,
  { http }: Pick<Network, 'http'>,
  { access, places, readSecret }: GraphWay,
  permissions: readonly string[],
): GraphClient {
  const { clock, random } = ports;
  const { tenantId: tenant, clientId } = access;
  const tokens =
    access.signIn === 'administrator'
      ? administratorTokens({ http, clock, places, tenant, clientId, permissions, openPage: ports.openSignIn })
      : createTokenSource({
          http,
          clock,
          authStyle: 'body',
          tokenUrl: tokenUrlOf(places, tenant),
          clientId,
          scope: defaultScopeOf(places),
          readSecret,
        });
  return createGraphClient({ http, clock, random, places, tokens });
}

interface OktaWay {
  readonly access: Pick<OktaAccess, 'scimApp' | 'ssoApp'>;
  readonly base: string;
  readonly sign: Sign;
}

export async function oktaAccess(ports: SourcePorts, connectionId: string): Promise<OktaAccess> {
  const { okta } = await ports.accessOf(connectionId);
  if (okta === null || okta.scimApp === '') throw noAccess('Okta');
  return okta;
}

export async function oktaWay(
  ports: SourcePorts,
  connectionId: string,
  twins: TwinAccess | undefined,
  { http }: Pick<Network, 'http'>,
  scopes = oktaScopes,
): Promise<OktaWay> {
  const service = (base: string, clientId: string, readKey: () => Promise<SecretAnswer>): Sign =>
    signAsServiceApp({ http, clock: ports.clock, random: ports.random, base, clientId, scopes, readKey });
  if (twins !== undefined) {
    const { base, clientId, privateKey, ...access } = twins.okta;
    return { access, base, sign: service(base, clientId, async () => ({ kind: 'secret', value: privateKey })) };
  }
  const access = await oktaAccess(ports, connectionId);
  const base = oktaBase(access.domain);
  const readSecret = () => ports.readSecret(connectionId, 'okta');
  return { access, base, sign: access.signIn === 'api-token' ? signWithApiToken(http, readSecret) : service(base, access.clientId, readSecret) };
}

export const hostOf = (url: string): string => URL.parse(url)?.host ?? url;

async function readerFor(
  ports: SourcePorts,
  { connection, source }: TakeOrder,
  network: Network,
  twins: TwinAccess | undefined,
): Promise<DirectorySourceReader> {
  switch (source) {
    case 'entra': {
      const way = await graphWay(ports, connection.id, twins);
      return entraSource(
        graphOf(ports, network, way, readPermissions),
        { ...way.access, tenant: way.access.tenantId.toLowerCase() },
        {
          graph: hostOf(way.places.graph),
          login: hostOf(way.places.login),
        },
      );
    }
    case 'scim': {
      const { scimUrl, tokenUrl, authStyle } = network.connection;
      return scimSource(network.makeScimClient(network.makeTokenSource(authStyle)), { scim: hostOf(scimUrl), token: hostOf(tokenUrl) });
    }
    case 'okta': {
      const way = await oktaWay(ports, connection.id, twins, network);
      return oktaSource(createOktaClient({ http: network.http, clock: ports.clock, random: ports.random, ...way }), way.access, hostOf(way.base));
    }
  }
}

/** Lets Entra test the credentials it has saved; asks for the right to write only here. Undefined when access to Graph is not set up. */
export async function askEntra(ports: SourcePorts, connection: Connection): Promise<IdpAnswer | undefined> {
  if (!connection.practice && (await ports.accessOf(connection.id)).graph === null) return undefined;
  return ports.jobs.visit(connection, async ({ network, twins }) => {
    const way = await graphWay(ports, connection.id, twins);
    const graph = graphOf(ports, network, way, ['Synchronization.ReadWrite.All']);
    const answer = await validateCredentials(graph, way.access.scimApp, {});
    switch (answer.kind) {
      case 'works':
        return { kind: 'answered', outcome: 'success', text: 'Microsoft Graph, validateCredentials with the saved credentials: 204, they work.' };
      case 'fails':
        return { kind: 'answered', outcome: 'other-error', text: answer.text };
      case 'no-job':
        return { kind: 'not-asked', why: 'This app has no provisioning job yet: set provisioning up in Entra first.' };
      case 'trouble': {
        if (answer.trouble.kind === 'cancelled') return { kind: 'not-asked', why: 'It was cancelled.' };
        const place = { source: 'Entra', host: hostOf(way.places.graph), signInHost: hostOf(way.places.login) } as const;
        const about = { what: 'the provisioning job', permissions: ['Synchronization.ReadWrite.All'] };
        const { cause, remedy } = troubleFinding(answer.trouble, place, about);
        return { kind: 'not-asked', why: `${cause} ${remedy[0] ?? ''}`.trim() };
      }
    }
  });
}

export function createSources(ports: SourcePorts): DirectorySources {
  return {
    take: async (order, into) => {
      // Before a run begins: what is not set up is refused, not half begun.
      if (order.source === 'entra' && !order.connection.practice) await graphWay(ports, order.connection.id, undefined);
      if (order.source === 'okta' && !order.connection.practice) await oktaAccess(ports, order.connection.id);
      const options = { source: order.source };
      return ports.jobs.start(
        { kind: 'directory-import', connection: order.connection, faults: order.faults, options, crash: 'discard', keeps: 'some' },
        async ({ job, network, exchangesOf, twins }) => readInRun(job, await readerFor(ports, order, network, twins), into, exchangesOf),
      );
    },
  };
}
