// Organization rules run again in the composed app: on the practice tenant, whose rules place people, and on a server that misbehaves.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PlanOrder, RerunPerson } from '../../../contract/org-rules.ts';
import type { App } from '../../../main/app-types.ts';
import { type Clock, systemClock } from '../../../main/platform/ports.ts';
import { openTestApp, ownConnection, runToEnd } from '../compose/app.ts';
import { freshFolder } from '../storage/builders.ts';
import type { Target, TargetOptions } from './target.ts';
import { targetForTest } from './target-for-test.ts';

async function openApp(): Promise<App> {
  // Waits are short: what is tried here is what is done after them.
  const wait: Clock['wait'] = (milliseconds, signal) => systemClock.wait(Math.min(milliseconds, 4), signal);
  const app = await openTestApp(freshFolder(), { clock: { ...systemClock, wait } });
  onTestFinished(app.close);
  return app;
}

async function practised(): Promise<{ readonly app: App; readonly connectionId: string }> {
  const app = await openApp();
  const { connectionId } = await app.handlers['practice.start']({});
  if (connectionId === null) throw new Error('The practice tenant did not start.');
  return { app, connectionId };
}

async function against(options: TargetOptions): Promise<{ readonly app: App; readonly connectionId: string; readonly target: Target }> {
  const target = await targetForTest(options);
  const app = await openApp();
  const connection = ownConnection({ scimUrl: target.scimUrl, tokenUrl: target.tokenUrl });
  app.holdConnection(connection, 'a-client-secret');
  return { app, connectionId: connection.id, target };
}

const order = (connectionId: string, changes: Partial<PlanOrder> = {}): PlanOrder => ({
  connectionId,
  selection: { kind: 'condition', text: 'organization is wrong' },
  exclude: '',
  strategy: 'resend',
  rate: 500,
  fast: 'allowed',
  ...changes,
});

const everybody = { selection: { kind: 'condition', text: 'userName matches ".*"' } } as const;

async function plan(app: App, wanted: PlanOrder): Promise<string> {
  const { rerunId, runId } = await app.handlers['org-rules.plan'](wanted);
  const run = await runToEnd(app, runId);
  if (run.findings.length > 0) throw new Error(run.findings[0]?.cause);
  return rerunId;
}

async function start(app: App, rerunId: string) {
  const { consentId } = await app.handlers['org-rules.consent']({ rerunId });
  const { runId } = await app.handlers['org-rules.start']({ rerunId, consentId });
  return runToEnd(app, runId);
}

const peopleOf = async (app: App, rerunId: string): Promise<readonly RerunPerson[]> =>
  (await app.handlers['org-rules.people']({ rerunId, state: 'all', offset: 0, limit: 1000 })).people;
const countsOf = async (app: App, rerunId: string) => (await app.handlers['org-rules.get']({ rerunId })).counts;
const ids = (findings: readonly { readonly id: string }[]) => findings.map(({ id }) => id);

