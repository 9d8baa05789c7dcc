import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestApp } from '../compose/app.ts';
import { freshFolder, lastingSecrets, steward } from './in-process.ts';

const blocked = 'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable: An error occurred while sending the request.';
const serviceTags = JSON.stringify({
  changeNumber: 312,
  cloud: 'Public',
  values: [
    {
      name: 'AzureActiveDirectory',
      id: 'AzureActiveDirectory',
      properties: { changeNumber: 17, region: '', addressPrefixes: ['20.190.128.0/18', '40.126.0.0/18'] },
    },
  ],
});

describe('what the identity provider said, in the terminal', () => {
  it('makes the verdict whole, and is kept for the window', async () => {
    const folder = freshFolder();
    const without = await steward(folder, ['check', '--practice']);
    expect([without.code, without.out]).toEqual([0, expect.stringContaining('Would pass, seen from this desk. Only Entra can say')]);
    const { code, out } = await steward(folder, ['check', '--practice', '--idp-outcome', 'success']);
    expect([code, out]).toEqual([0, expect.stringContaining('Works: seen from this desk, and reported by Entra.')]);
    const app = await openTestApp(folder);
    await app.handlers['practice.start']({});
    expect((await app.handlers['connection-test.columns']({ connectionId: 'practice' })).report).toMatchObject({ outcome: 'success' });
    await app.close();
  });

  it('is read from a pasted message, is a finding like any other, and counts until it is taken back', async () => {
    const folder = freshFolder();
    const said = await steward(folder, ['check', '--practice', '--idp-text', '-'], { readInput: async () => blocked });
    expect(said.code).toBe(1);
    for (const part of ['idp.credential-validation-unavailable', 'the cause lies between them', '“scim-steward ingress”'])
      expect(said.out).toContain(part);
    const again = await steward(folder, ['check', '--practice', '--json']);
    const document = JSON.parse(again.out);
    expect(again.code).toBe(1);
    expect(document).toMatchObject({ command: 'check', verdict: 'passed', columns: { tone: 'bad', report: { pasted: blocked } } });
    expect(document.findings.map(({ id }: { readonly id: string }) => id)).toEqual(['idp.credential-validation-unavailable']);
    const back = await steward(folder, ['check', '--practice', '--idp-outcome', 'not-tried', '--json']);
    expect([back.code, JSON.parse(back.out).findings]).toEqual([0, []]);
  });

  it('is kept without the secret of its connection, though nothing has used it yet', async () => {
    const [folder, secrets] = [freshFolder(), lastingSecrets()];
    const url = 'http://127.0.0.1:9';
    const client = ['--scim-url', `${url}/v2/`, '--token-url', `${url}/token`, '--client-id', 'c', '--client-secret-env', 'SECRET'];
    expect((await steward(folder, ['connections', 'add', '--name', 'Kept', ...client], {}, secrets)).code).toBe(0);
    const readInput = async () => `${blocked} with the secret practice in it`;
    const { out } = await steward(folder, ['check', '--connection', 'Kept', '--idp-text', '-', '--json'], { readInput }, secrets);
    const { pasted } = JSON.parse(out).columns.report;
    expect(pasted).toContain('with the secret');
    expect(pasted).not.toContain('practice');
  });

  it('stands in the reports that are written, of this run', async () => {
    const folder = freshFolder();
    const files = ['html', 'md', 'xml', 'json'].map((ending) => join(folder, `report.${ending}`));
    await steward(folder, ['check', '--practice', '--idp-outcome', 'success', ...files.flatMap((file) => ['--report', file])]);
    for (const file of files) {
      const text = await readFile(file, 'utf8');
      expect(text, file).toContain('Entra reported: the connection works');
      if (!file.endsWith('.json')) expect(text, file).toContain('From your identity provider');
    }
  });

  it('is asked of Entra itself', async () => {
    const { code, out } = await steward(freshFolder(), ['check', '--practice', '--ask-idp']);
    expect([code, out]).toEqual([0, expect.stringContaining('Works: seen from this desk, and reported by Entra.')]);
  });

  it.each([
    [['--idp-outcome', 'fine'], 'success, credential-validation-unavailable'],
    [['--idp-text', '-'], 'is empty'],
    [['--idp-text', '/nonexistent.txt'], 'cannot be opened'],
    [['--idp-outcome', 'success', '--ask-idp'], 'Choose one'],
    [['--graph-tenant', 'contoso.example'], 'it goes with --ask-idp'],
    [['--graph-tenant', 'contoso.example', '--ask-idp'], 'means nothing for the practice tenant'],
  ])('%j is refused', async (words, why) => {
    expect(await steward(freshFolder(), ['check', '--practice', ...words])).toMatchObject({ code: 2, err: expect.stringContaining(why) });
  });

  it('is refused when it is more than a message', async () => {
    const changes = { readInput: async () => 'x'.repeat(20_001) };
    expect((await steward(freshFolder(), ['check', '--practice', '--idp-text', '-'], changes)).err).toContain('longer than 20000 characters');
  });

  it('does not compete with the secret for standard input', async () => {
    const words = ['check', '--scim-url', 'https://scim.contoso.example/v2/', '--client-secret-stdin', '--idp-text', '-'];
    expect(await steward(freshFolder(), words)).toMatchObject({ code: 2, err: expect.stringContaining('Standard input gives either') });
  });
});

