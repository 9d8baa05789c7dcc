// The same events in every form a log can be had in, read in one command: what they say in sum must be the same.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LogEventDetail, LogSummary } from '../../../contract/provisioning-log.ts';
import { freshFolder, steward } from '../cli/in-process.ts';

const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = (n: number) => new Date(Date.UTC(2026, 10, 1, n)).toISOString();
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

interface Given {
  readonly n: number;
  readonly who: number;
  readonly status: string;
  readonly code?: string;
  readonly skip?: string;
  readonly group?: true;
  readonly changes?: readonly { readonly displayName: string; readonly oldValue: string | null; readonly newValue: string | null }[];
}

const conflict = 'SystemForCrossDomainIdentityManagementEntryConflict';
const member = (newValue: string) => [{ displayName: 'members', oldValue: null, newValue }];
const told: readonly Given[] = [
  { n: 1, who: 1, status: 'success' },
  { n: 2, who: 2, status: 'failure', code: conflict },
  { n: 3, who: 3, status: 'failure', code: conflict },
  { n: 4, who: 3, status: 'skipped', skip: 'RedundantExport' },
  { n: 5, who: 4, status: 'skipped', skip: 'NotEffectivelyEntitled' },
  { n: 6, who: 5, status: 'failure', code: 'ContosoUnableToResolveReferenceAttributeValue', group: true, changes: member('a') },
  { n: 7, who: 5, status: 'success', group: true, changes: member('b') },
  { n: 8, who: 6, status: 'failure', code: 'ContosoTimeout', changes: [{ displayName: 'title', oldValue: 'a, "b"\nc', newValue: '' }] },
];

const v1 = ({ n, who, status, code, skip, group, changes = [] }: Given) => ({
  id: guid(n),
  activityDateTime: at(n),
  tenantId: guid(900),
  jobId: 'scim.1',
  cycleId: guid(800),
  changeId: guid(500 + n),
  provisioningAction: 'update',
  durationInMilliseconds: 12,
  servicePrincipal: { id: guid(901), displayName: 'Foundry SCIM' },
  sourceIdentity: { id: guid(100 + who), displayName: `Name ${who}`, identityType: group === true ? 'Group' : 'User', details: {} },
  targetIdentity: { id: '', displayName: '', identityType: group === true ? 'Group' : 'User', details: {} },
  provisioningStatusInfo: { status, errorInformation: code === undefined ? null : { errorCode: code, reason: `Refused, “${code}”` } },
  provisioningSteps: [
    { name: 'EntryImport', provisioningStepType: 'import', status: 'success', description: 'Read', details: {} },
    { name: 'EntryExport', provisioningStepType: 'export', status, description: 'Sent', details: skip === undefined ? {} : { SkipReason: skip } },
  ],
  modifiedProperties: changes,
});

const beta = (given: Given) => {
  const { provisioningAction, provisioningStatusInfo, provisioningSteps, sourceIdentity, targetIdentity, ...same } = v1(given);
  const named = ({ displayName, identityType, ...identity }: typeof sourceIdentity) => ({ ...identity, name: displayName, type: identityType });
  return {
    ...same,
    action: upper(provisioningAction),
    statusInfo: { status: upper(provisioningStatusInfo.status), ...provisioningStatusInfo.errorInformation },
    sourceIdentity: named(sourceIdentity),
    targetIdentity: named(targetIdentity),
    provisioningSteps: provisioningSteps.map(({ provisioningStepType, ...step }) => ({ ...step, type: provisioningStepType })),
  };
};

const analytics = (given: Given) =>
  Object.fromEntries(
    Object.entries({ ...v1(given), TimeGenerated: at(given.n) }).map(([name, value]) => [
      upper(name),
      typeof value === 'object' ? JSON.stringify(value) : value,
    ]),
  );

const csv = (rows: readonly (readonly (string | number | null)[])[], newline = '\r\n') =>
  rows.map((row) => row.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(',')).join(newline);

const eventHead = [
  'ID',
  'Activity Date Time',
  'tenantId',
  'Job Id',
  'cycle id',
  'Change ID',
  'Action',
  'Duration (in milliseconds)',
  'Service Principal ID',
  'Service Principal Name',
  'Source Identity: ID',
  'Source Identity: Name',
  'Source Identity: Type',
  'TargetIdentity.Type',
  'Status',
  'Error Code',
  'Reason',
];
const eventRow = (given: Given) => {
  const { id, activityDateTime, tenantId, jobId, cycleId, changeId, servicePrincipal, sourceIdentity, targetIdentity, provisioningStatusInfo } =
    v1(given);
  const { status, errorInformation } = provisioningStatusInfo;
  return [
    id,
    activityDateTime.replace('T', ' ').replace('.000Z', ''),
    tenantId,
    jobId,
    cycleId,
    changeId,
    'Update',
    12,
    servicePrincipal.id,
    servicePrincipal.displayName,
    sourceIdentity.id,
    sourceIdentity.displayName,
    sourceIdentity.identityType,
    targetIdentity.identityType,
    upper(status),
    errorInformation?.errorCode ?? '',
    errorInformation?.reason ?? '',
  ];
};

