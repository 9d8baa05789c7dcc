// `directory import` of a live directory: the practice tenant without any option, an own tenant by options, and no secret on the command line.
import { describe, expect, it } from 'vitest';
import { freshFolder, steward } from './in-process.ts';

const graph = ['--graph-tenant', 'contoso.example', '--graph-client-id', 'client', '--scim-app', 'app'];
const okta = ['--okta-domain', 'contoso.okta.com', '--scim-app', '0oa1'];
const importOf = (source: string, ...more: readonly string[]) => steward(freshFolder(), ['directory', 'import', '--source', source, ...more]);

describe('directory import', () => {
  it.each(['entra', 'okta', 'scim'])('takes --source %s from the practice tenant when nothing else is said, and says so', async (source) => {
    const folder = freshFolder();
    const said = await steward(folder, ['directory', 'import', '--source', source]);
    expect(said.code).toBe(0);
    expect(said.err).toContain('(PRACTICE TENANT)');
    const listed = JSON.parse((await steward(folder, ['directory', 'list', '--json'])).out) as {
      snapshots: readonly { source: string; practice: boolean }[];
    };
    expect(listed.snapshots).toMatchObject([{ source, practice: true }]);
  });

  it('refreshes a snapshot from Entra by what changed, and says what it took over', async () => {
    const folder = freshFolder();
    await steward(folder, ['directory', 'import', '--source', 'entra', '--name', 'Before']);
    const said = await steward(folder, ['directory', 'refresh', 'before', '--name', 'After', '--fault', 'idp-month-later']);
    expect(said).toMatchObject({ code: 0, err: expect.stringContaining('Taken over from') });
    const { snapshots } = JSON.parse((await steward(folder, ['directory', 'list', '--json'])).out) as {
      snapshots: readonly { name: string; counts: { groups: number } }[];
    };
    expect(snapshots.map(({ name }) => name)).toEqual(['After', 'Before']);
    expect(snapshots[0]?.counts.groups).not.toBe(snapshots[1]?.counts.groups);
  });

  it('ends with 1 and the finding when the read is stopped, and keeps nothing', async () => {
    const folder = freshFolder();
    const said = await steward(folder, ['directory', 'import', '--source', 'entra', '--practice', '--fault', 'idp-429-for-ever', '--json']);
    expect(said.code).toBe(1);
    expect(JSON.parse(said.out)).toMatchObject({ findings: [{ id: 'directory.throttled' }] });
    expect((await steward(folder, ['directory', 'list'])).out).toContain('No snapshots yet');
  });

  it.each([
    ['the secret', ['entra', ...graph], '--graph-secret-env is needed'],
    ['a variable that is set', ['entra', ...graph, '--graph-secret-env', 'NOTHING'], 'NOTHING is empty or not set'],
    ['one way to sign in', ['entra', ...graph, '--graph-secret-env', 'SECRET', '--graph-sign-in'], 'Choose one'],
    ['the app', ['entra', ...graph.slice(0, 4), '--graph-secret-env', 'SECRET'], '--scim-app is needed'],
    ['a tenant', ['entra', '--graph-tenant', 'a/b', ...graph.slice(2), '--graph-secret-env', 'SECRET'], 'is no tenant'],
    ['the token', ['okta', ...okta], '--okta-token-env is needed'],
    ['the key of a service app', ['okta', ...okta, '--okta-client-id', 'c'], '--okta-key-env is needed'],
    ['the domain itself', ['okta', '--okta-domain', 'contoso-admin.okta.com', '--scim-app', 'a', '--okta-token-env', 'SECRET'], 'is no Okta domain'],
    ['one way', ['entra', '--practice', ...graph, '--graph-secret-env', 'SECRET'], 'Choose one'],
  ])('asks for %s', async (_what, [source = '', ...more], sentence) => {
    const said = await importOf(source, ...more);
    expect(said.err).toContain(sentence);
    expect(said.code).toBe(2);
  });

  it('begins no import when the administrator does not sign in', async () => {
    const said = await importOf('entra', ...graph, '--graph-sign-in');
    expect(said.code).toBe(1);
    expect(said.out).toContain('the sign-in page was not opened');
  });

  it.each(['--graph-secret', '--okta-token', '--okta-key'])('takes no secret by %s', async (option) => {
    const said = await importOf('entra', option, 'planted');
    expect(said).toMatchObject({ code: 2, err: expect.stringContaining(`${option}-env VARIABLE`) });
    expect(said.err).not.toContain('planted');
  });
});