describe('who needs it', () => {
  it('are those whose organization is not the one the rules give, each with the reason', async () => {
    const { app, connectionId } = await practised();
    const people = await peopleOf(app, await plan(app, order(connectionId)));
    expect(people.map(({ userName }) => userName.split('@')[0]).sort()).toEqual(['priya.raman', 'thabo.nkosi']);
    for (const person of people) {
      expect(person.why).toBe('Meets: organization is wrong; in Halden Instruments, the rules give Halden Restricted');
      expect([person.before, person.expected]).toEqual([
        { kind: 'known', name: 'Halden Instruments' },
        { kind: 'known', name: 'Halden Restricted' },
      ]);
    }
  });

  it('can be picked by group, without those placed by hand, and by a list that says whom it did not find', async () => {
    const { app, connectionId } = await practised();
    const group = await peopleOf(
      app,
      await plan(app, order(connectionId, { selection: { kind: 'group', name: 'project fjord' }, exclude: 'thabo.nkosi@halden.example' })),
    );
    expect(group.length).toBeGreaterThan(1);
    expect(group.every(({ membership, why }) => membership === 'arrived' && why.startsWith('Member of'))).toBe(true);
    expect(group.some(({ userName }) => userName.startsWith('thabo'))).toBe(false);
    const text = 'name;userName\r\n"Raman; Priya";Priya.Raman@halden.example\r\nNobody;nobody@halden.example\r\n';
    const rerunId = await plan(app, order(connectionId, { selection: { kind: 'list', text } }));
    expect(await peopleOf(app, rerunId)).toMatchObject([
      { userName: 'priya.raman@halden.example', why: expect.stringMatching(/^On the list, line 2;/) },
    ]);
    const { rerun } = await app.handlers['org-rules.get']({ rerunId });
    expect(rerun.remarks.join(' ')).toContain('1 of 2 entries of the list were not found');
  });

  it.each([
    ['a condition that cannot be read', { selection: { kind: 'condition', text: 'group has "A"' } }, /goes with: is/],
    ['a list of nobody', { selection: { kind: 'list', text: '\n\n' } }, /names nobody/],
    ['a list whose columns have no name', { selection: { kind: 'list', text: 'a,b\nc,d' } }, /none is named userName/],
    ['a pace that was not allowed', { fast: 'as-usual' }, /more than 25/],
  ] as const)('refuses %s before anything is read', async (_what, changes, why) => {
    const { app, connectionId } = await practised();
    await expect(app.handlers['org-rules.plan'](order(connectionId, changes))).rejects.toThrow(why);
  });
});

describe('a rerun on the practice tenant', () => {
  it('moves people to where the rules place them, sees it, and writes it down', async () => {
    const { app, connectionId } = await practised();
    const rerunId = await plan(app, order(connectionId));
    const run = await start(app, rerunId);
    expect(run).toMatchObject({ state: 'finished', verdict: 'passed', findings: [] });
    expect(await countsOf(app, rerunId)).toEqual({ sent: 0, verified: 2, failed: 0, skipped: 0, notSent: 0, answerLost: 0 });
    const { rerun } = await app.handlers['org-rules.get']({ rerunId });
    expect(rerun).toMatchObject({ state: 'ended', effect: { moved: 2, stayed: 0 } });
    const path = join(freshFolder(), 'result.csv');
    await app.rerunCsv(rerunId, path);
    const rows = readFileSync(path, 'utf8').trim().split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain('Halden Instruments,Halden Restricted,Halden Restricted,verified');
  });

  it('stops at the first move that the rules entered here do not give, and goes on when it is accepted (rerun.unexpected-move)', async () => {
    const { app, connectionId } = await practised();
    await app.handlers['org-rules.setRules']({ connectionId, rules: { rules: [], fallback: { kind: 'organization', name: 'Halden Instruments' } } });
    const rerunId = await plan(
      app,
      order(connectionId, { selection: { kind: 'list', text: 'thabo.nkosi@halden.example\npriya.raman@halden.example' } }),
    );
    const run = await start(app, rerunId);
    expect(ids(run.findings)).toContain('rerun.unexpected-move');
    expect(await countsOf(app, rerunId)).toMatchObject({ sent: 1, notSent: 1 });
    expect((await app.handlers['org-rules.get']({ rerunId })).rerun).toMatchObject({
      state: 'stopped',
      stoppedBy: { from: 'Halden Instruments', to: 'Halden Restricted' },
    });
    const { runId } = await app.handlers['org-rules.continue']({ rerunId, with: 'not-sent' });
    const second = await runToEnd(app, runId);
    expect(ids(second.findings)).toEqual(['rerun.still-misplaced']);
    expect(await countsOf(app, rerunId)).toMatchObject({ sent: 2, notSent: 0 });
  });

  it('tells apart a server that ignores an update that changes nothing, where a touch counts (rerun.still-misplaced)', async () => {
    const { app, connectionId } = await practised();
    await app.handlers['practice.setQuestion']({ name: 'emptyUpdate', setting: 'ignored' });
    const resent = await plan(app, order(connectionId));
    expect(ids((await start(app, resent)).findings)).toEqual(['rerun.still-misplaced']);
    expect((await app.handlers['org-rules.get']({ rerunId: resent })).rerun.effect).toEqual({ moved: 0, stayed: 2 });
    const touched = await plan(app, order(connectionId, { strategy: 'touch' }));
    expect((await start(app, touched)).findings).toEqual([]);
    expect((await app.handlers['org-rules.get']({ rerunId: touched })).rerun.effect).toEqual({ moved: 2, stayed: 0 });
    const { people } = await app.handlers['practice.room']({ text: 'thabo' });
    expect(people[0]).toMatchObject({ displayName: 'Thabo Nkosi', organization: 'Halden Restricted' });
  });

  it('asks for consent to this very text', async () => {
    const { app, connectionId } = await practised();
    const rerunId = await plan(app, order(connectionId, { rate: 5 }));
    const consent = await app.handlers['org-rules.consent']({ rerunId });
    expect(consent.sends.join(' ')).toMatch(/2 people .* Never active, userName, externalId, emails or groups/);
    await expect(app.handlers['org-rules.start']({ rerunId, consentId: 'another' })).rejects.toThrow(/Read it again/);
  });
});

