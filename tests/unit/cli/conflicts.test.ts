// `conflicts` in the terminal: a ticket from a file or standard input, in words and as JSON, alone and with the practice tenant.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
