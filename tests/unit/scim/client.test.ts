import { describe, expect, it } from 'vitest';
import { createScimClient } from '../../../main/protocols/scim/client.ts';
import { eq, groupPath, userPath } from '../../../main/protocols/scim/filter.ts';
import { readPage } from '../../../main/protocols/scim/read-answer.ts';
import type { Tolerance } from '../../../main/protocols/scim/types.ts';
import { makeClient } from '../http/make-client.ts';
import { closedPort } from '../http/servers.ts';
import { answered, type Reply, scimServer } from './scim-server.ts';

const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], id: '1', userName: 'a@example.com' };
const list = { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 1, startIndex: 1, itemsPerPage: 1, Resources: [user] };

describe('A SCIM request', () => {
  it('goes to the base URL without Entra’s flag, labelled as SCIM, with the current token', async () => {
    const { scim, asked } = await scimServer(() => ({ status: 201, body: user, headers: { Location: '/Users/1' } }));
    await scim.request('POST', 'Users', { purpose: 'create', body: { userName: 'a@example.com' } });
    expect(asked[0]).toMatchObject({ method: 'POST', body: '{"userName":"a@example.com"}' });
    expect(`${asked[0]?.url.pathname}${asked[0]?.url.search}`).toBe('/scim/v2/Users');
    expect(asked[0]?.headers).toMatchObject({
      'content-type': 'application/scim+json; charset=utf-8',
      accept: 'application/scim+json, application/json;q=0.9',
      authorization: 'Bearer token-1',
    });
  });

  it('carries its query so that every character arrives', async () => {
    const { scim, asked } = await scimServer(() => ({ body: list }));
    const filter = eq('userName', 'o\'brien+"x"&y=z%20\\é@example.com');
    await scim.request('GET', 'Users', { purpose: 'find', query: { filter, count: '1' } });
    expect(asked[0]?.url.searchParams.get('filter')).toBe(filter);
    expect(asked[0]?.url.search).not.toContain('+');
  });

  it.each(['a/b', '..', '.', 'a?b#c', 'ü %2F', '', '%2e%2e'])('never leaves the collection for an id like “%s”', async (id) => {
    const { scim, asked } = await scimServer(() => ({ status: 204 }));
    await scim.request('DELETE', userPath(id), { purpose: 'delete' });
    await scim.request('DELETE', groupPath(id), { purpose: 'delete' });
    expect(asked.map(({ url }) => url.pathname.split('/').slice(0, 4).join('/'))).toEqual(['/scim/v2/Users', '/scim/v2/Groups']);
    expect(asked[0]?.url.pathname.split('/')).toHaveLength(5);
    expect(asked[0]?.url.search).toBe('');
  });
});

describe('A 401', () => {
  it('brings a new token and one more try', async () => {
    const { scim, asked, tokens } = await scimServer(({ headers }) =>
      headers.authorization === 'Bearer token-1' ? { status: 401 } : { body: list },
    );
    expect(answered(await scim.request('PATCH', 'Users/1', { purpose: 'change', body: {} })).status).toBe(200);
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(tokens.refused).toEqual(['token-1']);
  });

  it('stays one when the new token is refused too', async () => {
    const { scim, asked } = await scimServer(() => ({ status: 401, body: { detail: 'no' } }));
    expect(answered(await scim.request('GET', 'Users', { purpose: 'list' }))).toMatchObject({ status: 401, error: { detail: 'no' } });
    expect(asked).toHaveLength(2);
  });

  it('to an altered token is reported at once, and the altered token is not recorded', async () => {
    const { scim, asked, tokens, recorded } = await scimServer(() => ({ status: 401 }));
    await scim.requestWithToken('altered-token-99', 'GET', 'Users', { purpose: 'altered' });
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer altered-token-99']);
    expect(tokens.refused).toEqual([]);
    expect(JSON.stringify(recorded)).not.toContain('altered-token-99');
  });
});

describe('When nothing can be asked', () => {
  it('without a token the trouble is handed on and nothing is sent', async () => {
    const { http, recorded } = makeClient();
    const trouble = { kind: 'no-secret', why: 'No secret.' } as const;
    const tokens = { get: async () => ({ kind: 'trouble', trouble }) as const, reject: () => undefined };
    const scim = createScimClient({ http, baseUrl: 'http://127.0.0.1:1/', tokens });
    expect(await scim.request('GET', 'Users', { purpose: 'list' })).toEqual({ kind: 'no-token', trouble });
    expect(recorded).toEqual([]);
  });

  it('a network failure is handed on as one', async () => {
    const { http } = makeClient();
    const { tokens } = await scimServer(() => ({}));
    const scim = createScimClient({ http, baseUrl: `http://127.0.0.1:${await closedPort()}/v2`, tokens });
    expect(await scim.request('GET', 'Users', { purpose: 'list' })).toMatchObject({
      kind: 'failed',
      failure: { layer: 'tcp', code: 'ECONNREFUSED' },
    });
  });
});

