// A conflict from its message to its end: noted, waited for, looked at, still failing only after a cycle had its chance, verified, forgotten.
import { describe, expect, it } from 'vitest';
import type { ConflictCase } from '../../../contract/conflicts.ts';
import { conflictOperations } from '../../../main/features/conflicts/worker-operations.ts';
import { shelfWith } from '../nested-groups/snapshot.ts';
import { fetchToken, visitorOf } from '../practice/visitor.ts';
import { mappingOf, openHalden, person } from './halden.ts';

const halden = openHalden();
const conflictOf = (nickname: string): Promise<ConflictCase> => halden.causeOf(person(nickname).userName ?? '', person(nickname).id);
const of = ({ id }: ConflictCase) => ({ connectionId: 'own', id });
const verify = (one: ConflictCase, cycle: 'finished' | 'not finished' | 'unknown') => halden.app.handlers['conflicts.verify']({ ...of(one), cycle });
const mapped = (one: ConflictCase, at: string | null) => halden.app.handlers['conflicts.mappingChanged']({ ...of(one), at });

describe('a conflict that is worked on', () => {
  it('stays open while nobody changed the mapping, however often it is looked at', async () => {
    const one = await conflictOf('chloe.martin');
    expect(one).toMatchObject({ state: 'open' });
    expect(await verify(one, 'finished')).toMatchObject({ state: 'open', stateNote: expect.stringContaining('chloe.martin@halden.example') });
  });

  it('waits for a cycle, and fails still only after one that had its chance', async () => {
    const one = await conflictOf('lukas.brandt');
    expect(await mapped(one, '2026-03-03T10:00:00.000Z')).toMatchObject({ state: 'mapping changed' });
    expect(await verify(one, 'unknown')).toMatchObject({ state: 'waiting', stateNote: expect.stringContaining('after 2026-03-03 10:00 UTC') });
    expect(await verify(one, 'not finished')).toMatchObject({ state: 'waiting' });
    expect(await verify(one, 'finished')).toMatchObject({ state: 'still failing' });
  });

  it('keeps its state when the same message is pasted again', async () => {
    const one = await conflictOf('peter.vandenberg');
    await mapped(one, '2026-03-03T10:00:00.000Z');
    expect(await conflictOf('peter.vandenberg')).toMatchObject({
      id: one.id,
      state: 'mapping changed',
      mappingChangedAt: '2026-03-03T10:00:00.000Z',
    });
    expect(await mapped(one, null)).toMatchObject({ state: 'open', mappingChangedAt: null });
  });

  it('is verified when the account carries what single sign-on sends, and the person signs in', async () => {
    const one = await conflictOf('greta.novak');
    const visitor = visitorOf(halden.tenant, await fetchToken(halden.tenant));
    await visitor.patch(`Users/${one.existingUserId}`, [{ op: 'replace', path: 'externalId', value: one.providerUserId }]);
    expect(await verify(one, 'unknown')).toMatchObject({ state: 'verified' });
    expect(await halden.tenant.login({ userName: one.username, providerId: one.providerUserId })).toMatchObject({ kind: 'logged-in' });
  });

  it('says nothing of an account that cannot be looked at', async () => {
    const { conflicts } = await halden.explain(
      'Cannot complete login for your user with username [gone@halden.example] and provider user ID [g1] because that username is already being used by the user with user ID [none] and provider user ID [g2].',
    );
    const [one] = conflicts;
    await expect(one === undefined ? undefined : verify(one, 'finished')).rejects.toThrow('nothing is said of it');
  });

  it('refuses a change that is yet to come, and is forgotten on request', async () => {
    const one = await conflictOf('tomasz.wojcik');
    await expect(mapped(one, '2999-01-01T00:00:00.000Z')).rejects.toThrow('in the future');
    await halden.app.handlers['conflicts.forget'](of(one));
    const { conflicts } = await halden.app.handlers['conflicts.list']({ connectionId: 'own' });
    expect(conflicts.map(({ id }) => id)).not.toContain(one.id);
    await expect(mapped(one, null)).rejects.toThrow('not remembered');
  });
});

describe('the text for whoever may change the mapping', () => {
  it('names the present and the new source, the role and how to verify', async () => {
    const one = await halden.causeOf(person('lukas.brandt').userName ?? '', person('lukas.brandt').id, { mapping: mappingOf('mailNickname') });
    const { text } = await halden.app.handlers['conflicts.packet']({ ...of(one), provider: 'entra' });
    expect(text).toContain('Application Administrator');
    expect(text).toContain('- externalId <- [mailNickname]');
    expect(text).toContain('+ externalId <- [objectId], matching precedence 1');
    expect(text).toContain('"expression": "[objectId]"');
    expect(text).toContain('Do not change the Provider ID side');
    expect(text).toContain(`has the externalId “${one.providerUserId}”`);
  });

  it('tells how long an initial cycle takes, by who is assigned', () => {
    const shelf = shelfWith({ people: { a: {}, b: {}, c: {} }, groups: { g: { members: ['a', 'b'] } }, assigned: ['g'] });
    const asked = conflictOperations(shelf)['conflicts.cycle'];
    // Two people, one group, two memberships.
    expect(asked({ connectionId: null })).toMatchObject({ objects: 5 });
    expect(asked({ connectionId: 'another' })).toBeNull();
  });

  it('is another one for Okta', async () => {
    const one = await conflictOf('lukas.brandt');
    const { text } = await halden.app.handlers['conflicts.packet']({ ...of(one), provider: 'okta' });
    expect(text).toContain('Profile Editor');
    expect(text).not.toContain('Entra keeps');
  });
});
