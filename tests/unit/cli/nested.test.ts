// `nested` in the terminal: from CSV files to who loses access, in words, as JSON and as a table.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, steward } from './in-process.ts';

async function imported(): Promise<{ readonly dataDir: string; readonly nested: (...words: string[]) => ReturnType<typeof steward> }> {
  const folder = freshFolder();
  const file = (name: string, lines: readonly string[]) => {
    const path = join(folder, name);
    writeFileSync(path, lines.join('\n'));
    return path;
  };
  const dataDir = freshFolder();
  const users = file('u.csv', ['id,userName,enabled', 'u1,ana@halden.example,true', 'u2,ben@halden.example,true', 'u3,cy@halden.example,false']);
  const groups = file('g.csv', ['id,displayName,assigned', 'g1,=Analysts,true', 'g2,Inner,false', 'g3,Builders,true']);
  const memberships = file('m.csv', ['groupId,memberId,memberType', 'g1,u1,user', 'g1,g2,group', 'g2,u2,user', 'g2,u3,user', 'g3,u1,user']);
  const run = await steward(dataDir, ['directory', 'import', '--source', 'csv', '--users', users, '--groups', groups, '--memberships', memberships]);
  expect(run.code).toBe(0);
  return { dataDir, nested: (...words) => steward(dataDir, ['nested', ...words]) };
}

describe('nested', () => {
  it('prints one document, and exits with 1 when people lose access', async () => {
    const { nested } = await imported();
    const { code, out } = await nested('--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      groups: [
        { id: 'g1', displayName: '=Analysts', direct: 1, transitive: 2, lost: 1, depth: 1, inCycle: false },
        { id: 'g3', displayName: 'Builders', direct: 1, transitive: 1, lost: 0, depth: 0, inCycle: false },
      ],
      totals: { peopleLost: 1, peopleLosingAll: 1, cycles: 0 },
      findings: [{ id: 'nested.people-lost' }, { id: 'nested.people-lose-all' }],
    });
  });

  it('exits with 0 when a login sends direct members only', async () => {
    const { nested } = await imported();
    const { code, out } = await nested('--claim-mode', 'assigned-groups');
    expect([code, out]).toEqual([0, expect.stringContaining('nobody loses a group')]);
  });

  it('answers for one group, and writes the table for a spreadsheet without formulas', async () => {
    const { nested, dataDir } = await imported();
    const path = join(dataDir, 'table.csv');
    const { out } = await nested('--group', '=analysts', '--export', path, '--json');
    expect(JSON.parse(out).groups).toHaveLength(1);
    expect(readFileSync(path, 'utf8').split('\r\n')).toEqual([
      '\uFEFFid,displayName,direct,transitive,lost,gained,depth,inCycle,unresolved,notProvisioned',
      `g1,"'=Analysts",1,2,1,0,1,false,0,`,
      '',
    ]);
  });

  it('refuses what it cannot answer, and says what to do', async () => {
    const { nested } = await imported();
    expect(await nested('--group', 'Nobody')).toMatchObject({ code: 2, err: expect.stringContaining('Without --group all are listed') });
    expect(await nested('--export', 'table.xlsx')).toMatchObject({ code: 2, err: expect.stringContaining('.csv') });
    expect(await nested('--claim-mode', 'flat')).toMatchObject({ code: 2, err: expect.stringContaining('one of all-groups') });
    expect(await steward(freshFolder(), ['nested'])).toMatchObject({ code: 2, err: expect.stringContaining('no snapshot yet') });
  });
});
