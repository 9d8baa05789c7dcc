// A snapshot of Okta, read from its twin: by API token and by service app, in pages, and through each thing that can go wrong.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { twinFaults } from '../../../main/practice/twins/faults.ts';
import { isOktaDomain } from '../../../main/protocols/okta/address.ts';
import { nextLink, resetIn } from '../../../main/protocols/okta/api.ts';
import { readPrivateKey } from '../../../main/protocols/okta/service-app.ts';
import { coverageOf, findingIds, rowsOf } from '../directory/sink.ts';
import { readOkta } from './read-okta.ts';

describe('a snapshot of Okta', () => {
  it('holds the assigned groups with their people, flat, and who was provisioned how far', async () => {
    const { take } = await readOkta();
    const taken = await take();
    expect(findingIds(taken)).toEqual([]);
    expect(new Set(Object.values(coverageOf(taken)))).toEqual(new Set(['complete']));
    expect(taken.groups).toHaveLength(12);
    expect(taken.memberships.every(({ memberType }) => memberType === 'user')).toBe(true);
    const all = taken.groups.find(({ displayName }) => displayName === 'All Halden');
    const engineering = taken.groups.find(({ displayName }) => displayName === 'Engineering');
    const below = (id: string | undefined) => new Set(taken.memberships.filter(({ groupId }) => groupId === id).map(({ memberId }) => memberId));
    expect(below(engineering?.id).size).toBeGreaterThan(20);
    expect([...below(engineering?.id)].filter((id) => !below(all?.id).has(id))).toEqual([]);
    expect(taken.users.find(({ userName }) => userName === 'robert.schmidt@halden.example')).toMatchObject({
      enabled: false,
      other: { syncState: 'ERROR' },
    });
    expect(taken.outcome).toMatchObject({ notes: expect.arrayContaining([expect.stringContaining('Okta’s groups are flat')]) });
  });

  it('is the same by API token, and without the SSO app when none is given', async () => {
    const byKey = await (await readOkta()).take({ ssoApp: '' });
    const byToken = await (await readOkta({}, { kind: 'api-token' })).take({ ssoApp: '' });
    expect(rowsOf(byToken)).toEqual(rowsOf(byKey));
    expect(coverageOf(byToken)['sso-assignments']).toBe('not read');
  });

  it('is the same in pages of four', async () => {
    const small = await (await readOkta({ twins: { largestPage: 4 } })).take();
    expect(rowsOf(small)).toEqual(rowsOf(await (await readOkta()).take()));
  });

  it('proves that it holds the key at each request, after the server asked for its nonce once', async () => {
    const { take, exchanges } = await readOkta();
    await take();
    const tokens = exchanges.filter(({ url }) => url.endsWith('/oauth2/v1/token'));
    expect(tokens.map(({ outcome }) => outcome.kind === 'answered' && outcome.status)).toEqual([400, 200]);
    expect(exchanges.every(({ requestHeaders }) => requestHeaders.some(([name]) => name === 'DPoP'))).toBe(true);
  });

  it('refuses what is no private key, and says so before anything is sent', async () => {
    const { take, exchanges } = await readOkta({}, { kind: 'service-app', secret: 'not a key' });
    const taken = await take();
    expect(findingIds(taken)).toEqual(['directory.sign-in-refused']);
    expect(taken.outcome).toMatchObject({ findings: [{ remedy: [expect.stringContaining('JWK (JSON) or as PEM')] }] });
    expect(exchanges).toEqual([]);
  });

  it('names an app that is not there', async () => {
    expect(findingIds(await (await readOkta()).take({ scimApp: '0oanothing' }))).toEqual(['directory.app-not-found']);
  });

  it('keeps token, key and API token out of all it records', async () => {
    for (const kind of ['service-app', 'api-token'] as const) {
      const { take, exchanges, tenant } = await readOkta({}, { kind });
      const text = JSON.stringify([await take(), exchanges]);
      const { apiToken, privateKey } = tenant.idp.okta;
      expect(text).not.toContain(apiToken);
      expect(text).not.toContain((JSON.parse(privateKey) as { d: string }).d);
      expect(text).not.toMatch(/"(?:SSWS|DPoP) [\w-]{20,}/);
    }
  });
});

describe('an import from Okta that goes wrong', () => {
  // What Entra alone can do wrong.
  const rows = twinFaults.filter(({ name }) => name !== 'idp-people-basic');

  it.each(rows.map((row) => [row.name, row.title, row] as const))('%s: %s', async (_name, _title, row) => {
    const { take, clock } = await readOkta({ faults: [row.name] });
    const taken = await take();
    expect(findingIds(taken)).toEqual(row.expects === undefined ? [] : [row.expects]);
    const states = new Set(Object.values(coverageOf(taken)));
    if (row.leaves === 'nothing kept') expect(taken.outcome.kind).toBe('stopped');
    else expect(taken.outcome.kind).toBe('taken');
    if (row.leaves === 'marked') expect(states.has('partial') || states.has('not permitted')).toBe(true);
    if (row.leaves === 'whole') expect(rowsOf(taken)).toEqual(rowsOf(await (await readOkta()).take()));
    expect(clock.waited.every((waited) => waited <= 60_000)).toBe(true);
  });
});

describe('a finding about Okta', () => {
  it('rests on Okta’s documentation and names Okta’s administrator', async () => {
    const taken = await (await readOkta({ faults: ['idp-groups-not-permitted'] })).take();
    expect(taken.outcome).toMatchObject({ findings: [{ actor: 'Okta admin', source: { title: expect.stringContaining('Okta') } }] });
  });
});

describe('what Okta writes', () => {
  it('names the next page among other links', () => {
    expect(
      nextLink([
        ['Link', '<https://x/api?limit=2>; rel="self"'],
        ['link', '<https://x/api?after=1&limit=2>; rel="next"'],
      ]),
    ).toBe('https://x/api?after=1&limit=2');
    expect(nextLink([['link', '<https://x/a>; rel="self", <https://x/b>; rel="next"']])).toBe('https://x/b');
    expect(nextLink([['link', '<https://x/a>; rel="self"']])).toBeUndefined();
  });

  it('names the end of its window by its own clock', () => {
    const headers: Readonly<Record<string, string>> = { 'x-rate-limit-reset': '1000', date: new Date(995_000).toUTCString() };
    const answer = { header: (name: string) => headers[name] } as Parameters<typeof resetIn>[0];
    expect(resetIn(answer)).toBe(6000);
    expect(resetIn({ ...answer, header: () => undefined })).toBeUndefined();
  });

  it('is an organization’s domain, not its administration console', () => {
    for (const good of ['example.okta.com', 'login.contoso.example']) expect(isOktaDomain(good)).toBe(true);
    for (const bad of ['example-admin.okta.com', 'https://example.okta.com', 'example.okta.com/x', 'okta']) expect(isOktaDomain(bad)).toBe(false);
  });

  it('takes a private key as JWK and as PEM', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(await readPrivateKey(String(privateKey.export({ type: 'pkcs8', format: 'pem' })))).toMatchObject({ alg: 'RS256' });
    expect(await readPrivateKey(JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'k1' }))).toMatchObject({ alg: 'RS256', kid: 'k1' });
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(await readPrivateKey(JSON.stringify(publicKey.export({ format: 'jwk' })))).toBeUndefined();
  });
});
