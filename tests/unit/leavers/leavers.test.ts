// Who left and is still active: found over snapshots written and read as the app does, and the reasons each with its fact.
import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../contract/mapping.ts';
import type { LogEvent } from '../../../contract/provisioning-log.ts';
import type { LeaverFacts } from '../../../main/domain/leavers/reason-rules.ts';
import { type ReasonId, reasonIds, reasonsOf, whatToDo } from '../../../main/domain/leavers/reasons.ts';
import { leaverOperations } from '../../../main/features/leavers/worker-operations.ts';
import { allComplete, complete, type Directory, shelfWith } from '../nested-groups/snapshot.ts';

const allUsers = [complete('users')];

const target = (people: Directory['people']): Directory => ({ people, groups: {}, assigned: [], coverage: allUsers });
const account = (externalId: string | null, enabled: boolean | null = true) => ({ externalId, enabled });

function found(directory: Directory, accounts: Directory, older?: Directory) {
  const shelf = shelfWith(directory, { id: 'now' });
  shelfWith(accounts, { id: 'target', shelf });
  if (older !== undefined) shelfWith(older, { id: 'older', shelf });
  const files = { ...shelf, open: (id: string) => dressed(shelf.open(id), id), list: () => shelf.list().map((one) => head(one, one.id)) };
  return leaverOperations(files)['leavers.find']({
    snapshotId: 'now',
    targetId: 'target',
    mapping: null,
    personKey: 'id',
    offset: 0,
    limit: 100,
  });
}

/** The builder takes every snapshot at one moment from one source: here the target is one by SCIM, and the older one older. */
const head = <T extends { readonly id: string; readonly source: string; readonly takenAt: string }>(one: T, id: string): T =>
  id === 'target' ? { ...one, source: 'scim' } : id === 'older' ? { ...one, takenAt: '2026-10-01T10:00:00Z' } : one;
const dressed = <R extends { readonly snapshot: { readonly id: string; readonly source: string; readonly takenAt: string } }>(
  reader: R,
  id: string,
): R => new Proxy(reader, { get: (of, name) => (name === 'snapshot' ? head(of.snapshot, id) : Reflect.get(of, name)) });

const company: Directory = {
  people: { ana: {}, ben: { enabled: false }, cy: {}, dee: {} },
  groups: { staff: { members: ['ana', 'ben'] } },
  assigned: ['staff', 'dee'],
};
const accounts = target({
  s1: { ...account('ana'), userName: 'ana@halden.example' },
  s2: account('ben'),
  s3: account('cy'),
  s4: account('gone'),
  s5: { ...account('other'), userName: 'DEE@halden.example' },
  s6: account('ben2', false),
  s7: account(null),
});

describe('people who left and are still active in the target', () => {
  it('are the disabled, the unassigned and the deleted, and nobody who should be there', () => {
    const seen = found(company, accounts);
    expect(seen.rows.map(({ kind, accountId, personId }) => [kind, accountId, personId])).toEqual([
      ['disabled', 's2', 'ben'],
      ['unassigned', 's3', 'cy'],
      ['deleted', 's4', null],
    ]);
    expect(seen).toMatchObject({ entitled: 2, ownAccounts: 1, total: 3, counts: { deleted: 1, disabled: 1, unassigned: 1, 'out-of-scope': 0 } });
    expect(seen.notes).toEqual([]);
  });

  it('count an account that does not say whether it is active', () => {
    expect(found(company, target({ s2: account('ben', null) })).rows).toEqual([expect.objectContaining({ accountId: 's2', activeSaid: false })]);
  });

  it('are dated by an older snapshot of the same directory', () => {
    const older: Directory = { people: { ana: {}, ben: {}, cy: {}, gone: {} }, groups: {}, assigned: ['ben', 'ana', 'cy'] };
    const seen = found(company, accounts, older);
    const of = (id: string) => seen.rows.find(({ accountId }) => accountId === id);
    expect(of('s2')).toMatchObject({
      lastEntitledAt: '2026-10-01T10:00:00Z',
      left: { after: '2026-10-01T10:00:00Z', before: '2026-11-23T10:00:00Z' },
    });
    expect(of('s4')).toMatchObject({ lastEntitledAt: null, beforeGone: 'unassigned', left: { after: null } });
  });

  it('are not called unassigned or deleted where the directory was not read completely', () => {
    const seen = found({ ...company, coverage: [{ set: 'users', state: 'partial', note: '' }] }, accounts);
    expect(seen.rows.map(({ kind }) => kind)).toEqual(['disabled']);
    expect(seen.notes.join(' ')).toContain('nobody was judged unassigned');
    expect(seen.notes.join(' ')).toContain('not judged deleted');
  });

  it('come with a warning when externalId seems to be made of something else', () => {
    const seen = found(company, target({ s1: account('1001'), s2: account('1002'), s3: account('1003') }));
    expect(seen.notes.join(' ')).toContain('Only 0 of 3 externalIds');
  });

  it('are refused against a snapshot that is no target', () => {
    const shelf = shelfWith(company, { id: 'now' });
    shelfWith(company, { id: 'target', shelf });
    const order = { snapshotId: 'now', targetId: 'target', mapping: null, personKey: 'id' as const, offset: 0, limit: 1 };
    expect(() => leaverOperations(shelf)['leavers.find'](order)).toThrow('snapshot of the target');
  });

  it('are found by scoping filters and with the externalId that the mapping sends', () => {
    const shelf = shelfWith({ ...company, coverage: allComplete }, { id: 'now' });
    shelfWith(target({ s1: account('ana'), s4: account('dee') }), { id: 'target', shelf });
    const files = { ...shelf, open: (id: string) => dressed(shelf.open(id), id) };
    const scoped = mappingWith({ scope: [[{ attribute: 'mailNickname', operator: 'NOT EQUALS', values: ['dee'] }]] });
    const seen = leaverOperations(files)['leavers.find']({
      snapshotId: 'now',
      targetId: 'target',
      mapping: scoped,
      personKey: 'mail',
      offset: 0,
      limit: 9,
    });
    expect(seen.rows).toEqual([expect.objectContaining({ kind: 'out-of-scope', personId: 'dee', by: 'externalId', sentExternalId: 'dee' })]);
  });
});

