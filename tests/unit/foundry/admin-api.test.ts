// The client of Foundry's admin API against the practice tenant's twin of it.
import { describe, expect, it } from 'vitest';
import type { FoundryGroup, FoundryUser, ProviderLink } from '../../../contract/foundry.ts';
import { tryFoundry } from '../../../main/features/connections/try-foundry.ts';
import { adminFaultTable } from '../../../main/practice/admin/faults.ts';
import type { GroupMemberRow } from '../../../main/protocols/foundry/types.ts';
import { all, readTwin } from './read-twin.ts';

const userNamed = async ({ tenant }: Awaited<ReturnType<typeof readTwin>>, name: string) => {
  const user = (await tenant.inspect()).users.find(({ userName }) => userName === `${name}@halden.example`);
  if (user === undefined) throw new Error(`There is no ${name}.`);
  return user;
};

describe('users of Foundry', () => {
  it('are read to the last page, each once, with realm, organization and status', async () => {
    const reading = await readTwin({ users: 130, adminPage: 50 });
    const { items, end } = await all<FoundryUser>((take) => reading.client.listUsers({ take }));
    const inside = (await reading.tenant.inspect()).users;
    expect(end).toEqual({ kind: 'whole', read: inside.length });
    expect(new Set(items.map(({ id }) => id)).size).toBe(inside.length);
    expect(items.every(({ realm, status }) => realm === reading.tenant.realm && status === 'active')).toBe(true);
    expect(reading.exchanges.filter(({ url }) => url.includes('/users?')).length).toBe(Math.ceil(inside.length / 50));
  });

  it('are found by the beginning of a name without case, over several pages', async () => {
    const reading = await readTwin({ adminPage: 1 });
    const { items, end } = await all<FoundryUser>((take) => reading.client.searchUsers('MA', { take }));
    const begins = (text: string | null) => text?.toLowerCase().startsWith('ma') === true;
    expect(end.kind).toBe('whole');
    expect(items.length).toBeGreaterThan(1);
    expect(items.every(({ username, givenName, familyName }) => [username, givenName, familyName].some(begins))).toBe(true);
  });

  it('come by their IDs, 500 in a request, and those that are not there are left out', async () => {
    const reading = await readTwin({ users: 1100 });
    const ids = (await reading.tenant.inspect()).users.map(({ id }) => id);
    const found = await reading.client.users([...ids, ...ids, 'nobody']);
    expect(found.kind === 'read' && found.value.size).toBe(ids.length);
    expect(reading.exchanges.filter(({ url }) => url.endsWith('/users/getBatch')).length).toBe(Math.ceil((ids.length + 1) / 500));
    expect(await reading.client.users([])).toEqual({ kind: 'read', value: new Map() });
  });

  it('that are not there, or deleted, are told apart', async () => {
    const reading = await readTwin({ questions: { deletion: 'soft-hidden' } });
    const mei = await userNamed(reading, 'mei.tanaka');
    expect(await reading.client.user(mei.id)).toMatchObject({ kind: 'read', value: { kind: 'user', user: { username: mei.userName } } });
    expect(await reading.client.user('nobody')).toMatchObject({ kind: 'read', value: { kind: 'no-user' } });
    const token = await (
      await fetch(reading.tenant.tokenUrl, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: reading.tenant.clientId,
          client_secret: reading.tenant.clientSecret,
        }),
      })
    ).json();
    await fetch(`${reading.tenant.scimUrl}Users/${mei.id}`, { method: 'DELETE', headers: { authorization: `Bearer ${token.access_token}` } });
    expect(await reading.client.user(mei.id)).toMatchObject({ kind: 'read', value: { kind: 'deleted' } });
    expect(await reading.client.providerLink(mei.id)).toMatchObject({ kind: 'read', value: { kind: 'deleted' } });
    const living = await all<FoundryUser>((take) => reading.client.listUsers({ take }));
    const withDeleted = await all<FoundryUser>((take) => reading.client.listUsers({ deleted: 'too', take }));
    expect(living.items.some(({ id }) => id === mei.id)).toBe(false);
    expect(withDeleted.items.find(({ id }) => id === mei.id)?.status).toBe('deleted');
  });
});

