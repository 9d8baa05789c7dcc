import { describe, expect, test } from 'vitest';
import type { PracticeRule } from '../../../contract/practice.ts';
import { type Visitor, visit } from './visitor.ts';

const onGroups = (organization: string, pattern: string): PracticeRule => ({
  organization,
  conditions: [{ on: 'groups', attribute: '', test: 'includes', pattern }],
});
const onAttribute = (organization: string, attribute: string, pattern: string): PracticeRule => ({
  organization,
  conditions: [{ on: 'attribute', attribute, test: 'is-equal', pattern }],
});
const organizationOf = async (visitor: Visitor, id: string): Promise<string | null | undefined> =>
  (await visitor.tenant.inspect()).users.find((user) => user.id === id)?.organization;
const runsOf = async (visitor: Visitor, id: string): Promise<string[]> =>
  (await visitor.tenant.inspect()).ruleRuns.filter((run) => run.userId === id).map((run) => `${run.because}, group rules ${run.groupRules}`);

describe('organization rules on externally managed groups', () => {
  test('do not run when SCIM creates the user or changes a membership; they run at an update of the user', async () => {
    const visitor = await visit();
    await visitor.tenant.setRules([onGroups('Halden Restricted', 'Project Fjord')], 'Halden Instruments');
    const [fjord] = await visitor.filter('Groups', 'displayName eq "Project Fjord"');
    const user = await visitor.createUser({ userName: 'new@halden.example', externalId: 'new-1' });
    expect(await organizationOf(visitor, user.id)).toBe('Halden Instruments');
    await visitor.patch(`Groups/${fjord}`, [{ op: 'add', path: 'members', value: [{ value: user.id }] }]);
    expect(await organizationOf(visitor, user.id)).toBe('Halden Instruments');
    expect(await runsOf(visitor, user.id)).toEqual(['create, group rules not run']);
    await visitor.patch(`Users/${user.id}`, [{ op: 'replace', path: 'displayName', value: 'New' }]);
    expect(await organizationOf(visitor, user.id)).toBe('Halden Restricted');
    expect(await runsOf(visitor, user.id)).toEqual(['create, group rules not run', 'user update, group rules run']);
  });

  test('run at a log-in', async () => {
    const visitor = await visit();
    const { users } = await visitor.tenant.inspect();
    const waiting = users.filter((user) => user.organization !== user.expectedOrganization);
    expect(waiting.map((user) => user.userName).sort()).toEqual(['priya.raman@halden.example', 'thabo.nkosi@halden.example']);
    const [priya] = waiting;
    expect(await visitor.tenant.login({ userName: priya?.userName ?? '', providerId: priya?.externalId ?? '' })).toEqual({
      kind: 'logged-in',
      userId: priya?.id,
    });
    expect(await organizationOf(visitor, priya?.id ?? '')).toBe('Halden Restricted');
  });

  test('leave rules on attributes alone: those run at create', async () => {
    const visitor = await visit();
    await visitor.tenant.setRules([onAttribute('Halden Partners', 'userName', '.*#EXT#.*')], null);
    const guest = await visitor.createUser({ userName: 'g_x.example#EXT#@halden.example', externalId: 'g' });
    const other = await visitor.createUser({ userName: 'other@halden.example', externalId: 'o' });
    expect([await organizationOf(visitor, guest.id), await organizationOf(visitor, other.id)]).toEqual(['Halden Partners', null]);
    expect(await visitor.tenant.login({ userName: 'other@halden.example', providerId: 'o' })).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('no organization'),
    });
  });
});

describe('a log-in', () => {
  test('whose Provider ID differs from externalId gives the documented message, word for word', async () => {
    const visitor = await visit();
    const user = await visitor.createUser({ userName: 'Kim@halden.example', externalId: 'nickname' });
    expect(await visitor.tenant.login({ userName: 'kim@halden.example', providerId: 'object-id' })).toEqual({
      kind: 'refused',
      message: `Cannot complete login for your user with username kim@halden.example and provider user ID object-id because that username is already being used by the user with user ID ${user.id} and provider user ID nickname.`,
    });
    await visitor.patch(`Users/${user.id}`, [{ op: 'replace', path: 'externalId', value: 'object-id' }]);
    expect(await visitor.tenant.login({ userName: 'kim@halden.example', providerId: 'object-id' })).toEqual({ kind: 'logged-in', userId: user.id });
    expect((await visitor.tenant.inspect()).logins.map((login) => login.outcome)).toEqual(['refused', 'ok']);
  });

  test('of someone new makes a user, which SCIM then meets as a conflict', async () => {
    const visitor = await visit();
    const login = await visitor.tenant.login({ userName: 'early@halden.example', providerId: 'early@halden.example' });
    expect(login.kind).toBe('logged-in');
    expect((await visitor.send('POST', 'Users', { userName: 'early@halden.example', externalId: 'object-id' })).status).toBe(409);
  });

  test('of a pre-registered user links it', async () => {
    const visitor = await visit();
    const [linh] = (await visitor.tenant.inspect()).users.filter((user) => user.origin === 'preregistered');
    expect(await visitor.tenant.login({ userName: linh?.userName ?? '', providerId: 'linh-1' })).toEqual({ kind: 'logged-in', userId: linh?.id });
    expect(await visitor.filter('Users', 'externalId eq "linh-1"')).toEqual([linh?.id]);
  });
});

