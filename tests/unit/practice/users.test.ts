import { describe, expect, test } from 'vitest';
import { enterpriseUrn, userUrn, visit } from './visitor.ts';

const ann = {
  userName: 'Ann.Example@halden.example',
  externalId: 'emp-001',
  displayName: 'Ann Example',
  name: { givenName: 'Ann', familyName: 'Example' },
};

describe('creating a user', () => {
  test('answers 201 with Location, ETag, id and meta, and the user is there', async () => {
    const visitor = await visit();
    const made = await visitor.send('POST', 'Users', { schemas: [userUrn], ...ann, id: 'mine', groups: [], password: 'x', unknown: 1 });
    expect(made.status).toBe(201);
    expect(made.headers.get('content-type')).toContain('application/scim+json');
    expect(made.headers.get('location')).toBe(`${visitor.tenant.scimUrl}Users/${made.body.id}`);
    expect(made.body).toMatchObject({
      ...ann,
      active: true,
      schemas: [userUrn],
      meta: { resourceType: 'User', location: made.headers.get('location'), version: made.headers.get('etag') },
    });
    expect(made.body.id).not.toBe('mine');
    expect(made.body).not.toHaveProperty('password');
    expect(made.body).not.toHaveProperty('unknown');
    expect((await visitor.send('GET', `Users/${made.body.id}`)).body).toEqual(made.body);
  });

  test('refuses a second one of the same userName in any case, or of the same externalId, with 409 uniqueness', async () => {
    const visitor = await visit();
    await visitor.createUser(ann);
    for (const twin of [{ userName: ann.userName.toUpperCase() }, { userName: 'other@halden.example', externalId: 'emp-001' }]) {
      const seen = await visitor.send('POST', 'Users', { schemas: [userUrn], ...twin });
      expect([seen.status, seen.body]).toMatchObject([
        409,
        { status: '409', scimType: 'uniqueness', schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'] },
      ]);
    }
    expect((await visitor.send('POST', 'Users', { schemas: [userUrn], userName: 'third@halden.example', externalId: 'EMP-001' })).status).toBe(201);
  });

  test.each([
    ['no userName', { schemas: [userUrn] }, 'invalidValue'],
    ['an empty userName', { schemas: [userUrn], userName: ' ' }, 'invalidValue'],
    ['another schema', { schemas: ['urn:other'], userName: 'a@halden.example' }, 'invalidValue'],
    ['active that is no boolean', { schemas: [userUrn], userName: 'a@halden.example', active: 'perhaps' }, 'invalidValue'],
    [
      'two primary addresses',
      {
        schemas: [userUrn],
        userName: 'a@halden.example',
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
      'invalidValue',
    ],
    ['a list for a body', [], 'invalidSyntax'],
  ])('refuses %s with 400 and says which kind', async (_what, body, scimType) => {
    const visitor = await visit();
    const seen = await visitor.send('POST', 'Users', body);
    expect([seen.status, seen.body.scimType]).toEqual([400, scimType]);
  });

  test('refuses what is no JSON, and other media types', async () => {
    const visitor = await visit();
    const headers = { authorization: `Bearer ${visitor.token}` };
    const broken = await fetch(`${visitor.tenant.scimUrl}Users`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/scim+json' },
      body: '{"userName":',
    });
    expect([broken.status, await broken.json()]).toMatchObject([400, { scimType: 'invalidSyntax' }]);
    const form = await fetch(`${visitor.tenant.scimUrl}Users`, { method: 'POST', headers, body: new URLSearchParams({ userName: 'x' }) });
    expect(form.status).toBe(415);
    const json = await visitor.send('POST', 'Users', { schemas: [userUrn], userName: 'json@halden.example' }, { 'content-type': 'application/json' });
    expect(json.status).toBe(201);
  });
});

describe('changing a user as a whole', () => {
  test('PUT replaces: what is left out is gone, read-only attributes stay', async () => {
    const visitor = await visit();
    const made = await visitor.createUser({ ...ann, [enterpriseUrn]: { department: 'Optics' } });
    const seen = await visitor.send('PUT', `Users/${made.id}`, {
      schemas: [userUrn],
      id: 'other',
      userName: 'ann2@halden.example',
      externalId: 'emp-001',
      active: false,
    });
    expect(seen.status).toBe(200);
    expect(seen.body).toMatchObject({ id: made.id, userName: 'ann2@halden.example', active: false });
    expect(seen.body).not.toHaveProperty('displayName');
    expect(seen.body).not.toHaveProperty(enterpriseUrn);
    expect(await visitor.filter('Users', `userName eq "${ann.userName}"`)).toEqual([]);
    expect(await visitor.filter('Users', 'userName eq "ANN2@halden.example"')).toEqual([made.id]);
  });

  test('PUT onto a taken userName gives 409 and changes nothing', async () => {
    const visitor = await visit();
    const made = await visitor.createUser(ann);
    await visitor.createUser({ userName: 'taken@halden.example' });
    expect((await visitor.send('PUT', `Users/${made.id}`, { schemas: [userUrn], userName: 'TAKEN@halden.example' })).status).toBe(409);
    expect((await visitor.send('GET', `Users/${made.id}`)).body).toMatchObject(ann);
  });
});

describe('deleting a user', () => {
  test('answers 204, then 404, and takes the user out of groups', async () => {
    const visitor = await visit();
    const made = await visitor.createUser(ann);
    const group = await visitor.createGroup({ displayName: 'Readers', members: [{ value: made.id }] });
    expect((await visitor.send('GET', `Users/${made.id}`)).body.groups).toMatchObject([{ value: group.id, display: 'Readers', type: 'direct' }]);
    expect((await visitor.send('DELETE', `Users/${made.id}`)).status).toBe(204);
    const gone = await visitor.send('GET', `Users/${made.id}`);
    expect([gone.status, gone.body]).toMatchObject([404, { status: '404' }]);
    expect((await visitor.send('DELETE', `Users/${made.id}`)).status).toBe(404);
    expect((await visitor.send('GET', `Groups/${group.id}`)).body).not.toHaveProperty('members');
    await visitor.createUser(ann);
  });
});

describe('versions', () => {
  test('If-None-Match gives 304 until the user changes, its groups included', async () => {
    const visitor = await visit();
    const made = await visitor.createUser(ann);
    const path = `Users/${made.id}`;
    const etag = async () => String((await visitor.send('GET', path)).headers.get('etag'));
    const first = await etag();
    expect((await visitor.send('GET', path, undefined, { 'if-none-match': first })).status).toBe(304);
    await visitor.createGroup({ displayName: 'Readers', members: [{ value: made.id }] });
    expect((await visitor.send('GET', path, undefined, { 'if-none-match': first })).status).toBe(200);
    const second = await etag();
    await visitor.patch(path, [{ op: 'replace', path: 'displayName', value: 'Ann' }]);
    expect(await etag()).not.toBe(second);
  });

  test('If-Match of an earlier version gives 412 for PUT, PATCH and DELETE, and changes nothing', async () => {
    const visitor = await visit();
    const made = await visitor.createUser(ann);
    const path = `Users/${made.id}`;
    const old = { 'if-match': String((await visitor.send('GET', path)).headers.get('etag')) };
    await visitor.patch(path, [{ op: 'replace', path: 'displayName', value: 'Changed' }]);
    expect((await visitor.send('PUT', path, { schemas: [userUrn], userName: 'x' }, old)).status).toBe(412);
    expect((await visitor.send('PATCH', path, { Operations: [{ op: 'replace', path: 'displayName', value: 'x' }] }, old)).status).toBe(412);
    expect((await visitor.send('DELETE', path, undefined, old)).status).toBe(412);
    const now = await visitor.send('GET', path);
    expect(now.body.displayName).toBe('Changed');
    expect((await visitor.send('DELETE', path, undefined, { 'if-match': String(now.headers.get('etag')) })).status).toBe(204);
  });
});

describe('asking for a part', () => {
  test('attributes and excludedAttributes choose what is returned; id and schemas always are', async () => {
    const visitor = await visit();
    const made = await visitor.createUser({
      ...ann,
      emails: [{ value: 'a@halden.example', type: 'work' }],
      [enterpriseUrn]: { department: 'Optics', division: 'North' },
    });
    const ask = async (query: string) => (await visitor.send('GET', `Users/${made.id}?${query}`)).body;
    expect(Object.keys(await ask('attributes=userName')).sort()).toEqual(['id', 'schemas', 'userName']);
    expect(await ask('attributes=NAME.givenname,emails.value')).toEqual({
      schemas: [userUrn, enterpriseUrn],
      id: made.id,
      name: { givenName: 'Ann' },
      emails: [{ value: 'a@halden.example' }],
    });
    expect(await ask(`attributes=${enterpriseUrn}:department`)).toMatchObject({ [enterpriseUrn]: { department: 'Optics' } });
    expect((await ask(`attributes=${enterpriseUrn}:department`))[enterpriseUrn]).not.toHaveProperty('division');
    const without = await ask('excludedAttributes=name.familyName,emails,id');
    expect(without).toMatchObject({ id: made.id, name: { givenName: 'Ann' } });
    expect(without.name).not.toHaveProperty('familyName');
    expect(without).not.toHaveProperty('emails');
    expect((await visitor.send('GET', `Users/${made.id}?attributes=a&excludedAttributes=b`)).status).toBe(400);
  });
});

describe('addresses that are not there', () => {
  test('are answered as the RFC says', async () => {
    const visitor = await visit();
    const status = async (method: string, path: string, body?: object) => (await visitor.send(method, path, body as never)).status;
    expect(await status('GET', 'Users/none')).toBe(404);
    expect(await status('GET', 'Nothing')).toBe(404);
    expect(await status('GET', 'Users/a/b')).toBe(404);
    expect(await status('GET', 'Me')).toBe(501);
    expect(await status('POST', 'Bulk', {})).toBe(501);
    const other = visitor.tenant.scimUrl.replace(visitor.tenant.realm, 'other-realm');
    expect((await fetch(`${other}Users`, { headers: { authorization: `Bearer ${visitor.token}` } })).status).toBe(404);
    const notAllowed = await visitor.send('DELETE', 'Users');
    expect([notAllowed.status, notAllowed.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect((await visitor.send('POST', 'ServiceProviderConfig', {})).headers.get('allow')).toBe('GET');
    expect((await visitor.tenant.inspect()).bugs).toEqual([]);
  });
});
