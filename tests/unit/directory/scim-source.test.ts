// A snapshot of a SCIM server: the practice tenant, and servers that leave members out, repeat themselves or refuse.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scimSource } from '../../../main/features/directory/sources/scim.ts';
import { createHttpClient } from '../../../main/platform/http/client.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import { createTokenSource } from '../../../main/protocols/oauth/token-source.ts';
import { createScimClient } from '../../../main/protocols/scim/client.ts';
import type { JsonObject } from '../../../main/protocols/scim/types.ts';
import { testClock, testRandom } from '../http/make-client.ts';
import { coverageOf, findingIds, type Taken, takeAll } from './sink.ts';

async function takeFrom(
  baseUrl: string,
  access?: { readonly tokenUrl: string; readonly clientId: string; readonly clientSecret: string },
): Promise<Taken> {
  const clock = testClock();
  const http = createHttpClient({ clock, random: testRandom() });
  onTestFinished(() => http.close());
  const tokens = createTokenSource({
    http,
    clock,
    authStyle: access === undefined ? 'bearer' : 'body',
    tokenUrl: access?.tokenUrl ?? '',
    clientId: access?.clientId ?? '',
    scope: '',
    readSecret: async () => ({ kind: 'secret', value: access?.clientSecret ?? 'bearer-token' }),
  });
  const client = createScimClient({ http, baseUrl, tokens });
  return takeAll(scimSource(client, { scim: new URL(baseUrl).host, token: 'token.example' }));
}

/** A server that answers what `answer` says. */
async function serve(answer: (path: string, query: URLSearchParams) => { readonly status?: number; readonly body: JsonObject }): Promise<string> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { status = 200, body } = answer(url.pathname.slice(1), url.searchParams);
    response.writeHead(status, { 'content-type': 'application/scim+json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const page = (resources: readonly JsonObject[], totalResults = resources.length, startIndex = 1): { readonly body: JsonObject } => ({
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    Resources: [...resources],
  },
});

describe('a snapshot of a SCIM server', () => {
  it('holds every user, group and member that the target shows', async () => {
    const tenant = await startPracticeTenant();
    onTestFinished(() => tenant.close());
    const taken = await takeFrom(tenant.scimUrl, tenant);
    const target = await tenant.inspect();
    expect(taken.users.map(({ id }) => id).sort()).toEqual(target.users.map(({ id }) => id).sort());
    expect(taken.groups.map(({ displayName }) => displayName).sort()).toEqual(target.groups.map(({ displayName }) => displayName).sort());
    const members = target.groups.flatMap(({ id, members: list }) => list.map((one) => `${id} ${one.id} ${one.type.toLowerCase()}`));
    expect(taken.memberships.map(({ groupId, memberId, memberType }) => `${groupId} ${memberId} ${memberType}`).sort()).toEqual(members.sort());
    expect(coverageOf(taken)).toEqual({
      users: 'complete',
      groups: 'complete',
      memberships: 'complete',
      'scim-assignments': 'not read',
      'sso-assignments': 'not read',
    });
  });

  it('keeps a group that is a member as a group, by its type or where it leads', async () => {
    const members = [
      { value: 'u1', type: 'User' },
      { value: 'g2', type: 'Group' },
      { value: 'g3', $ref: 'https://x.example/v2/Groups/g3' },
      { value: 'who' },
    ];
    const base = await serve((path) =>
      path === 'Users' ? page([{ id: 'u1', userName: 'a', active: 'True' }]) : page([{ id: 'g1', displayName: 'G', members }]),
    );
    const taken = await takeFrom(base);
    expect(taken.memberships.map(({ memberType }) => memberType)).toEqual(['user', 'group', 'group', 'unknown']);
    expect(taken.users[0]?.enabled).toBe(true);
  });

  it('looks into single groups when the list leaves members out, and says so when nothing shows them', async () => {
    const groups = ['g1', 'g2'].map((id) => ({ id, displayName: id }));
    const shows = await serve((path) =>
      path === 'Users' ? page([]) : path === 'Groups' ? page(groups) : { body: { id: path.slice(7), members: [{ value: 'u1' }] } },
    );
    expect((await takeFrom(shows)).memberships).toHaveLength(2);
    const many = Array.from({ length: 9 }, (_, index) => ({ id: `g${index}`, displayName: 'G' }));
    const hides = await serve((path) => (path === 'Users' ? page([]) : path === 'Groups' ? page(many) : { body: { id: path.slice(7) } }));
    expect(coverageOf(await takeFrom(hides)).memberships).toBe('partial');
  });

  it('marks lists that repeat or end early, and stops at a refusal', async () => {
    const repeats = await serve((path) => (path === 'Users' ? page([{ id: 'u1' }], 3) : page([])));
    const repeated = await takeFrom(repeats);
    expect(findingIds(repeated)).toEqual(['directory.pages-repeat']);
    expect(coverageOf(repeated).users).toBe('partial');
    const early = await serve((path, query) => (path === 'Users' && query.get('startIndex') === '1' ? page([{ id: 'u1' }], 3) : page([], 3, 2)));
    expect(findingIds(await takeFrom(early))).toContain('directory.pages-end-early');
    const forbids = await serve((path) => (path === 'Users' ? page([]) : { status: 403, body: { detail: 'No.' } }));
    expect(coverageOf(await takeFrom(forbids))).toMatchObject({ groups: 'not permitted', memberships: 'not permitted' });
    const broken = await serve(() => ({ status: 400, body: { detail: 'Nothing works.' } }));
    expect((await takeFrom(broken)).outcome).toMatchObject({ kind: 'stopped', findings: [{ id: 'directory.unexpected-answer' }] });
  });

  it('keeps aside what has no id', async () => {
    const base = await serve((path) => (path === 'Users' ? page([{ userName: 'nobody' }, { id: 'u1' }]) : page([])));
    const taken = await takeFrom(base);
    expect(taken.aside).toMatchObject([{ set: 'users', reason: 'It has no id.', excerpt: '{"userName":"nobody"}' }]);
    expect(taken.users).toHaveLength(1);
  });
});
