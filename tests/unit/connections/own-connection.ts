// The one builder of a connection and of a draft of one: complete and without fault, to be changed where a test means something by it.
// Imports no test library: a second process and the bench use it too.
import type { Connection, ConnectionDraft } from '../../../contract/connections.ts';

/** What an administrator fills in. */
export function draftOf(changes: Partial<ConnectionDraft> = {}): ConnectionDraft {
  return {
    name: 'Foundry',
    idp: 'entra',
    situation: 'new',
    production: false,
    credentialMode: 'client-credentials',
    scimUrl: 'https://contoso.palantirfoundry.com/multipass/api/scim/3f6c0d7e/v2/',
    tokenUrl: 'https://contoso.palantirfoundry.com/multipass/api/oauth2/token',
    clientId: 'client',
    authStyle: 'body',
    scope: '',
    caFile: '',
    matchingAttribute: 'externalId',
    testDomain: 'contoso.com',
    ownerOrganization: '',
    secretExpiresOn: '',
    bearerException: '',
    ...changes,
  };
}

/** As it is kept. */
export function ownConnection(changes: Partial<Connection> = {}): Connection {
  return {
    ...draftOf(),
    id: 'own',
    practice: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}
