import { describe, expect, it } from 'vitest';
import type { Run, StepStatus, Verdicts } from '../../../contract/common.ts';
import type { IdpOutcome, IdpReport } from '../../../contract/connection-test.ts';
import { joinColumns } from '../../../main/features/connection-test/columns.ts';
import { readIdpOutcome, resolveOutcome } from '../../../main/features/connection-test/idp-outcome.ts';
import { recogniseIdpOutcome } from '../../../main/features/connection-test/index.ts';
import { createMemoryReporter } from '../../../main/platform/runs/memory.ts';
import { ownConnection } from '../connections/own-connection.ts';

const connection = ownConnection({
  scimUrl: 'https://scim.contoso.example/multipass/api/scim/r/v2/',
  tokenUrl: 'https://scim.contoso.example/multipass/api/oauth2/token',
});
const report = (outcome: IdpOutcome, pasted = ''): IdpReport => ({
  connectionId: connection.id,
  outcome,
  pasted,
  reportedAt: '2026-11-23T20:00:00.000Z',
});

function ran(entra: StepStatus, verdicts: Partial<Verdicts> = {}): Run {
  const job = createMemoryReporter({ start: { connection } });
  return job.end('finished', { verdicts: { rfc: entra, okta: entra, entra, ...verdicts }, summary: 'What this desk saw.' });
}

describe('what Entra’s “Test connection” said', () => {
  it.each<[string, IdpOutcome, string]>([
    [
      'Error code: SystemForCrossDomainIdentityManagementCredentialValidationUnavailable\nDetails: An error occurred while sending the request',
      'credential-validation-unavailable',
      'request-not-sent',
    ],
    [
      'CredentialValidationUnavailable. We received this unexpected response: Unable to connect to the remote server',
      'credential-validation-unavailable',
      'unable-to-connect',
    ],
    ['An error occurred while   sending the\nrequest.', 'credential-validation-unavailable', 'request-not-sent'],
    [
      'You appear to have entered invalid credentials. Error code: InvalidCredentials ... inner: SystemForCrossDomainIdentityManagementCredentialValidationFailure',
      'credential-validation-failure',
      'none',
    ],
    [
      'SystemForCrossDomainIdentityManagementServiceIncompatible: StatusCode: BadRequest Web Response: {"detail":"x"}',
      'service-incompatible',
      'none',
    ],
    ['FoundryServiceIncompatible', 'service-incompatible', 'none'],
    ['SystemForCrossDomainIdentityManagementBadRequest', 'service-incompatible', 'none'],
    [
      'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable: Supported CredentialLocationInRequest is required for this grant',
      'credential-validation-failure',
      'credential-location',
    ],
    ['Error code: InvalidCredentials. You appear to have entered invalid credentials.', 'invalid-credentials', 'none'],
    ['The supplied credentials are authorized to enable provisioning', 'success', 'none'],
    ['Something quite different', 'other-error', 'none'],
    ['  \n ', 'not-tried', 'none'],
  ])('%j is read as %s', (text, outcome, symptom) => {
    expect(readIdpOutcome(text)).toMatchObject({ outcome, symptom });
  });

  it('keeps the code and the status that Entra quotes', () => {
    expect(readIdpOutcome('x SystemForCrossDomainIdentityManagementServiceIncompatible StatusCode: BadRequest y')).toMatchObject({
      code: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
      quotedStatus: 'BadRequest',
    });
  });

  it('as pasted counts more than a vague choice, and a clear choice more than unknown text', () => {
    const pasted = 'InvalidCredentials: ...CredentialValidationUnavailable';
    expect(resolveOutcome(report('invalid-credentials', pasted)).outcome).toBe('credential-validation-unavailable');
    expect(resolveOutcome(report('other-error', pasted)).outcome).toBe('credential-validation-unavailable');
    expect(resolveOutcome(report('not-tried', pasted)).outcome).toBe('credential-validation-unavailable');
    expect(resolveOutcome(report('success', pasted)).outcome).toBe('success');
    expect(resolveOutcome(report('service-incompatible', 'some text')).outcome).toBe('service-incompatible');
    expect(resolveOutcome(report('invalid-credentials', 'some text')).outcome).toBe('invalid-credentials');
    expect(resolveOutcome(report('not-tried', 'some text')).outcome).toBe('other-error');
  });

  it('is recognised in any pasted text, and nothing else is', () => {
    expect(recogniseIdpOutcome('... CredentialValidationUnavailable ...').map(({ finding }) => finding.id)).toEqual([
      'idp.credential-validation-unavailable',
    ]);
    expect(recogniseIdpOutcome('all is well')).toEqual([]);
    expect(recogniseIdpOutcome('')).toEqual([]);
  });
});

