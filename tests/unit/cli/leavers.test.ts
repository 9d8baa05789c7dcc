// `leavers` in the terminal: from files, in words, as JSON and as a table that no spreadsheet runs.
import { readFileSync, writeFileSync } from 'node:fs';
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
  await take('directory', [
    'id,userName,displayName,enabled',
    'u1,ana@halden.example,Ana,true',
    'u2,ben@halden.example,"=HYPERLINK(""x"")",false',
    'u3,cy@halden.example,Cy,true',
  ]);
  await take('target', [
    'id,userName,externalId,enabled',
    's1,ana@halden.example,u1,true',
    's2,ben@halden.example,u2,true',
    's4,gone@halden.example,u4,true',
  ]);
  await take('good', ['id,userName,externalId,enabled', 's1,ana@halden.example,u1,true', 's2,ben@halden.example,u2,false']);
  const log = join(folder, 'log.json');
  const entry = {
    id: '00000000-0000-4000-8000-000000000001',
    activityDateTime: '2026-11-01T10:00:00Z',
    jobId: 'scim.1',
    provisioningAction: 'disable',
    servicePrincipal: { id: '00000000-0000-4000-8000-000000000901', displayName: 'Foundry SCIM' },
    sourceIdentity: { id: 'u2', displayName: 'Ben', identityType: 'User' },
    targetIdentity: { id: 's2', displayName: 'Ben' },
    provisioningStatusInfo: { status: 'success', errorInformation: null },
    provisioningSteps: [],
    modifiedProperties: [],
  };
  writeFileSync(log, JSON.stringify([entry]));
  expect((await steward(dataDir, ['logs', 'import', log])).code).toBe(0);
  return (...words) => steward(dataDir, ['leavers', '--snapshot', 'directory', '--person-key', 'id', ...words]);
}

describe('leavers', () => {
  it('tells who, why by the log, and what to do; exit code 1', async () => {
    const leavers = await imported();
    const { code, out } = await leavers('--against', 'target', '--json');
    expect(code).toBe(1);
    const said = JSON.parse(out);
    expect(said).toMatchObject({ command: 'leavers', verdict: 'failed', total: 2, entitled: 1, counts: { disabled: 1, deleted: 1 } });
    expect(said.rows[0]).toMatchObject({
      kind: 'disabled',
      personId: 'u2',
      accountId: 's2',
      reasons: expect.arrayContaining([expect.objectContaining({ id: 'sent-still-active', state: 'shown' })]),
    });
    expect(said.rows[0].reasons[0].id).toBe('sent-still-active');
    expect(said.rows[1]).toMatchObject({ kind: 'deleted', name: 'gone@halden.example', since: { after: null } });
    const words = await leavers('--against', 'target');
    expect(words.out).toContain('2 active in the target of people who left');
    expect(words.out).toContain('To do: Look at the account in Foundry');
  });

  it('writes a table for the auditor in which nothing is a formula', async () => {
    const leavers = await imported();
    const path = join(freshFolder(), 'leavers.csv');
    expect((await leavers('--against', 'target', '--export', path)).out).toContain(path);
    const lines = readFileSync(path, 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^"'=HYPERLINK/);
  });

  it('exits with 0 when nobody is, and refuses what it cannot compare', async () => {
    const leavers = await imported();
    expect(await leavers('--against', 'good')).toMatchObject({ code: 0, out: expect.stringContaining('Nobody who left') });
    expect(await leavers('--against', 'directory')).toMatchObject({ code: 2, err: expect.stringContaining('agrees with itself') });
    expect(await leavers('--against', 'target', '--export', 'x.txt')).toMatchObject({ code: 2, err: expect.stringContaining('.csv') });
    expect((await leavers()).err).toContain('--against');
  });
});
