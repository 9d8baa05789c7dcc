// The whole app takes snapshots of live directories: from the practice tenant's twins, and from what access settings say.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { App } from '../../../main/app-types.ts';
import { systemClock } from '../../../main/platform/ports.ts';
import { openTestApp, ownConnection, runToEnd } from './app.ts';

async function openApp(): Promise<App> {
  const dataDir = await mkdtemp(join(tmpdir(), 'steward-sources-'));
  // Half a minute of tries again is not what is asked here.
  const app = await openTestApp(dataDir, { clock: { ...systemClock, wait: (milliseconds, signal) => systemClock.wait(milliseconds / 100, signal) } });
  onTestFinished(async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return app;
}

async function takePractice(app: App, faults: string[] = []) {
  const { connectionId } = await app.handlers['practice.start']({});
  const { runId } = await app.handlers['directory.take']({ connectionId: connectionId ?? '', source: 'entra', name: '', faults });
  return runToEnd(app, runId);
}

describe('a snapshot of a live directory', () => {
  it('is taken from the practice tenant’s Entra without any setting, and is labelled practice', async () => {
    const app = await openApp();
    const run = await takePractice(app);
    expect(run).toMatchObject({ kind: 'directory-import', state: 'finished', verdict: 'passed', practice: true });
    const { snapshots } = await app.handlers['directory.list']({});
    expect(snapshots).toMatchObject([
      { source: 'entra', practice: true, counts: { users: 42, groups: 12, memberships: 64, nested: 8, assignedGroups: 11 } },
    ]);
  });

  it('leaves nothing when the read is stopped, and marks what is not complete', async () => {
    const app = await openApp();
    const refused = await takePractice(app, ['idp-secret-wrong']);
    expect(refused).toMatchObject({ state: 'finished', verdict: 'failed', findings: [{ id: 'directory.sign-in-refused' }] });
    expect((await app.handlers['directory.list']({})).snapshots).toEqual([]);
    const early = await takePractice(app, ['idp-pages-end-early']);
    expect(early).toMatchObject({ verdict: 'failed', summary: expect.stringContaining('memberships (partial)') });
    for (const step of early.steps) expect(step.status === 'failed').toBe(step.findingIds.length > 0);
    const [snapshot] = (await app.handlers['directory.list']({})).snapshots;
    expect(snapshot?.coverage).toContainEqual(expect.objectContaining({ set: 'memberships', state: 'partial' }));
  });

  it('is refused before anything begins when nobody said how to read the identity provider', async () => {
    const app = await openApp();
    const saved = await app.handlers['connections.save'](draft());
    await expect(app.handlers['directory.take']({ connectionId: saved.id, source: 'entra', name: '' })).rejects.toMatchObject({
      code: 'directory.no-access',
    });
  });
});

describe('an import that is cut', () => {
  const newest = async (app: App) => (await app.handlers['directory.list']({})).snapshots[0];

  it('leaves no snapshot, and the next one goes on from what it had read whole', async () => {
    const app = await openApp();
    expect(await takePractice(app, ['idp-server-error'])).toMatchObject({ verdict: 'failed' });
    expect((await app.handlers['directory.list']({})).snapshots).toEqual([]);
    expect(await takePractice(app)).toMatchObject({ verdict: 'passed' });
    const resumed = await newest(app);
    expect(resumed?.notes.join(' ')).toMatch(/Taken over from the import of .* that was cut/);
    expect(resumed?.counts).toMatchObject({ users: 42, groups: 12, memberships: 64, nested: 8, assignedGroups: 11 });
    await takePractice(app);
    expect((await newest(app))?.notes.join(' ')).not.toContain('Taken over');
  });

  it('is caught up with what changed in between', async () => {
    const app = await openApp();
    await takePractice(app, ['idp-server-error']);
    await takePractice(app, ['idp-month-later']);
    const later = await newest(app);
    expect(later?.notes.join(' ')).toContain('Taken over');
    await takePractice(app, ['idp-month-later']);
    expect((await newest(app))?.counts).toEqual(later?.counts);
  });

  it('is begun anew, and says why, when nobody knows what changed in between', async () => {
    const app = await openApp();
    await takePractice(app, ['idp-server-error']);
    await takePractice(app, ['idp-delta-gone']);
    expect((await newest(app))?.notes.join(' ')).toContain('Microsoft Graph does not know any more what changed since');
    const okta = async (faults: string[]) => {
      const { connectionId } = await app.handlers['practice.start']({});
      return runToEnd(app, (await app.handlers['directory.take']({ connectionId: connectionId ?? '', source: 'okta', name: '', faults })).runId);
    };
    await okta(['idp-server-error']);
    expect(await okta([])).toMatchObject({ verdict: 'passed' });
    expect((await newest(app))?.notes.join(' ')).toContain('begun anew: Okta cannot say what changed in between');
  });

  it('is no ground for a refresh when its snapshot lacks something: everything is read anew', async () => {
    const app = await openApp();
    await takePractice(app, ['idp-pages-end-early']);
    await runToEnd(app, (await app.handlers['directory.refresh']({ snapshotId: (await newest(app))?.id ?? '', name: '' })).runId);
    const refreshed = await newest(app);
    expect(refreshed?.notes.join(' ')).toContain('it is not complete');
    expect(refreshed?.counts).toMatchObject({ memberships: 64 });
  });

  it('cannot be refreshed when it is from elsewhere than Entra', async () => {
    const app = await openApp();
    const { connectionId } = await app.handlers['practice.start']({});
    await runToEnd(app, (await app.handlers['directory.take']({ connectionId: connectionId ?? '', source: 'okta', name: '' })).runId);
    await expect(app.handlers['directory.refresh']({ snapshotId: (await newest(app))?.id ?? '', name: '' })).rejects.toMatchObject({
      code: 'directory.no-refresh',
    });
  });
});

describe('the access to an identity provider', () => {
  it('is kept with the connection, its secret in a slot of its own that nothing gives back, and both go with it', async () => {
    const app = await openApp();
    const saved = await app.handlers['connections.save'](draft());
    const graph = { tenantId: 'contoso.example', cloud: 'global', clientId: 'client', signIn: 'secret', scimApp: 'app', ssoApp: '' } as const;
    await app.handlers['idp-access.save']({ connectionId: saved.id, access: { graph, okta: null } });
    await app.handlers['connections.setSecret']({ id: saved.id, slot: 'graph', secret: { text: 'graph-secret-4711' } });
    const kept = await app.handlers['idp-access.get']({ connectionId: saved.id });
    expect(kept).toMatchObject({ access: { graph, okta: null }, secrets: { graph: { isSet: true }, okta: { isSet: false } } });
    expect(JSON.stringify(kept)).not.toContain('graph-secret-4711');
    expect((await app.handlers['connections.card']({ id: saved.id })).secret.isSet).toBe(false);
    await app.handlers['connections.remove']({ id: saved.id });
    const again = await app.handlers['connections.save'](draft());
    expect(await app.handlers['idp-access.get']({ connectionId: again.id })).toMatchObject({ access: { graph: null, okta: null } });
    await expect(app.handlers['idp-access.get']({ connectionId: saved.id })).rejects.toMatchObject({ code: 'connection-gone' });
  });

  it('takes no tenant and no domain that would lead elsewhere', async () => {
    const app = await openApp();
    const saved = await app.handlers['connections.save'](draft());
    const graph = { tenantId: 'contoso/../evil', cloud: 'global', clientId: 'c', signIn: 'secret', scimApp: 'a', ssoApp: '' } as const;
    const save = (access: Parameters<App['handlers']['idp-access.save']>[0]['access']) =>
      app.handlers['idp-access.save']({ connectionId: saved.id, access });
    await expect(save({ graph, okta: null })).rejects.toMatchObject({ code: 'idp-access.tenant' });
    const okta = { domain: 'contoso-admin.okta.com', signIn: 'api-token', clientId: '', scimApp: 'a', ssoApp: '' } as const;
    await expect(save({ graph: null, okta })).rejects.toMatchObject({ code: 'idp-access.domain' });
  });

  it('says which permission each part needs and why, and only one of them writes', async () => {
    const { permissions, consentText } = await (await openApp()).handlers['idp-access.permissions']({});
    expect(permissions.filter(({ access }) => access === 'write').map(({ name }) => name)).toEqual(['Synchronization.ReadWrite.All']);
    for (const { idp, name, need } of permissions) if (idp === 'entra' && need === 'always') expect(consentText).toContain(name);
  });
});

describe('the second column of the connection test', () => {
  it('is filled by Entra’s own test of its saved credentials', async () => {
    const app = await openApp();
    const { connectionId } = await app.handlers['practice.start']({});
    const columns = await app.handlers['connection-test.askIdp']({ connectionId: connectionId ?? '' });
    expect(columns.report).toMatchObject({ outcome: 'success', pasted: expect.stringContaining('validateCredentials') });
  });

  it('is not guessed where nobody gave access to Graph', async () => {
    const app = await openApp();
    const saved = await app.handlers['connections.save'](draft());
    await expect(app.handlers['connection-test.askIdp']({ connectionId: saved.id })).rejects.toMatchObject({ code: 'idp-not-asked' });
  });
});

function draft() {
  const { id: _id, createdAt: _made, updatedAt: _changed, practice: _practice, ...rest } = ownConnection({ name: 'Contoso', credentialMode: 'none' });
  return rest;
}
