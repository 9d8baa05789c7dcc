// Mending one person now: refused until all is proven, then written, read back, undone; what a crash left open is looked at. Against the practice tenant.

import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Run } from '../../../contract/common.ts';
import type { ConflictCase } from '../../../contract/conflicts.ts';
import { unknownSignOn } from '../../../contract/mapping.ts';
import { samePerson } from '../../../main/domain/conflicts/same-person.ts';
import { ownConnection, runToEnd } from '../compose/app.ts';
import { fetchToken, visitorOf } from '../practice/visitor.ts';
import { company, mappingOf, openHalden, person } from './halden.ts';

const halden = openHalden();
let snapshotId = '';
beforeAll(async () => {
  snapshotId = await halden.snapshot(company);
});

const policy = () => join(halden.dataDir, 'policy.json');
beforeEach(async () => {
  writeFileSync(policy(), JSON.stringify({ allowMend: true }));
  await keep('objectId');
});
afterEach(async () => {
  await halden.tenant.setFaults([]);
});

const keep = (attribute: string | null) =>
  halden.app.handlers['mapping.save']({
    connectionId: 'own',
    mapping: attribute === null ? null : mappingOf(attribute),
    signOn: { ...unknownSignOn, providerId: 'objectId' },
  });
const conflictOf = async (nickname: string): Promise<ConflictCase> => {
  const one = await halden.causeOf(person(nickname).userName ?? '', person(nickname).id);
  await keep('objectId');
  return one;
};
const orderOf = (one: ConflictCase) => ({ connectionId: 'own', userId: one.existingUserId, externalId: one.providerUserId, snapshotId });
const plan = (one: ConflictCase) => halden.app.handlers['conflicts.mendPlan'](orderOf(one));
const carried = async (one: ConflictCase) =>
  (await visitorOf(halden.tenant, await fetchToken(halden.tenant)).send('GET', `Users/${one.existingUserId}`)).body.externalId;
const state = async (runId: string) =>
  (await halden.app.handlers['conflicts.mends']({ connectionId: 'own' })).mends.find((one) => one.runId === runId);

async function mend(one: ConflictCase) {
  const { planId, userName } = await plan(one);
  const { runId } = await halden.app.handlers['conflicts.mend']({ ...orderOf(one), planId, userName });
  return runToEnd(halden.app, runId);
}
const undo = async (runId: string) => runToEnd(halden.app, (await halden.app.handlers['conflicts.mendUndo']({ connectionId: 'own', runId })).runId);

describe('mending one person', () => {
  it('is off until the policy of the machine allows it', async () => {
    const one = await conflictOf('tomasz.wojcik');
    rmSync(policy());
    expect((await plan(one)).refusals).toEqual([expect.stringContaining('"allowMend": true')]);
    writeFileSync(policy(), JSON.stringify({ allowMend: true, forbidWrites: true }));
    expect((await plan(one)).refusals).toEqual([expect.stringContaining('forbids it')]);
    await expect(mend(one)).rejects.toThrow('forbids it');
  });

  it('is refused while the mapping would write the old value back, or is not known', async () => {
    const one = await conflictOf('tomasz.wojcik');
    await keep('mailNickname');
    expect((await plan(one)).refusals.join(' ')).toContain('The next full evaluation would write the old value back');
    await keep(null);
    expect((await plan(one)).refusals.join(' ')).toContain('The attribute mapping is not known');
  });

  it('is refused where the directory does not prove that it is the same person', async () => {
    expect((await plan(await conflictOf('lukas.brandt'))).refusals).toEqual([expect.stringContaining('A user name or a nickname proves nothing')]);
    const one = await conflictOf('tomasz.wojcik');
    const without = await halden.app.handlers['conflicts.mendPlan']({ ...orderOf(one), snapshotId: null });
    expect(without.refusals).toEqual([expect.stringContaining('No directory snapshot is chosen')]);
  });

  it('says what is sent, by which key it is the same person, and that organization and groups are not known', async () => {
    const one = await conflictOf('tomasz.wojcik');
    const said = await plan(one);
    expect(said).toMatchObject({ refusals: [], userName: one.username, before: one.existingProviderUserId });
    expect(said.sends).toContain(`PATCH Users/${one.existingUserId}`);
    expect(said.sends).toContain(`"value": "${one.providerUserId}"`);
    expect(said.says.join(' ')).toContain('the object ID of');
    expect(said.says).toContain('Its organization: not known.');
    expect(await carried(one)).toBe(one.existingProviderUserId);
  });

  it('wants the user name typed, and the plan that was shown', async () => {
    const one = await conflictOf('tomasz.wojcik');
    const { planId } = await plan(one);
    const order = orderOf(one);
    await expect(halden.app.handlers['conflicts.mend']({ ...order, planId, userName: 'tomasz' })).rejects.toThrow('Nothing was sent');
    await expect(halden.app.handlers['conflicts.mend']({ ...order, planId: 'x', userName: one.username })).rejects.toThrow('Make the dry run again');
    expect(await carried(one)).toBe(one.existingProviderUserId);
  });

  it('writes the one value, is verified, lets the person sign in, and is undone only while the value is still its own', async () => {
    const one = await conflictOf('tomasz.wojcik');
    const run = await mend(one);
    expect(run).toMatchObject({ kind: 'mend', state: 'finished', verdict: 'passed', findings: [] });
    expect(await carried(one)).toBe(one.providerUserId);
    const { conflicts } = await halden.app.handlers['conflicts.list']({ connectionId: 'own' });
    expect(conflicts.find(({ id }) => id === one.id)).toMatchObject({ state: 'verified' });
    expect(await halden.tenant.login({ userName: one.username, providerId: one.providerUserId })).toMatchObject({ kind: 'logged-in' });
    const receipts = (await halden.app.handlers['connections.receipts']({ id: 'own' })).receipts;
    expect(receipts.map(({ action }) => action)).toEqual([
      `Ended: externalId of ${one.username}`,
      `About to be written: externalId of ${one.username}`,
    ]);

    expect(await undo(run.id)).toMatchObject({ verdict: 'passed' });
    expect(await carried(one)).toBe(one.existingProviderUserId);
    expect(await state(run.id)).toMatchObject({ state: 'undone' });
    await expect(undo(run.id)).rejects.toThrow('nothing to undo');
  });

  it('undoes nothing that somebody else wrote since (conflict.mend-not-sent)', async () => {
    const one = await conflictOf('greta.novak');
    const run = await mend(one);
    const visitor = visitorOf(halden.tenant, await fetchToken(halden.tenant));
    await visitor.patch(`Users/${one.existingUserId}`, [{ op: 'replace', path: 'externalId', value: 'somebody' }]);
    expect((await undo(run.id)).findings.map(({ id }) => id)).toEqual(['conflict.mend-not-sent']);
    expect(await carried(one)).toBe('somebody');
  });
});