const eventsCsv = csv([eventHead, ...told.map(eventRow)]);
// In another order than the events, and with one change's rows apart.
const backwards = [...told].reverse().map(v1);
const stepsCsv = csv([
  ['changeId', 'Step Name', 'Step Type', 'Status', 'Description', 'Skip Reason'],
  ...[0, 1].flatMap((place) =>
    backwards.flatMap(({ changeId, provisioningSteps }) => {
      const step = provisioningSteps[place];
      return step === undefined
        ? []
        : [[changeId, step.name, step.provisioningStepType, step.status, step.description, step.details.SkipReason ?? '']];
    }),
  ),
]);
const propertiesCsv = csv([
  ['Change Id', 'Display Name', 'Old Value', 'New Value'],
  ...backwards.flatMap(({ changeId, modifiedProperties }) =>
    modifiedProperties.map(({ displayName, oldValue, newValue }) => [changeId.toUpperCase(), displayName, oldValue, newValue]),
  ),
]);
const download: Files = [
  ['ProvisioningLogs.csv', eventsCsv],
  ['ProvisioningLogs_ProvisioningSteps.csv', stepsCsv],
  ['ProvisioningLogs_ModifiedProperties.csv', propertiesCsv],
];

type Files = readonly (readonly [name: string, content: string | Uint8Array])[];

async function loaded(files: Files) {
  const folder = freshFolder();
  const paths = files.map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
  const said = await steward(folder, ['logs', 'import', ...paths]);
  const summary = JSON.parse((await steward(folder, ['logs', '--json'])).out) as LogSummary;
  const shown = async (n: number) => JSON.parse((await steward(folder, ['logs', 'show', guid(n), '--json'])).out) as LogEventDetail;
  return { folder, said: said.out + said.err, code: said.code, summary, shown };
}

let graphOnce: Promise<{ readonly summary: LogSummary; readonly details: readonly LogEventDetail[] }> | undefined;
const looked = [4, 8];
async function readGraph() {
  const { summary, shown } = await loaded([['log.json', JSON.stringify({ value: told.map(v1) })]]);
  return { summary, details: [await shown(4), await shown(8)] };
}
/** Read once for all comparisons. */
const graphLog = () => {
  graphOnce ??= readGraph();
  return graphOnce;
};

const withoutSource = ({ coverage, ...rest }: LogSummary) => ({ ...rest, coverage: coverage.map(({ source: _, ...span }) => span) });

describe('the same provisioning log, whichever way it was had', () => {
  const forms: readonly (readonly [string, Files])[] = [
    ['the portal’s JSON', [['log.json', JSON.stringify(told.map(beta))]]],
    [
      'one event a line by diagnostic settings',
      [['log.json', told.map((each) => JSON.stringify({ time: at(each.n), properties: v1(each) })).join('\n')]],
    ],
    ['rows of Log Analytics', [['log.json', JSON.stringify(told.map(analytics))]]],
    ['the portal’s three CSV files', download],
    [
      'the same CSV files in another order and in UTF-16',
      [...download].reverse().map(([name, text]) => [name, Buffer.from(`\uFEFF${text}`, 'utf16le')] as const),
    ],
    ['names of two forms mixed in one file', [['log.json', JSON.stringify(told.map((each, place) => (place % 2 === 0 ? v1(each) : beta(each))))]]],
    ['JSON and CSV of the same days in one command', [['log.json', JSON.stringify(told.slice(0, 5).map(v1))], ...download]],
  ];

  it.each(forms)('says the same as Graph by %s', async (_, files) => {
    const graph = await graphLog();
    expect(graph.summary.stillFailing.map(({ cause, people, groups }) => [cause, people, groups])).toEqual([
      ['EntryConflict', 1, 0],
      ['Timeout', 1, 0],
      ['UnableToResolveReferenceAttributeValue', 0, 1],
    ]);
    expect(graph.summary.past).toMatchObject([{ cause: 'EntryConflict', people: 1 }]);
    const other = await loaded(files);
    expect(withoutSource(other.summary)).toEqual(withoutSource(graph.summary));
    for (const [place, n] of looked.entries()) {
      const [mine, theirs] = [await other.shown(n), graph.details[place]];
      expect(mine.steps).toEqual(theirs?.steps);
      expect(mine.modifiedProperties).toEqual(theirs?.modifiedProperties);
      expect({ ...mine.event, source: '' }).toEqual({ ...theirs?.event, source: '' });
    }
  });
});