describe('what the documentation leaves open', () => {
  test('DELETE: gone, or hidden with its names taken, or still there and inactive', async () => {
    const visitor = await visit();
    const body = { userName: 'leaver@halden.example', externalId: 'leaver' };
    const outcome = async (): Promise<unknown> => {
      const { id } = await visitor.createUser(body);
      const status = (await visitor.send('DELETE', `Users/${id}`)).status;
      const after = await visitor.send('GET', `Users/${id}`);
      const listed = (await visitor.filter('Users', 'externalId eq "leaver"')).length;
      const again = (await visitor.send('POST', 'Users', body)).status;
      await visitor.send('DELETE', `Users/${(await visitor.filter('Users', 'externalId eq "leaver"'))[0]}`);
      return { status, after: after.status, active: after.body.active, listed, again };
    };
    expect(await outcome()).toEqual({ status: 204, after: 404, active: undefined, listed: 0, again: 201 });
    await visitor.tenant.setQuestions({ deletion: 'soft-visible' });
    expect(await outcome()).toEqual({ status: 204, after: 200, active: false, listed: 1, again: 409 });
    const other = await visit({ questions: { deletion: 'soft-hidden' } });
    const { id } = await other.createUser(body);
    expect((await other.send('DELETE', `Users/${id}`)).status).toBe(204);
    expect((await other.send('GET', `Users/${id}`)).status).toBe(404);
    expect(await other.filter('Users', 'userName eq "leaver@halden.example"')).toEqual([]);
    expect((await other.send('POST', 'Users', body)).status).toBe(409);
  });

  test('active=false: no log-in, or no effect', async () => {
    const visitor = await visit();
    const user = await visitor.createUser({ userName: 'off@halden.example', externalId: 'off', active: false });
    const login = () => visitor.tenant.login({ userName: 'off@halden.example', providerId: 'off' });
    expect(await login()).toEqual({ kind: 'refused', message: 'Your account has been disabled' });
    await visitor.tenant.setQuestions({ inactive: 'no-effect' });
    expect(await login()).toEqual({ kind: 'logged-in', userId: user.id });
  });

  test('users made by log-in: refused or adopted by a create, listed or hidden', async () => {
    const visitor = await visit();
    const stranger = await visitor.tenant.addStranger({ userName: 'early@halden.example', externalId: 'upn', origin: 'login' });
    const create = () => visitor.send('POST', 'Users', { userName: 'EARLY@halden.example', externalId: 'object-id' });
    expect((await create()).status).toBe(409);
    await visitor.tenant.setQuestions({ otherUsers: 'hidden' });
    expect(await visitor.filter('Users', 'userName eq "early@halden.example"')).toEqual([]);
    expect((await create()).status).toBe(409);
    await visitor.tenant.setQuestions({ otherUsers: 'listed', existingUser: 'adopted' });
    const adopted = await create();
    expect([adopted.status, adopted.body.id, adopted.body.externalId]).toEqual([201, stranger, 'object-id']);
  });

  test('an update that changes nothing: rules run, or it is ignored', async () => {
    const visitor = await visit({ questions: { emptyUpdate: 'ignored' } });
    const [fjord] = await visitor.filter('Groups', 'displayName eq "Project Fjord"');
    const user = await visitor.createUser({ userName: 'new@halden.example', displayName: 'New' });
    await visitor.patch(`Groups/${fjord}`, [{ op: 'add', path: 'members', value: [{ value: user.id }] }]);
    const resend = () => visitor.patch(`Users/${user.id}`, [{ op: 'replace', path: 'displayName', value: 'New' }]);
    await resend();
    expect(await organizationOf(visitor, user.id)).toBe('Halden Instruments');
    await visitor.tenant.setQuestions({ emptyUpdate: 'counts' });
    await resend();
    expect(await organizationOf(visitor, user.id)).toBe('Halden Restricted');
  });

  test('groups as members, the shape of errors, HTTP Basic', async () => {
    const visitor = await visit({ questions: { groupMembers: 'refused', errorBody: 'platform', basicAuthentication: 'refused' } });
    const inner = await visitor.createGroup({ displayName: 'Inner' });
    const refused = await visitor.send('POST', 'Groups', { displayName: 'Outer', members: [{ value: inner.id }] });
    expect([refused.status, refused.body]).toMatchObject([400, { errorCode: 'INVALID_ARGUMENT', errorInstanceId: expect.any(String) }]);
    const { tokenUrl, clientId, clientSecret } = visitor.tenant;
    const basic = await fetch(tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    });
    expect(basic.status).toBe(401);
  });
});
