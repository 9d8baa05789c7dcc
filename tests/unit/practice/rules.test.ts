// Organizations, their rules and log-ins in the practice tenant, as Foundry's FAQ and its page on organization assignment describe them.
import { describe, expect, test } from 'vitest';
import type { PracticeCondition, PracticeRule } from '../../../contract/practice.ts';
import { type Visitor, visit } from './visitor.ts';

const seen = async ({ tenant }: Visitor, userName: string) => (await tenant.inspect()).users.find((user) => user.userName === userName);
const rule = (organization: string, ...conditions: Partial<PracticeCondition>[]): PracticeRule => ({
  organization,
  conditions: conditions.map((condition) => ({ on: 'groups', attribute: '', test: 'includes', pattern: '.*', ...condition })),
});
const attribute = (name: string, pattern: string): Partial<PracticeCondition> => ({ on: 'attribute', attribute: name, test: 'is-equal', pattern });
const logIn = (visitor: Visitor, name: string, more: object = {}) =>
  visitor.tenant.login({ userName: `${name}@halden.example`, providerId: `object-of-${name}`, ...more });

describe('a rule', () => {
  test('holds when all its conditions do, and the first that holds wins', async () => {
    const visitor = await visit();
    await visitor.tenant.setRules(
      [
        rule('Leads', attribute('title', '.*Lead'), { pattern: 'Optics' }),
        rule('Optics', { pattern: 'Opt.*' }),
        rule('Others', { test: 'does-not-include', pattern: 'Finance' }),
      ],
      'Rest',
    );
    await logIn(visitor, 'lead', { groups: ['Optics'], attributes: { title: ['Group Lead'] } });
    await logIn(visitor, 'member', { groups: ['Optics'], attributes: { title: ['Engineer'] } });
    await logIn(visitor, 'other', { groups: ['Service'] });
    await logIn(visitor, 'money', { groups: ['Finance', 'Service'] });
    const placed = await Promise.all(
      ['lead', 'member', 'other', 'money'].map(async (name) => (await seen(visitor, `${name}@halden.example`))?.organization),
    );
    expect(placed).toEqual(['Leads', 'Optics', 'Others', 'Rest']);
    expect((await visitor.tenant.inspect()).organizations).toEqual(expect.arrayContaining(['Leads', 'Optics', 'Others', 'Rest']));
  });

  test('looks at the whole value with case, and without it behind (?i)', async () => {
    const visitor = await visit();
    const userName = 'One@halden.example';
    const placedBy = async (pattern: string): Promise<string | null | undefined> => {
      await visitor.tenant.setRules([rule('Placed', attribute('userName', pattern))], null);
      await visitor.tenant.login({ userName, providerId: 'one' });
      return (await seen(visitor, userName))?.organization;
    };
    expect(await placedBy('One@halden\\.example')).toBe('Placed');
    expect(await placedBy('one@halden\\.example')).toBeNull();
    expect(await placedBy('(?i)one@halden\\.example')).toBe('Placed');
    expect(await placedBy('One')).toBeNull();
  });

  test('with an unreadable pattern is refused, and the rules stay as they were', async () => {
    const { tenant } = await visit();
    const before = (await tenant.inspect()).rules;
    await expect(tenant.setRules([rule('Broken', { pattern: 'Optics (' })], null)).rejects.toMatchObject({ code: 'practice.rule-pattern' });
    expect((await tenant.inspect()).rules).toEqual(before);
  });

  test('on an attribute that SCIM does not bring places nobody before a log-in', async () => {
    const visitor = await visit();
    await visitor.tenant.setRules([rule('Optics', attribute('department', 'Optics'))], 'Rest');
    const { id } = await visitor.createUser({ userName: 'new@halden.example', externalId: 'object-of-new' });
    expect((await seen(visitor, 'new@halden.example'))?.organization).toBe('Rest');
    await logIn(visitor, 'new', { attributes: { department: ['Optics'] } });
    expect((await seen(visitor, 'new@halden.example'))?.organization).toBe('Optics');
    // What the log-in brought stays for the next run of the rules.
    await visitor.patch(`Users/${id}`, [{ op: 'replace', path: 'displayName', value: 'New' }]);
    expect((await seen(visitor, 'new@halden.example'))?.organization).toBe('Optics');
  });

  test('on a group and an attribute is one on groups: SCIM’s create does not run it', async () => {
    const visitor = await visit();
    await visitor.tenant.setRules([rule('Not Finance', attribute('userName', '.*'), { test: 'does-not-include', pattern: 'Finance' })], 'Rest');
    await visitor.createUser({ userName: 'new@halden.example', externalId: 'object-of-new' });
    expect(await seen(visitor, 'new@halden.example')).toMatchObject({ organization: 'Rest', expectedOrganization: 'Not Finance' });
  });
});

