// Brings about, one by one, the findings that no feature's own tests expect by name: the codes of Entra's provisioning log, the outcomes of its
// “Test connection”, and a network without a way to the server.
import { describe, expect, it } from 'vitest';
import { joinColumns } from '../../../main/features/connection-test/columns.ts';
import { recogniseIdpOutcome } from '../../../main/features/connection-test/index.ts';
import { explainText } from '../../../main/features/support/index.ts';
import { provisioningCodes } from '../../../main/protocols/entra/provisioning-codes.ts';
import { check, findingIds } from '../connection-test/check.ts';
import { secret } from '../connection-test/server.ts';
import { ownConnection } from '../connections/own-connection.ts';

const idsFor = (text: string) => explainText(text, [recogniseIdpOutcome]).recognised.map(({ finding }) => finding.id);

describe('a pasted entry of Entra’s provisioning log', () => {
  it.each(provisioningCodes.map((row) => [row.suffix, row] as const))('with …%s is explained by that code alone', (suffix, row) => {
    const text = `Status: Failure. Error code: SystemForCrossDomainIdentityManagement${suffix}. Try again later.`;
    const found = explainText(text, []).recognised;
    expect(found.map(({ finding }) => finding.id)).toEqual([`entra.${suffix.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()}`]);
    expect(found[0]?.finding).toMatchObject({ severity: row.severity, actor: row.actor, cause: row.meaning, remedy: row.remedy });
    expect(found[0]?.finding.title).toContain(suffix);
  });
});

describe('the words of Entra’s “Test connection”', () => {
  it.each([
    [
      'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable: An error occurred while sending the request',
      'idp.credential-validation-unavailable',
    ],
    ['FoundryCredentialValidationFailure', 'idp.credential-validation-failure'],
    ['SystemForCrossDomainIdentityManagementServiceIncompatible: StatusCode: BadRequest', 'idp.service-incompatible'],
    ['You appear to have entered invalid credentials. Error code: InvalidCredentials', 'idp.invalid-credentials'],
  ])('“%s” are explained', (text, id) => expect(idsFor(text)).toContain(id));
});

describe('an error of “Test connection” that is not known', () => {
  it('is shown as it is, and asks for the whole message', () => {
    const connection = ownConnection({ scimUrl: 'https://scim.contoso.example/v2/', tokenUrl: 'https://scim.contoso.example/token' });
    const report = {
      connectionId: connection.id,
      outcome: 'other-error',
      pasted: 'Something quite new.',
      reportedAt: '2026-11-23T20:00:00.000Z',
    } as const;
    const { findings } = joinColumns({ connection, run: null, report });
    expect(findings.map(({ id }) => id)).toEqual(['idp.unknown-error']);
    expect(findings[0]?.evidence[0]?.text).toContain('Something quite new.');
  });
});

describe('a network without a way to the server', () => {
  it('is told from a server that refuses', async () => {
    const connection = ownConnection({ scimUrl: 'https://scim.contoso.example/v2/', tokenUrl: 'https://scim.contoso.example/token' });
    // A group address: the system itself refuses a connection to it, and nothing leaves this machine.
    const run = await check({ connection, secret, network: { lookup: async () => [{ address: '224.0.0.1', family: 4 }] } });
    expect(findingIds(run)).toEqual(['tcp.no-route']);
    expect(run.steps.find((step) => step.id === 'tcp')?.status).toBe('not-reachable-from-here');
  });
});
