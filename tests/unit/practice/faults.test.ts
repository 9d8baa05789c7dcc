// Each fault as a client on the wire meets it. What the app concludes from it is in tests/faults.
import { describe, expect, onTestFinished, test } from 'vitest';
import { faults, faultTable, readFaultNames } from '../../../main/practice/faults.ts';
import type { Json, JsonObject } from '../../../main/practice/json.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeTenant } from '../../../main/practice/types.ts';
import { fetchToken, tokenForm, type Visitor, visit, visitorOf } from './visitor.ts';

async function visitWith(...names: string[]): Promise<Visitor> {
  const visitor = await visit();
  await visitor.tenant.setFaults(names);
  return visitorOf(visitor.tenant, await fetchToken(visitor.tenant));
}

async function tenantWith(...names: string[]): Promise<PracticeTenant> {
  const tenant = await startPracticeTenant({ faults: names });
  onTestFinished(() => tenant.close());
  return tenant;
}

describe('the table of faults', () => {
  test('has every name once, in a group, with a title and expectations', () => {
    expect(new Set(faultTable.map((row) => row.name)).size).toBe(faultTable.length);
    for (const row of faults) {
      expect(row.title).not.toBe('');
      for (const { id } of [...row.check, ...row.sync]) expect(id).toMatch(/^[a-z]+(\.[a-z0-9-]+)+$/);
    }
    expect(readFaultNames(['scim-403', 'nothing', 'scim-403'])).toEqual({ known: ['scim-403'], unknown: ['nothing'] });
  });

  test('unknown names are refused, and the tenant stays as it was', async () => {
    const visitor = await visitWith('filter-404');
    await expect(visitor.tenant.setFaults(['nothing'])).rejects.toMatchObject({ code: 'practice.unknown-fault' });
    expect(visitor.tenant.faults()).toEqual(['filter-404']);
    await expect(startPracticeTenant({ faults: ['nothing'] })).rejects.toMatchObject({ code: 'practice.unknown-fault' });
  });
});

describe('faults of the token endpoint', () => {
  test.each([
    ['token-404', 404, /json/],
    ['token-415', 415, /json/],
    ['token-html', 200, /html/],
    ['token-403-empty', 403, /^$/],
    ['token-wrong-secret', 401, /json/],
    ['token-wrong-auth-style', 401, /json/],
  ])('%s answers %i', async (name, status, contentType) => {
    const tenant = await tenantWith(name);
    const response = await fetch(tenant.tokenUrl, { method: 'POST', body: tokenForm(tenant) });
    expect([response.status, response.headers.get('content-type') ?? '']).toEqual([status, expect.stringMatching(contentType)]);
    if (name === 'token-403-empty') expect(await response.text()).toBe('');
  });

  test('token-wrong-auth-style takes the header, and says so', async () => {
    const tenant = await tenantWith('token-wrong-auth-style');
    const inBody = await fetch(tenant.tokenUrl, { method: 'POST', body: tokenForm(tenant) });
    expect(inBody.headers.get('www-authenticate')).toContain('Basic');
    const authorization = `Basic ${Buffer.from(`${tenant.clientId}:${tenant.clientSecret}`).toString('base64')}`;
    const inHeader = await fetch(tenant.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      headers: { authorization },
    });
    expect(inHeader.status).toBe(200);
  });

  test('token-expires-in-string and token-type-lower-case give good tokens in another form, together as well', async () => {
    const visitor = await visitWith('token-expires-in-string', 'token-type-lower-case');
    const response = await fetch(visitor.tenant.tokenUrl, { method: 'POST', body: tokenForm(visitor.tenant) });
    expect(await response.json()).toMatchObject({ token_type: 'bearer', expires_in: '3600' });
    expect((await visitor.send('GET', 'Users')).status).toBe(200);
  });

  test('token-dies lets a token live for five requests, and a new one again', async () => {
    const visitor = await visitWith('token-dies');
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await visitor.send('GET', 'Users?count=0')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 401]);
    expect((await visitorOf(visitor.tenant, await fetchToken(visitor.tenant)).send('GET', 'Users')).status).toBe(200);
  });
});

describe('faults of SCIM answers', () => {
  test.each([
    ['scim-401', 401],
    ['scim-403', 403],
    ['scim-500', 500],
    ['scim-redirect', 302],
  ])('%s answers %i', async (name, status) => {
    expect((await (await visitWith(name)).send('GET', 'Users')).status).toBe(status);
  });

  test('scim-redirect points to another host; scim-content-type and scim-truncated-json spoil a good answer', async () => {
    const redirected = await (await visitWith('scim-redirect')).send('GET', 'ServiceProviderConfig');
    expect(new URL(redirected.headers.get('location') ?? '').host).toBe('login.practice.invalid');
    const typed = await (await visitWith('scim-content-type')).send('GET', 'Users');
    expect([typed.headers.get('content-type'), typed.body.totalResults]).toEqual(['text/plain; charset=utf-8', expect.any(Number)]);
    const truncated = await (await visitWith('scim-truncated-json')).send('GET', 'Users');
    expect(truncated.status).toBe(200);
    expect(() => JSON.parse(truncated.text)).toThrow(SyntaxError);
  });

  test('scim-50mb sends 50 MB piece by piece, and stands a client that stops reading', async () => {
    const visitor = await visitWith('scim-50mb');
    const ask = () => fetch(`${visitor.tenant.scimUrl}Users`, { headers: { authorization: `Bearer ${visitor.token}` } });
    let bytes = 0;
    for await (const chunk of (await ask()).body ?? []) bytes += (chunk as Uint8Array).length;
    expect(bytes).toBe(50 * 1024 * 1024);
    await (await ask()).body?.cancel();
    expect((await visitor.send('GET', 'Groups')).status).toBe(200);
    expect((await visitor.tenant.inspect()).bugs).toEqual([]);
  });

  test.each([
    ['429-retry-after', '1'],
    ['429-plain', null],
  ])('%s refuses two requests and then lets a client through', async (name, retryAfter) => {
    const visitor = await visitWith(name);
    const seen = [await visitor.send('GET', 'Users'), await visitor.send('GET', 'Users'), await visitor.send('GET', 'Users')];
    expect(seen.map((one) => [one.status, one.headers.get('retry-after')])).toEqual([
      [429, retryAfter],
      [429, retryAfter],
      [200, null],
    ]);
  });
});

