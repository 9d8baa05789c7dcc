// A provisioning log as Entra's portal writes it: who fails and since when, what was mended, what was skipped, and a second app in another file.
const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const scim = 'SystemForCrossDomainIdentityManagement';
const answer =
  'StatusCode: Conflict Web Response: {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","scimType":"uniqueness","detail":"userName is already used by another user"}';

interface Given {
  readonly who: number;
  readonly name: string;
  readonly status?: 'success' | 'failure' | 'skipped' | 'warning';
  readonly code?: string;
  readonly reason?: string;
  readonly action?: string;
  readonly group?: true;
  readonly app?: string;
}

/** Event `n`, an hour after the one before. */
const entry = (n: number, { who, name, status = 'success', code, reason, action = 'create', group, app = 'Foundry SCIM' }: Given) => ({
  id: guid(n),
  activityDateTime: new Date(Date.UTC(2026, 10, 1, n)).toISOString(),
  tenantId: guid(900),
  jobId: `scim.${app}`,
  cycleId: guid(800),
  changeId: guid(n),
  provisioningAction: action,
  durationInMilliseconds: 412,
  servicePrincipal: { id: app === 'Foundry SCIM' ? guid(901) : guid(902), displayName: app },
  sourceIdentity: { id: guid(100 + who), displayName: name, identityType: group === true ? 'Group' : 'User' },
  targetIdentity: { id: '', displayName: '' },
  provisioningStatusInfo: { status, errorInformation: code === undefined ? null : { errorCode: code, reason: reason ?? answer } },
  provisioningSteps: [
    { name: 'EntryImport', provisioningStepType: 'import', status: 'success', description: `Received User '${name}' change from Entra`, details: {} },
    { name: 'EntryExportAdd', provisioningStepType: 'export', status, description: code === undefined ? 'Sent' : 'The target refused', details: {} },
  ],
  modifiedProperties: [
    { displayName: 'externalId', oldValue: null, newValue: `emp-${who}` },
    { displayName: 'active', oldValue: 'False', newValue: 'True' },
  ],
});

const conflict = `${scim}EntryConflict`;
const story = [
  entry(1, { who: 1, name: 'amara.okafor@halden.example' }),
  entry(2, { who: 2, name: 'jana.novak@halden.example', status: 'failure', code: conflict }),
  entry(5, { who: 3, name: 'lukas.brandt@halden.example', status: 'failure', code: conflict }),
  entry(6, { who: 4, name: 'dana.levi@halden.example', status: 'failure', code: `${scim}ServiceIncompatible` }),
  entry(8, { who: 5, name: 'Foundry Analysts', status: 'failure', code: 'ContosoInvalidAnchor', group: true, action: 'update' }),
  entry(9, { who: 6, name: '=HYPERLINK("http://halden.example")', status: 'failure', code: 'NeverHeardOf', reason: 'Nobody knows why.' }),
  entry(14, { who: 4, name: 'dana.levi@halden.example' }),
  ...Array.from({ length: 30 }, (_, n) =>
    entry(20 + n * 2, { who: 20 + n, name: `person.${n}@halden.example`, action: n % 3 === 0 ? 'update' : 'create' }),
  ),
  entry(90, {
    who: 7,
    name: 'guest@partner.example',
    status: 'skipped',
    code: 'NotEffectivelyEntitled',
    reason: 'The user is not assigned to the app.',
  }),
  entry(92, {
    who: 1,
    name: 'amara.okafor@halden.example',
    status: 'skipped',
    code: 'RedundantExport',
    reason: 'Nothing to change.',
    action: 'update',
  }),
  entry(93, { who: 8, name: 'yusuf@halden.example', status: 'warning', action: 'update' }),
];

export const logFile = JSON.stringify(story);
/** The same again, cut off, and an app of another name. */
export const otherLogFile = JSON.stringify([...story.slice(0, 4), entry(200, { who: 1, name: 'amara.okafor@halden.example', app: 'Another app' })]);
