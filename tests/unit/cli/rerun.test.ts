// `rerun` as it is typed: the dry run sends nothing, the run moves people, and what stopped is gone on with.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { targetForTest } from '../org-rules/target-for-test.ts';
import { freshFolder, steward } from './in-process.ts';

describe('the terminal’s rerun', () => {
  it('lists in the dry run who would be sent, why and how long it takes, and sends nothing', async () => {
    const said = await steward(freshFolder(), ['rerun', '--practice', '--where', 'organization is wrong', '--dry-run', '--json']);
    expect(said.code).toBe(0);
    const document = JSON.parse(said.out);
    expect(document).toMatchObject({ people: 2, dryRun: true, seconds: 1, states: { notSent: 2, sent: 0, verified: 0 } });
    expect(document.perPerson[0]).toMatchObject({
      state: 'waiting',
      before: { name: 'Halden Instruments' },
      expected: { name: 'Halden Restricted' },
    });
  });

  it('moves people and says who was verified', async () => {
    const said = await steward(freshFolder(), ['rerun', '--practice', '--group', 'Project Fjord', '--rate', '100', '--yes', '--json']);
    expect(said.code).toBe(0);
    const document = JSON.parse(said.out);
    expect(document.states).toMatchObject({ verified: document.people, notSent: 0, failed: 0 });
    expect(document.findings).toEqual([]);
    expect(document.effect).toEqual({ moved: 2, stayed: 0, words: expect.stringMatching(/^Established: “resend” makes the rules run here/) });
  });

  it('goes on with those that failed, in another process, when the server has been mended', async () => {
    let broken = true;
    const target = await targetForTest({
      people: 3,
      fate: ({ method, person }) => (broken && method === 'PATCH' && person.id === 'p2' ? 400 : 'well'),
    });
    const dataDir = freshFolder();
    const list = join(dataDir, 'people.txt');
    writeFileSync(list, 'p1@contoso.example\np2@contoso.example\np3@contoso.example\n');
    const connection = ['--scim-url', target.scimUrl, '--token-url', target.tokenUrl, '--client-id', 'client', '--client-secret-env', 'SECRET'];
    const first = await steward(dataDir, ['rerun', ...connection, '--users', list, '--rate', '100', '--yes', '--json']);
    expect(first.code).toBe(1);
    const { run, states, findings } = JSON.parse(first.out);
    expect(states).toMatchObject({ sent: 2, failed: 1 });
    expect(findings.map(({ id }: { readonly id: string }) => id)).toEqual(['rerun.not-updated']);
    broken = false;
    const second = await steward(dataDir, ['rerun', ...connection, '--resume', run, '--yes', '--json']);
    expect(second.code).toBe(0);
    expect(JSON.parse(second.out).states).toEqual({ sent: 3, verified: 0, failed: 0, skipped: 0, notSent: 0, answerLost: 0 });
    expect(target.people.get('p1')?.written).toHaveLength(1);
  });

  it.each([
    [['--practice'], /Say who/],
    [['--practice', '--group', 'A', '--where', 'group is A'], /one of them/],
    [['--practice', '--where', 'group has A'], /goes with/],
    [['--practice', '--group', 'No such group'], /no group named/],
    [['--practice', '--group', 'Project Fjord', '--rate', '1000'], /0\.2 to 500/],
    [['--practice', '--group', 'Project Fjord'], /agree with --yes/],
  ])('refuses %j with what to write instead', async (words, why) => {
    const said = await steward(freshFolder(), ['rerun', ...words]);
    expect(said.code).not.toBe(0);
    expect(`${said.err}${said.out}`).toMatch(why);
  });
});
