// What a log says in sum beyond its single failures: each finding from the events that bring it about, and none from events that do not.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { storeParsed } from '../../../main/features/provisioning-log/entries.ts';
import { findingIdOf } from '../../../main/features/provisioning-log/explanation.ts';
import { logOperations } from '../../../main/features/provisioning-log/worker-operations.ts';
import { openLogStore } from '../../../main/platform/storage/provisioning-log/store.ts';
import { provisioningCodes } from '../../../main/protocols/entra/provisioning-codes.ts';

const opened: { close(): void }[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Given {
  readonly n: number;
  readonly who?: string;
  readonly kind?: 'User' | 'Group';
  readonly status?: string;
  readonly code?: string;
  readonly reason?: string;
  readonly member?: string;
  readonly details?: Readonly<Record<string, string>>;
}

const entry = ({ n, who = `u-${n}`, kind = 'User', status = 'failure', code, reason, member, details = {} }: Given) => ({
  id: `e-${n}`,
  activityDateTime: new Date(Date.UTC(2026, 10, 1) + n * 1000).toISOString(),
  jobId: 'scim.1',
  provisioningAction: 'update',
  sourceIdentity: { id: who, displayName: who, identityType: kind },
  provisioningStatusInfo: { status, errorInformation: { errorCode: code, reason } },
  provisioningSteps: [{ name: 'EntrySynchronizationScoping', provisioningStepType: 'scoping', status, details }],
  modifiedProperties: member === undefined ? [] : [{ displayName: 'members', oldValue: null, newValue: member }],
});

function logOf(...given: readonly Given[]) {
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-across-'));
  folders.push(dataDir);
  const store = openLogStore({ dataDir, readOnly: false });
  opened.push(store);
  const into = store.begin({ source: 'entra-files', name: '', at: '2026-11-02T00:00:00.000Z' });
  for (const one of given) storeParsed(into, entry(one), JSON.stringify(entry(one)), { line: null, source: 'entra-files' }, () => {});
  into.commit([]);
  const asked = logOperations(() => store);
  return { across: asked['logs.summary']({ filter: {} }).findings, show: (n: number) => asked['logs.event']({ id: `e-${n}` }) };
}

describe('findings across a log', () => {
  it.each<[string, readonly Given[]]>([
    ['log.secret-expired', [{ n: 1, code: 'ContosoCredentialValidationFailure', reason: 'refused' }]],
    ['log.secret-expired', [{ n: 1, code: 'Other', reason: 'AADSTS7000222: The provided client secret keys are expired.' }]],
    ['log.quarantine', [{ n: 1, code: 'EncounteredEscrowProportionThreshold' }]],
    ['log.quarantine', [{ n: 1, code: 'Other', reason: 'The job has been quarantined.' }]],
    ['log.throttled', [{ n: 1, code: 'ContosoTooManyRequests' }]],
    ['log.matching-not-unique', [{ n: 1, code: 'ContosoDuplicateTargetEntries' }]],
    ['log.members-out-of-scope', [{ n: 1, kind: 'Group', code: 'ContosoUnableToResolveReferenceAttributeValue', member: 'u-9' }]],
    ['log.deletions-held-back', [{ n: 1, code: 'TooManyDeletes' }]],
    [
      'log.flag-missing',
      [
        {
          n: 1,
          code: 'ContosoServiceIncompatible',
          reason: 'StatusCode: BadRequest Web Response: {"detail":"active must be a boolean, got \\"False\\""}',
        },
      ],
    ],
    [
      'log.nested-groups',
      [
        { n: 1, who: 'g-1', kind: 'Group', code: 'ContosoConflict', member: 'g-2' },
        { n: 2, who: 'g-2', kind: 'Group', status: 'success' },
      ],
    ],
    ['log.quarantine-near', Array.from({ length: 4000 }, (_, n) => ({ n, code: 'ContosoMandatoryFieldsMissing' }))],
  ])('say %s', (id, given) => {
    const { across } = logOf(...given);
    expect(across.map((finding) => finding.id)).toEqual([id]);
    expect(across[0]?.evidence.length).toBeGreaterThan(0);
  });

  it('say nothing of what is over, nor of what is small', () => {
    expect(logOf({ n: 1, who: 'u', code: 'TooManyDeletes' }, { n: 2, who: 'u', status: 'success' }).across).toEqual([]);
    expect(logOf(...Array.from({ length: 50 }, (_, n) => ({ n, code: 'ContosoMandatoryFieldsMissing' }))).across).toEqual([]);
    expect(logOf({ n: 1, kind: 'Group', code: 'ContosoConflict', member: 'u-7' }).across).toEqual([]);
  });
});

describe('one event explained', () => {
  it('tells a harmless skip from one to look at, with the fields that decided', () => {
    const { show } = logOf(
      { n: 1, status: 'skipped', details: { SkipReason: 'RedundantExport' } },
      { n: 2, status: 'skipped', details: { SkipReason: 'NotEffectivelyEntitled', IsActive: 'True', Assigned: 'False', Other: 'x' } },
    );
    expect(show(1).findings).toMatchObject([{ id: 'entra.redundant-export', severity: 'info' }]);
    expect(show(2).findings).toMatchObject([{ id: 'entra.not-effectively-entitled', severity: 'warning' }]);
    expect(show(2).findings[0]?.evidence.map(({ text }) => text)).toEqual([
      'SkipReason: NotEffectivelyEntitled',
      'IsActive: True',
      'Assigned: False',
    ]);
  });

  it('says log.unknown-code for a code no table has', () => {
    expect(logOf({ n: 1, code: 'NeverHeardOf', reason: 'because' }).show(1).findings).toMatchObject([
      { id: 'log.unknown-code', evidence: [{ text: 'because' }] },
    ]);
  });

  it.each(provisioningCodes.map(({ suffix }) => suffix))('knows %s behind any prefix', (suffix) => {
    expect(findingIdOf(`SystemForCrossDomainIdentityManagement${suffix}`)).toBe(`entra.${suffix.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()}`);
  });
});
