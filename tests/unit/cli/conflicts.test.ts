// `conflicts` in the terminal: a ticket from a file or standard input, in words and as JSON, alone and with the practice tenant.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directoryPeople } from '../../../main/practice/company/people.ts';
import { steadyId } from '../../../main/practice/company/seed.ts';
import { freshFolder, steward } from './in-process.ts';

const sentence = (name: string, sent: string, existing: string) =>
  `Cannot complete login for your user with username [${name}] and provider user ID [${sent}] because that username is already being used by the user with user ID [e0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11] and provider user ID [${existing}].`;

const ticket = (text: string): string => {
  const path = join(freshFolder(), 'ticket.txt');
  writeFileSync(path, text);
  return path;
};

describe('conflicts explain', () => {
  it('prints one document from a file, values without what surrounds them', async () => {
    const text = `Hi,\n> ${sentence('amara@contoso.com', 'amara@contoso.com', 'Amara@contoso.com')}\nand Cannot complete login for your user with username`;
    const { code, out } = await steward(freshFolder(), ['conflicts', 'explain', ticket(text), '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      conflicts: [
        {
          username: 'amara@contoso.com',
          providerUserId: 'amara@contoso.com',
          existingUserId: 'e0b7c6f4-54c5-4f0a-9a0f-0b3f0f6f1d11',
          existingProviderUserId: 'Amara@contoso.com',
          cause: { id: 'conflict.letter-case', confidence: 'settled', text: expect.stringContaining('upper and lower case') },
          alternatives: [],
          evidence: [{ what: 'Value' }, { what: 'By its form' }],
          remedy: [expect.any(String), expect.any(String), expect.any(String), expect.any(String)],
        },
      ],
      unread: [{ line: 3, reason: expect.stringContaining('breaks off') }],
    });
  });

  it('reads standard input, and says the same in words', async () => {
    const text = sentence('amara@contoso.com', 'amara.okafor', '10422');
    const { code, out } = await steward(freshFolder(), ['conflicts', 'explain', '-'], { readInput: async () => text });
    expect(code).toBe(1);
    expect(out).toContain('1 sign-in conflict');
    expect(out).toContain('sign-on   amara.okafor');
    expect(out).toContain('account   10422');
    expect(out).toContain('To settle it:');
  });

  it('looks the account up in the practice tenant', async () => {
    const text = sentence('lukas.brandt@halden.example', '10401', 'lukas.brandt');
    const { out } = await steward(freshFolder(), ['conflicts', 'explain', ticket(text), '--practice', '--json']);
    const [found] = JSON.parse(out).conflicts;
    expect(JSON.stringify(found.evidence)).toContain('lukas.brandt@halden.example');
  });

  it('exits with 0 when there is no conflict in the text, and refuses an empty one', async () => {
    expect(await steward(freshFolder(), ['conflicts', 'explain', ticket('All is well.')])).toMatchObject({
      code: 0,
      out: expect.stringContaining('No sign-in conflict'),
    });
    expect((await steward(freshFolder(), ['conflicts', 'explain'])).code).toBe(2);
    expect(await steward(freshFolder(), ['conflicts', 'explain', '/nowhere/ticket.txt'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be opened'),
    });
    expect(await steward(freshFolder(), ['conflicts', 'settle'])).toMatchObject({ code: 2, err: expect.stringContaining('does not exist') });
  });
});

describe('conflicts predict', () => {
  async function imported(): Promise<(...words: string[]) => ReturnType<typeof steward>> {
    const [folder, dataDir] = [freshFolder(), freshFolder()];
    const take = async (name: string, lines: readonly string[]) => {
      const path = join(folder, `${name}.csv`);
      writeFileSync(path, lines.join('\n'));
      expect((await steward(dataDir, ['directory', 'import', '--source', 'csv', '--users', path, '--name', name])).code).toBe(0);
    };
    await take('directory', ['id,userName', 'u1,ana@halden.example', 'u2,ben@halden.example', 'u3,cy@halden.example']);
    await take('target', ['id,userName,externalId', 's1,ana@halden.example,u1', 's2,ben@halden.example,ben', 's3,BEN@halden.example,b2']);
    return (...words) => steward(dataDir, ['conflicts', 'predict', '--snapshot', 'directory', '--against', 'target', ...words]);
  }

  it('counts who is linked, inherited, created and refused, and writes the plan', async () => {
    const predict = await imported();
    const plan = join(freshFolder(), 'plan.csv');
    const { code, out } = await predict('--person-key', 'id', '--export', plan, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      counts: { linked: 1, created: 1, 'several-accounts': 1 },
      unclaimed: 1,
      rows: [
        { id: 'u1', plan: 'link' },
        { id: 'u2', plan: 'skip', blocked: true },
        { id: 'u3', plan: 'create' },
      ],
      findings: [{ id: 'predict.refused' }, { id: 'predict.hidden-users' }],
    });
    expect(readFileSync(plan, 'utf8').trim().split('\r\n')).toHaveLength(4);
  });

  it('says the same in words, and refuses what it cannot compare', async () => {
    const predict = await imported();
    expect((await predict('--person-key', 'id')).out).toContain('1  linked by externalId');
    expect(await predict('--person-key', 'shoe-size')).toMatchObject({ code: 2, err: expect.stringContaining('one of id') });
    expect((await steward(freshFolder(), ['conflicts', 'predict'])).err).toContain('--against');
  });
});

describe('conflicts fix', () => {
  it('makes a dry run that sends nothing and says every reason against it', async () => {
    const folder = freshFolder();
    const tomasz = directoryPeople(steadyId).find(({ nickname }) => nickname === 'tomasz.wojcik');
    const order = ['conflicts', 'fix', '--practice', '--user', steadyId('scim:tomasz.wojcik'), '--external-id', tomasz?.objectId ?? ''];
    const { code, out } = await steward(folder, [...order, '--dry-run', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      dryRun: true,
      userName: 'tomasz.wojcik@halden.example',
      before: tomasz?.objectId.toUpperCase(),
      says: expect.arrayContaining([expect.stringMatching(/^Its organization: Halden/)]),
      refusals: [expect.stringContaining('mapping is not known'), expect.stringContaining('No directory snapshot is chosen')],
    });
  });

  it('wants either a dry run or a yes', async () => {
    const { code, err } = await steward(freshFolder(), ['conflicts', 'fix', '--practice', '--user', 'x', '--external-id', 'y']);
    expect(code).toBe(2);
    expect(err).toContain('--dry-run, or --yes');
  });
});