describe('the ingress check in the terminal', () => {
  const byHand = ['--scim-url', 'https://scim.contoso.example/multipass/api/scim/r/v2/', '--client-id', 'c'];

  it('says what is refused and writes both texts, without a secret and without a request', async () => {
    const folder = freshFolder();
    const [tags, ranges, report] = [join(folder, 'tags.json'), join(folder, 'ranges.txt'), join(folder, 'ingress.md')];
    await writeFile(tags, serviceTags);
    await writeFile(ranges, '20.190.128.0/18\n');
    const words = ['ingress', ...byHand, '--ranges', ranges, '--countries', 'DE,US', '--service-tags', tags];
    const { code, out } = await steward(folder, [...words, '--domain-choice', 'scim-subdomain', '--report', report]);
    expect(code).toBe(1);
    for (const place of [out, await readFile(report, 'utf8')])
      for (const part of [
        '1 of 2 ranges',
        '40.126.0.0/18',
        'Change request for Network ingress',
        'Message to Palantir Support',
        'DE,US',
        'scim.contoso.example',
      ])
        expect(place).toContain(part);
    const json = JSON.parse((await steward(folder, [...words, '--json'])).out);
    expect(json).toMatchObject({ command: 'ingress', connection: 'scim.contoso.example', required: 2, covered: 1, uncovered: ['40.126.0.0/18'] });
    const app = await openTestApp(folder);
    expect((await app.handlers['app.contacts']({})).contacts).toEqual([]);
    await app.close();
  });

  it('has nothing to change when all is allowed, and goes on to Support', async () => {
    const folder = freshFolder();
    const tags = join(folder, 'tags.json');
    await writeFile(tags, serviceTags);
    const words = ['ingress', ...byHand, '--ranges', '-', '--service-tags', tags];
    const { code, out } = await steward(folder, words, { readInput: async () => '20.190.128.0/18, 40.126.0.0/18' });
    expect([code, out]).toEqual([0, expect.stringContaining('All 2 IPv4 prefixes are covered')]);
    expect(out).not.toContain('Change request');
  });

  it('puts into the texts what “check” of the same server and client was told', async () => {
    const folder = freshFolder();
    // A port that refuses: what was told is kept all the same.
    const here = ['--scim-url', 'http://127.0.0.1:9/multipass/api/scim/r/v2/', '--client-id', 'c', '--token-url', 'http://127.0.0.1:9/token'];
    await steward(folder, ['check', ...here, '--client-secret-env', 'SECRET', '--idp-text', '-'], { readInput: async () => blocked });
    expect((await steward(folder, ['ingress', ...here])).out).toContain(blocked);
  });

  it('finishes the finding of the window with what is missing', async () => {
    const folder = freshFolder();
    const tags = join(folder, 'tags.json');
    await writeFile(tags, serviceTags);
    expect((await steward(folder, ['ingress', '--practice', '--service-tags', tags])).code).toBe(1);
    const { out } = await steward(folder, ['check', '--practice', '--idp-outcome', 'credential-validation-unavailable']);
    expect(out).toContain('ingress.ranges-not-covered');
  });

  it.each([
    [['ingress', ...byHand, '--report', 'a.html'], '.md or .json'],
    [['ingress', ...byHand, '--domain-choice', 'mine'], 'scim-subdomain, this-domain, unknown'],
    [['ingress', ...byHand, '--client-secret-env', 'SECRET'], 'means nothing for “ingress”'],
    [['ingress'], 'Say which connection'],
  ])('%j is refused', async (words, why) => {
    expect(await steward(freshFolder(), words)).toMatchObject({ code: 2, err: expect.stringContaining(why) });
  });
});
