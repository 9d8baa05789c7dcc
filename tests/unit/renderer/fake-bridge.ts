// A bridge without a main process: answers from fixtures, plays a run step by step. For looking at screens and for tests of the store.

import type { Bridge, EventPayload, ReplyOf } from '../../../contract/calls.ts';
import type { EventName } from '../../../contract/channels.ts';
import { unknownGroupClaim } from '../../../contract/claims.ts';
import type { Run } from '../../../contract/common.ts';
import type { IdpReport } from '../../../contract/connection-test.ts';
import type { Connection, LockState } from '../../../contract/connections.ts';
import { unknownSignOn } from '../../../contract/mapping.ts';
import { fakePracticeRoom } from './fake-practice.ts';
import { appInfo, ingressResult, limitsAnswer } from './fixtures/answers.ts';
import { cardOf, practiceConnection, productionConnection, receipts, stagingConnection } from './fixtures/connections.ts';
import { exchanges } from './fixtures/exchanges.ts';
import { faults } from './fixtures/faults.ts';
import { contentType, providerIdConflict, unavailable, unmatched404 } from './fixtures/findings.ts';
import { failingTest, history, syncRun } from './fixtures/runs.ts';

export type Scene = 'filled' | 'empty' | 'new connection only';

export interface FakeBridge {
  readonly bridge: Bridge;
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  /** Puts a run in place of what `runs.get` and `runs.watch` answer. */
  readonly putRun: (run: Run) => void;
  /** Every call that came in, in order. */
  readonly calls: string[];
}

async function ok<T>(value: T): Promise<ReplyOf<T>> {
  return { ok: true, value };
}

async function refused<T>(code: string, message: string): Promise<ReplyOf<T>> {
  return { ok: false, error: { code, message } };
}

