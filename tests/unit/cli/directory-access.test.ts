// `directory access`: how a saved connection's identity provider is read is kept, shown, checked and forgotten, and its secret is never printed.
import { describe, expect, it } from 'vitest';
import { freshFolder, lastingSecrets, steward } from './in-process.ts';

const stack = 'https://halden.palantirfoundry.example/multipass/api';
const address = ['--scim-url', `${stack}/scim/11111111-2222-3333-4444-555555555555/v2`, '--token-url', `${stack}/oauth2/token`];
const added = ['connections', 'add', '--name', 'Contoso', ...address, '--client-id', 'c'] as const;
const graph = ['--graph-tenant', 'contoso.example', '--graph-client-id', 'client-4711', '--graph-secret-env', 'SECRET', '--scim-app', 'app-1'];

async function prepared() {
  const [folder, secrets] = [freshFolder(), lastingSecrets()];
  const say = (...words: readonly string[]) => steward(folder, words, {}, secrets);
  expect(await say(...added)).toMatchObject({ code: 0 });
  return { say, folder };
}

describe('directory access', () => {
  it('keeps how Entra is read with the connection, shows it without its secret, and forgets both', async () => {
    const { say } = await prepared();
    expect(await say('directory', 'access', 'set', '--connection', 'Contoso', ...graph)).toMatchObject({ code: 0 });
    const shown = await say('directory', 'access', '--connection', 'Contoso', '--json');
    expect(JSON.parse(shown.out)).toMatchObject({
      access: { graph: { tenantId: 'contoso.example', clientId: 'client-4711' }, okta: null },
      secrets: { graph: { isSet: true }, okta: { isSet: false } },
    });
    expect(shown.err).toContain('contoso.example');
    for (const text of [shown.out, shown.err]) expect(text).not.toContain('practice');
    await say('directory', 'access', 'forget', '--connection', 'Contoso');
    expect(JSON.parse((await say('directory', 'access', '--connection', 'Contoso', '--json')).out)).toMatchObject({
      access: { graph: null, okta: null },
      secrets: { graph: { isSet: false } },
    });
    const refused = await say('directory', 'import', '--source', 'entra', '--connection', 'Contoso');
    expect(refused.err).toContain('not set up');
  });

  it('adds Okta beside Entra, and asks which of the two is meant', async () => {
    const { say } = await prepared();
    await say('directory', 'access', 'set', '--connection', 'Contoso', ...graph);
    const okta = ['--okta-domain', 'contoso.okta.com', '--okta-token-env', 'SECRET', '--scim-app', '0oa1'];
    expect(await say('directory', 'access', 'set', '--connection', 'Contoso', ...okta)).toMatchObject({ code: 0 });
    const { access } = JSON.parse((await say('directory', 'access', '--connection', 'Contoso', '--json')).out);
    expect(access).toMatchObject({ graph: { scimApp: 'app-1' }, okta: { domain: 'contoso.okta.com', scimApp: '0oa1' } });
    expect((await say('directory', 'access', 'set', '--connection', 'Contoso')).err).toContain('Say how Entra is read');
    expect((await say('directory', 'access', 'burn', '--connection', 'Contoso')).err).toContain('There are: show, set, check, forget');
  });

  it('refuses to keep a secret where none can outlive the command', async () => {
    const folder = freshFolder();
    await steward(folder, added);
    const said = await steward(folder, ['directory', 'access', 'set', '--connection', 'Contoso', ...graph]);
    expect(said).toMatchObject({ code: 2, err: expect.stringContaining('cannot outlive this command') });
  });

  it('checks that the sign-in works and the SCIM app is there', async () => {
    const said = await steward(freshFolder(), ['directory', 'access', 'check', '--practice', '--json']);
    expect(said.code).toBe(0);
    expect(JSON.parse(said.out)).toMatchObject({
      checks: [
        { idp: 'entra', works: true },
        { idp: 'okta', works: true },
      ],
    });
  });
});
