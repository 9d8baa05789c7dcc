// What a server was seen to do where the documentation is silent: kept with its connection, with the run that saw it, and in that run's reports.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Observation } from '../../../contract/connections.ts';
import type { App } from '../../../main/app-types.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeTenant } from '../../../main/practice/types.ts';
import { openTestApp, runToEnd } from '../compose/app.ts';
import { sync } from '../test-sync/builders.ts';
import { smallServer } from '../test-sync/small-server.ts';

const answers = (observations: readonly Observation[]) =>
  Object.fromEntries(observations.flatMap(({ id, seen }) => (seen === null ? [] : [[id, seen.answer]])));

describe('what the server of a connection was seen to do', () => {
  let app: App;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'steward-observations-'));
    app = await openTestApp(folder);
    await app.handlers['practice.start']({});
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  const observations = async () => (await app.handlers['connections.card']({ id: 'practice' })).observations;
  async function syncOf(faults: string[]): Promise<string> {
    const options = {
      connectionId: 'practice',
      dialect: 'entra' as const,
      members: 3,
      testDomain: 'halden.example',
      reusablePerson: false,
      nestedGroup: true,
      faults,
    };
    const { consentId } = await app.handlers['test-sync.consent'](options);
    const { runId } = await app.handlers['test-sync.start']({ options, consentId });
    await runToEnd(app, runId);
    return runId;
  }

  it('is unknown at first, and says which run can show it', async () => {
    const first = await observations();
    expect(first.length).toBeGreaterThan(6);
    expect(first.every(({ seen, seenBy, question }) => seen === null && seenBy !== '' && question.endsWith('?'))).toBe(true);
  });

  it('is kept with the run that saw it, and stands in its reports; what was broken on purpose says nothing about the server', async () => {
    const runId = await syncOf([]);
    const known = await observations();
    expect(answers(known)).toEqual({
      'token-lifetime': '3600 s',
      inactive: 'kept; the person stays readable',
      'create-twice': 'refused with 409',
      'error-body': 'SCIM’s (RFC 7644), with scimType',
      'delete-person': 'gone, 404 seen afterwards',
      'delete-group': 'gone, 404 seen afterwards',
      'nested-group': 'kept, and shown by id and in the list',
    });
    expect(known.find(({ id }) => id === 'inactive')?.seen?.runId).toBe(runId);

    for (const format of ['html', 'markdown'] as const) {
      const report = await app.renderReport(runId, format);
      expect(report).toContain('What the server was seen to do');
      expect(report).toContain('What does DELETE of a person do?');
    }
    expect(JSON.parse(await app.renderReport(runId, 'json')).observations).toContainEqual({
      id: 'inactive',
      question: 'What does active=false do to a person?',
      answer: 'kept; the person stays readable',
    });

    await syncOf(['active-string', 'delete-not-done']);
    expect(await observations()).toEqual(known);

    const check = await app.handlers['connection-test.start']({ connectionId: 'practice', tryAllAuthStyles: false, faults: [] });
    await runToEnd(app, check.runId);
    const later = await observations();
    expect(answers(later)).toMatchObject({ inactive: 'kept; the person stays readable', paging: 'yes, page two holds another person' });
    expect(later.find(({ id }) => id === 'paging')?.seen?.runId).toBe(check.runId);
    expect(later.find(({ id }) => id === 'inactive')?.seen?.runId).toBe(runId);
  });

  it('is forgotten with the connection', async () => {
    await app.handlers['connections.remove']({ id: 'practice' });
    await app.handlers['practice.start']({});
    expect(answers(await observations())).toEqual({});
  });
});

describe('an answer', () => {
  let tenant: PracticeTenant;
  beforeAll(async () => {
    tenant = await startPracticeTenant();
  });
  afterAll(() => tenant.close());
  const factsOf = ({ run }: Awaited<ReturnType<typeof sync>>) =>
    Object.fromEntries(run.steps.flatMap(({ facts }) => facts).flatMap(({ observes, value }) => (observes === undefined ? [] : [[observes, value]])));

  it('tells a soft deletion from a hard one, and Foundry’s own error form from SCIM’s', async () => {
    await tenant.setQuestions({ deletion: 'soft-visible', errorBody: 'platform' });
    expect(factsOf(await sync(tenant))).toMatchObject({
      'delete-person': 'still readable, with active=false',
      'delete-group': 'gone, 404 seen afterwards',
      'error-body': 'the platform’s own (errorName), not SCIM’s',
    });
    await tenant.setQuestions({ deletion: 'hard', errorBody: 'rfc7644' });
  });

  it.each([
    ['active-string', { inactive: 'kept as text, not as a boolean' }],
    ['patch-not-done', { inactive: 'not kept: the person stays active' }],
    ['delete-not-done', { 'delete-person': 'answered with success and not done' }],
    ['429-plain', { pace: 'asked to wait, by 429' }],
    ['nested-dropped', { 'nested-group': 'accepted, and dropped' }],
    ['nested-refused', { 'nested-group': 'refused with 400' }],
    ['nested-not-in-list', { 'nested-group': 'kept, and shown by id only' }],
  ])('of a server with the fault %s is what that server does', async (fault, wanted) => {
    await tenant.setFaults([fault]);
    expect(factsOf(await sync(tenant, { options: { nestedGroup: true } }))).toMatchObject(wanted);
    await tenant.setFaults([]);
  });

  it('never repeats what the server wrote', async () => {
    const server = await smallServer(({ method, path, count }) =>
      method === 'POST' && path === 'Users' && count === 2 ? { status: 409, body: { status: '409', scimType: 'zebra', detail: 'zebra' } } : undefined,
    );
    expect(JSON.stringify(factsOf(await sync(server.target)))).not.toContain('zebra');
  });
});
