import { describe, expect, it } from 'vitest';
import { readEntraEntry } from '../../../main/protocols/entra/provisioning-event.ts';

const app = { id: '6f0c', displayName: 'Foundry SCIM' };
const v1 = {
  id: 'e-1',
  activityDateTime: '2026-11-01T10:00:00.1234567Z',
  tenantId: 't-1',
  jobId: 'scim.t.1',
  cycleId: 'c-1',
  changeId: 'ch-1',
  provisioningAction: 'create',
  durationInMilliseconds: 1200,
  servicePrincipal: app,
  sourceIdentity: { id: 'u-1', displayName: 'Amara Okafor', identityType: 'User', details: { UserPrincipalName: 'amara@contoso.com' } },
  targetIdentity: { id: '', displayName: '', identityType: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', details: {} },
  provisioningStatusInfo: {
    status: 'failure',
    errorInformation: {
      errorCode: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
      reason: 'StatusCode: Conflict Web Response: {"status":"409"}',
      additionalDetails: null,
      errorCategory: 'nonServiceFailure',
      recommendedAction: null,
    },
  },
  provisioningSteps: [
    { name: 'EntryImportAdd', provisioningStepType: 'import', status: 'success', description: 'Read', details: {} },
    {
      name: 'EntryExportAdd',
      provisioningStepType: 'export',
      status: 'failure',
      description: 'Sent',
      details: { ReportableIdentifier: 'a@ex.com', Tries: 2 },
    },
  ],
  modifiedProperties: [{ displayName: 'externalId', oldValue: null, newValue: 'emp-001' }],
};

const { provisioningAction, provisioningStatusInfo, provisioningSteps, sourceIdentity, targetIdentity, ...same } = v1;
const beta = {
  ...same,
  action: 'Create',
  statusInfo: { status: 'Failure', ...provisioningStatusInfo.errorInformation },
  sourceIdentity: { id: 'u-1', name: 'Amara Okafor', type: 'User', details: sourceIdentity.details },
  targetIdentity: { id: '', name: '', type: targetIdentity.identityType, details: {} },
  provisioningSteps: provisioningSteps.map(({ provisioningStepType, ...step }) => ({ ...step, type: provisioningStepType })),
};

const diagnostic = { time: v1.activityDateTime, category: 'ProvisioningLogs', tenantId: 't-1', properties: { ...v1, tenantId: undefined } };

const analytics = {
  AADTenantId: 't-1',
  TimeGenerated: '2026-11-01T10:00:00.1234567Z',
  Id: 'e-1',
  JobId: 'scim.t.1',
  CycleId: 'c-1',
  ChangeId: 'ch-1',
  ProvisioningAction: 'create',
  DurationMs: 1200,
  ServicePrincipal: JSON.stringify(app),
  SourceIdentity: JSON.stringify(sourceIdentity),
  TargetIdentity: JSON.stringify(targetIdentity),
  ProvisioningStatusInfo: JSON.stringify(provisioningStatusInfo),
  ProvisioningSteps: JSON.stringify(provisioningSteps),
  ModifiedProperties: JSON.stringify(v1.modifiedProperties),
};

const eventOf = (entry: unknown) => {
  const read = readEntraEntry(entry, 'entra');
  if (read.kind !== 'event') throw new Error(read.reason);
  return read.read;
};

describe('an entry of Entra’s provisioning log', () => {
  it('says the same by Graph, by the portal’s names, by diagnostic settings and by Log Analytics', () => {
    const expected = eventOf(v1);
    expect(expected.event).toEqual({
      id: 'e-1',
      at: '2026-11-01T10:00:00.123Z',
      source: 'entra',
      app: { tenantId: 't-1', id: '6f0c', name: 'Foundry SCIM' },
      jobId: 'scim.t.1',
      cycleId: 'c-1',
      changeId: 'ch-1',
      action: 'create',
      status: 'failure',
      from: { id: 'u-1', name: 'amara@contoso.com', kind: 'user' },
      to: { id: null, name: null, kind: 'user' },
      code: 'SystemForCrossDomainIdentityManagementServiceIncompatible',
      reason: 'StatusCode: Conflict Web Response: {"status":"409"}',
      durationMs: 1200,
    });
    expect(expected.steps[1]).toEqual({
      name: 'EntryExportAdd',
      type: 'export',
      status: 'failure',
      description: 'Sent',
      details: { ReportableIdentifier: 'a@ex.com', Tries: '2' },
    });
    expect(expected.modifiedProperties).toEqual([{ name: 'externalId', oldValue: null, newValue: 'emp-001' }]);
    for (const other of [beta, diagnostic, analytics]) expect(eventOf(other)).toEqual(expected);
  });

  it('takes the reason of a skip for its code', () => {
    const skipped = {
      ...v1,
      provisioningStatusInfo: { status: 'skipped', errorInformation: null },
      provisioningSteps: [
        {
          name: 'EntrySynchronizationSkip',
          provisioningStepType: 'scoping',
          status: 'skipped',
          description: '',
          details: { SkipReason: 'RedundantExport' },
        },
      ],
    };
    expect(eventOf(skipped).event).toMatchObject({ status: 'skipped', code: 'RedundantExport', reason: null });
  });

  it('takes a service principal given as a list', () => {
    expect(eventOf({ ...v1, servicePrincipal: [app] }).event.app.name).toBe('Foundry SCIM');
  });

  it.each([
    [{ ...v1, id: undefined }, 'It has no id.'],
    [{ ...v1, activityDateTime: 'yesterday' }, 'It has no activityDateTime that can be read.'],
    [{ ...v1, provisioningStatusInfo: { status: 'unknownFutureValue' } }, 'It has no status that is known.'],
    ['text', 'It has no id.'],
    [null, 'It has no id.'],
  ])('refuses what cannot be told apart or judged: %#', (entry, reason) => {
    expect(readEntraEntry(entry, 'entra')).toEqual({ kind: 'unreadable', reason });
  });
});
