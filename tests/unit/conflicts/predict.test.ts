// The prediction over Halden's directory and its target as SCIM lists it, and over small made-up ones where the practice company has no such case.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { predict, predictedKinds, sourceState } from '../../../main/domain/conflicts/predict.ts';
import { hashOf } from '../../../main/domain/mapping/hashes.ts';
import { predictOperations } from '../../../main/features/conflicts/predict-operations.ts';
import fc from '../../properties.ts';
import { runToEnd } from '../compose/app.ts';
import { allComplete, shelfWith } from '../nested-groups/snapshot.ts';
import { company, mappingOf, openHalden, person } from './halden.ts';

const halden = openHalden();

async function target(): Promise<string> {
  const { runId } = await halden.app.handlers['directory.take']({ connectionId: 'own', source: 'scim', name: 'Target' });
  await runToEnd(halden.app, runId);
  const found = (await halden.app.handlers['directory.list']({})).snapshots.find(({ source }) => source === 'scim');
  if (found === undefined) throw new Error('The target was not read.');
  return found.id;
}

const order = async () => ({
  connectionId: 'own',
  snapshotId: await halden.snapshot(company),
  targetId: await target(),
  personKey: 'id' as const,
  mapping: mappingOf('objectId'),
});

describe('the practice company against its target', () => {
  it('says of everybody what would become of them', async () => {
    const asked = await order();
    const all = await halden.app.handlers['conflicts.predict']({ ...asked, filter: 'all', offset: 0, limit: 500 });
    const kindOf = (nickname: string) => all.rows.find(({ id }) => id === person(nickname).id)?.kind;
    expect(kindOf('amara.okafor')).toBe('linked');
    expect(kindOf('julia.hartmann')).toBe('linked-renamed');
    for (const nickname of ['lukas.brandt', 'chloe.martin', 'tomasz.wojcik', 'greta.novak', 'carlos.mendoza', 'peter.vandenberg', 'linh.pham'])
      expect([nickname, kindOf(nickname)]).toEqual([nickname, 'adopted']);
    for (const nickname of ['maria.silva', 'Maria.Silva']) expect(kindOf(nickname)).toBe('collides');
    expect(all.rows.find(({ kind }) => kind === 'adopted')).toMatchObject({
      plan: 'adopt',
      blocked: true,
      accountUserName: 'lukas.brandt@halden.example',
    });
    expect(all.targetComplete).toBe(true);
    // Robert is disabled: nobody sends anything for him.
    expect(all.counts['out-of-scope']).toBe(1);
    expect(all.findings.map(({ id }) => id)).toEqual(['predict.refused', 'predict.adoption']);
  });

  it('pages one kind, and says that a created person may meet a user SCIM hides', async () => {
    const newcomer = { ...person('amara.okafor'), id: 'new', userName: 'new@halden.example' };
    const asked = { ...(await order()), snapshotId: await halden.snapshot([...company, newcomer]) };
    const created = await halden.app.handlers['conflicts.predict']({ ...asked, filter: 'created', offset: 0, limit: 10 });
    expect(created.rows).toEqual([expect.objectContaining({ id: 'new', plan: 'create', accountId: null })]);
    expect(created.findings.map(({ id }) => id)).toContain('predict.hidden-users');
  });

  it('writes the plan as a table with one row a person', async () => {
    const parts: string[] = [];
    const path = join(halden.dataDir, 'plan.csv');
    await halden.app.planFile(await order(), path);
    parts.push(readFileSync(path, 'utf8'));
    const lines = parts.join('').trim().split('\r\n');
    expect(lines).toHaveLength(1 + company.length - 1);
    expect(lines[0]).toContain('step,found,blocked');
    expect(lines.filter((line) => line.includes(',adopt,adopted,true,'))).toHaveLength(7);
  });

  it('is refused against a snapshot that is no target', async () => {
    const snapshotId = await halden.snapshot(company);
    const shelf = shelfWith({ people: { a: {} }, groups: {}, assigned: [], coverage: allComplete });
    expect(() =>
      predictOperations(shelf)['conflicts.predict']({
        snapshotId: 's',
        targetId: 's',
        personKey: 'id',
        mapping: null,
        filter: 'all',
        offset: 0,
        limit: 1,
      }),
    ).toThrow('one taken by SCIM');
    expect(snapshotId).not.toBe('');
  });
});