describe('faults of filters, paging and changes', () => {
  const list = async (visitor: Visitor, filter: string): Promise<JsonObject> =>
    (await visitor.send('GET', `Users?filter=${encodeURIComponent(filter)}`)).body;
  const person = 'amara.okafor@halden.example';

  test('filter-404, filter-ignored, filter-external-id-refused, user-name-case', async () => {
    expect(await list(await visitWith('filter-404'), 'externalId eq "nobody"')).toMatchObject({ status: '404' });
    expect(await list(await visitWith('filter-404'), `userName eq "${person}"`)).toMatchObject({ totalResults: 1 });
    const ignoring = await visitWith('filter-ignored');
    expect((await list(ignoring, 'externalId eq "nobody"')).totalResults).toBe((await ignoring.tenant.counts()).users);
    const refusing = await visitWith('filter-external-id-refused');
    expect(await list(refusing, 'externalId eq "x"')).toMatchObject({ status: '400', scimType: 'invalidFilter' });
    expect(await list(refusing, `userName eq "${person}"`)).toMatchObject({ totalResults: 1 });
    const exact = await visitWith('user-name-case');
    expect(await list(exact, `userName eq "${person}"`)).toMatchObject({ totalResults: 1 });
    expect(await list(exact, `userName eq "${person.toUpperCase()}"`)).toMatchObject({ totalResults: 0 });
  });

  test('groups-missing and paging-repeats', async () => {
    const without = await visitWith('groups-missing');
    expect([(await without.send('GET', 'Groups')).status, (await without.send('GET', 'Users')).status]).toEqual([404, 200]);
    const repeating = await visitWith('paging-repeats');
    const page = async (startIndex: number) => (await repeating.send('GET', `Users?startIndex=${startIndex}&count=5`)).body;
    expect(await page(6)).toEqual(await page(1));
  });

  test('patch-not-done answers 200 and keeps the user; active-string keeps the text "False"', async () => {
    const off: Json[] = [{ op: 'replace', path: 'active', value: false }];
    const idle = await visitWith('patch-not-done');
    const one = await idle.createUser({ userName: 'one@halden.example' });
    expect((await idle.patch(`Users/${one.id}`, off)).status).toBe(200);
    expect((await idle.send('GET', `Users/${one.id}`)).body.active).toBe(true);
    const texting = await visitWith('active-string');
    const two = await texting.createUser({ userName: 'two@halden.example' });
    await texting.patch(`Users/${two.id}`, off);
    expect((await texting.send('GET', `Users/${two.id}`)).body.active).toBe('False');
    await texting.patch(`Users/${two.id}`, [{ op: 'replace', path: 'active', value: true }]);
    expect((await texting.send('GET', `Users/${two.id}`)).body.active).toBe(true);
  });

  test('remove-member-empties, members-dropped, delete-not-done', async () => {
    const visitor = await visit({ users: 110 });
    const ids = (await visitor.tenant.inspect()).users.map((user) => user.id);
    const group = await visitor.createGroup({ displayName: 'G', members: ids.slice(0, 3).map((value) => ({ value })) });
    const size = async () => (((await visitor.send('GET', `Groups/${group.id}`)).body.members ?? []) as Json[]).length;
    const faulty = async (name: string): Promise<Visitor> => {
      await visitor.tenant.setFaults([name]);
      return visitorOf(visitor.tenant, await fetchToken(visitor.tenant));
    };
    const sizeNow = async (now: Visitor) => (((await now.send('GET', `Groups/${group.id}`)).body.members ?? []) as Json[]).length;
    expect(await size()).toBe(3);
    const emptying = await faulty('remove-member-empties');
    await emptying.patch(`Groups/${group.id}`, [{ op: 'remove', path: `members[value eq "${ids[0]}"]` }]);
    expect(await sizeNow(emptying)).toBe(0);
    const dropping = await faulty('members-dropped');
    await dropping.patch(`Groups/${group.id}`, [{ op: 'add', path: 'members', value: ids.slice(0, 105).map((value) => ({ value })) }]);
    expect(await sizeNow(dropping)).toBe(100);
    const keeping = await faulty('delete-not-done');
    for (const path of [`Groups/${group.id}`, `Users/${ids[0]}`]) {
      expect((await keeping.send('DELETE', path)).status).toBe(204);
      expect((await keeping.send('GET', path)).status).toBe(200);
    }
  });
});
