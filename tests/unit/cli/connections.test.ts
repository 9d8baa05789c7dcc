import { userInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import { openTestApp, ownConnection, runToEnd } from '../compose/app.ts';
import { freshFolder, lastingSecrets, steward } from './in-process.ts';

const url = ['--scim-url', 'https://contoso.example/multipass/api/scim/r/v2/'] as const;
const added = [
  'connections',
  'add',
  '--name',
  'Kept',
  ...url,
  '--token-url',
  'https://contoso.example/multipass/api/oauth2/token',
  '--client-id',
  'c',
];

describe('a saved connection in the terminal', () => {
  it('is edited value by value, its owner and planned expiry included', async () => {
    const folder = freshFolder();
    expect((await steward(folder, added)).code).toBe(0);
    const edit = (...words: string[]) => steward(folder, ['connections', 'edit', 'kept', ...words]);
    const edited = await edit('--owner-organization', 'Halden', '--secret-expires', '2020-02-29', '--production', '--idp', 'okta');
    expect(edited.code).toBe(0);
    const { out } = await steward(folder, ['connections', 'show', 'Kept']);
    for (const part of ['contoso.example', 'PRODUCTION', 'okta', 'Halden', '2020-02-29', 'has passed', 'locked']) expect(out).toContain(part);
    for (const [words, why] of [
      [['--secret-expires', '2021-02-29'], 'is a day such as'],
      [['--scim-url', 'http://contoso.example/'], 'https://'],
      [['--client-secret-env', 'SECRET'], 'means nothing'],
      [[], 'Say what is to be changed'],
    ] as const)
      expect(await edit(...words)).toMatchObject({ code: 2, err: expect.stringContaining(why) });
    expect((await steward(folder, ['connections', 'show', 'Kept', '--json'])).out).toContain('"secretExpiresOn": "2020-02-29"');
  });

  it('is duplicated without its secret, and chosen for the window', async () => {
    const folder = freshFolder();
    await steward(folder, added);
    expect((await steward(folder, ['connections', 'duplicate', 'Kept'])).err).toContain('Kept copy is a copy of Kept, without its secret');
    expect((await steward(folder, ['connections'])).out).toMatch(/^\* Kept /m);
    expect((await steward(folder, ['connections', 'select', 'Kept copy'])).code).toBe(0);
    expect((await steward(folder, ['connections'])).out).toMatch(/^\* Kept copy /m);
  });

  it('is removed with the secret it had, and says so only then', async () => {
    const folder = freshFolder();
    const secrets = lastingSecrets();
    const run = (...words: string[]) => steward(folder, ['connections', ...words], {}, secrets);
    await steward(folder, added, {}, secrets);
    expect((await run('clear-secret', 'Kept')).err).toContain('Kept had no secret.');
    expect((await run('remove', 'Kept')).err).toContain('Removed Kept; it had no secret.');
    await steward(folder, [...added, '--client-secret-env', 'SECRET'], {}, secrets);
    expect((await run('remove', 'Kept')).err).toContain('Removed Kept and its secret.');
  });

  it('shows what was written through it, by whom and why', async () => {
    const folder = freshFolder();
    const tenant = await startPracticeTenant();
    try {
      const { scimUrl, tokenUrl, clientId } = tenant;
      const { id: _id, createdAt: _made, updatedAt: _changed, practice: _practice, ...draft } = ownConnection({ scimUrl, tokenUrl, clientId });
      const app = await openTestApp(folder);
      const { id } = await app.handlers['connections.save']({ ...draft, name: 'Kept', production: true });
      await app.handlers['connections.setSecret']({ id, secret: { text: tenant.clientSecret } });
      await app.handlers['connections.unlock']({ id, reason: 'CHG-42', minutes: 5 });
      const options = {
        connectionId: id,
        dialect: 'entra',
        members: 3,
        testDomain: 'halden.example',
        reusablePerson: false,
        nestedGroup: false,
        faults: [],
      } as const;
      const { consentId } = await app.handlers['test-sync.consent']({ ...options, faults: [] });
      await runToEnd(app, (await app.handlers['test-sync.start']({ options: { ...options, faults: [] }, consentId })).runId);
      await app.close();
      const { out } = await steward(folder, ['connections', 'receipts', 'Kept']);
      for (const part of [userInfo().username, 'Test sync begins', 'Test sync ended', 'nothing left', 'Nothing to undo.', 'CHG-42'])
        expect(out).toContain(part);
    } finally {
      await tenant.close();
    }
  });

  it('given by hand is kept nowhere, and what it wrote is found by the same server and client', async () => {
    const folder = freshFolder();
    const tenant = await startPracticeTenant();
    try {
      const client = ['--scim-url', tenant.scimUrl, '--client-id', tenant.clientId];
      expect((await steward(folder, ['connections', 'receipts', ...client])).out).toContain('Nothing was written');
      const words = ['sync', ...client, '--token-url', tenant.tokenUrl, '--client-secret-stdin', '--test-domain', 'halden.example', '--yes'];
      expect((await steward(folder, words, { readSecretLine: async () => tenant.clientSecret })).code).toBe(0);
      expect((await steward(folder, ['connections', 'receipts', ...client])).out).toContain('Test sync ended');
    } finally {
      await tenant.close();
    }
  });
});
