// `person` in the terminal: the first broken link of somebody, from files, in words and as JSON.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, steward } from './in-process.ts';

async function imported(): Promise<(...words: string[]) => ReturnType<typeof steward>> {
  const [folder, dataDir] = [freshFolder(), freshFolder()];
  const take = async (name: string, lines: readonly string[]) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, lines.join('\n'));
    expect((await steward(dataDir, ['directory', 'import', '--source', 'csv', '--users', path, '--name', name])).code).toBe(0);
  };
  await take('directory', ['id,userName,displayName,enabled', 'u1,ana@halden.example,Ana Lund,true']);
  await take('target', ['id,userName,externalId,enabled', 's1,ana@halden.example,u1,false']);
  return (...words) => steward(dataDir, ['person', ...words]);
}

describe('person', () => {
  it('says where the way to a sign-in breaks, and what nobody looked at', async () => {
    const person = await imported();
    const given = ['--snapshot', 'directory', '--against', 'target', '--person-key', 'id'];
    const { code, out } = await person('Ana', 'Lund', ...given, '--json');
    expect(code).toBe(1);
    const said = JSON.parse(out);
    expect(said).toMatchObject({ command: 'person', verdict: 'failed', name: 'Ana Lund', personId: 'u1', accountId: 's1', firstBroken: 'active' });
    expect(said.links).toHaveLength(10);
    expect(said.timeline.map(({ text }: { readonly text: string }) => text)).toContain('Account s1: disabled.');
    const words = await person('Failed to update ana@halden.example: 409', ...given);
    expect(words.out).toContain('✗ Active in the target');
    expect(words.out).toContain('? Organization rules ran: not known');
    expect(words.out).toContain('To find out:');
  });

  it('passes with nothing broken, and asks for somebody', async () => {
    const person = await imported();
    expect((await person('ana@halden.example', '--snapshot', 'directory')).code).toBe(0);
    expect(await person()).toMatchObject({ code: 2, err: expect.stringContaining('Name the person') });
  });
});
