// Each cause of a sign-in conflict brought about in the practice tenant, by a sign-in or with a directory from files, and named by the app.
import { describe, expect, it } from 'vitest';
import type { DirectoryUser } from '../../../contract/directory.ts';
import { onlyTheMessage } from '../../../main/domain/conflicts/evidence.ts';
import { judgeConflict } from '../../../main/domain/conflicts/judge.ts';
import { company, mappingOf, openHalden, person } from './halden.ts';

const halden = openHalden();
const upnOf = ({ userName }: DirectoryUser) => userName ?? '';
const signIn = (nickname: string, with_?: Parameters<typeof halden.causeOf>[2]) => {
  const user = person(nickname);
  return halden.causeOf(upnOf(user), user.id, with_);
};

describe('a conflict with the directory at hand', () => {
  it('is settled when the mapping sends the mail nickname and sign-on the object ID', async () => {
    const snapshotId = await halden.snapshot(company);
    const found = await signIn('lukas.brandt', { snapshotId, mapping: mappingOf('mailNickname') });
    expect(found.cause).toMatchObject({ id: 'conflict.value-kinds', confidence: 'settled' });
    expect(found.cause.text).toContain('the object ID of Lukas Brandt');
    expect(found.cause.text).toContain('the mail nickname of the same person');
    expect(found.evidence.find(({ what }) => what.startsWith('In the directory'))).toMatchObject({
      signOn: expect.stringContaining('the object ID of Lukas Brandt'),
      existing: expect.stringContaining('the mail nickname of Lukas Brandt'),
    });
    expect(found.finding.remedy.join(' ')).toContain('map externalId to the source of that claim');
  });

  it('is settled when externalId holds the user principal name', async () => {
    const found = await signIn('chloe.martin', { snapshotId: await halden.snapshot(company) });
    expect(found.cause).toMatchObject({ id: 'conflict.value-kinds', confidence: 'settled' });
  });

  it('names a person who was deleted and made again', async () => {
    const found = await signIn('carlos.mendoza', { snapshotId: await halden.snapshot(company) });
    expect(found.cause).toMatchObject({ id: 'conflict.re-created', confidence: 'settled' });
    expect(found.cause.text).toContain('nobody’s');
  });

  it('shows the earlier object ID in an older snapshot', async () => {
    const { existingProviderUserId: old } = await signIn('carlos.mendoza');
    await halden.snapshot(company.map((user) => (user.mailNickname === 'carlos.mendoza' ? { ...user, id: old } : user)));
    const found = await signIn('carlos.mendoza', { snapshotId: await halden.snapshot(company) });
    expect(found.cause).toMatchObject({ id: 'conflict.re-created', confidence: 'settled', text: expect.stringContaining('An earlier snapshot has') });
  });

  it('names two people who share a user name but for case', async () => {
    const found = await signIn('Maria.Silva', { snapshotId: await halden.snapshot(company) });
    expect(found.cause).toMatchObject({ id: 'conflict.shared-user-name', confidence: 'settled' });
    expect(found.cause.text).toContain('Maria da Silva');
    expect(found.finding.remedy.join(' ')).toContain('Do not set externalId');
  });

  it('says that the account was made by a sign-in, when the mapping sends the right value already', async () => {
    const found = await signIn('peter.vandenberg', { snapshotId: await halden.snapshot(company), mapping: mappingOf('objectId') });
    expect(found.cause).toMatchObject({ id: 'conflict.made-by-login', confidence: 'likely' });
    expect(found.alternatives.map(({ id }) => id)).toContain('conflict.value-kinds');
    expect(found.cause.settle).toContain('provisioning log');
  });

  it('names what a soft delete left behind', async () => {
    await halden.tenant.addStranger({ userName: 'noa.adler@halden.example', externalId: '4e1f0a77-5b1d-4c35-9d60-0b1c2d3e4f50', active: false });
    const twin = {
      ...person('amara.okafor'),
      id: '5e1f0a77-5b1d-4c35-9d60-0b1c2d3e4f51',
      userName: 'noa.adler@halden.example',
      mail: null,
      mailNickname: 'noa.adler',
      employeeId: null,
    };
    const found = await halden.causeOf('noa.adler@halden.example', twin.id, { snapshotId: await halden.snapshot([...company, twin]) });
    expect(found.cause).toMatchObject({ id: 'conflict.soft-deleted', confidence: 'settled' });
  });

  it('names a renamed domain', async () => {
    await halden.tenant.addStranger({ userName: 'ida.moe', externalId: 'ida.moe@halden-old.example' });
    const ida = { ...person('amara.okafor'), id: 'ida', userName: 'ida.moe@halden.example', mail: null, mailNickname: 'ida.moe', employeeId: null };
    const now = await halden.snapshot([...company, ida]);
    const found = await halden.causeOf('ida.moe', 'ida.moe@halden.example', { snapshotId: now });
    expect(found.cause).toMatchObject({ id: 'conflict.renamed', confidence: 'likely' });
    expect(found.cause.text).toContain('the domain halden-old.example became halden.example');
    await halden.snapshot([...company, { ...ida, userName: 'ida.moe@halden-old.example' }]);
    const again = await halden.causeOf('ida.moe', 'ida.moe@halden.example', { snapshotId: await halden.snapshot([...company, ida]) });
    expect(again.cause).toMatchObject({ id: 'conflict.renamed', confidence: 'settled' });
  });
});

