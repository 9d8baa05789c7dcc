// `mapping check` and `claims check` in the terminal: words, JSON, exit codes, and that a pasted sign-in leaves no trace.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attribute, goodSchema, objectOf, replaceRow } from '../mapping/schemas.ts';
import { freshFolder, steward } from './in-process.ts';

function schemaFile(folder: string, change: (schema: ReturnType<typeof goodSchema>) => void = () => {}): string {
  const schema = goodSchema();
  change(schema);
  const path = join(folder, 'schema.json');
  writeFileSync(path, JSON.stringify(schema));
  return path;
}
const good = [
  '--provider-id-claim',
  'employeeId',
  '--user-name-claim',
  'userPrincipalName',
  '--groups-claim',
  'display-name',
  '--claim-mode',
  'assigned-groups',
  '--sso',
  'saml',
];

describe('mapping check', () => {
  it('exits with 0 when every rule is kept', async () => {
    const folder = freshFolder();
    const { code, out } = await steward(folder, ['mapping', 'check', '--schema', schemaFile(folder), ...good, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ command: 'mapping check', verdict: 'passed', findings: [] });
  });

  it('exits with 1 and says what to do when one is broken', async () => {
    const folder = freshFolder();
    const path = schemaFile(folder, (schema) => replaceRow(objectOf(schema, 'people'), attribute('externalId', 'mailNickname', 1)));
    const { code, out } = await steward(folder, ['mapping', 'check', '--schema', path, ...good]);
    expect(code).toBe(1);
    expect(out).toContain('mapping.external-id-not-provider-id');
    expect(out).toContain('map externalId to employeeId');
    expect(out).toMatch(/\d+ rules kept, 1 broken, 0 not judged/);
  });

  it('takes from options what the file does not hold', async () => {
    const folder = freshFolder();
    const path = schemaFile(folder, (schema) => {
      schema.synchronizationJobSettings = [];
    });
    const { out, code } = await steward(folder, [
      'mapping',
      'check',
      '--schema',
      path,
      ...good,
      '--skip-out-of-scope',
      'on',
      '--tenant-url',
      'https://x.example/scim/',
      '--gallery-app',
      '--json',
    ]);
    expect([code, JSON.parse(out).findings.map(({ id }: { id: string }) => id)]).toEqual([
      1,
      ['mapping.out-of-scope-kept', 'mapping.gallery-app', 'mapping.flag-missing'],
    ]);
  });

  it('says what was not judged, since nobody said it', async () => {
    const folder = freshFolder();
    const { out, code } = await steward(folder, ['mapping', 'check', '--schema', schemaFile(folder)]);
    expect(code).toBe(0);
    expect(out).toContain('Not judged:');
    expect(out).toContain('Nobody said which claim is Foundry’s ID (Provider ID).');
  });

  it('reads the UTF-16 that PowerShell writes', async () => {
    const folder = freshFolder();
    const path = join(folder, 'utf16.json');
    writeFileSync(path, Buffer.from(`\uFEFF${JSON.stringify(goodSchema())}`, 'utf16le'));
    expect((await steward(folder, ['mapping', 'check', '--schema', path, ...good])).code).toBe(0);
  });

  it.each([
    [['mapping', 'check'], 'Name the mapping’s file'],
    [['mapping'], 'check or simulate'],
    [['mapping', 'check', '--schema', '/nonexistent/x.json'], 'cannot be opened'],
    [['mapping', 'check', '--schema', 'x', '--groups-claim', 'name'], 'object-id, display-name'],
    [['mapping', 'check', '--schema', 'x', '--drop', 'A'], '--drop means nothing for “mapping check”'],
    [['mapping', 'simulate'], 'There is no snapshot yet'],
    [['claims'], 'goes with check'],
    [['claims', 'check', '--schema', 'x'], '--schema and --snapshot go with --person'],
    [['claims', 'check'], 'There is no sign-in'],
  ])('%j is refused: %s', async (words, said) => {
    expect(await steward(freshFolder(), words)).toMatchObject({ code: 2, err: expect.stringContaining(said) });
  });

  it('refuses a file that is none, with where to get one', async () => {
    const folder = freshFolder();
    const path = join(folder, 'page.html');
    writeFileSync(path, '<html>');
    expect(await steward(folder, ['mapping', 'check', '--schema', path])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Review your schema here > Download'),
    });
  });
});

/** Every byte the command left in its data folder. */
function contents(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');
}

describe('claims check', () => {
  const typed = ['--external-id', 'planted-id', '--user-name', 'ada@halden.example', '--scim-group', 'Analysts', '--scim-group', 'Builders'];
  const signIn = 'NameID: planted-id\nusername: ada@halden.example\ngroups: Analysts\ngroups: Builders\nphone: planted-phone';

  it('compares standard input with what was typed in, and exits with 0 when all is equal', async () => {
    const { code, out } = await steward(freshFolder(), ['claims', 'check', ...typed, '--json'], { readInput: async () => signIn });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ command: 'claims check', verdict: 'passed', format: 'lines', findings: [] });
  });

  it('exits with 1 on a difference, and shows it', async () => {
    const folder = freshFolder();
    const file = join(folder, 'sign-in.txt');
    writeFileSync(file, signIn.replace('planted-id', 'Planted-id'));
    const { code, out } = await steward(freshFolder(), ['claims', 'check', '--file', file, ...typed]);
    expect(code).toBe(1);
    expect(out).toContain('case             Provider ID  sign-in “Planted-id”, SCIM “planted-id”');
    expect(out).toContain('From character 1: sign-in has U+0050 P');
  });

  it('leaves nothing of the sign-in behind', async () => {
    const folder = freshFolder();
    const { out } = await steward(folder, ['claims', 'check', ...typed], { readInput: async () => signIn });
    expect(out).not.toContain('planted-phone');
    expect(contents(folder)).not.toContain('planted');
  });
});
