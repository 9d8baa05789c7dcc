// What goes wrong at Foundry's admin API, and what is said about it.
import { describe, expect, it } from 'vitest';
import { adminFinding } from '../../../main/protocols/foundry/trouble.ts';
import type { FoundryAnswer } from '../../../main/protocols/foundry/types.ts';
import { type Reading, readFoundry, refusal, type Said } from './foundry-server.ts';

function findingOf({ host }: Reading, answer: FoundryAnswer<unknown>) {
  if (answer.kind !== 'trouble' || answer.trouble.kind === 'cancelled') throw new Error('There was no trouble.');
  return adminFinding(answer.trouble, { host, what: 'Provider IDs', exchangeId: answer.exchange?.id });
}

async function foundWith(said: Said) {
  const reading = await readFoundry(() => said);
  return findingOf(reading, await reading.client.providerLink('user-1'));
}

describe('a client that Foundry knows but does not let read something', () => {
  it('is told which permission is missing, by the name Foundry gives', async () => {
    const finding = await foundWith(refusal(403, 'GetUserProviderInfoPermissionDenied', { userId: 'user-1' }, 'PERMISSION_DENIED'));
    expect(finding).toMatchObject({ id: 'foundry.not-permitted', severity: 'warning', title: 'Foundry does not let this client read Provider IDs' });
    expect(finding.cause).toContain('GetUserProviderInfoPermissionDenied');
    expect(finding.cause).toContain('may not see the Provider ID of this user');
    expect(finding.evidence[0]?.text).toContain('userId user-1');
  });

  it('is told of the scope when the API as a whole is closed to it', async () => {
    const finding = await foundWith(refusal(403, 'ApiUsageDenied', {}, 'PERMISSION_DENIED'));
    expect(finding.id).toBe('foundry.not-permitted');
    expect(finding.remedy.join(' ')).toContain('api:admin-read');
  });
});

describe('a sign-in that Foundry refuses', () => {
  it('says what the token endpoint answered', async () => {
    const reading = await readFoundry(() => ({ status: 500 }), { tokens: () => ({ status: 401, json: { error: 'invalid_client' } }) });
    const finding = findingOf(reading, await reading.client.user('user-1'));
    expect(finding).toMatchObject({ id: 'foundry.sign-in-refused', severity: 'error' });
    expect(finding.cause).toContain('invalid_client');
    expect(reading.asked.every((one) => one.path.startsWith('/multipass'))).toBe(true);
  });

  it('names the scope when that was refused', async () => {
    const reading = await readFoundry(() => ({ status: 500 }), { tokens: () => ({ status: 400, json: { error: 'invalid_scope' } }) });
    expect(findingOf(reading, await reading.client.user('user-1')).remedy.join(' ')).toContain('api:admin-read');
  });

  it('is told apart from a page that is no token endpoint', async () => {
    const reading = await readFoundry(() => ({ status: 500 }), { tokens: () => ({ status: 200, text: '<html>Sign in</html>' }) });
    expect(findingOf(reading, await reading.client.user('user-1'))).toMatchObject({ id: 'foundry.sign-in-refused' });
  });

  it('is said after a second token was refused too, and not before', async () => {
    const reading = await readFoundry(() => refusal(401, 'Default:Unauthorized', {}, 'UNAUTHORIZED'));
    expect(findingOf(reading, await reading.client.user('user-1')).id).toBe('foundry.sign-in-refused');
    expect(reading.asked.filter((one) => one.path.startsWith('/multipass')).length).toBeGreaterThan(1);
  });
});

describe('a Foundry that is busy', () => {
  it('is waited for as it asks', async () => {
    let refusals = 3;
    const reading = await readFoundry(() => {
      refusals -= 1;
      return refusals >= 0 ? { status: 429, headers: { 'retry-after': '7' } } : { status: 200, json: { providerId: 'p-1' } };
    });
    expect(await reading.client.providerLink('user-1')).toMatchObject({ kind: 'read', value: { kind: 'linked', providerId: 'p-1' } });
    expect(reading.clock.waited).toEqual([7000, 7000, 7000]);
  });

  it('is left when it asks for an hour', async () => {
    const finding = await foundWith({ status: 429, headers: { 'retry-after': '3600' } });
    expect(finding.id).toBe('foundry.throttled');
    expect(finding.cause).toContain('3600 s');
  });
});

describe('an answer that Foundry does not document', () => {
  it('of a server with trouble gives Palantir Support the instance ID', async () => {
    const finding = await foundWith(refusal(500, 'Default:Internal', {}, 'INTERNAL'));
    expect(finding).toMatchObject({ id: 'foundry.unexpected-answer', actor: 'Palantir Support' });
    expect(finding.remedy.join(' ')).toContain('00813215-0844-4716-be7b-a3fe0fce9e42');
  });

  it('that is a page and no JSON is said to be one', async () => {
    const finding = await foundWith({ status: 200, text: '<html>Welcome</html>' });
    expect(finding.id).toBe('foundry.unexpected-answer');
    expect(finding.evidence[0]?.text).toContain('<html>');
  });

  it('that is JSON without what was asked for is no Provider ID', async () => {
    expect((await foundWith({ status: 200, json: { providerID: 'p-1' } })).id).toBe('foundry.unexpected-answer');
  });

  it('404 without a name asks to check the domain', async () => {
    expect((await foundWith({ status: 404, text: 'not here' })).remedy[0]).toContain('domain');
  });
});