describe('the Provider ID of a user', () => {
  it('is what SCIM or the last log-in gave, and none where there is none', async () => {
    const reading = await readTwin();
    const mei = await userNamed(reading, 'mei.tanaka');
    const linh = (await reading.tenant.inspect()).users.find(({ origin }) => origin === 'preregistered');
    expect(await reading.client.providerLink(mei.id)).toMatchObject({ kind: 'read', value: { kind: 'linked', providerId: mei.externalId } });
    expect(await reading.client.providerLink(linh?.id ?? '')).toMatchObject({ kind: 'read', value: { kind: 'unlinked' } });
    await reading.tenant.login({ userName: linh?.userName ?? '', providerId: 'object-of-linh' });
    expect(await reading.client.providerLink(linh?.id ?? '')).toMatchObject({
      kind: 'read',
      value: { kind: 'linked', providerId: 'object-of-linh' },
    });
  });

  it('of many comes for each once, whatever becomes of one', async () => {
    const reading = await readTwin({ users: 60 });
    const users = (await reading.tenant.inspect()).users;
    const links = new Map<string, ProviderLink>();
    const ended = await reading.client.providerLinks([...users.map(({ id }) => id), 'nobody'], {
      take: (id, answer) => {
        if (answer.kind === 'read') links.set(id, answer.value);
      },
    });
    expect(ended).toEqual({ kind: 'all' });
    expect(links.get('nobody')).toEqual({ kind: 'no-user' });
    for (const { id, externalId } of users)
      expect(links.get(id)).toEqual(externalId === undefined ? { kind: 'unlinked' } : { kind: 'linked', providerId: externalId });
  });

  it('of many stops where nothing can be read any more, and where it is cancelled', async () => {
    const refused = await readTwin({ faults: ['admin-429-for-ever'] });
    const ids = (await refused.tenant.inspect()).users.map(({ id }) => id);
    const ended = await refused.client.providerLinks(ids, { take: () => {} });
    expect(ended).toMatchObject({ kind: 'stopped', trouble: { kind: 'throttled', seconds: 3600 } });
    expect(refused.exchanges.length).toBeLessThan(ids.length);
    const reading = await readTwin();
    const stop = new AbortController();
    let taken = 0;
    const cancelled = await reading.client.providerLinks(ids, {
      signal: stop.signal,
      take: () => {
        taken += 1;
        stop.abort();
      },
    });
    expect(cancelled).toMatchObject({ kind: 'stopped', trouble: { kind: 'cancelled' } });
    expect(taken).toBeLessThan(ids.length);
  });
});

describe('groups of Foundry', () => {
  it('are listed, searched and read by ID, with their members and their ID at the identity provider', async () => {
    const reading = await readTwin({ adminPage: 4 });
    const inside = (await reading.tenant.inspect()).groups;
    const { items, end } = await all<FoundryGroup>((take) => reading.client.listGroups({ take }));
    expect(end).toEqual({ kind: 'whole', read: inside.length });
    const fjord = items.find(({ name }) => name === 'Project Fjord');
    expect((await all<FoundryGroup>((take) => reading.client.searchGroups('project', { take }))).items.map(({ name }) => name)).toEqual([
      'Project Fjord',
    ]);
    const members = await all<GroupMemberRow>((take) => reading.client.groupMembers(fjord?.id ?? '', { take }));
    expect(members.items.map(({ id }) => id).sort()).toEqual(
      inside
        .find(({ id }) => id === fjord?.id)
        ?.members.map(({ id }) => id)
        .sort(),
    );
    expect(await reading.client.groupProviderId(fjord?.id ?? '')).toMatchObject({ kind: 'read', value: 'Project Fjord' });
    expect(await reading.client.group('nobody')).toMatchObject({ kind: 'read', value: null });
    const batch = await reading.client.groups(items.map(({ id }) => id));
    expect(batch.kind === 'read' && batch.value.size).toBe(items.length);
  });

  it('of a user are the direct ones, or those above them too', async () => {
    const reading = await readTwin();
    const mei = await userNamed(reading, 'mei.tanaka');
    const { groups } = await reading.tenant.inspect();
    const optics = groups.find(({ displayName }) => displayName === 'Optics');
    const outer = await reading.tenant.addStrangerGroup({ displayName: 'Outer', members: [optics?.id ?? ''] });
    const direct = await all<string>((take) => reading.client.membershipsOf(mei.id, { take }));
    const above = await all<string>((take) => reading.client.membershipsOf(mei.id, { reach: 'all', take }));
    expect(direct.items).toContain(optics?.id);
    expect(direct.items).not.toContain(outer);
    expect(above.items).toContain(outer);
    const reached = await all<GroupMemberRow>((take) => reading.client.groupMembers(outer, { reach: 'all', take }));
    expect(reached.items).toContainEqual({ id: mei.id, type: 'user' });
    expect(reached.items).toContainEqual({ id: optics?.id, type: 'group' });
  });
});

describe('organizations and authentication providers', () => {
  it('are named by the RIDs that users carry, and by their realm', async () => {
    const reading = await readTwin();
    const mei = await userNamed(reading, 'mei.tanaka');
    const found = await reading.client.user(mei.id);
    const rid = found.kind === 'read' && found.value.kind === 'user' ? (found.value.user.organization ?? '') : '';
    expect(await reading.client.organization(rid)).toMatchObject({ kind: 'read', value: { rid, name: mei.organization } });
    expect(await reading.client.organization('ri.multipass..organization.none')).toMatchObject({ kind: 'read', value: null });
    const providers = await reading.client.authenticationProviders();
    expect(providers).toMatchObject({ kind: 'read', value: [{ realm: reading.tenant.realm, enabled: true, protocol: 'saml' }, { enabled: false }] });
  });

  it('are asked for as a preview only after Foundry wanted that, and once for all', async () => {
    const reading = await readTwin();
    await reading.client.authenticationProviders();
    await reading.client.authenticationProviders();
    const previews = reading.exchanges.filter(({ url }) => url.includes('enrollments')).map(({ url }) => url.includes('preview=true'));
    expect(previews).toEqual([false, true, false, true, true]);
    await reading.client.user('nobody');
    expect(reading.exchanges.at(-1)?.url).not.toContain('preview');
  });
});