type Row = readonly [externalId: string | null, userName: string | null, off?: 'off'];
const columns = (rows: readonly Row[]) => {
  const hashed = (values: readonly (string | null)[]) => Float64Array.from(values, (value) => (value === null ? -1 : hashOf(value)));
  return {
    count: rows.length,
    externalId: hashed(rows.map(([id]) => id)),
    userName: hashed(rows.map(([, name]) => name)),
    userNameFolded: hashed(rows.map(([, name]) => name?.toLowerCase() ?? null)),
  };
};
function kinds(people: readonly Row[], users: readonly Row[]) {
  const found = predict(
    { ...columns(people), state: Uint8Array.from(people, () => sourceState.inScope) },
    { ...columns(users), inactive: Uint8Array.from(users, ([, , off]) => (off === undefined ? 0 : 1)) },
  );
  return { kinds: Array.from(found.kinds, (kind) => predictedKinds[kind]), accounts: [...found.accounts], unclaimed: found.unclaimed };
}

describe('a person and the accounts of the target', () => {
  it.each<[string, readonly Row[], readonly Row[], readonly string[]]>([
    ['the same externalId and user name', [['1', 'a']], [['1', 'a']], ['linked']],
    ['a user name that differs by case', [['1', 'A']], [['1', 'a']], ['linked-case']],
    ['a disabled account', [['1', 'a']], [['1', 'a', 'off']], ['linked-inactive']],
    [
      'a new user name that another account has',
      [['1', 'b']],
      [
        ['1', 'a'],
        ['9', 'b'],
      ],
      ['name-taken'],
    ],
    ['a user name whose account has no externalId', [['1', 'a']], [[null, 'a']], ['adopted']],
    ['a user name whose account carries nobody’s externalId', [['1', 'a']], [['9', 'A']], ['adopted']],
    [
      'a user name whose account carries another person’s externalId',
      [
        ['1', 'a'],
        ['2', 'b'],
      ],
      [['2', 'a']],
      ['belongs-to-another', 'linked-renamed'],
    ],
    [
      'two accounts with one externalId',
      [['1', 'a']],
      [
        ['1', 'a'],
        ['1', 'b'],
      ],
      ['several-accounts'],
    ],
    [
      'two accounts with one user name',
      [['1', 'a']],
      [
        ['8', 'a'],
        ['9', 'A'],
      ],
      ['several-accounts'],
    ],
    [
      'two people with one externalId',
      [
        ['1', 'a'],
        ['1', 'b'],
      ],
      [],
      ['collides', 'collides'],
    ],
    ['nobody in the target', [['1', 'a']], [['2', 'b']], ['created']],
    ['no user name', [['1', null]], [['1', 'a']], ['linked-renamed']],
  ])('%s', (_name, people, users, expected) => expect(kinds(people, users).kinds).toEqual(expected));

  it('counts accounts that nobody would be linked to', () => {
    expect(
      kinds(
        [['1', 'a']],
        [
          ['1', 'a'],
          ['2', 'b'],
          [null, 'c'],
        ],
      ).unclaimed,
    ).toBe(1);
  });

  it('agrees with a plain search over any directory', () => {
    const value = fc.constantFrom('1', '2', '3', '4', null);
    const rows = fc.array(fc.tuple(value, fc.constantFrom('a', 'A', 'b', 'c', null)), { maxLength: 8 });
    fc.assert(
      fc.property(rows, rows, (people, users) => {
        const found = kinds(people, users);
        people.forEach(([id, name], at) => {
          const byId = users.filter(([other]) => id !== null && other === id).length;
          const byName = users.filter(([, other]) => name !== null && other?.toLowerCase() === name.toLowerCase()).length;
          const twice = people.some(
            ([i, n], other) => other !== at && ((id !== null && i === id) || (name !== null && n?.toLowerCase() === name.toLowerCase())),
          );
          if (twice) expect(found.kinds[at]).toBe('collides');
          else if (byId > 1 || (byId === 0 && byName > 1)) expect(found.kinds[at]).toBe('several-accounts');
          else if (byId === 1) expect(found.kinds[at]).toMatch(/^linked|^name-taken$/);
          else expect(found.kinds[at]).toMatch(byName === 0 ? /^created$/ : /^adopted$|^belongs-to-another$/);
        });
      }),
    );
  });
});