const row = (targetName: string, expression: string, matchingPriority = 0) => ({
  target: targetName,
  source: { kind: 'function' as const, expression },
  defaultValue: null,
  matchingPriority,
  flowType: 'always',
});
const follows = row('active', 'Switch([IsSoftDeleted], , "False", "True", "True", "False")');

function mappingWith(
  changes: Partial<Mapping['objects'][number]> & { readonly rows?: Mapping['objects'][number]['attributes']; readonly skip?: boolean | null } = {},
): Mapping {
  const { rows = [follows], skip = false, ...object } = changes;
  return {
    provider: 'entra',
    vantage: 'a file',
    origin: 'schema.json',
    template: null,
    tenantUrl: null,
    skipOutOfScopeDeletions: skip,
    memberObjects: [],
    required: [],
    objects: [
      {
        kind: 'user',
        name: 'Provision users',
        sourceObject: 'User',
        targetObject: 'User',
        enabled: true,
        flows: { add: true, update: true, delete: true },
        scope: [],
        attributes: [row('externalId', '[objectId]', 1), row('userName', '[userPrincipalName]'), ...rows],
        ...object,
      },
    ],
    notes: [],
  };
}

const event = (changes: Partial<LogEvent>): LogEvent => ({
  id: 'e1',
  at: '2026-11-20T10:00:00Z',
  source: 'entra-files',
  app: { tenantId: null, id: null, name: null },
  jobId: null,
  cycleId: null,
  changeId: null,
  action: 'disable',
  status: 'success',
  from: { id: 'ben', name: null, kind: 'user' },
  to: { id: 's2', name: null, kind: 'user' },
  code: null,
  reason: null,
  durationMs: null,
  ...changes,
});
const job = {
  id: 'scim.1',
  appKey: 'a',
  state: 'active',
  lastEvent: null,
  lastCycle: null,
  quarantine: null,
  seenAt: '2026-11-23T09:00:00Z',
} as const;
const quarantine = (reason: string) => ({
  ...job,
  state: 'quarantine' as const,
  quarantine: { reason, since: '2026-11-22T09:00:00Z', nextTry: null, disabledAt: '2026-12-20T09:00:00Z' },
});

/** Nothing is wrong by these facts, and everything was looked at. */
const well: LeaverFacts = {
  provider: 'entra',
  kind: 'disabled',
  by: 'externalId',
  sentExternalId: 'ben',
  accountId: 's2',
  accountExternalId: 'ben',
  directory: { takenAt: '2026-11-23T10:00:00Z', vantage: 'the IdP' },
  target: { takenAt: '2026-11-23T11:00:00Z', vantage: 'the target' },
  lastEntitledAt: '2026-09-01T10:00:00Z',
  left: { after: '2026-09-01T10:00:00Z', before: '2026-11-23T10:00:00Z' },
  beforeGone: null,
  mapping: mappingWith(),
  events: [],
  logEnds: '2026-11-23T09:00:00Z',
  jobs: [job],
};

