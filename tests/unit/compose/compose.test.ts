import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callNames } from '../../../contract/channels.ts';
import type { App } from '../../../main/app-types.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeTenant } from '../../../main/practice/types.ts';
import { openTestApp, ownConnection, runToEnd } from './app.ts';

let folder: string;
let app: App;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-compose-'));
  app = await openTestApp(folder);
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const check = (connectionId: string, faults: string[] = []) =>
  app.handlers['connection-test.start']({ connectionId, tryAllAuthStyles: false, faults });

async function withTenant<T>(work: (tenant: PracticeTenant) => Promise<T>): Promise<T> {
  const tenant = await startPracticeTenant();
  try {
    return await work(tenant);
  } finally {
    await tenant.close();
  }
}

function hold(tenant: PracticeTenant, changes: Parameters<typeof ownConnection>[0] = {}): string {
  const { scimUrl, tokenUrl, clientId, clientSecret } = tenant;
  const connection = ownConnection({ scimUrl, tokenUrl, clientId, testDomain: 'halden.example', ...changes });
  app.holdConnection(connection, clientSecret);
  return connection.id;
}

const syncOptions = (connectionId: string) => ({
  connectionId,
  dialect: 'entra' as const,
  members: 3,
  testDomain: 'halden.example',
  reusablePerson: false,
  nestedGroup: false,
  faults: [],
});