describe('a conflict with the target alone', () => {
  it('is settled when the two values differ by case', async () => {
    expect((await signIn('tomasz.wojcik')).cause).toMatchObject({ id: 'conflict.letter-case', confidence: 'settled' });
  });

  it('is settled when one ends in a blank, which the evidence shows', async () => {
    const found = await signIn('greta.novak');
    // The message has no brackets, so its blank is lost in the reading: the account still shows it.
    expect(found.cause).toMatchObject({ id: 'conflict.blanks', confidence: 'settled' });
    expect(JSON.stringify(found.evidence)).toContain('⟨U+0020⟩');
  });

  it('names a guest of whom one side knows the name with #EXT#', async () => {
    await halden.tenant.addStranger({ userName: 'g.pat', externalId: 'pat_fabrikam.example#EXT#@halden.example' });
    const found = await halden.causeOf('g.pat', 'pat@fabrikam.example');
    expect(found.cause).toMatchObject({ id: 'conflict.guest-upn', confidence: 'settled' });
  });

  it('names a person who is linked to the wrong account', async () => {
    await halden.tenant.addStranger({ userName: 'kai.sand', externalId: 'kai-old' });
    const other = await halden.tenant.addStranger({ userName: 'kai.other', externalId: 'kai-1' });
    const found = await halden.causeOf('kai.sand', 'kai-1');
    expect(found.cause).toMatchObject({ id: 'conflict.wrong-account', confidence: 'settled', text: expect.stringContaining(other) });
    expect(found.finding.remedy.join(' ')).toContain('Only a restart with “Full” breaks links');
  });

  it('names an account that was registered before the first sign-in', async () => {
    const linh = person('linh.pham');
    await halden.tenant.addStranger({ userName: 'linh.other', externalId: linh.id });
    const found = await signIn('linh.pham');
    expect(found.existingProviderUserId).toBe('');
    expect(found.cause).toMatchObject({ id: 'conflict.pre-registered', confidence: 'settled' });
    expect(found.alternatives.map(({ id }) => id)).toContain('conflict.wrong-account');
  });

  it('sees that the conflict is over when the account was mended since', async () => {
    await halden.tenant.addStranger({ userName: 'eva.ny', externalId: 'eva-old' });
    const text = (await halden.message('eva.ny', 'eva-new'))
      .replace('eva-new', 'eva-old')
      .replace('provider user ID eva-old.', 'provider user ID before.');
    const { conflicts } = await halden.explain(text);
    expect(conflicts[0]).toMatchObject({ cause: { id: 'conflict.already-agrees' }, state: 'verified' });
  });

  it('says what is not settled, and what would settle it', async () => {
    await halden.tenant.addStranger({ userName: 'ola.n', externalId: 'ola-old' });
    const found = await halden.causeOf('ola.n', 'olan');
    expect(found.cause).toMatchObject({ id: 'conflict.made-by-login', confidence: 'possible' });
    expect(found.finding.cause).toMatch(/^Possibly: /);
    expect(found.cause.settle).not.toBe('');
  });
});

describe('a conflict with the message alone', () => {
  it('is ranked by the form of its values, and nothing is asked', async () => {
    const { conflicts, notes } = await halden.explain(await halden.message('lukas.brandt@halden.example', person('lukas.brandt').id), {
      offline: true,
    });
    expect(conflicts[0]?.cause).toMatchObject({ id: 'conflict.value-kinds', confidence: 'likely' });
    expect(notes.join(' ')).toContain('No connection was chosen');
    expect(notes.join(' ')).toContain('by their form alone');
  });

  it('with two numbers that differ stays unsettled when the account is nobody’s by login', () => {
    const conflict = { username: 'x', providerUserId: 'same', existingUserId: '1', existingProviderUserId: 'null' };
    expect(judgeConflict(onlyTheMessage(conflict)).cause.id).toBe('pre-registered');
  });
});

describe('Foundry’s own record of the existing user', () => {
  const conflict = { username: 'kim', providerUserId: 'k1', existingUserId: '1', existingProviderUserId: 'k2' };
  const record = { id: '1', username: 'kim', realm: 'realm-a', status: 'ACTIVE', organization: null, providerId: 'k2' };
  const judged = (changes: Partial<typeof record>) =>
    judgeConflict({ ...onlyTheMessage(conflict), realm: 'realm-a', admin: { kind: 'answered', found: [{ ...record, ...changes }] } }).cause;

  it('settles that the person belongs to another authentication provider (conflict.other-provider)', () => {
    expect(judged({ realm: 'realm-b' })).toMatchObject({ id: 'other-provider', confidence: 'settled' });
    expect(judged({}).id).not.toBe('other-provider');
  });

  it('settles that the account is deleted', () => {
    expect(judged({ status: 'DELETED' })).toMatchObject({ id: 'soft-deleted', confidence: 'settled' });
  });
});
