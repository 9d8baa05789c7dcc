// Whether the access to an identity provider works: one sign-in and one read of the SCIM app, nothing kept. What it cannot do is said as an
// import would say it.
import type { Connection } from '../../contract/connections.ts';
import { type Place, troubleFinding } from '../features/directory/sources/trouble.ts';
import { createOktaClient } from '../protocols/okta/api.ts';
import type { ReadResult } from '../protocols/rest/types.ts';
import { graphOf, graphWay, hostOf, oktaWay, readPermissions, type SourcePorts } from './sources.ts';

export type AccessCheck = { readonly kind: 'works'; readonly text: string } | { readonly kind: 'fails'; readonly text: string };

const call = { purpose: 'the SCIM app' } as const;

function judged(result: ReadResult, place: Place, permissions: readonly string[]): AccessCheck {
  if (result.kind === 'read') return { kind: 'works', text: `${place.host} lets this client in, and the SCIM app is there.` };
  if (result.trouble.kind === 'cancelled') return { kind: 'fails', text: 'It was cancelled.' };
  const { cause, remedy } = troubleFinding(result.trouble, place, { what: 'the SCIM app', permissions });
  return { kind: 'fails', text: `${cause} ${remedy[0] ?? ''}`.trim() };
}

/** Signs in and reads the SCIM app of the connection. Refuses when that provider's access is not set up. */
export function checkAccess(ports: SourcePorts, connection: Connection, idp: 'entra' | 'okta'): Promise<AccessCheck> {
  return ports.jobs.visit(connection, async ({ network, twins }) => {
    if (idp === 'entra') {
      const way = await graphWay(ports, connection.id, twins);
      const graph = graphOf(ports, network, way, readPermissions);
      const app = encodeURIComponent(way.access.scimApp);
      const byObject = await graph.read(`/servicePrincipals/${app}?$select=id,displayName`, call);
      const isAbsent = byObject.kind === 'trouble' && (byObject.trouble.kind === 'not-found' || byObject.trouble.kind === 'refused');
      // The application ID is taken for the object ID easily; an import takes either.
      const result = isAbsent ? await graph.read(`/servicePrincipals(appId='${app.replaceAll("'", "''")}')?$select=id`, call) : byObject;
      const place: Place = { source: 'Entra', host: hostOf(way.places.graph), signInHost: hostOf(way.places.login) };
      return judged(result, place, ['Application.Read.All']);
    }
    const way = await oktaWay(ports, connection.id, twins, network);
    const okta = createOktaClient({ http: network.http, clock: ports.clock, random: ports.random, ...way });
    const host = hostOf(way.base);
    return judged(await okta.read(`/api/v1/apps/${encodeURIComponent(way.access.scimApp)}`, call), { source: 'Okta', host, signInHost: host }, [
      'okta.apps.read',
    ]);
  });
}
