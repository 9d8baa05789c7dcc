// The simulation in the terminal, from CSV files of people, groups and memberships to findings: through the directory worker and back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Simulation } from '../../../contract/mapping.ts';
import { freshFolder, steward } from '../cli/in-process.ts';
import { attribute, goodSchema, objectOf, type Row, replaceRow } from './schemas.ts';

const users = [
  'id,userName,mail,mailNickname,employeeId,enabled',
  'u1,ana@halden.example,ana@halden.example,ana,E1,true',
  'u2,ben@halden.example,ben@halden.example,ben,E2,true',
  'u3,cy@halden.example,,ana,E3,true',
  'u4,dee@halden.example,dee@halden.example,Ben,,true',
  'u5,eve@halden.example,eve@halden.example,eve,E5,true',
  'u6,off@halden.example,off@halden.example,off,E6,false',
];
const groups = ['id,displayName,assigned', 'g1,Analysts,true', 'g2,Builders,true', 'g3,Inner,false'];
// Eve is only in a group within an assigned one: Entra does not provision her.
const memberships = [
  'groupId,memberId,memberType',
  'g1,u1,user',
  'g1,u2,user',
  'g1,g3,group',
  'g3,u5,user',
  'g2,u2,user',
  'g2,u3,user',
  'g2,u4,user',
  'g2,u6,user',
];

async function imported() {
  const folder = freshFolder();
  const dataDir = freshFolder();
  const file = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const schema = (name: string, ...rows: readonly Row[]) => {
    const node = goodSchema();
    for (const row of rows) replaceRow(objectOf(node, 'people'), row);
    return file(name, JSON.stringify(node));
  };
  const csv = (name: string, lines: readonly string[]) => file(name, lines.join('\n'));
  const run = await steward(dataDir, [
    'directory',
    'import',
    '--source',
    'csv',
    '--users',
    csv('u.csv', users),
    '--groups',
    csv('g.csv', groups),
    '--memberships',
    csv('m.csv', memberships),
  ]);
  expect(run.code).toBe(0);
  const simulate = async (...words: readonly string[]) => {
    const { code, out, err } = await steward(dataDir, ['mapping', 'simulate', ...words, '--json']);
    if (out === '') throw new Error(err);
    return { code, result: JSON.parse(out) as Simulation & { verdict: string } };
  };
  return { dataDir, file, schema, simulate };
}
const ids = ({ result }: { readonly result: Simulation }) => result.findings.map(({ id }) => id);