describe('the portal’s CSV files', () => {
  it('work with the file of events alone', async () => {
    const { summary } = await loaded(download.slice(0, 1));
    expect(summary.events).toBe(8);
    expect(summary.stillFailing.map(({ cause }) => cause)).toContain('EntryConflict');
  });

  it('ask for the file of events when only the others are given, and load nothing', async () => {
    const { said, code, summary } = await loaded(download.slice(1));
    expect(code).toBe(1);
    expect(said).toContain('Give the file ProvisioningLogs of the same download too.');
    expect(summary.events).toBe(0);
  });

  it('keep bad rows aside and load the rest', async () => {
    const { said, summary } = await loaded([['log.csv', `${eventsCsv}\r\n"only","three","cells"\r\n`]]);
    expect(summary.events).toBe(8);
    expect(said).toContain('1 entry could not be read and was kept aside.');
  });

  it('are refused when their first row names nothing of a log', async () => {
    const { said, code } = await loaded([['people.csv', 'id,userName\n1,amara\n']]);
    expect(code).toBe(1);
    expect(said).toContain('is not a provisioning log in JSON or CSV');
  });
});

const okta = (n: number, eventType: string, result: string, reason: string | null, targets: readonly unknown[]) => ({
  actor: { id: 'system', type: 'SystemPrincipal' },
  displayMessage: 'Push',
  eventType,
  outcome: { result, reason },
  published: at(n),
  uuid: guid(700 + n),
  target: [...targets, { id: '0oa1', type: 'AppInstance', alternateId: 'Palantir Foundry', displayName: 'Palantir Foundry' }],
});
const person = (id: string) => ({ id, type: 'User', alternateId: `${id}@contoso.com`, displayName: id });
const pushed = 'application.provision.user.push';

describe('Okta’s System Log', () => {
  const events = [
    okta(1, pushed, 'FAILURE', 'Bad Request. Errors reported by remote server: department is required', [person('anna')]),
    okta(2, 'application.user_membership.add', 'SUCCESS', null, [person('anna')]),
    okta(3, pushed, 'FAILURE', 'Errors reported by remote server: userName is taken', [person('li')]),
    okta(4, 'application.provision.user.sync', 'SUCCESS', null, [person('li')]),
    okta(5, 'application.provision.group_membership.add', 'FAILURE', 'no', [{ id: 'g1', type: 'UserGroup', displayName: 'Sales' }, person('li')]),
    okta(6, 'user.session.start', 'SUCCESS', null, []),
    { ...okta(7, pushed, 'SUCCESS', null, [person('x')]), uuid: undefined },
  ];

  it('is read beside Entra’s files in one command, with each app apart', async () => {
    const { folder, said, summary, shown } = await loaded([['okta.json', JSON.stringify(events)], ...download]);
    expect(said).toContain('13 events new. 1 entry could not be read');
    expect(summary.events).toBe(13);
    const byApp = JSON.parse((await steward(folder, ['logs', '--json', '--where', 'app=/0oa1'])).out) as LogSummary;
    expect(byApp).toMatchObject({ events: 5, byStatus: { success: 2, failure: 3 } });
    // An assignment that succeeded ends no failure to create the person.
    expect(byApp.stillFailing.map(({ cause, people, groups }) => [cause, people, groups])).toEqual([
      ['application.provision.group_membership.add', 0, 1],
      [pushed, 1, 0],
    ]);
    expect(byApp.past).toMatchObject([{ cause: pushed, people: 1 }]);
    expect(summary.coverage.map(({ source }) => source).sort()).toEqual(['entra-files', 'okta-files']);
    expect((await shown(705)).modifiedProperties).toEqual([{ name: 'members', oldValue: null, newValue: 'li' }]);
  });

  it('explains what the server said', async () => {
    const { shown } = await loaded([['okta.json', JSON.stringify({ value: events })]]);
    const detail = await shown(701);
    expect(detail.event).toMatchObject({ source: 'okta-files', action: 'create', from: { id: 'anna', name: 'anna@contoso.com', kind: 'user' } });
    expect(detail.findings.map(({ id }) => id)).toEqual(['okta.remote-error']);
    expect(detail.findings[0]?.cause).toContain('department is required');
  });
});