describe('The tolerant reader', () => {
  const read = async (method: 'GET' | 'POST' | 'PATCH', reply: Reply) => {
    const { scim } = await scimServer(() => reply);
    return answered(await scim.request(method, 'Users', { purpose: 'read', ...(method === 'GET' ? {} : { body: {} }) }));
  };
  const { schemas: _schemas, ...bare } = list;

  it.each<[string, 'GET' | 'POST' | 'PATCH', Reply, readonly Tolerance[]]>([
    ['a right answer', 'GET', { body: list }, []],
    ['application/json', 'GET', { body: list, headers: { 'Content-Type': 'application/json; charset=utf-8' } }, ['content-type-application-json']],
    ['another media type', 'GET', { body: list, headers: { 'Content-Type': 'text/plain' } }, ['content-type-other']],
    ['no media type', 'GET', { body: list, headers: { 'Content-Type': '' } }, ['content-type-missing']],
    ['an empty list without Resources', 'GET', { body: { ...list, totalResults: 0, Resources: undefined } }, []],
    ['a list without Resources', 'GET', { body: { ...list, Resources: undefined } }, ['resources-missing']],
    ['a list with resources in lower case', 'GET', { body: { ...list, Resources: undefined, resources: [user] } }, ['resources-lower-case']],
    ['totalResults as text', 'GET', { body: { ...list, totalResults: '1' } }, ['total-results-as-string']],
    ['no schemas', 'GET', { body: bare }, ['schemas-missing']],
    ['a numeric status', 'GET', { status: 404, body: { schemas: ['x'], status: 404 } }, ['status-as-number']],
    ['a status as text', 'GET', { status: 404, body: { schemas: ['x'], status: '404' } }, []],
    ['PATCH with 204', 'PATCH', { status: 204 }, []],
    ['PATCH with 200 and nothing', 'PATCH', { status: 200 }, ['patch-without-body-200']],
    ['201 without Location', 'POST', { status: 201, body: user }, ['location-missing']],
  ])('takes %s, and says what it overlooked', async (_words, method, reply, expected) => {
    expect((await read(method, reply)).tolerated).toEqual(expected);
  });

  it('reads SCIM errors and those of Foundry’s platform', async () => {
    expect((await read('POST', { status: 409, body: { schemas: ['x'], status: '409', scimType: 'uniqueness', detail: 'taken' } })).error).toEqual({
      status: 409,
      scimType: 'uniqueness',
      detail: 'taken',
    });
    expect(
      (await read('GET', { status: 400, body: { errorCode: 'INVALID_ARGUMENT', errorName: 'Multipass:No', errorInstanceId: 'i-1' } })).error,
    ).toEqual({
      errorName: 'Multipass:No',
      errorInstanceId: 'i-1',
    });
    expect((await read('GET', { status: 400, body: ['odd'] })).error).toEqual({});
  });

  it.each([
    ['{"totalResults":1,"Resources":[{"id"', 'JSON that breaks off before its end'],
    ['<!DOCTYPE html><title>Sign in', 'an HTML page'],
    ['hello', 'not JSON'],
  ])('says why it cannot read %s', async (body, why) => {
    const answer = await read('GET', { body });
    expect(answer.unreadable).toEqual({ why, excerpt: body });
    expect(answer.json).toBeUndefined();
    expect(readPage(answer)).toBeUndefined();
  });

  it('keeps a token that the server repeats out of errors and excerpts', async () => {
    const { http } = makeClient({ secrets: ['secret-token-value'] });
    for (const reply of [
      { status: 400, body: { schemas: [], detail: 'bad token secret-token-value' } },
      { status: 200, body: '<html>secret-token-value' },
    ]) {
      const { tokens, base } = await scimServer(() => reply);
      const scim = createScimClient({ http, baseUrl: base, tokens });
      const { error, unreadable } = answered(await scim.request('GET', 'Users', { purpose: 'read' }));
      expect(JSON.stringify({ error, unreadable })).not.toContain('secret-token-value');
    }
  });

  it('finds the list whatever the case of its members', async () => {
    const page = readPage(await read('GET', { body: { TotalResults: '2', resources: [user, 'odd', null], startindex: 1 } }));
    expect(page).toEqual({ resources: [user], totalResults: 2, startIndex: 1 });
  });
});
