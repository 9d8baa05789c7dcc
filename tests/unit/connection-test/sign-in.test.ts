import { describe, expect, it } from 'vitest';
import { alterToken } from '../../../main/features/connection-test/steps/alter-token.ts';
import fc from '../../properties.ts';
import { ownConnection } from '../connections/own-connection.ts';
import { check, checkServer, findingIds, step } from './check.ts';
import { type Asked, accessToken, type Reply, scimError, secret, withServer } from './server.ts';

const isToken = ({ path }: Asked) => path === '/token';
const html: Reply = { status: 403, type: 'text/html', body: '<html><body>Access denied</body></html>' };

/** A token endpoint that reads the credentials from HTTP Basic only. */
const basicOnly = (asked: Asked, usual: () => Reply): Reply | undefined => {
  if (!isToken(asked)) return undefined;
  const expected = `Basic ${Buffer.from(`client:${new URLSearchParams([['', secret]]).toString().slice(1)}`).toString('base64')}`;
  if (asked.authorization !== expected) return { status: 401, type: 'application/json', body: { error: 'invalid_client' } };
  void usual;
  return { status: 200, type: 'application/json', body: { access_token: accessToken, token_type: 'Bearer', expires_in: 3600 } };
};

describe('signing in', () => {
  it('makes one try by itself when the client is refused', async () => {
    await withServer({ bend: basicOnly }, async (server) => {
      const run = await check({ connection: ownConnection(server), secret });
      expect(findingIds(run)).toEqual(['token.wrong-secret']);
      expect(server.asked.filter((line) => line.startsWith('POST'))).toHaveLength(1);
      expect(step(run, 'entra-probe')).toMatchObject({ status: 'skipped', stoppedBy: 'token' });
    });
  });

  it('tries every other way once on request, blames the place of the credentials, and goes on with the way that works', async () => {
    await withServer({ bend: basicOnly }, async (server) => {
      const run = await check({ connection: ownConnection(server), secret, tryAllAuthStyles: true });
      expect(findingIds(run)).toEqual(['token.wrong-auth-style']);
      expect(server.asked.filter((line) => line.startsWith('POST'))).toHaveLength(3);
      expect(step(run, 'token')).toMatchObject({ status: 'failed', reason: expect.stringContaining('HTTP Basic, form-encoded') });
      expect(step(run, 'entra-probe').status).toBe('passed');
    });
  });

  it('says on request which other ways are accepted, though the first one is', async () => {
    const run = await checkServer({ tryAllAuthStyles: true });
    expect(run.findings).toEqual([]);
    expect(step(run, 'token').facts).toContainEqual({ label: 'Also tried: HTTP Basic, raw', value: 'not accepted' });
  });

  it('does not try other ways when the page is missing: that cannot be the reason', async () => {
    await withServer({ bend: (asked) => (isToken(asked) ? { status: 404 } : undefined) }, async (server) => {
      const run = await check({ connection: ownConnection(server), secret, tryAllAuthStyles: true });
      expect(findingIds(run)).toEqual(['token.endpoint-not-found']);
      expect(server.asked).toHaveLength(1);
    });
  });

  it('does not try other ways when the scope is refused, which has nothing to do with the place of the secret', async () => {
    const bend = (asked: Asked): Reply | undefined =>
      isToken(asked) ? { status: 400, type: 'application/json', body: { error: 'invalid_scope' } } : undefined;
    await withServer({ bend }, async (server) => {
      const run = await check({ connection: ownConnection({ ...server, scope: 'x' }), secret, tryAllAuthStyles: true });
      expect(findingIds(run)).toEqual(['token.scope-refused']);
      expect(server.asked).toHaveLength(1);
    });
  });

  it('that is limited by the token endpoint is told once', async () => {
    const run = await checkServer({ bend: (asked) => (isToken(asked) ? { status: 429 } : undefined) });
    expect(findingIds(run)).toEqual(['token.rate-limited']);
  });

  it('takes a web page with 403 for a gateway that may admit only the identity provider', async () => {
    const run = await checkServer({ bend: (asked) => (isToken(asked) ? html : undefined) });
    expect(step(run, 'token').status).toBe('not-reachable-from-here');
    expect(run.verdicts?.entra).toBe('not-reachable-from-here');
    const silent = await checkServer({ bend: (asked) => (isToken(asked) ? { status: 403 } : undefined) });
    expect(step(silent, 'token')).toMatchObject({
      status: 'not-reachable-from-here',
      reason: expect.stringContaining('admits only the identity provider'),
    });
  });

  it('says that no secret is set, and sends nothing', async () => {
    await withServer({}, async (server) => {
      const run = await check({ connection: ownConnection(server), secret: undefined });
      expect(findingIds(run)).toEqual(['token.no-secret']);
      expect(server.asked).toEqual([]);
    });
  });

  it('says how long the token lives, and that Microsoft advises otherwise', async () => {
    const short = (asked: Asked): Reply | undefined =>
      isToken(asked)
        ? { status: 200, type: 'application/json', body: { access_token: accessToken, token_type: 'Bearer', expires_in: 600 } }
        : undefined;
    const run = await checkServer({ bend: short });
    expect(step(run, 'token').facts).toContainEqual({
      label: 'Token lifetime',
      value: '600 s; Microsoft advises 60 minutes to 6 hours',
      observes: 'token-lifetime',
    });
    expect(run.findings).toEqual([]);
  });

  it('shows no secret and no token in the whole run', async () => {
    const text = JSON.stringify(await checkServer({ tryAllAuthStyles: true }));
    expect(text).not.toContain(secret);
    expect(text).not.toContain(accessToken);
    expect(text).not.toContain(alterToken(accessToken));
  });
});

