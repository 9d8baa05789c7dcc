// Whatever is sent, the tenant answers, and answers as SCIM does: a bug in it would pass for a fault of the app under test.
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { faults } from '../../../main/practice/faults.ts';
import type { Json } from '../../../main/practice/json.ts';
import fc from '../../properties.ts';
import { patchUrn, userUrn, visit } from './visitor.ts';

const anyJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const path = fc.oneof(
  fc.constantFrom(
    'active',
    'members',
    'emails[type eq "work"].value',
    'name.givenName',
    'emails',
    'name',
    'userName',
    'password',
    '',
    'emails[',
    '__proto__',
    'constructor.name',
    'meta.version',
  ),
  fc.string(),
);
const operation = fc.record({ op: fc.constantFrom('add', 'Replace', 'remove', 'x'), path, value: anyJson }, { requiredKeys: ['op'] });
const attributes = fc.dictionary(
  fc.constantFrom('userName', 'externalId', 'active', 'emails', 'name', 'displayName', 'members', 'roles', 'manager', '__proto__', 'extra'),
  anyJson,
);

describe('whatever is sent', () => {
  test('bodies, operations and queries of any kind are answered, never by a bug', async () => {
    const visitor = await visit();
    const user = await visitor.createUser({ userName: 'fixed@halden.example', emails: [{ value: 'a', type: 'work' }] });
    const group = await visitor.createGroup({ displayName: 'Fixed' });
    const target = fc.constantFrom(`Users/${user.id}`, `Groups/${group.id}`);
    const expectAnswer = (seen: { status: number; text: string }): void => {
      expect(seen.status).toBeLessThan(500);
      if (seen.status >= 400) expect(JSON.parse(seen.text)).toMatchObject({ status: String(seen.status), detail: expect.any(String) });
    };
    await fc.assert(
      fc.asyncProperty(
        target,
        fc.array(operation, { minLength: 1, maxLength: 3 }),
        attributes,
        anyJson,
        fc.string(),
        async (at, operations, body, any, text) => {
          expectAnswer(await visitor.send('PATCH', at, { schemas: [patchUrn], Operations: operations as Json[] }));
          expectAnswer(await visitor.send('PUT', at, body));
          expectAnswer(await visitor.send('POST', 'Users', { schemas: [userUrn], ...body }));
          expectAnswer(await visitor.send('PATCH', at, any));
          expectAnswer(
            await visitor.send(
              'GET',
              `Users?filter=${encodeURIComponent(text)}&sortBy=${encodeURIComponent(text)}&attributes=${encodeURIComponent(text)}`,
            ),
          );
          expectAnswer(await visitor.send('GET', `Users/${encodeURIComponent(text || 'x')}`));
          expectAnswer(await visitor.send('GET', `Users/${user.id}`));
        },
      ),
      { numRuns: 60 },
    );
    expect((await visitor.tenant.inspect()).bugs).toEqual([]);
    expect(Object.prototype).not.toHaveProperty('extra');
  });

  test('a filter that nests without end is refused', async () => {
    const visitor = await visit();
    const filter = `${'not ('.repeat(100_000)}active pr${')'.repeat(100_000)}`;
    const seen = await visitor.send('POST', 'Users/.search', { filter });
    expect([seen.status, seen.body.scimType]).toEqual([400, 'invalidFilter']);
  });

  test('a request line that is no address is answered, and the tenant lives on', async () => {
    const visitor = await visit();
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(new URL(visitor.tenant.scimUrl).port), '127.0.0.1', () =>
        socket.write('GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
      );
      socket.setEncoding('latin1').on('data', (chunk: string) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect((await visitor.send('GET', 'Users?count=0')).status).toBe(200);
  });

  test('any faults together leave the tenant standing', async () => {
    const visitor = await visit();
    const names = faults.filter((row) => row.actsAt !== 'address').map((row) => row.name);
    await fc.assert(
      fc.asyncProperty(fc.subarray(names, { maxLength: 5 }), async (chosen) => {
        await visitor.tenant.setFaults(chosen.filter((name) => name !== 'scim-50mb'));
        const { clientId, clientSecret, tokenUrl, scimUrl } = visitor.tenant;
        const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
        const answered = await fetch(tokenUrl, { method: 'POST', body: form });
        const token = /"access_token":"([^"]+)"/.exec(await answered.text())?.[1] ?? 'none';
        for (const method of ['GET', 'POST', 'PATCH']) {
          const body = method === 'GET' ? {} : { body: '{}', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' } };
          const response = await fetch(`${scimUrl}Users`, { redirect: 'manual', headers: { authorization: `Bearer ${token}` }, method, ...body });
          await response.arrayBuffer();
          expect(response.status === 500 && !chosen.includes('scim-500'), `${method} with ${chosen.join(', ')}`).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
    expect((await visitor.tenant.inspect()).bugs).toEqual([]);
  });
});
