// The access to Foundry's admin API in the whole app: kept with its connection, its secret given back by nothing, and the practice room.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { App } from '../../../main/app-types.ts';
import { openTestApp } from './app.ts';

async function openApp(): Promise<App> {
  const dataDir = await mkdtemp(join(tmpdir(), 'steward-foundry-'));
  const app = await openTestApp(dataDir);
  onTestFinished(async () => {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return app;
}

const draft = {
  name: 'Contoso',
  idp: 'entra',
  situation: 'running',
  production: false,
  credentialMode: 'none',
  scimUrl: '',
  tokenUrl: '',
  clientId: '',
  authStyle: 'body',
  scope: '',
  caFile: '',
  matchingAttribute: 'externalId',
  testDomain: '',
  ownerOrganization: '',
  secretExpiresOn: '',
  bearerException: '',
} as const;
const access = { domain: 'foundry.contoso.example', signIn: 'client', clientId: 'admin-client', enrollmentRid: '' } as const;

describe('the access to Foundry’s admin API', () => {
  it('is kept with the connection, its secret in a slot of its own, and both go with it', async () => {
    const app = await openApp();
    const { id } = await app.handlers['connections.save'](draft);
    await app.handlers['foundry-access.save']({ connectionId: id, access: { ...access, domain: ' foundry.contoso.example ' } });
    await app.handlers['connections.setSecret']({ id, slot: 'foundry', secret: { text: 'admin-secret-4711' } });
    const kept = await app.handlers['foundry-access.get']({ connectionId: id });
    expect(kept).toMatchObject({ access, secret: { isSet: true } });
    expect(JSON.stringify(kept)).not.toContain('admin-secret-4711');
    expect((await app.handlers['connections.card']({ id })).secret.isSet).toBe(false);
    await app.handlers['connections.remove']({ id });
    await expect(app.handlers['foundry-access.get']({ connectionId: id })).rejects.toMatchObject({ code: 'connection-gone' });
    const again = await app.handlers['connections.save'](draft);
    expect(await app.handlers['foundry-access.get']({ connectionId: again.id })).toMatchObject({ access: null, secret: { isSet: false } });
  });

  it('is refused with a domain that leads elsewhere, and cannot be tried before it is entered', async () => {
    const app = await openApp();
    const { id } = await app.handlers['connections.save'](draft);
    for (const domain of ['https://foundry.contoso.example', 'foundry.contoso.example/api', 'me@contoso.example', '']) {
      const save = app.handlers['foundry-access.save']({ connectionId: id, access: { ...access, domain } });
      await expect(save).rejects.toMatchObject({ code: 'foundry-access.domain' });
    }
    await expect(app.handlers['foundry-access.try']({ connectionId: id })).rejects.toMatchObject({ code: 'foundry.no-access' });
  });
});

describe('the practice room', () => {
  it('edits rules, logs somebody in, places somebody and throws a switch', async () => {
    const app = await openApp();
    const before = await app.handlers['practice.room']({ text: 'MEI.tanaka' });
    expect([before.found, before.people.length]).toEqual([1, 1]);
    const [mei] = before.people;
    await app.handlers['practice.setRules']({
      rules: [{ organization: 'Optics', conditions: [{ on: 'attribute', attribute: 'department', test: 'is-equal', pattern: 'Optics' }] }],
      fallback: 'Rest',
    });
    const login = { userName: mei?.userName ?? '', providerId: mei?.externalId ?? '' };
    expect(await app.handlers['practice.logIn']({ ...login, attributes: { department: ['Optics'] } })).toMatchObject({
      kind: 'logged-in',
      person: { id: mei?.id, organization: 'Optics' },
    });
    expect(await app.handlers['practice.logIn']({ ...login, providerId: 'other', attributes: {} })).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('Cannot complete login for your user'),
    });
    expect(await app.handlers['practice.place']({ userId: mei?.id ?? '', organization: 'Rest' })).toMatchObject({
      organization: 'Rest',
      expected: 'Optics',
    });
    const { questions } = await app.handlers['practice.setQuestion']({ name: 'emptyUpdate', setting: 'ignored' });
    expect(questions.find(({ name }) => name === 'emptyUpdate')?.setting).toBe('ignored');
    await expect(app.handlers['practice.setQuestion']({ name: 'emptyUpdate', setting: 'perhaps' })).rejects.toMatchObject({
      code: 'practice.no-setting',
    });
  });
});