describe('the composed app', () => {
  it('answers every call of the bridge', () => {
    expect(Object.keys(app.handlers).sort()).toEqual([...callNames].sort());
  });

  it('tells a watcher of a run to its end, and keeps the run with its exchanges', async () => {
    const { connectionId } = await app.handlers['practice.start']({});
    const { runId } = await check(connectionId ?? '');
    const run = await runToEnd(app, runId);
    expect(run).toMatchObject({ state: 'finished', verdict: 'passed', practice: true });
    const ids = run.steps.flatMap((step) => step.exchangeIds).slice(0, 200);
    const { exchanges } = await app.handlers['runs.exchanges']({ id: runId, ids });
    expect(exchanges.map((exchange) => exchange.id).sort()).toEqual([...new Set(ids)].sort());
    expect((await app.handlers['runs.list']({ offset: 0, limit: 10 })).runs.map((one) => one.id)).toContain(runId);
  });

  it('refuses an unreadable or damaged CA file before a run begins', async () => {
    await withTenant(async (tenant) => {
      const id = hold(tenant, { caFile: join(folder, 'nowhere.pem') });
      await expect(check(id)).rejects.toMatchObject({ code: 'ca-file-unreadable' });
      const damaged = join(folder, 'damaged.pem');
      await writeFile(damaged, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
      await expect(check(hold(tenant, { caFile: damaged }))).rejects.toMatchObject({ code: 'ca-file-no-certificate' });
      expect((await app.handlers['runs.list']({ offset: 0, limit: 10 })).total).toBe(0);
    });
  });

  it('breaks nothing but the practice tenant on purpose', async () => {
    await withTenant(async (tenant) => {
      await expect(check(hold(tenant), ['scim-401'])).rejects.toMatchObject({ code: 'faults-need-practice' });
    });
  });

  it('writes to production only while it is unlocked, and leaves receipts with the reason', async () => {
    await withTenant(async (tenant) => {
      const { scimUrl, tokenUrl, clientId, clientSecret } = tenant;
      const {
        id: _id,
        createdAt: _made,
        updatedAt: _changed,
        practice: _practice,
        ...draft
      } = ownConnection({ scimUrl, tokenUrl, clientId, production: true });
      const { id } = await app.handlers['connections.save'](draft);
      await app.handlers['connections.setSecret']({ id, secret: { text: clientSecret } });
      const locked = await app.handlers['test-sync.consent'](syncOptions(id));
      expect(locked.refusals.length).toBeGreaterThan(0);
      await expect(app.handlers['test-sync.start']({ options: syncOptions(id), consentId: locked.consentId })).rejects.toMatchObject({
        code: 'test-sync.refused',
      });
      expect(await tenant.counts()).toEqual({ users: 43, groups: 11 });
      await app.handlers['connections.unlock']({ id, reason: 'CHG-42', minutes: 5 });
      const { consentId, refusals } = await app.handlers['test-sync.consent'](syncOptions(id));
      expect(refusals).toEqual([]);
      const { runId } = await app.handlers['test-sync.start']({ options: syncOptions(id), consentId });
      expect((await runToEnd(app, runId)).verdict).toBe('passed');
      const { receipts } = await app.handlers['connections.receipts']({ id });
      expect(receipts.map(({ reason, runId: of }) => [reason, of])).toEqual([
        ['CHG-42', runId],
        ['CHG-42', runId],
      ]);
    });
  });

  it('writes to no server whose address is without https, but for this machine', async () => {
    const connection = ownConnection({ scimUrl: 'http://scim.contoso.example/v2/', tokenUrl: 'http://scim.contoso.example/token' });
    app.holdConnection(connection, 'secret');
    const { id } = connection;
    const { consentId, refusals } = await app.handlers['test-sync.consent'](syncOptions(id));
    expect(refusals.join(' ')).toContain('must begin with https://');
    await expect(app.handlers['test-sync.start']({ options: syncOptions(id), consentId })).rejects.toMatchObject({ code: 'test-sync.refused' });
    expect((await app.handlers['runs.list']({ offset: 0, limit: 10 })).total).toBe(0);
  });

  it('obeys a policy file that appears while it runs', async () => {
    const policyFile = join(folder, 'policy.json');
    await app.close();
    app = await openTestApp(folder, { policyFile });
    await withTenant(async (tenant) => {
      const id = hold(tenant);
      expect((await app.handlers['test-sync.consent'](syncOptions(id))).refusals).toEqual([]);
      await writeFile(policyFile, '{"forbidWrites": true, "contact": "IAM desk"}');
      expect((await app.handlers['test-sync.consent'](syncOptions(id))).refusals.join()).toContain('IAM desk');
    });
  });

  for (const [how, forbid] of [
    ['it is locked by hand', async () => app.handlers['connections.lock']({ id: 'own' })],
    ['a policy file appears', async () => writeFile(join(folder, 'policy.json'), '{"forbidProductionWrites": true, "contact": "IAM desk"}')],
  ] as const) {
    it(`stops a test sync on production before its next write when ${how}, and removes what it made`, async () => {
      await app.close();
      let requests = 0;
      // Asked before each request: the eighth comes after the first people were made.
      const proxyFor = async () => {
        requests += 1;
        if (requests === 8) await forbid();
        return 'DIRECT';
      };
      app = await openTestApp(folder, { policyFile: join(folder, 'policy.json'), proxyFor });
      await withTenant(async (tenant) => {
        const id = hold(tenant, { production: true });
        await app.handlers['connections.unlock']({ id, reason: 'CHG-43', minutes: 5 });
        const { consentId } = await app.handlers['test-sync.consent'](syncOptions(id));
        const run = await runToEnd(app, (await app.handlers['test-sync.start']({ options: syncOptions(id), consentId })).runId);
        expect(run.summary).toMatch(/^Stopped before the next write.*Nothing is left on the server\.$/);
        expect(run).toMatchObject({ state: 'finished', verdict: 'warned', findings: [] });
        expect(run.effects.map((effect) => effect.state)).toContain('undone');
        expect(await tenant.counts()).toEqual({ users: 43, groups: 11 });
      });
    });
  }

  it('lets no second test sync use the reusable test person while one does', async () => {
    await withTenant(async (tenant) => {
      const options = { ...syncOptions(hold(tenant)), reusablePerson: true };
      const other = { ...options, connectionId: hold(tenant, { id: 'same-server', name: 'The same server' }) };
      const start = async (chosen: typeof options) =>
        app.handlers['test-sync.start']({ options: chosen, consentId: (await app.handlers['test-sync.consent'](chosen)).consentId });
      const first = await start(options);
      await expect(start(other)).rejects.toMatchObject({ code: 'test-sync.person-in-use' });
      const without = await start({ ...other, reusablePerson: false });
      for (const { runId } of [first, without]) expect((await runToEnd(app, runId)).verdict).toBe('passed');
      expect((await runToEnd(app, (await start(other)).runId)).verdict).toBe('passed');
    });
  });

  it('lists what left the machine, and forgets everything on request', async () => {
    await withTenant(async (tenant) => {
      await runToEnd(app, (await check(hold(tenant))).runId);
      expect((await app.handlers['app.contacts']({})).contacts.map((contact) => contact.host)).toEqual([new URL(tenant.scimUrl).host]);
      await expect(app.handlers['app.deleteAllData']({ typed: 'yes' })).rejects.toMatchObject({ code: 'not-confirmed' });
      await app.handlers['app.deleteAllData']({ typed: 'Delete all data' });
      expect((await app.handlers['runs.list']({ offset: 0, limit: 10 })).total).toBe(0);
      expect((await app.handlers['app.contacts']({})).contacts).toEqual([]);
    });
  });

  it('exports a run to the file the administrator chose', async () => {
    await app.close();
    const path = join(folder, 'run.html');
    app = await openTestApp(folder, { dialogs: { saveFile: async () => path, openFile: async () => null, confirm: async () => true } });
    await withTenant(async (tenant) => {
      const run = await runToEnd(app, (await check(hold(tenant, { name: 'Own server' }))).runId);
      expect(await app.handlers['runs.exportFile']({ id: run.id, format: 'html' })).toEqual({ path });
      expect(await readFile(path, 'utf8')).toContain('Connection test: Own server');
    });
  });

  it('says on the overview what to do next, from nothing to tested', async () => {
    const next = async () => (await app.handlers['overview.get']({})).next.map((entry) => entry.screen);
    expect(await next()).toEqual(['connections']);
    const { connectionId } = await app.handlers['practice.start']({});
    expect(await next()).toEqual(['connection-test']);
    await runToEnd(app, (await check(connectionId ?? '', ['filter-ignored'])).runId);
    const broken = await app.handlers['overview.get']({});
    expect([broken.tone, broken.findings.map((finding) => finding.id), broken.next[0]?.screen]).toEqual([
      'bad',
      ['filter.ignored'],
      'connection-test',
    ]);
    await runToEnd(app, (await check(connectionId ?? '')).runId);
    expect(await next()).toContain('test-sync');
    await app.handlers['connection-test.reportIdp']({ connectionId: connectionId ?? '', outcome: 'success', pasted: '' });
    expect((await app.handlers['overview.get']({})).tone).toBe('good');
  });

  it('puts a failure before everything else to do, without a credential too', async () => {
    const { id: _id, ...draft } = ownConnection({ credentialMode: 'none', scimUrl: 'http://127.0.0.1:1/scim/v2/' });
    const { id } = await app.handlers['connections.save'](draft);
    await app.handlers['connections.select']({ id });
    await runToEnd(app, (await check(id)).runId);
    expect((await app.handlers['overview.get']({})).next.map((entry) => entry.title)).toEqual(['Mend what fails', 'Explain an error message']);
  });
});

describe('the practice tenant', () => {
  for (const [name, lose] of [
    ['its connection was removed', async () => app.handlers['connections.remove']({ id: 'practice' })],
    ['its secret was cleared', async () => app.handlers['connections.clearSecret']({ id: 'practice' })],
    ['all data was deleted', async () => app.handlers['app.deleteAllData']({ typed: 'delete all data' })],
  ] as const) {
    it(`can be tried again after ${name}`, async () => {
      await app.handlers['practice.start']({});
      await lose();
      const { connectionId } = await app.handlers['practice.start']({});
      const { runId } = await check(connectionId ?? '');
      expect(await runToEnd(app, runId)).toMatchObject({ state: 'finished', verdict: 'passed' });
    });
  }

  it('is one and the same for callers who come together, and its connection is kept once', async () => {
    const [one, other] = await Promise.all([app.handlers['practice.start']({}), app.handlers['practice.start']({})]);
    expect(one.scimUrl).toBe(other.scimUrl);
    expect((await app.handlers['connections.list']({})).connections).toHaveLength(1);
  });

  it('does not let two runs that begin together have different faults', async () => {
    const { connectionId } = await app.handlers['practice.start']({});
    const begun = await Promise.allSettled([check(connectionId ?? '', ['scim-500']), check(connectionId ?? '', ['scim-403'])]);
    expect(begun.map((one) => one.status)).toEqual(['fulfilled', 'rejected']);
    expect(begun[1]).toMatchObject({ reason: { code: 'practice-in-use' } });
    for (const one of begun) if (one.status === 'fulfilled') await runToEnd(app, one.value.runId);
  });
});

describe('a practice tenant whose worker dies', () => {
  it('ends the run that lived on it with a clear word, and is started anew for the next', async () => {
    await app.close();
    app = await openTestApp(folder, { host: 'window', practiceWorker: new URL('./dying-worker.ts', import.meta.url) });
    const { connectionId, scimUrl } = await app.handlers['practice.start']({});
    const options = syncOptions(connectionId ?? '');
    const { consentId } = await app.handlers['test-sync.consent'](options);
    const run = await runToEnd(app, (await app.handlers['test-sync.start']({ options, consentId })).runId);
    expect(run).toMatchObject({ state: 'interrupted', summary: expect.stringContaining('The practice tenant died'), findings: [] });
    expect(run.steps.filter((step) => step.status !== 'passed' && step.status !== 'skipped')).toEqual([]);
    expect(await app.handlers['practice.status']({})).toMatchObject({ running: false });
    const { runId } = await check(connectionId ?? '');
    expect(await runToEnd(app, runId)).toMatchObject({ state: 'finished', verdict: 'passed' });
    expect((await app.handlers['practice.status']({})).scimUrl).not.toBe(scimUrl);
    // What the dead one held is gone with it: the clean-up sees that, and offers it no more.
    for (const left of (await app.handlers['test-sync.leftovers']({})).leftovers)
      await runToEnd(app, (await app.handlers['test-sync.cleanUp']({ runId: left.runId })).runId);
    expect((await app.handlers['test-sync.leftovers']({})).leftovers).toEqual([]);
  });
});

describe('data of this machine', () => {
  it('is not deleted under a run that lives', async () => {
    const { connectionId } = await app.handlers['practice.start']({});
    const { runId } = await check(connectionId ?? '');
    await expect(app.handlers['app.deleteAllData']({ typed: 'delete all data' })).rejects.toMatchObject({ code: 'runs.living' });
    expect(await runToEnd(app, runId)).toMatchObject({ state: 'finished', verdict: 'passed' });
  });
});