describe('the simulation over a snapshot', () => {
  it('counts people in scope alone: direct members of assigned groups', async () => {
    const { simulate } = await imported();
    const { code, result } = await simulate();
    expect([code, result.people, result.inScope]).toEqual([0, 6, 5]);
    expect(result.candidates.find(({ attribute: name }) => name === 'mail')).toMatchObject({ have: 4, missing: 1 });
    expect(result.recommendation.attribute).toBe('objectId');
    expect(result.change).toBeNull();
  });

  it('finds who shares an externalId, and who would get none', async () => {
    const { simulate, schema } = await imported();
    const shared = await simulate('--schema', schema('nick.json', attribute('externalId', 'mailNickname', 1)));
    expect([shared.code, ids(shared), shared.result.verdict]).toEqual([1, ['mapping.values-shared'], 'failed']);
    expect(shared.result.findings[0]?.title).toBe('4 people in scope share an externalId');
    const missing = await simulate('--schema', schema('employee.json'));
    expect([missing.code, ids(missing), missing.result.verdict]).toEqual([0, ['mapping.values-missing'], 'warned']);
  });

  it('finds Provider IDs that SCIM would not send', async () => {
    const { simulate, schema, file } = await imported();
    const seen = file('seen.csv', 'userName,providerId\nana@halden.example,u1\nben@halden.example,U2\ncy@halden.example,E3');
    const result = await simulate('--schema', schema('id.json', attribute('externalId', 'objectId', 1)), '--seen', seen);
    expect(ids(result)).toEqual(['mapping.provider-ids-seen-differ']);
    expect(result.result.findings[0]?.title).toBe('2 of 3 Provider IDs seen are not what SCIM would send');
  });

  it('shows a dropped assignment before it is dropped', async () => {
    const { simulate, schema } = await imported();
    const result = await simulate('--schema', schema('now.json', attribute('externalId', 'objectId', 1)), '--drop', 'Builders');
    expect(ids(result)).toEqual(['mapping.change-disables']);
    expect(result.result.change?.counts).toMatchObject({ disabled: 2, unchanged: 2, created: 0 });
    expect(result.result.change?.examples.map(({ userName }) => userName)).toEqual(['cy@halden.example', 'dee@halden.example']);
    expect(result.result.change?.cycle.objects).toBe(2 + 1 + 2);
  });

  it('shows a new mapping before it is saved, and who would get somebody else’s value', async () => {
    const { simulate, schema } = await imported();
    const now = schema('now.json', attribute('externalId', 'objectId', 1));
    const relinked = await simulate('--schema', now, '--after', schema('upn.json', attribute('externalId', 'userPrincipalName', 1)));
    expect(ids(relinked)).toEqual(['mapping.change-relinks']);
    expect(relinked.result.findings[0]?.remedy.join(' ')).toContain('neither it nor Restart looks up again who is linked already');
    const collides = await simulate('--schema', now, '--after', schema('nick.json', attribute('externalId', 'mailNickname', 1)));
    expect(ids(collides)).toEqual(['mapping.change-collides', 'mapping.change-relinks']);
    expect(collides.result.change?.counts).toMatchObject({ collides: 2, relinked: 2 });
  });

  it('says in words what it found', async () => {
    const { dataDir, schema } = await imported();
    const { out, code } = await steward(dataDir, ['mapping', 'simulate', '--schema', schema('now.json'), '--drop', 'Nobody']);
    expect(code).toBe(0);
    expect(out).toContain('6 people, 5 in scope of provisioning');
    expect(out).toContain('“Nobody” is neither a group nor a person of this snapshot.');
    expect(out).toContain('[employeeId] (mapped to externalId): stays on a rename');
    expect(out.replace(/\s+/g, ' ')).toContain(
      'Saving starts an initial cycle of 12 objects: 0 to 0.02 hours. It does not look up again who is linked already.',
    );
  });
});

describe('one person of a snapshot', () => {
  const signIn = 'NameID: E2\nusername: ben@halden.example\ngroups: [Analysts, Builders]';
  const claims = async (text: string, ...words: readonly string[]) => {
    const { dataDir, schema } = await imported();
    const { code, out, err } = await steward(dataDir, ['claims', 'check', '--json', '--schema', schema('now.json'), ...words], {
      readInput: async () => text,
    });
    return { code, err, result: JSON.parse(out) as { verdict: string; findings: { id: string }[]; notes: string[]; error?: { code: string } } };
  };

  it('is compared with what the mapping sends for them: identifiers and groups', async () => {
    const { code, result } = await claims(signIn, '--person', 'ben@halden.example');
    expect([code, result.verdict, result.findings]).toEqual([0, 'passed', []]);
  });

  it('who differs is found', async () => {
    const { code, result } = await claims(signIn, '--person', 'u1');
    expect(code).toBe(1);
    expect(result.findings.map(({ id }) => id)).toEqual(['claims.provider-id-differs', 'claims.user-name-differs', 'claims.groups-only-at-sign-in']);
  });

  it('who has no value is said so, and not called equal', async () => {
    const { result } = await claims(signIn, '--person', 'dee@halden.example');
    expect(result.notes).toContain('SCIM would send no externalId for this person: there is no value.');
  });

  it('who is not there is refused', async () => {
    expect(await claims(signIn, '--person', 'nobody')).toMatchObject({ code: 2, result: { error: { code: 'mapping.no-such-person' } } });
  });
});