describe('why somebody who left is still active', () => {
  const cases: readonly (readonly [ReasonId, Partial<LeaverFacts>, 'shown' | 'possible', string])[] = [
    ['sent-still-active', { events: [event({})] }, 'shown', 'took a disable on 2026-11-20 10:00 UTC, and showed the account active'],
    ['sent-still-active', { events: [event({ at: '2026-11-23T12:00:00Z' })] }, 'possible', 'read it again'],
    ['failing', { events: [event({ status: 'failure', code: 'EntryConflict' })] }, 'shown', 'EntryConflict'],
    ['failing', { events: [event({ action: 'update', status: 'failure', code: 'EntryConflict' })] }, 'possible', 'last update failed'],
    ['linked-elsewhere', { by: 'user name alone', accountExternalId: 'old' }, 'shown', 'carries the externalId “old”, and “ben” would be sent'],
    ['linked-elsewhere', { events: [event({ status: 'skipped', to: { id: 's9', name: null, kind: 'user' } })] }, 'shown', 's9'],
    ['active-not-mapped', { mapping: mappingWith({ rows: [] }) }, 'shown', 'no row for active'],
    ['active-not-mapped', { mapping: mappingWith({ rows: [row('active', '"True"')] }) }, 'shown', 'does not look at IsSoftDeleted'],
    ['update-off', { mapping: mappingWith({ flows: { add: true, update: false, delete: true } }) }, 'shown', 'Update is not among'],
    ['skip-out-of-scope', { kind: 'unassigned', mapping: mappingWith({ skip: true }) }, 'shown', 'is true'],
    ['skip-out-of-scope', { mapping: mappingWith({ skip: true }) }, 'possible', 'is true'],
    ['deletion-guard', { jobs: [quarantine('TooManyDeletes')] }, 'shown', 'TooManyDeletes since 2026-11-22'],
    ['quarantine', { jobs: [quarantine('EncounteredEscrowProportionThreshold')] }, 'shown', 'EncounteredEscrow'],
    ['job-stopped', { jobs: [{ ...job, state: 'paused' }] }, 'shown', 'paused'],
    ['job-stopped', { jobs: [], logEnds: '2026-11-20T09:00:00Z' }, 'possible', 'more than a day before'],
    ['unassigned-first', { kind: 'deleted', beforeGone: 'unassigned' }, 'shown', 'no DELETE comes'],
    [
      'delete-not-due',
      { kind: 'deleted', beforeGone: 'entitled', left: { after: '2026-11-10T10:00:00Z', before: '2026-11-23T10:00:00Z' } },
      'possible',
      'not due before 2026-12-10',
    ],
  ];

  it.each(cases)('%s: with %o it is %s', (id, changes, state, words) => {
    const [first] = reasonsOf({ ...well, ...changes });
    expect(first).toMatchObject({ id, state, fact: expect.stringContaining(words) });
    expect(first?.remedy).not.toBe('');
    // The fact alone brought it about.
    expect(reasonsOf(well).find((reason) => reason.id === id)?.state ?? 'ruled out').toBe('ruled out');
  });

  it('has a case for every reason', () => {
    expect(new Set(cases.map(([id]) => id))).toEqual(new Set(reasonIds));
  });

  it('is not known, with how to find out, where nobody looked', () => {
    const reasons = reasonsOf({
      ...well,
      kind: 'deleted',
      left: { after: null, before: well.left.before },
      mapping: null,
      events: null,
      logEnds: null,
      jobs: [],
    });
    expect(reasons.find(({ state }) => state === 'shown' || state === 'possible')).toBeUndefined();
    const open = reasons.filter(({ state }) => state === 'not known');
    expect(open.map(({ id }) => id)).toEqual(reasonIds.filter((id) => id !== 'linked-elsewhere'));
    for (const { fact, at } of open) expect([fact === '', at]).toEqual([false, null]);
    expect(whatToDo(reasons)).toContain('not known yet');
  });

  it('has none of Entra’s own reasons for Okta', () => {
    const ids = reasonsOf({ ...well, provider: 'okta', kind: 'deleted' }).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['sent-still-active', 'failing', 'linked-elsewhere', 'job-stopped']));
    expect(ids).toHaveLength(4);
  });
});
