import { describe, expect, it } from 'vitest';
import { listAll } from '../../../main/protocols/scim/list-all.ts';
import type { JsonObject, ScimClient } from '../../../main/protocols/scim/types.ts';
import fc from '../../properties.ts';
import { type Asked, type Reply, scimServer } from './scim-server.ts';

const people = (count: number): readonly JsonObject[] => Array.from({ length: count }, (_, index) => ({ id: `id-${index + 1}` }));
const asked = ({ url }: Asked) => ({ start: Number(url.searchParams.get('startIndex')), count: Number(url.searchParams.get('count')) });

/** A server that pages as RFC 7644 3.4.2.4 says, at most `most` a page. */
function paging(all: readonly JsonObject[], most: number, more: (start: number) => object = () => ({})) {
  return (request: Asked): Reply => {
    const { start, count } = asked(request);
    const Resources = all.slice(start - 1, start - 1 + Math.min(count, most));
    return { body: { schemas: ['x'], totalResults: all.length, startIndex: start, itemsPerPage: Resources.length, Resources, ...more(start) } };
  };
}

const read = (scim: ScimClient, max = 1000) => listAll(scim, 'Users', { purpose: 'list', count: 10, max });

describe('Reading a whole list', () => {
  it('is complete whatever the size of the pages', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: 45 }), fc.integer({ min: 1, max: 12 }), async (count, most) => {
        const { scim } = await scimServer(paging(people(count), most));
        const listing = await read(scim);
        expect(listing).toMatchObject({ coverage: 'complete', totalResults: count, repeatedIds: [] });
        expect(listing.resources.map(({ id }) => id)).toEqual(people(count).map(({ id }) => id));
      }),
      { numRuns: 15 },
    ));

  it('asks no further than totalResults', async () => {
    const server = await scimServer(paging(people(20), 10));
    await read(server.scim);
    expect(server.asked.map(asked)).toEqual([
      { start: 1, count: 10 },
      { start: 11, count: 10 },
    ]);
  });

  it('passes a filter on with every page', async () => {
    const server = await scimServer(paging(people(15), 10));
    await listAll(server.scim, 'Groups', { purpose: 'list', count: 10, max: 100, query: { filter: 'displayName eq "x"' } });
    expect(server.asked.map(({ url }) => `${url.pathname} ${url.searchParams.get('filter')}`)).toEqual(
      Array(2).fill('/scim/v2/Groups displayName eq "x"'),
    );
  });
});

describe('A list that cannot be read whole is partial, and says why', () => {
  it('when the server gives page one for ever', async () => {
    const { scim, asked: requests } = await scimServer(({ url }) =>
      paging(people(30), 10)({ ...({} as Asked), url: new URL(url.href.replace(/startIndex=\d+/, 'startIndex=1')) }),
    );
    const listing = await read(scim);
    expect(listing).toMatchObject({ coverage: 'partial', why: { kind: 'other-start-index', asked: 11, got: 1 } });
    expect(listing.resources).toHaveLength(10);
    expect(listing.repeatedIds).toHaveLength(10);
    expect(requests).toHaveLength(2);
  });

  it('when it repeats ids and claims to be further on', async () => {
    const { scim } = await scimServer((request) => {
      const { start } = asked(request);
      return { body: { totalResults: 30, startIndex: start, Resources: people(10) } };
    });
    expect(await read(scim)).toMatchObject({
      coverage: 'partial',
      why: { kind: 'repeated-ids', startIndex: 11, repeated: 10 },
      resources: people(10),
    });
  });

  it('when it ends before its own total', async () => {
    const { scim } = await scimServer(paging(people(12), 10, () => ({ totalResults: 40 })));
    expect(await read(scim)).toMatchObject({ coverage: 'partial', why: { kind: 'ended-early', read: 12, totalResults: 40 } });
  });

  it('when the caller wanted no more', async () => {
    const { scim } = await scimServer(paging(people(50), 10));
    const listing = await read(scim, 25);
    expect(listing).toMatchObject({ coverage: 'partial', why: { kind: 'limit', max: 25 } });
    expect(listing.resources).toHaveLength(25);
  });

  it('when a page is refused', async () => {
    const { scim } = await scimServer((request) => (asked(request).start > 1 ? { status: 500 } : paging(people(30), 10)(request)));
    expect(await read(scim)).toMatchObject({ coverage: 'partial', why: { kind: 'stopped', result: { kind: 'answered', status: 500 } } });
  });

  it('never a finding of absence: an empty page with a total is not complete', async () => {
    const { scim } = await scimServer(() => ({ body: { totalResults: 5, Resources: [] } }));
    expect(await read(scim)).toMatchObject({ coverage: 'partial', why: { kind: 'ended-early' } });
  });
});