describe('a rerun on a server of one’s own', () => {
  it('sends everybody once, nothing but the name they have, and says where to look', async () => {
    const { app, connectionId, target } = await against({ people: 150 });
    const rerunId = await plan(app, order(connectionId, everybody));
    const run = await start(app, rerunId);
    expect(run.steps.map(({ id, reason }) => [id, reason])).toEqual([
      ['stage-1', '1 sent.'],
      ['stage-10', '10 sent.'],
      ['stage-100', '100 sent.'],
      ['stage-rest', '39 sent.'],
    ]);
    for (const [id, { written }] of target.people) expect(written).toEqual([`Person ${id.slice(1)}`]);
    expect((await app.handlers['org-rules.get']({ rerunId })).rerun.seenBy).toMatch(/admin API is not set up/);
  });

  it('skips who is inactive by then, and fails who is gone, with the reason (rerun.not-updated)', async () => {
    const { app, connectionId, target } = await against({
      people: 12,
      fate: ({ person }) => (person.id === 'p3' ? 404 : person.id === 'p4' ? 400 : 'well'),
    });
    const rerunId = await plan(app, order(connectionId, everybody));
    const fifth = target.people.get('p5');
    if (fifth !== undefined) fifth.active = false;
    const run = await start(app, rerunId);
    expect(ids(run.findings)).toEqual(['rerun.not-updated']);
    expect(run.verdict).toBe('failed');
    const people = await peopleOf(app, rerunId);
    expect(people.filter(({ state }) => state !== 'sent').map(({ id, state, reason }) => [id, state, reason])).toEqual([
      ['p3', 'failed', 'Not found on the server.'],
      ['p4', 'failed', 'Reading: The server answered 400: As the test says.'],
      ['p5', 'skipped', expect.stringMatching(/^Inactive/)],
    ]);
    expect(fifth?.written).toEqual([]);
  });

  it('loses nobody to answers of 429 and 503 and to broken connections, and says who was sent twice', async () => {
    const fates = ['well', 429, 'well', 'cut after', 'well', 503, 'well', 'cut before', 'well', 'well', 'well'] as const;
    const { app, connectionId, target } = await against({ people: 60, fate: ({ count }) => fates[count % fates.length] ?? 'well' });
    const rerunId = await plan(app, order(connectionId, everybody));
    await start(app, rerunId);
    expect(await countsOf(app, rerunId)).toEqual({ sent: 60, verified: 0, failed: 0, skipped: 0, notSent: 0, answerLost: 0 });
    for (const person of await peopleOf(app, rerunId)) {
      const { written = [] } = target.people.get(person.id) ?? {};
      expect(written.length).toBeGreaterThan(0);
      if (written.length > 1) expect(person.reason).toMatch(/more than once/);
    }
  });

  it('says when it is not known whether an update arrived, and sends those again when asked (rerun.answer-lost)', async () => {
    let broken = true;
    const { app, connectionId } = await against({
      people: 12,
      fate: ({ method, person }) => (broken && method === 'PATCH' && person.id === 'p7' ? 'cut before' : 'well'),
    });
    const rerunId = await plan(app, order(connectionId, everybody));
    const run = await start(app, rerunId);
    expect(ids(run.findings)).toEqual(['rerun.answer-lost']);
    expect(await countsOf(app, rerunId)).toMatchObject({ sent: 11, answerLost: 1 });
    broken = false;
    await runToEnd(app, (await app.handlers['org-rules.continue']({ rerunId, with: 'failed-too' })).runId);
    expect(await countsOf(app, rerunId)).toMatchObject({ sent: 12, answerLost: 0 });
  });

  it('stops when nobody of the first stage can be updated (rerun.stopped)', async () => {
    const { app, connectionId } = await against({ people: 30, fate: ({ method }) => (method === 'PATCH' ? 400 : 'well') });
    const rerunId = await plan(app, order(connectionId, everybody));
    const run = await start(app, rerunId);
    expect(ids(run.findings).sort()).toEqual(['rerun.not-updated', 'rerun.stopped']);
    expect(await countsOf(app, rerunId)).toMatchObject({ failed: 1, notSent: 29 });
  });

  it('touches and restores, and leaves no touched value (touch)', async () => {
    const { app, connectionId, target } = await against({ people: 15, fate: ({ count }) => (count % 7 === 0 ? 'cut after' : 'well') });
    const rerunId = await plan(app, order(connectionId, { ...everybody, strategy: 'touch' }));
    await start(app, rerunId);
    expect(await countsOf(app, rerunId)).toMatchObject({ sent: 15 });
    for (const [id, { displayName, written }] of target.people) {
      expect(displayName).toBe(`Person ${id.slice(1)}`);
      expect(written).toContain(`Person ${id.slice(1)} (updating)`);
    }
  });

  it('names the value to set back when the server does not take it (rerun.touched-value-left)', async () => {
    const { app, connectionId } = await against({
      people: 2,
      fate: ({ method, person }) => (method === 'PATCH' && person.displayName.endsWith('(updating)') ? 400 : 'well'),
    });
    const rerunId = await plan(app, order(connectionId, { ...everybody, strategy: 'touch' }));
    const run = await start(app, rerunId);
    expect(ids(run.findings)).toContain('rerun.touched-value-left');
    expect((await peopleOf(app, rerunId))[0]?.reason).toContain('set it back to “Person 1” by hand');
  });

  it('uses PUT only where a false If-Match gives 412 (rerun.if-match-ignored)', async () => {
    const held = await against({ people: 12, ifMatch: 'held' });
    const good = await plan(held.app, order(held.connectionId, { ...everybody, strategy: 'put' }));
    await start(held.app, good);
    expect(await countsOf(held.app, good)).toMatchObject({ sent: 12 });
    const ignored = await against({ people: 12 });
    const bad = await plan(ignored.app, order(ignored.connectionId, { ...everybody, strategy: 'put' }));
    const run = await start(ignored.app, bad);
    expect(ids(run.findings)).toContain('rerun.if-match-ignored');
    expect(await countsOf(ignored.app, bad)).toMatchObject({ sent: 0, notSent: 12 });
  });

  it('pauses after the people under way, and goes on where it stood', async () => {
    let paused: Promise<unknown> | undefined;
    let rerunId = '';
    const { app, connectionId, target } = await against({
      people: 300,
      fate: ({ count }) => {
        if (count === 240) paused = app.handlers['org-rules.pause']({ rerunId });
        return 'well';
      },
    });
    rerunId = await plan(app, order(connectionId, everybody));
    await start(app, rerunId);
    await paused;
    const before = await app.handlers['org-rules.get']({ rerunId });
    expect(before.rerun.state).toBe('paused');
    expect(before.counts.notSent).toBeGreaterThan(0);
    expect(before.counts.sent + before.counts.notSent).toBe(300);
    await runToEnd(app, (await app.handlers['org-rules.continue']({ rerunId, with: 'not-sent' })).runId);
    expect(await countsOf(app, rerunId)).toMatchObject({ sent: 300, notSent: 0 });
    for (const { written } of target.people.values()) expect(written).toHaveLength(1);
  });
});
