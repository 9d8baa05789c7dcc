// The terminal's way to Foundry's admin API, and Foundry's part in the practice tenant.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, lastingSecrets, steward } from './in-process.ts';

const saved = ['--name', 'Contoso', '--scim-url', 'https://foundry.contoso.example/multipass/api/scim/realm/v2/'] as const;
const addConnection = [
  'connections',
  'add',
  ...saved,
  '--token-url',
  'https://foundry.contoso.example/multipass/api/oauth2/token',
  '--client-id',
  'c',
] as const;
const access = ['--foundry-domain', 'foundry.contoso.example', '--foundry-client-id', 'admin-client', '--foundry-secret-env', 'SECRET'] as const;

describe('connections foundry', () => {
  it('keeps the access with its secret in the keychain, shows it without the secret, and forgets both', async () => {
    const [dataDir, secrets] = [freshFolder(), lastingSecrets()];
    const run = (...words: string[]) => steward(dataDir, words, {}, secrets);
    await run(...addConnection, '--client-secret-env', 'SECRET');
    expect((await run('connections', 'foundry', '--connection', 'Contoso')).err).toContain('no access to Foundry’s admin API');
    expect((await run('connections', 'foundry', 'set', '--connection', 'Contoso', ...access)).code).toBe(0);
    const shown = await run('connections', 'foundry', 'show', '--connection', 'Contoso', '--json');
    expect(JSON.parse(shown.out)).toMatchObject({ access: { domain: 'foundry.contoso.example', clientId: 'admin-client' }, secret: { isSet: true } });
    expect(shown.out + shown.err).not.toContain('"practice"');
    await run('connections', 'foundry', 'forget', '--connection', 'Contoso');
    const after = JSON.parse((await run('connections', 'foundry', 'show', '--connection', 'Contoso', '--json')).out);
    expect(after).toMatchObject({ access: null, secret: { isSet: false } });
  });

  it('is refused where a secret could not outlive the command, where a part is missing, and where the domain is an address', async () => {
    const dataDir = freshFolder();
    await steward(dataDir, [...addConnection], {}, lastingSecrets());
    const run = (...words: string[]) => steward(dataDir, ['connections', 'foundry', 'set', '--connection', 'Contoso', ...words]);
    expect(await run(...access)).toMatchObject({ code: 2, err: expect.stringContaining('cannot outlive this command') });
    expect(await run('--foundry-domain', 'foundry.contoso.example')).toMatchObject({ code: 2, err: expect.stringContaining('--foundry-client-id') });
    expect(await run(...access, '--foundry-token-env', 'SECRET')).toMatchObject({ code: 2, err: expect.stringContaining('a token by itself') });
    const address = ['--foundry-domain', 'https://foundry.contoso.example/', '--foundry-token-env', 'SECRET'];
    const words = ['connections', 'foundry', 'set', '--connection', 'Contoso', ...address];
    expect(await steward(dataDir, words, {}, lastingSecrets())).toMatchObject({ code: 2, err: expect.stringContaining('without https') });
  });

  it('tries the practice tenant’s admin API part by part', async () => {
    const tried = await steward(freshFolder(), ['connections', 'foundry', 'try', '--practice', '--json']);
    expect(tried.code).toBe(0);
    const { parts, findings } = JSON.parse(tried.out);
    expect(parts.every(({ state }: { state: string }) => state === 'works')).toBe(true);
    expect(findings).toEqual([]);
  });
});

describe('Foundry’s part in the practice tenant', () => {
  it('takes rules of a file and a log-in, and says where the person is', async () => {
    const folder = freshFolder();
    const rules = join(folder, 'rules.json');
    const own = {
      rules: [{ organization: 'Night', conditions: [{ on: 'groups', attribute: '', test: 'includes', pattern: 'Night Shift' }] }],
      fallback: null,
    };
    writeFileSync(rules, JSON.stringify(own));
    const person = ['--user-name', 'nora@halden.example', '--provider-id', 'object-of-nora', '--rules', rules];
    const login = await steward(folder, ['practice', 'login', ...person, '--sign-in-group', 'Night Shift', '--attribute', 'title=Lead', '--json']);
    expect([login.code, JSON.parse(login.out)]).toMatchObject([
      0,
      { kind: 'logged-in', person: { organization: 'Night', groups: ['Night Shift'], origin: 'login' } },
    ]);
    expect(await steward(folder, ['practice', 'login', ...person])).toMatchObject({ code: 1, out: expect.stringContaining('no organization') });
  });

  it('answers Foundry’s own message when the user name is taken', async () => {
    const words = ['practice', 'login', '--user-name', 'lukas.brandt@halden.example', '--provider-id', 'another'];
    const refused = await steward(freshFolder(), words);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(
      /^Cannot complete login for your user with username lukas\.brandt@halden\.example and provider user ID another because that username is already being used by the user with user ID \S+ and provider user ID lukas\.brandt\.$/,
    );
  });

  it('prints rules that it takes again, and refuses what are none', async () => {
    const folder = freshFolder();
    const printed = await steward(folder, ['practice', 'rules', '--json']);
    const file = join(folder, 'rules.json');
    writeFileSync(file, printed.out);
    const again = await steward(folder, ['practice', 'rules', '--rules', file, '--json']);
    expect(JSON.parse(again.out)).toEqual(JSON.parse(printed.out));
    writeFileSync(file, '{"rules":[{"organization":"","conditions":[]}],"fallback":null}');
    expect(await steward(folder, ['practice', 'rules', '--rules', file])).toMatchObject({ code: 2, err: expect.stringContaining('holds no rules') });
  });

  it('lists who is elsewhere than the rules would place them', async () => {
    const { people } = JSON.parse((await steward(freshFolder(), ['practice', 'people', 'priya', '--json'])).out);
    expect(people).toMatchObject([{ userName: 'priya.raman@halden.example', organization: 'Halden Instruments', expected: 'Halden Restricted' }]);
  });
});
