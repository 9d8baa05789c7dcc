// The Graph twin refuses what Graph refuses: so that a reader that gets on with it can get on with Graph.
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPracticeWorker } from '../../../main/practice/client.ts';
import { steadyId } from '../../../main/practice/company/seed.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeOptions } from '../../../main/practice/types.ts';

const groupId = (key: string): string => steadyId(`directory:group:${key}`);

async function visit(options: PracticeOptions = {}) {
  const tenant = await startPracticeTenant(options);
  onTestFinished(() => tenant.close());
  const { graph: access } = tenant.idp;
  const form = {
    grant_type: 'client_credentials',
    client_id: access.clientId,
    client_secret: access.clientSecret,
    scope: `${access.graph}/.default`,
  };
  const signIn = (changes: Record<string, string> = {}, path = access.tenantId) =>
    fetch(`${access.login}/${path}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams({ ...form, ...changes }) });
  const { access_token: token } = (await (await signIn()).json()) as { access_token: string };
  const get = async (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) => {
    const response = await fetch(`${access.graph}/v1.0${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...headers } });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? null : response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text) as Body,
    };
  };
  return { signIn, get, access };
}

interface Item {
  readonly id: string;
  readonly status?: number;
  readonly '@odata.type'?: string;
}

/** What the tests look into; a text where Graph answers one. */
interface Body {
  readonly value: readonly Item[];
  readonly responses: readonly Item[];
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly synchronizationRules: readonly { readonly objectMappings: readonly unknown[] }[];
}

const eventual = { ConsistencyLevel: 'eventual' };

describe('the Graph twin', () => {
  it('signs in as Entra does, and refuses with Entra’s codes', async () => {
    const { signIn } = await visit();
    for (const [changes, code] of [
      [{ client_secret: 'x' }, 'AADSTS7000215'],
      [{ client_id: 'x' }, 'AADSTS700016'],
      [{ scope: 'User.Read' }, 'AADSTS1002012'],
    ] as const)
      expect(await (await signIn(changes)).json()).toMatchObject({ error_description: expect.stringContaining(code) });
    expect(await (await signIn({}, 'nobody.example')).json()).toMatchObject({ error_description: expect.stringContaining('AADSTS90002') });
  });

  it('pages by @odata.nextLink, narrows by $select, and counts only with ConsistencyLevel', async () => {
    const { get, access } = await visit();
    const first = await get('/users?$select=id,mail&$top=30&$count=true', eventual);
    expect(first.body.value).toHaveLength(30);
    expect(Object.keys(first.body.value[0] ?? {}).sort()).toEqual(['id', 'mail']);
    expect(first.body['@odata.count']).toBe(42);
    const next = String(first.body['@odata.nextLink']);
    expect(next.startsWith(`${access.graph}/v1.0/users?`)).toBe(true);
    const second = await get(next.slice(`${access.graph}/v1.0`.length), eventual);
    expect(second.body.value).toHaveLength(12);
    expect(second.body['@odata.nextLink']).toBeUndefined();
    expect(await get('/users?$count=true')).toMatchObject({ status: 400, body: { error: { code: 'Request_UnsupportedQuery' } } });
    expect((await get('/users?$top=1000')).status).toBe(400);
  });

  it('shows members by their types, all below by transitiveMembers, and a circle once', async () => {
    const { get } = await visit();
    const direct = await get(`/groups/${groupId('engineering')}/members?$select=id`);
    expect(new Set(direct.body.value.map((one) => one['@odata.type']))).toEqual(new Set(['#microsoft.graph.user', '#microsoft.graph.group']));
    const below = await get(`/groups/${groupId('fjord')}/transitiveMembers/microsoft.graph.group?$count=true`, eventual);
    expect(below.body.value.map(({ id }) => id).sort()).toEqual([groupId('fjord'), groupId('fjord-partners')].sort());
    expect((await get(`/groups/${groupId('fjord')}/transitiveMembers/microsoft.graph.group`)).status).toBe(400);
    expect((await get(`/groups/${groupId('optics')}/members/$count`, eventual)).body).toBe('10');
  });

  it('answers each part of a batch by itself, twenty at most', async () => {
    const { get } = await visit();
    const batch = (urls: readonly string[]) =>
      get(
        '/$batch',
        { 'content-type': 'application/json' },
        { method: 'POST', body: JSON.stringify({ requests: urls.map((url, id) => ({ id: String(id), method: 'GET', url })) }) },
      );
    const answers = await batch([`/groups/${groupId('optics')}`, '/groups/not-an-id', `/groups/${steadyId('nobody')}`]);
    expect(Object.fromEntries(answers.body.responses.map((one) => [one.id, one.status]))).toEqual({ '0': 200, '1': 400, '2': 404 });
    expect((await batch(Array.from({ length: 21 }, () => '/users'))).status).toBe(400);
  });

  it('refuses without a token, and without the permission', async () => {
    const { get } = await visit({ twins: { graphPermissions: ['User.Read.All'] } });
    expect((await get('/users')).status).toBe(200);
    expect(await get('/groups')).toMatchObject({ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } });
    expect((await get('/users', { authorization: 'Bearer other' })).status).toBe(401);
  });

  it('shows the provisioning job and its mapping', async () => {
    const { get, access } = await visit();
    const base = `/servicePrincipals/${access.scimApp}/synchronization/jobs`;
    const job = (await get(base)).body.value[0]?.id;
    expect((await get(`${base}/${job}/schema`)).body.synchronizationRules[0]?.objectMappings).toHaveLength(2);
    expect((await get(`/servicePrincipals/${access.ssoApp}/synchronization/jobs`)).status).toBe(404);
  });

  it('can be reached in a worker too, with a generated directory', async () => {
    const { smallSize } = await import('../../../main/practice/directory/sizes.ts');
    const tenant = await startPracticeWorker({ twins: { directory: { kind: 'generated', size: smallSize } } });
    onTestFinished(() => tenant.close());
    expect(tenant.idp.graph.graph).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graph$/);
    expect((await fetch(`${tenant.idp.graph.graph}/v1.0/users`)).status).toBe(401);
  });
});
