import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../main/practice/json.ts';
import fc from '../../properties.ts';
import { type Visitor, visit } from './visitor.ts';

const idsOf = (body: JsonObject): string[] => (body.Resources as JsonObject[]).map((resource) => String(resource.id));

async function pages(visitor: Visitor, path: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let startIndex = 1; ; ) {
    const { body } = await visitor.send('GET', `${path}${path.includes('?') ? '&' : '?'}startIndex=${startIndex}&count=${count}`);
    const page = idsOf(body);
    expect([body.startIndex, body.itemsPerPage]).toEqual([startIndex, page.length]);
    if (page.length === 0) return ids;
    ids.push(...page);
    startIndex += page.length;
  }
}

describe('paging', () => {
  test('covers everybody exactly once, whatever the size of a page and the order', async () => {
    const visitor = await visit({ users: 60 });
    const everybody = (await visitor.tenant.inspect()).users.map((user) => user.id);
    const order = fc.constantFrom('Users', 'Users?sortBy=userName', 'Users?sortBy=name.familyName&sortOrder=descending');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 150 }), order, async (count, path) => {
        const seen = await pages(visitor, path, count);
        expect([...seen].sort()).toEqual([...everybody].sort());
        expect(new Set(seen).size).toBe(seen.length);
      }),
      { numRuns: 15 },
    );
  });

  test('follows the RFC at its edges', async () => {
    const visitor = await visit();
    const total = (await visitor.tenant.counts()).users;
    const ask = async (query: string) => (await visitor.send('GET', `Users?${query}`)).body;
    expect(await ask('count=0')).toMatchObject({ totalResults: total, itemsPerPage: 0, Resources: [] });
    expect(await ask('count=-5')).toMatchObject({ itemsPerPage: 0 });
    expect(await ask('startIndex=0&count=1')).toMatchObject({ startIndex: 1, itemsPerPage: 1 });
    expect(await ask(`startIndex=${total + 1}`)).toMatchObject({ totalResults: total, Resources: [] });
    expect(await ask('startIndex=two')).toMatchObject({ status: '400', scimType: 'invalidValue' });
  });
});

describe('sorting', () => {
  test('goes by the case rules of the attribute, and puts those without a value last', async () => {
    const visitor = await visit();
    for (const userName of ['b@sort.example', 'A@sort.example', 'C@sort.example'])
      await visitor.createUser({ userName, ...(userName.startsWith('b') ? {} : { title: userName }) });
    const query = (sortBy: string, sortOrder: string) =>
      `Users?filter=${encodeURIComponent('userName ew "@sort.example"')}&sortBy=${sortBy}&sortOrder=${sortOrder}&attributes=userName`;
    const names = async (sortBy: string, sortOrder: string) =>
      ((await visitor.send('GET', query(sortBy, sortOrder))).body.Resources as JsonObject[]).map((user) => String(user.userName)[0]);
    expect(await names('userName', 'ascending')).toEqual(['A', 'b', 'C']);
    expect(await names('userName', 'descending')).toEqual(['C', 'b', 'A']);
    expect(await names('title', 'ascending')).toEqual(['A', 'C', 'b']);
    expect(await names('title', 'descending')).toEqual(['b', 'C', 'A']);
  });
});

describe('searching by POST', () => {
  test('gives what the same query gives by GET', async () => {
    const visitor = await visit();
    const posted = await visitor.send('POST', 'Users/.search', { filter: 'active eq true', count: 3, attributes: ['userName'] });
    const got = await visitor.send('GET', `Users?filter=${encodeURIComponent('active eq true')}&count=3&attributes=userName`);
    expect([posted.status, posted.body]).toEqual([200, got.body]);
  });
});

describe('lists of groups', () => {
  test('leave members out when asked, and find a group by a member', async () => {
    const visitor = await visit();
    const user = await visitor.createUser({ userName: 'm@halden.example' });
    const group = await visitor.createGroup({ displayName: 'Finders', externalId: 'finders', members: [{ value: user.id }] });
    const query = `filter=${encodeURIComponent('displayName eq "finders"')}`;
    const bare = await visitor.send('GET', `Groups?excludedAttributes=members&${query}`);
    expect(idsOf(bare.body)).toEqual([group.id]);
    expect((bare.body.Resources as JsonObject[])[0]).not.toHaveProperty('members');
    expect(await visitor.filter('Groups', `members.value eq "${user.id}"`)).toEqual([group.id]);
    expect(await visitor.filter('Groups', `members[value eq "${user.id}"]`)).toEqual([group.id]);
    expect(await visitor.filter('Users', `groups.value eq "${group.id}"`)).toEqual([user.id]);
  });
});