describe('the credential of the admin API', () => {
  it('is another than that of SCIM, and neither opens the other', async () => {
    const reading = await readTwin({ as: 'scim' });
    expect(await reading.client.user('nobody')).toMatchObject({
      kind: 'trouble',
      trouble: { kind: 'not-permitted', detail: { code: 'ApiUsageDenied' } },
    });
    const { foundry } = reading.tenant.idp;
    const token = await (
      await fetch(foundry.tokenUrl, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: foundry.clientId,
          client_secret: foundry.clientSecret,
          scope: 'api:admin-read',
        }),
      })
    ).json();
    expect((await fetch(`${reading.tenant.scimUrl}Users`, { headers: { authorization: `Bearer ${token.access_token}` } })).status).toBe(401);
  });

  it('opens nothing without its scope', async () => {
    const reading = await readTwin({ scope: '' });
    expect(await reading.client.user('nobody')).toMatchObject({ kind: 'trouble', trouble: { kind: 'not-permitted' } });
  });

  it('is renewed where tokens die, and waits as it is asked to', async () => {
    for (const fault of ['admin-token-dies', 'admin-429-storm']) {
      const reading = await readTwin({ faults: [fault], adminPage: 5 });
      expect((await all<FoundryUser>((take) => reading.client.listUsers({ take }))).end.kind).toBe('whole');
    }
  });

  it('appears in no exchange', async () => {
    const reading = await readTwin();
    await reading.client.user('nobody');
    const kept = JSON.stringify(reading.exchanges);
    expect(kept).toContain('/v2/admin/users/nobody');
    expect(kept).not.toContain(reading.tenant.idp.foundry.clientSecret);
    expect(kept).not.toMatch(/"access_token\\+":\\+"[\w-]{20}/);
  });

  it('never changes anything: every request is a read', async () => {
    const reading = await readTwin();
    await tryFoundry(reading.client, reading.host);
    const sent = reading.exchanges.filter(({ url }) => url.includes('/api/v2/'));
    expect(sent.length).toBeGreaterThan(5);
    expect(sent.every(({ method, url }) => method === 'GET' || /\/(search|getBatch)(\?|$)/.test(url))).toBe(true);
  });
});

describe('pages that repeat', () => {
  it('end the list as faulty instead of for ever', async () => {
    const reading = await readTwin({ faults: ['admin-pages-repeat'] });
    expect((await all<FoundryUser>((take) => reading.client.listUsers({ take }))).end.kind).toBe('faulty');
    expect((await all<FoundryUser>((take) => reading.client.searchUsers('m', { take }))).end.kind).toBe('faulty');
  });
});

describe('trying the access', () => {
  it('says of each part that it works', async () => {
    const reading = await readTwin();
    const { parts, findings } = await tryFoundry(reading.client, reading.host);
    expect(parts.map(({ part, state }) => [part, state])).toEqual(
      ['sign-in', 'users', 'providerInfo', 'groups', 'memberships', 'organizations', 'authenticationProviders'].map((part) => [part, 'works']),
    );
    expect(findings).toEqual([]);
    expect(parts.find(({ part }) => part === 'authenticationProviders')?.text).toContain(reading.tenant.realm);
  });

  it.each(adminFaultTable.map((row) => [row.name, 'expects' in row ? row.expects : undefined] as const))(
    'with %s comes to %s',
    async (fault, expected) => {
      const reading = await readTwin({ faults: [fault] });
      const { findings } = await tryFoundry(reading.client, reading.host);
      expect(findings.map(({ id }) => id)).toEqual(expected === undefined ? [] : [expected]);
    },
  );

  it('goes on where one part alone is not permitted, and does not where the sign-in fails', async () => {
    const one = await readTwin({ faults: ['admin-no-provider-info'] });
    const some = (await tryFoundry(one.client, one.host)).parts;
    expect(some.filter(({ state }) => state !== 'works').map(({ part, state }) => [part, state])).toEqual([['providerInfo', 'not-permitted']]);
    const none = await readTwin({ faults: ['admin-secret-wrong'] });
    const parts = (await tryFoundry(none.client, none.host)).parts;
    expect(parts.map(({ state }) => state)).toEqual(['failed', ...Array.from({ length: 6 }, () => 'not-tried')]);
  });
});