describe('a person placed by hand', () => {
  test('stays there until something runs the rules', async () => {
    const visitor = await visit();
    const mei = await seen(visitor, 'mei.tanaka@halden.example');
    await visitor.tenant.place(mei?.id ?? '', 'Halden Partners');
    const [optics] = await visitor.filter('Groups', 'displayName eq "Optics"');
    await visitor.patch(`Groups/${optics}`, [{ op: 'remove', path: `members[value eq "${mei?.id}"]` }]);
    expect((await seen(visitor, 'mei.tanaka@halden.example'))?.organization).toBe('Halden Partners');
    await visitor.patch(`Users/${mei?.id}`, [{ op: 'replace', path: 'displayName', value: 'Mei' }]);
    expect((await seen(visitor, 'mei.tanaka@halden.example'))?.organization).toBe(mei?.expectedOrganization);
    await expect(visitor.tenant.place('nobody', null)).rejects.toMatchObject({ code: 'practice.no-user' });
    await expect(visitor.tenant.place(mei?.id ?? '', 'Nowhere')).rejects.toMatchObject({ code: 'practice.no-organization' });
  });
});

describe('a log-in', () => {
  test('that imports groups makes the person’s groups those of the claim; one that does not leaves them', async () => {
    const visitor = await visit();
    const mei = await seen(visitor, 'mei.tanaka@halden.example');
    const enter = (groups?: readonly string[]) =>
      visitor.tenant.login({ userName: mei?.userName ?? '', providerId: mei?.externalId ?? '', ...(groups === undefined ? {} : { groups }) });
    await enter();
    expect((await seen(visitor, 'mei.tanaka@halden.example'))?.groups).toEqual(mei?.groups);
    await enter(['Optics', 'Night Shift']);
    expect((await seen(visitor, 'mei.tanaka@halden.example'))?.groups).toEqual(['Optics', 'Night Shift']);
    expect((await visitor.filter('Groups', 'displayName eq "Night Shift"')).length).toBe(1);
  });

  test('brings the names and the mail that Control Panel maps, and a changed user name', async () => {
    const visitor = await visit();
    await visitor.createUser({ userName: 'before@halden.example', externalId: 'object-1', name: { familyName: 'Before', givenName: 'Ada' } });
    await visitor.tenant.login({
      userName: 'after@halden.example',
      providerId: 'object-1',
      attributes: { familyName: ['After'], email: ['after@halden.example'] },
    });
    expect((await seen(visitor, 'after@halden.example'))?.attributes).toMatchObject({
      name: { familyName: 'After', givenName: 'Ada' },
      emails: [{ value: 'after@halden.example' }],
    });
  });

  test('by another authentication provider meets the user name that is taken, and SCIM does not see who is there', async () => {
    const visitor = await visit();
    const moved = await visitor.tenant.addStranger({ userName: 'moved@halden.example', externalId: 'old-id', realm: 'former', origin: 'login' });
    const login = await visitor.tenant.login({ userName: 'moved@halden.example', providerId: 'new-id' });
    expect(login).toMatchObject({ kind: 'refused', message: expect.stringContaining(`user ID ${moved} and provider user ID old-id`) });
    expect(await visitor.filter('Users', 'userName eq "moved@halden.example"')).toEqual([]);
    expect((await visitor.send('POST', 'Users', { userName: 'moved@halden.example', externalId: 'new-id' })).status).toBe(409);
    expect(await visitor.tenant.login({ userName: 'moved@halden.example', providerId: 'old-id', realm: 'former' })).toEqual({
      kind: 'logged-in',
      userId: moved,
    });
  });
});

describe('the fault unchanged-update-ignored', () => {
  test('lets an update run the rules only when it changes something', async () => {
    const visitor = await visit({ faults: ['unchanged-update-ignored'] });
    const priya = await seen(visitor, 'priya.raman@halden.example');
    const send = (value: string) => visitor.patch(`Users/${priya?.id}`, [{ op: 'replace', path: 'displayName', value }]);
    await send(String(priya?.attributes.displayName));
    expect((await seen(visitor, 'priya.raman@halden.example'))?.organization).toBe(priya?.organization);
    await send('Priya R.');
    expect((await seen(visitor, 'priya.raman@halden.example'))?.organization).toBe(priya?.expectedOrganization);
    expect(priya?.expectedOrganization).not.toBe(priya?.organization);
  });
});