describe('the two columns', () => {
  const statuses: readonly StepStatus[] = ['passed', 'warned', 'failed', 'skipped', 'not-reachable-from-here'];
  const outcomes: readonly IdpOutcome[] = [
    'success',
    'credential-validation-unavailable',
    'credential-validation-failure',
    'service-incompatible',
    'invalid-credentials',
    'other-error',
    'not-tried',
  ];

  it('never give a green Entra verdict without the second column', () => {
    for (const status of statuses)
      for (const said of [null, report('not-tried')]) {
        const verdict = joinColumns({ connection, run: ran(status), report: said });
        expect(verdict.tone, status).not.toBe('good');
      }
    expect(joinColumns({ connection, run: ran('passed'), report: null })).toMatchObject({
      tone: 'unknown',
      together: expect.stringContaining('Would pass, seen from this desk'),
      fromIdp: expect.stringContaining('press “Test connection”'),
    });
  });

  it('are green when both say so, and never when the identity provider reports an error', () => {
    expect(joinColumns({ connection, run: ran('passed'), report: report('success') })).toMatchObject({ tone: 'good', findings: [] });
    for (const status of statuses)
      for (const outcome of outcomes.filter((one) => one !== 'success' && one !== 'not-tried')) {
        const verdict = joinColumns({ connection, run: ran(status), report: report(outcome) });
        expect(verdict.tone, `${status}, ${outcome}`).toBe('bad');
        expect(verdict.findings.map(({ id, severity }) => `${severity} ${id}`)).toEqual([
          `error idp.${outcome === 'other-error' ? 'unknown-error' : outcome}`,
        ]);
        expect(verdict.findings[0]?.evidence).toMatchObject([{ vantage: 'the IdP' }]);
      }
  });

  it('take a desk that is kept out and a success of Entra for what ingress rules intend', () => {
    expect(joinColumns({ connection, run: ran('not-reachable-from-here'), report: report('success') })).toMatchObject({
      tone: 'good',
      together: expect.stringContaining('Works from Entra'),
    });
  });

  it('doubt a success that contradicts a failure seen from this desk', () => {
    expect(joinColumns({ connection, run: ran('failed'), report: report('success') })).toMatchObject({ tone: 'warning' });
  });

  it('say nothing before anything was tried', () => {
    expect(joinColumns({ connection, run: null, report: null })).toMatchObject({ tone: 'unknown', thisDesk: 'Not tested yet.' });
  });

  it('judge by the column of the identity provider, and a plain SCIM client by the RFCs alone', () => {
    const run = ran('passed', { rfc: 'warned', okta: 'failed' });
    expect(joinColumns({ connection: { ...connection, idp: 'okta' }, run, report: null }).tone).toBe('bad');
    expect(joinColumns({ connection: { ...connection, idp: 'other' }, run: ran('passed'), report: null }).tone).toBe('good');
  });
});

describe('the remedy for “unavailable” with a green first column', () => {
  const joined = (gap?: Parameters<typeof joinColumns>[0]['gap']) =>
    joinColumns({
      connection,
      run: ran('passed'),
      report: report('credential-validation-unavailable', 'An error occurred while sending the request'),
      ...(gap === undefined ? {} : { gap }),
    });

  it('goes from the URL to ingress, the SCIM domain, the token endpoint, Front Door and Support', () => {
    const remedy = joined().findings[0]?.remedy ?? [];
    const order = ['aadOptscim062020', 'Network ingress', 'Set up SCIM domain', 'token endpoint', 'Azure Front Door', 'Palantir Support'];
    const places = order.map((word) => remedy.findIndex((line) => line.includes(word)));
    expect(places).toEqual([0, 1, 2, 3, 4, 5]);
    expect(joined().findings[0]?.actor).toBe('Foundry information security officer');
  });

  it('names the ranges that a comparison found missing', () => {
    const gap = { host: 'scim.contoso.example', uncovered: 7, required: 80, first: ['20.190.128.0/18'], tagVersion: 'tag 17' };
    expect(joined(gap).findings.map(({ id }) => id)).toEqual(['idp.credential-validation-unavailable', 'ingress.ranges-not-covered']);
    expect(joined({ ...gap, uncovered: 0, first: [] }).findings).toHaveLength(1);
  });

  it('begins with this desk’s own failure when there is one', () => {
    const verdict = joinColumns({ connection, run: ran('failed'), report: report('credential-validation-unavailable') });
    expect(verdict.findings[0]?.remedy[0]).toContain('first column');
  });
});