describe('an account and a person', () => {
  const [one, other] = company.map((user) => ({ user: { ...user, employeeId: null }, sentExternalId: user.id, sentUserName: user.userName }));
  if (one === undefined || other === undefined) throw new Error('Halden has people.');
  const account = { userName: 'a', externalId: null, employeeNumber: '7' };
  const numbered = { ...one, user: { ...one.user, employeeId: '7' } };

  it('are the same by an employee number that nobody else has', () => {
    expect(samePerson(one.user.id, account, [numbered, other])).toMatchObject({ kind: 'proven' });
    const twin = { ...other, user: { ...other.user, employeeId: '7' } };
    expect(samePerson(one.user.id, account, [numbered, twin])).toMatchObject({ kind: 'not proven' });
  });

  it('are not when the account carries another person’s object id, whatever else fits', () => {
    const proof = samePerson(one.user.id, { ...account, externalId: other.user.id }, [numbered, other]);
    expect(proof).toMatchObject({ kind: 'not proven', why: expect.stringContaining('another person’s') });
  });
});

describe('a server that does not do as it is told', () => {
  /** Before the tenant: what it does with a PATCH, and with reads after one. */
  async function behind(onPatch: 'refuse' | 'cut off' | 'cut off and fall silent') {
    let silent = false;
    const server = createServer((request, response) => {
      if (request.method === 'PATCH' && onPatch === 'refuse') {
        response.writeHead(403, { 'content-type': 'application/scim+json' }).end('{"detail":"not allowed"}');
        return;
      }
      if (request.method === 'PATCH') silent = onPatch === 'cut off and fall silent';
      if (request.method === 'PATCH' || silent) {
        request.socket.destroy();
        return;
      }
      const path = (request.url ?? '').replace(/^\/scim\//, '');
      fetch(`${halden.tenant.scimUrl}${path}`, { headers: { authorization: request.headers.authorization ?? '' } })
        .then(async (answer) => {
          response.writeHead(answer.status, { 'content-type': 'application/scim+json' }).end(await answer.text());
        })
        .catch(() => request.socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    const { port } = server.address() as AddressInfo;
    const { tokenUrl, clientId, clientSecret } = halden.tenant;
    halden.app.holdConnection(ownConnection({ scimUrl: `http://127.0.0.1:${port}/scim/`, tokenUrl, clientId }), clientSecret);
    return () => {
      silent = false;
    };
  }
  afterEach(() => {
    const { scimUrl, tokenUrl, clientId, clientSecret } = halden.tenant;
    halden.app.holdConnection(ownConnection({ scimUrl, tokenUrl, clientId }), clientSecret);
  });
  const ids = (run: Run) => run.findings.map(({ id }) => id);

  it('says yes and changes nothing: conflict.mend-not-taken, and nothing is called done', async () => {
    const one = await conflictOf('tomasz.wojcik');
    await halden.tenant.setFaults(['patch-not-done']);
    const run = await mend(one);
    expect(ids(run)).toEqual(['conflict.mend-not-taken']);
    expect(await state(run.id)).toMatchObject({ state: 'not-written' });
  });

  it('refuses: conflict.mend-refused', async () => {
    const one = await conflictOf('tomasz.wojcik');
    await behind('refuse');
    const run = await mend(one);
    expect(ids(run)).toEqual(['conflict.mend-refused']);
    expect(await state(run.id)).toMatchObject({ state: 'not-written', note: expect.stringContaining('403') });
  });

  it('loses the answer: conflict.mend-not-known, open until the account was looked at, and no second change before', async () => {
    const one = await conflictOf('tomasz.wojcik');
    const speakAgain = await behind('cut off and fall silent');
    const run = await mend(one);
    expect(ids(run)).toEqual(['conflict.mend-not-known']);
    expect(await state(run.id)).toMatchObject({ state: 'open' });
    speakAgain();
    await expect(mend(one)).rejects.toThrow('Look at it first');
    const seen = await halden.app.handlers['conflicts.mendLook']({ connectionId: 'own', runId: run.id });
    expect(seen).toMatchObject({ state: 'not-written', note: expect.stringContaining(one.existingProviderUserId) });
  });
});