describe('an altered token', () => {
  it('is always another text that still looks like a token', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x21-\x7e]{1,200}$/), (token) => {
        expect(alterToken(token)).not.toBe(token);
        expect(alterToken(token)).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });

  it('of a JWT keeps header and claims and has another signature', () => {
    const [header, claims, signature] = alterToken(accessToken).split('.');
    expect([header, claims]).toEqual(accessToken.split('.').slice(0, 2));
    expect(Buffer.from(signature ?? '', 'base64url').equals(Buffer.from(accessToken.split('.')[2] ?? '', 'base64url'))).toBe(false);
  });

  it('that is accepted is an error', async () => {
    const careless = (asked: Asked, usual: () => Reply): Reply | undefined =>
      asked.path.startsWith('/scim') && asked.authorization !== `Bearer ${accessToken}`
        ? { status: 200, body: { schemas: [], totalResults: 0, Resources: [] } }
        : usual();
    const run = await checkServer({ bend: careless });
    expect(findingIds(run)).toEqual(['token.altered-accepted']);
    expect(step(run, 'token-altered').status).toBe('failed');
  });

  it('that is refused with 403 instead of 401 is a deviation from RFC 6750 and no more', async () => {
    const run = await checkServer({
      bend: (asked) => (asked.path.startsWith('/scim') && asked.authorization !== `Bearer ${accessToken}` ? scimError(403, 'no') : undefined),
    });
    expect(run.findings).toEqual([]);
    expect(step(run, 'token-altered').verdicts).toEqual({ rfc: 'warned', entra: 'passed', okta: 'passed' });
    expect(run.verdicts?.entra).toBe('passed');
  });

  it('must not make the true one fail: a true token that is refused stops the test', async () => {
    const run = await checkServer({ bend: (asked) => (asked.path.startsWith('/scim') ? scimError(401, 'no') : undefined) });
    expect(findingIds(run)).toEqual(['scim.unauthorized']);
    expect(step(run, 'paging')).toMatchObject({ status: 'skipped', stoppedBy: 'token-altered' });
  });
});

describe('a static bearer token', () => {
  const fields = { credentialMode: 'bearer', authStyle: 'bearer', tokenUrl: '' } as const;
  it('is used as it is', async () => {
    const run = await checkServer({ fields, secret: accessToken });
    expect(run.findings).toEqual([]);
    expect(run.verdicts?.entra).toBe('passed');
  });

  it('that is refused says so in the next step', async () => {
    const run = await checkServer({ fields, secret: 'expired-long-ago' });
    expect(findingIds(run)).toEqual(['scim.unauthorized']);
  });
});