/** `selected` is the id of the connection chosen at first. */
export function fakeBridge(scene: Scene, selected = 'c-staging'): FakeBridge {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const runs = new Map<string, Run>([
    [failingTest.id, failingTest],
    ['run-sync', syncRun(20)],
  ]);
  const calls: string[] = [];
  let connections: Connection[] = scene === 'empty' ? [] : [practiceConnection, stagingConnection, productionConnection];
  let selectedId: string | null = scene === 'empty' ? null : selected;
  let report: IdpReport | null = null;
  let lock: LockState = { kind: 'locked' };
  let retention = 90;
  let limits = limitsAnswer;

  const emit: FakeBridge['emit'] = (name, payload) => {
    for (const listener of listeners.get(name) ?? []) (listener as (value: typeof payload) => void)(payload);
  };
  const one = (id: string) => connections.find((connection) => connection.id === id) ?? stagingConnection;
  const card = (id: string) => ({ ...cardOf(one(id)), ...(one(id).production ? { lock } : {}) });
  const play = (count: number) => {
    runs.set('run-live', syncRun(count, 'run-live'));
    emit('runs.changed', { id: 'run-live', revision: count });
    if (count < 20) setTimeout(() => play(count + 1), 250);
  };
  const columns = () => ({
    thisDesk: 'Entra would fail: a search without matches is answered 404.',
    fromIdp: report === null ? 'Not recorded yet. Press Test Connection in Entra and record what it says.' : 'Entra could not connect to the server.',
    together:
      report === null
        ? 'Would fail, seen from this desk. Entra itself was not asked yet.'
        : 'Does not work: the server is reachable from here, but not for Entra.',
    tone: 'bad' as const,
    findings: report?.outcome === 'credential-validation-unavailable' ? [unavailable] : [],
  });
  const practice = { running: scene !== 'empty', connectionId: 'c-practice', scimUrl: practiceConnection.scimUrl, faults, users: 214, groups: 31 };
  const leftovers =
    scene === 'filled'
      ? [
          {
            runId: 'run-4',
            connectionId: 'c-practice',
            connectionName: 'Practice tenant',
            startedAt: '2026-11-22T09:00:00.000Z',
            state: 'interrupted' as const,
            effects: syncRun(9).effects,
          },
        ]
      : [];

  const secretStatus = { store: 'session-only', place: 'No Secret Service answers', isSet: false } as const;

  const emptyLog = {
    events: 0,
    byStatus: { success: 0, failure: 0, skipped: 0, warning: 0 },
    stillFailing: [],
    past: [],
    coverage: [],
    jobs: [],
    findings: [],
  };

  const bridge: Bridge = {
    person: { find: () => refused('person.several', 'Several people fit.') },
    leavers: { find: () => refused('leavers.no-target', 'There is no snapshot of the target.') },
    logs: {
      chooseFile: () => ok({ file: null }),
      importFiles: () => ok({ runId: 'run-1' }),
      apps: () => ok({ apps: [], textSearch: 'indexed' as const }),
      imports: () => ok({ imports: [] }),
      page: () => ok({ events: [], total: 0 }),
      event: () => refused('logs.absent', 'This event is not in the log. Read the log again.'),
      summary: () => ok(emptyLog),
      chart: () => ok({ from: '', bucketMs: 60_000, counts: [] }),
      codes: () => ok({ codes: [] }),
      export: () => ok({ saved: null }),
    },
    app: {
      info: () => ok(appInfo),
      openLogFolder: () => ok({ done: true }),
      openExternal: () => ok({ opened: true }),
      limits: () => ok(limits),
      setLimits: (wanted) => {
        limits = { ...limits, limits: wanted };
        return ok(limits);
      },
      contacts: () =>
        ok({
          contacts: [
            {
              host: 'scim.contoso-staging.palantirfoundry.com',
              why: 'Connection test of Contoso staging',
              requests: 28,
              lastAt: '2026-11-23T20:41:12.000Z',
            },
          ],
        }),
      deleteAllData: ({ typed }) =>
        typed === 'delete all data' ? ok({ done: true }) : refused('not-confirmed', 'Type “delete all data” to confirm. Nothing was deleted.'),
    },
    'idp-access': {
      get: () => ok({ access: { graph: null, okta: null }, secrets: { graph: secretStatus, okta: secretStatus } }),
      save: ({ access }) => ok({ access, secrets: { graph: secretStatus, okta: secretStatus } }),
      permissions: () => ok({ permissions: [], consentText: '' }),
      saveAppScript: () => ok({ path: null }),
    },
    'foundry-access': {
      get: () => ok({ access: null, secret: secretStatus }),
      save: ({ access }) => ok({ access, secret: secretStatus }),
      try: () => refused('foundry.no-access', 'How Foundry’s admin API is read is not set up for this connection.'),
    },
    support: {
      explain: ({ text }) =>
        ok({
          recognised: [
            {
              excerpt: text.slice(0, 200),
              finding: providerIdConflict,
              fields: [
                { label: 'userName', value: 'j.novak@contoso.com' },
                { label: 'Provider ID at login', value: 'J.Novak@contoso.com' },
                { label: 'Provider ID from provisioning', value: '8f2d3c1a-0b7e-4f0e-9f5e-1f2a3b4c5d6e' },
              ],
            },
          ],
          unread: ['1 line was not recognised: "Trace id 00-4bf92f3577b34da6".'],
        }),
    },
    overview: {
      get: () =>
        ok({
          card: selectedId === null ? null : card(selectedId),
          headline: 'Entra would not accept this server',
          tone: 'bad',
          findings: [unmatched404, contentType],
          next: [
            {
              title: 'Mend the answer to a search without matches',
              text: 'It must be 200 with an empty list. Send the finding to the owner of the server.',
              screen: 'connection-test',
            },
            { title: 'Record what Entra says', text: 'Press Test Connection in Entra and pick its answer.', screen: 'connection-test' },
            { title: 'Run a test sync', text: 'Makes a throw-away person and group, as Entra would, and removes them.', screen: 'test-sync' },
          ],
          recent: history.slice(0, 5),
          leftovers,
        }),
    },
    practice: {
      status: () => ok(practice),
      start: () => {
        connections = [practiceConnection];
        selectedId = practiceConnection.id;
        return ok({ ...practice, running: true });
      },
      reset: () => ok(practice),
      ...fakePracticeRoom(),
    },
    connections: {
      list: () => ok({ connections, selectedId, locks: Object.fromEntries(connections.map(({ id }) => [id, card(id).lock])) }),
      card: ({ id }) => ok(card(id)),
      save: (draft) => {
        const saved: Connection = {
          ...draft,
          id: draft.id ?? 'c-new',
          practice: false,
          createdAt: '2026-11-23T20:00:00.000Z',
          updatedAt: '2026-11-23T20:00:00.000Z',
        };
        connections = [...connections.filter((connection) => connection.id !== saved.id), saved];
        selectedId = saved.id;
        return ok(saved);
      },
      remove: ({ id }) => {
        connections = connections.filter((connection) => connection.id !== id);
        return ok({ done: true });
      },
      duplicate: ({ id }) => ok({ ...one(id), id: `${id}-copy` }),
      select: ({ id }) => {
        selectedId = id;
        return ok({ done: true });
      },
      setSecret: () => ok({ store: 'session-only', place: 'No Secret Service answers', isSet: true }),
      clearSecret: () => ok({ store: 'session-only', place: 'No Secret Service answers', isSet: false }),
      parsePaste: () =>
        ok({
          scimUrl: stagingConnection.scimUrl,
          tokenUrl: stagingConnection.tokenUrl,
          clientId: stagingConnection.clientId,
          secretHandle: 'h1',
          notes: ['One line was not recognised.'],
        }),
      advise: (draft) =>
        ok({
          advice: draft.scimUrl.includes('aadOpt')
            ? [
                {
                  id: 'flag',
                  field: 'scimUrl',
                  severity: 'warning',
                  text: 'The flag belongs into Entra’s Tenant URL, not here.',
                  suggestion: draft.scimUrl.split('?')[0] ?? '',
                },
              ]
            : card('c-staging').advice,
          realm: '5f2c81a0',
        }),
      exportFile: () => ok({ path: '/home/a/connections.json' }),
      importFile: () => ok({ imported: [], refused: ['Line 3 is not a connection.'] }),
      chooseCaFile: () => ok({ path: '/etc/ssl/company-root.pem' }),
      unlock: ({ reason, minutes }) => {
        lock = { kind: 'unlocked', until: new Date(Date.parse('2026-11-23T20:45:00.000Z') + minutes * 60_000).toISOString(), reason };
        return ok(lock);
      },
      lock: () => {
        lock = { kind: 'locked' };
        return ok(lock);
      },
      receipts: () => ok({ receipts }),
    },
    'connection-test': {
      start: () => ok({ runId: failingTest.id }),
      reportIdp: ({ connectionId, outcome, pasted }) => {
        report = { connectionId, outcome, pasted, reportedAt: '2026-11-23T20:44:00.000Z' };
        return ok(columns());
      },
      columns: () => ok({ ...columns(), report, runId: scene === 'filled' ? failingTest.id : null }),
      askIdp: () => ok({ ...columns(), report, runId: scene === 'filled' ? failingTest.id : null }),
      ingress: () => ok(ingressResult),
      chooseServiceTags: () => ok({ path: '/home/a/ServiceTags_Public_20261116.json', text: '{}' }),
    },
    directory: {
      list: () => ok({ snapshots: [], selectedId: null }),
      select: () => ok({ done: true }),
      remove: () => ok({ done: true }),
      rename: () => refused('directory.absent', 'This snapshot is no longer there.'),
      users: () => ok({ rows: [], total: 0 }),
      groups: () => ok({ rows: [], total: 0 }),
      aside: () => ok({ rows: [], total: 0 }),
      chooseFile: () => ok({ file: null }),
      inspectAs: () => refused('directory.file-forgotten', 'The file was chosen before SCIM Steward was started. Choose it again.'),
      importFiles: () => ok({ runId: 'run-import' }),
      take: () => ok({ runId: 'run-import' }),
      refresh: () => ok({ runId: 'run-import' }),
      compare: () => ok({ changes: [], total: 0, counts: {}, notes: [] }),
      saveExportScript: () => ok({ path: null }),
    },
    nested: {
      claim: () => ok(unknownGroupClaim),
      setClaim: () => ok({ done: true }),
      summary: ({ snapshotId }) =>
        ok({ snapshotId, answers: [], lasting: 'unknown', allTakenAsAssigned: false, claim: unknownGroupClaim, findings: [] }),
      groups: () => ok({ rows: [], total: 0 }),
      group: () => refused('nested.no-group', 'No assigned group has this id.'),
      lostPeople: () => ok({ rows: [], total: 0 }),
      person: () => ok({ matches: [], groups: [], totals: { groups: 0, lost: 0 } }),
      remedies: () => ok({ remedies: [] }),
      drift: () =>
        ok({ rows: [], total: 0, totals: { groups: 0, expected: 0, present: 0, missing: 0, pending: 0, blocked: 0, extra: 0 }, findings: [] }),
      driftMembers: () => ok({ row: null, rows: [], total: 0 }),
      driftKeys: () => ok({ people: [], targetPeople: 0, groups: [], targetGroups: 0 }),
      driftExport: () => ok({ path: null }),
      export: () => ok({ path: null }),
    },
    mapping: {
      get: () => ok({ mapping: null, signOn: unknownSignOn }),
      save: () => ok({ done: true }),
      chooseFile: () => ok({ mapping: null }),
      read: () => refused('mapping.unreadable', 'The text is not read as a mapping.'),
      blank: () => refused('mapping.unreadable', 'The text is not read as a mapping.'),
      fetch: () => refused('mapping.not-read', 'The mapping was not read.'),
      check: () => ok({ findings: [], rules: [], notes: [] }),
      simulate: () =>
        ok({ people: 0, inScope: 0, candidates: [], recommendation: { attribute: null, reason: '' }, change: null, findings: [], notes: [] }),
    },
    claims: { check: () => ok({ format: 'json', comparisons: [], findings: [], notes: [] }) },
    conflicts: {
      example: () => ok({ text: '' }),
      explain: () => ok({ conflicts: [], unread: [], notes: [] }),
      list: () => ok({ conflicts: [] }),
      mappingChanged: () => refused('conflicts.gone', 'This conflict is not remembered any more.'),
      verify: () => refused('conflicts.gone', 'This conflict is not remembered any more.'),
      forget: () => ok({ done: true }),
      packet: () => refused('conflicts.gone', 'This conflict is not remembered any more.'),
      predict: () => ok({ counts: {}, unclaimed: 0, targetComplete: true, rows: [], total: 0, findings: [], notes: [] }),
      mendPlan: () => ok({ planId: '', userName: '', before: null, sends: '', says: [], refusals: [] }),
      mend: () => refused('conflicts.mend-refused', 'The mapping check is not clean.'),
      mends: () => ok({ mends: [] }),
      mendUndo: () => refused('conflicts.nothing-to-undo', 'There is nothing to undo.'),
      mendLook: () => refused('conflicts.no-mend', 'No person was mended by this run.'),
      practise: () => refused('conflicts.gone', 'This conflict is not remembered any more.'),
      exportPlan: () => ok({ path: null }),
    },
    'test-sync': {
      consent: ({ connectionId, testDomain }) =>
        ok({
          consentId: 'consent-1',
          makes: [`2 people, steward-7k2f-…@${testDomain}`, '1 group, “steward-7k2f Test group”'],
          changes: ['Their names, userName and active; only of what it made'],
          removes: ['Everything it made, in reverse order, each removal proven by a 404'],
          mayTrigger: [
            'Organization rules run when the test people are updated.',
            'An intake form can hold a first-time person.',
            'A soft delete can keep the userName taken.',
          ],
          refusals:
            one(connectionId).production && lock.kind !== 'unlocked' ? ['Production is locked. Unlock it under Connection, with a reason.'] : [],
        }),
      start: () => {
        play(0);
        return ok({ runId: 'run-live' });
      },
      leftovers: () => ok({ leftovers }),
      cleanUp: () => ok({ runId: 'run-sync' }),
    },
    'org-rules': {
      rules: () => ok({ rules: [], fallback: { kind: 'not-known' } }),
      setRules: () => ok({ done: true }),
      chooseList: () => ok(null),
      plan: () => refused('org-rules.refused', 'No secret is set for this connection.'),
      consent: () => refused('org-rules.gone', 'This rerun is not kept any more.'),
      start: () => refused('org-rules.gone', 'This rerun is not kept any more.'),
      continue: () => refused('org-rules.gone', 'This rerun is not kept any more.'),
      pause: () => ok({ done: true }),
      cancel: () => ok({ done: true }),
      list: () => ok({ reruns: [] }),
      get: () => refused('org-rules.gone', 'This rerun is not kept any more.'),
      people: () => ok({ people: [], total: 0 }),
      export: () => ok({ path: null }),
    },
    runs: {
      list: ({ offset, limit, kind }) => {
        const rows = scene === 'filled' ? history.filter((run) => kind === undefined || run.kind === kind) : [];
        return ok({ runs: rows.slice(offset, offset + limit), total: rows.length });
      },
      get: ({ id }) => answerRun(id),
      watch: ({ id }) => answerRun(id),
      unwatch: () => ok({ done: true }),
      cancel: () => ok({ done: true }),
      exchanges: ({ ids }) => ok({ exchanges: exchanges.filter((exchange) => ids.includes(exchange.id)) }),
      compare: () => {
        const [a = history[0], b = history[1]] = history;
        if (a === undefined || b === undefined) return refused('run-not-found', 'This run is not in the history.');
        return ok({
          before: b,
          after: a,
          newlyFailing: failingTest.steps.filter((step) => step.status === 'failed'),
          fixed: failingTest.steps.slice(1, 3),
          unchanged: failingTest.steps.slice(3, 9).map(({ id, title, status }) => ({ id, title, status })),
          newFindings: [unmatched404],
          goneFindings: [contentType],
        });
      },
      exportFile: ({ format }) => ok({ path: `/home/a/run.${format}` }),
      remove: () => ok({ done: true }),
      retention: () => ok({ days: retention }),
      setRetention: ({ days }) => {
        retention = days;
        return ok({ days });
      },
    },
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      set.add(listener as (payload: never) => void);
      listeners.set(name, set);
      return () => void set.delete(listener as (payload: never) => void);
    },
  };

  function answerRun(id: string): Promise<ReplyOf<Run>> {
    calls.push(`run ${id}`);
    const run = runs.get(id) ?? (id.startsWith('run-') ? { ...failingTest, id } : undefined);
    return run === undefined ? refused('run-not-found', 'This run is not in the history.') : ok(run);
  }

  return { bridge, emit, putRun: (run) => runs.set(run.id, run), calls };
}
