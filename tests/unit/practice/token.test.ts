import { describe, expect, onTestFinished, test } from 'vitest';
import type { Clock } from '../../../main/platform/ports.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import type { PracticeOptions, PracticeTenant } from '../../../main/practice/types.ts';
import fc from '../../properties.ts';
import { fetchToken, tokenForm, visitorOf } from './visitor.ts';

async function open(options: PracticeOptions = {}): Promise<PracticeTenant> {
  const tenant = await startPracticeTenant(options);
  onTestFinished(() => tenant.close());
  return tenant;
}

const formEncode = (text: string): string => new URLSearchParams({ x: text }).toString().slice(2);
const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const ask = (tenant: PracticeTenant, body: URLSearchParams | string, headers: Record<string, string> = {}) =>
  fetch(tenant.tokenUrl, { method: 'POST', body, headers });

describe('the token endpoint', () => {
  test('gives a token for the client id and secret in the body', async () => {
    const tenant = await open();
    const response = await ask(tenant, tokenForm(tenant));
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3600, access_token: expect.stringMatching(/^[\w-]{40,}$/) });
  });

  test('takes HTTP Basic form-encoded and raw, though the secret has characters that differ', async () => {
    const tenant = await open();
    expect(formEncode(tenant.clientSecret)).not.toBe(tenant.clientSecret);
    for (const secret of [formEncode(tenant.clientSecret), tenant.clientSecret]) {
      const response = await ask(tenant, new URLSearchParams({ grant_type: 'client_credentials' }), {
        authorization: basic(tenant.clientId, secret),
      });
      expect(response.status).toBe(200);
    }
  });

  test('refuses a wrong secret with invalid_client, and says Basic only to who used Basic', async () => {
    const tenant = await open();
    const inBody = await ask(tenant, tokenForm(tenant, { client_secret: 'wrong' }));
    const inHeader = await ask(tenant, new URLSearchParams({ grant_type: 'client_credentials' }), { authorization: basic(tenant.clientId, 'wrong') });
    expect([inBody.status, inBody.headers.get('www-authenticate'), await inBody.json()]).toMatchObject([401, null, { error: 'invalid_client' }]);
    expect([inHeader.status, inHeader.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Basic')]);
  });

  test('names what is wrong with the request itself', async () => {
    const tenant = await open();
    expect((await fetch(tenant.tokenUrl)).status).toBe(405);
    expect((await ask(tenant, '{}', { 'content-type': 'application/json' })).status).toBe(415);
    expect(await (await ask(tenant, tokenForm(tenant, { grant_type: 'password' }))).json()).toMatchObject({ error: 'unsupported_grant_type' });
    const twice = await ask(tenant, tokenForm(tenant), { authorization: basic(tenant.clientId, tenant.clientSecret) });
    expect(await twice.json()).toMatchObject({ error: 'invalid_request' });
  });

  test('never gives a token for another secret', async () => {
    const tenant = await open();
    await fc.assert(
      fc.asyncProperty(fc.string(), async (secret) => {
        fc.pre(secret !== tenant.clientSecret);
        expect((await ask(tenant, tokenForm(tenant, { client_secret: secret }))).status).toBe(401);
      }),
      { numRuns: 30 },
    );
  });
});

describe('an access token', () => {
  test('opens SCIM; none, an altered one and one of before a reset do not', async () => {
    const tenant = await open();
    const token = await fetchToken(tenant);
    expect((await visitorOf(tenant, token).send('GET', 'Users')).status).toBe(200);
    for (const other of [`${token}x`, token.slice(1)]) {
      const seen = await visitorOf(tenant, other).send('GET', 'Users');
      expect([seen.status, seen.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('invalid_token')]);
    }
    const without = await fetch(`${tenant.scimUrl}Users`);
    expect([without.status, await without.json()]).toMatchObject([401, { status: '401' }]);
    await tenant.reset();
    expect((await visitorOf(tenant, token).send('GET', 'Users')).status).toBe(401);
  });

  test('expires by the clock', async () => {
    let now = 0;
    const clock: Clock = { now: () => '2026-11-01T00:00:00.000Z', monotonic: () => now, wait: () => Promise.resolve() };
    const tenant = await open({ clock });
    const visitor = visitorOf(tenant, await fetchToken(tenant));
    now = 3_599_000;
    expect((await visitor.send('GET', 'Users')).status).toBe(200);
    now = 3_601_000;
    expect((await visitor.send('GET', 'Users')).status).toBe(401);
  });
});
