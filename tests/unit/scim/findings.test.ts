import { describe, expect, it } from 'vitest';
import { contentTypeFinding, scimFinding } from '../../../main/protocols/scim/findings.ts';
import { answered, type Reply, scimServer } from './scim-server.ts';

async function conclude(reply: Reply, notFound: 'wrong-address' | 'may-be' = 'may-be') {
  const { scim } = await scimServer(() => reply);
  const answer = answered(await scim.request('POST', 'Users', { purpose: 'test', body: {} }));
  const question = { request: 'POST Users', host: 'scim.example.com', notFound };
  return { finding: scimFinding(answer, question, [], ['create-user']), note: contentTypeFinding(answer, question, []) };
}

describe('An answer that means the same whatever was asked', () => {
  it.each<[string, Reply, string]>([
    ['401', { status: 401 }, 'scim.unauthorized'],
    ['403', { status: 403 }, 'scim.forbidden'],
    ['500', { status: 500 }, 'scim.server-error'],
    ['503', { status: 503, body: '<html>' }, 'scim.server-error'],
    ['429 with seconds', { status: 429, headers: { 'Retry-After': '3' } }, 'scim.rate-limited'],
    ['429 with a date', { status: 429, headers: { 'Retry-After': 'Mon, 23 Nov 2026 12:00:30 GMT' } }, 'scim.rate-limited'],
    ['429 with nothing', { status: 429 }, 'scim.rate-limited-without-retry-after'],
    ['429 with a word', { status: 429, headers: { 'Retry-After': 'later' } }, 'scim.rate-limited-without-retry-after'],
    ['a redirect on the same host', { status: 302, headers: { Location: '/login' } }, 'http.redirected'],
    ['JSON that breaks off', { status: 200, body: '{"a":' }, 'scim.unreadable-json'],
    ['an HTML page', { status: 200, body: '<html>' }, 'scim.unreadable-json'],
  ])('is named: %s', async (_words, reply, id) => {
    expect((await conclude(reply)).finding).toMatchObject({ id, stepIds: ['create-user'] });
  });

  it('blames the address for a 404 only where everything has what was asked for', async () => {
    expect((await conclude({ status: 404 }, 'wrong-address')).finding?.id).toBe('scim.not-found');
    expect((await conclude({ status: 404 }, 'may-be')).finding).toBeUndefined();
  });

  it.each([200, 201, 204, 400, 409, 412, 501])('leaves a %i to the step', async (status) => {
    expect((await conclude({ status })).finding).toBeUndefined();
  });

  it('quotes the server and its error instance for Palantir Support', async () => {
    const { finding } = await conclude({ status: 500, body: { errorName: 'Default:Internal', errorInstanceId: 'abc-1' } });
    expect(finding?.cause).toContain('Default:Internal');
    expect(finding?.cause).toContain('abc-1');
  });

  it('notes a media type that is not SCIM’s, unless the body could not be read anyway', async () => {
    const type = { 'Content-Type': 'text/plain' };
    expect((await conclude({ body: { a: 1 }, headers: type })).note?.id).toBe('scim.content-type');
    expect((await conclude({ body: '{"a"', headers: type })).note).toBeUndefined();
    expect((await conclude({ body: { a: 1 } })).note).toBeUndefined();
    expect((await conclude({ status: 204 })).note).toBeUndefined();
  });
});
