import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionCalls } from '../../../contract/connections.ts';
import { worldAnswering, worldOf } from './builders.ts';
import { draftOf } from './own-connection.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-connections-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('keeping connections', () => {
  it('saves, edits, duplicates and refuses a name twice', async () => {
    const { handlers } = worldOf().feature;
    const saved = await handlers['connections.save'](draftOf());
    const edited = await handlers['connections.save']({ ...draftOf({ clientId: ' other ' }), id: saved.id });
    expect(edited).toMatchObject({ id: saved.id, clientId: 'other', createdAt: saved.createdAt });
    expect((await handlers['connections.duplicate']({ id: saved.id })).name).toBe('Foundry copy');
    expect((await handlers['connections.duplicate']({ id: saved.id })).name).toBe('Foundry copy 2');
    await handlers['connections.save'](draftOf({ name: 'foundry COPY 3' }));
    expect((await handlers['connections.duplicate']({ id: saved.id })).name).toBe('Foundry copy 4');
    await expect(handlers['connections.save'](draftOf({ name: 'FOUNDRY' }))).rejects.toMatchObject({ code: 'name-taken' });
  });

  it('removes the secret with the connection', async () => {
    const { feature } = worldOf();
    const { id } = await feature.handlers['connections.save'](draftOf());
    await feature.handlers['connections.setSecret']({ id, secret: { text: 'hunter+2' } });
    expect(await feature.secrets.read(id)).toEqual({ kind: 'secret', value: 'hunter+2' });
    await feature.handlers['connections.remove']({ id });
    expect(await feature.secrets.read(id)).toMatchObject({ kind: 'none' });
  });

  it('gives a secret back to no call', async () => {
    const { handlers } = worldOf().feature;
    const { id } = await handlers['connections.save'](draftOf());
    const answers = [
      await handlers['connections.setSecret']({ id, secret: { text: 'zebra-secret' } }),
      await handlers['connections.card']({ id }),
      await handlers['connections.list']({}),
    ];
    expect(JSON.stringify(answers)).not.toContain('zebra-secret');
    expect(answers[0]).toMatchObject({ isSet: true });
  });

  it('keeps a pasted secret in main behind a handle that works once and for ten minutes', async () => {
    const world = worldOf();
    const { handlers } = world.feature;
    const { id } = await handlers['connections.save'](draftOf());
    const pasted = await handlers['connections.parsePaste']({ text: 'Client secret: giraffe-secret ' });
    expect(JSON.stringify(pasted)).not.toContain('giraffe');
    expect(world.hidden).toContain('giraffe-secret');
    const handle = pasted.secretHandle ?? '';
    expect(await handlers['connections.setSecret']({ id, secret: { handle } })).toMatchObject({ isSet: true });
    await expect(handlers['connections.setSecret']({ id, secret: { handle } })).rejects.toMatchObject({ code: 'paste-expired' });
    const late = await handlers['connections.parsePaste']({ text: 'Client secret: giraffe-secret' });
    world.pass(11);
    await expect(handlers['connections.setSecret']({ id, secret: { handle: late.secretHandle ?? '' } })).rejects.toMatchObject({
      code: 'paste-expired',
    });
  });

  it('removes blanks at the ends of a secret and says so', async () => {
    const { handlers, secrets } = worldOf().feature;
    const { id } = await handlers['connections.save'](draftOf());
    expect((await handlers['connections.setSecret']({ id, secret: { text: '  abc\n' } })).note).toContain('removed');
    expect(await secrets.read(id)).toEqual({ kind: 'secret', value: 'abc' });
  });

  it('exports without secrets and imports what fits', async () => {
    const world = worldOf();
    const { handlers } = world.feature;
    const { id } = await handlers['connections.save'](draftOf());
    await handlers['connections.setSecret']({ id, secret: { text: 'ocelot-secret' } });
    const path = join(folder, 'connections.json');
    world.answer(path);
    await handlers['connections.exportFile']({ ids: [id] });
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain('ocelot');
    const other = worldOf();
    other.answer(path);
    const { imported, refused } = await other.feature.handlers['connections.importFile']({});
    expect(imported.map((connection) => connection.scimUrl)).toEqual([draftOf().scimUrl]);
    expect(refused).toEqual([]);
    await writeFile(path, text.replace('"idp": "entra"', '"idp": "unknown"'));
    expect((await worldAnswering(path).feature.handlers['connections.importFile']({})).refused[0]).toContain('idp');
    await writeFile(path, 'not json');
    expect((await worldAnswering(path).feature.handlers['connections.importFile']({})).refused[0]).toContain('not JSON');
  });

  it('takes no path from a file of somebody else, and refuses one that holds thousands of connections', async () => {
    const path = join(folder, 'connections.json');
    const file = (connections: readonly unknown[]) => JSON.stringify({ format: 'scim-steward-connections', version: 1, connections });
    await writeFile(path, file([{ ...draftOf(), caFile: '/somewhere/their-root.pem' }]));
    const { imported } = await worldAnswering(path).feature.handlers['connections.importFile']({});
    expect(imported.map((connection) => connection.caFile)).toEqual(['']);
    await writeFile(path, file(Array.from({ length: 501 }, (_, n) => draftOf({ name: `Connection ${n}` }))));
    const many = await worldAnswering(path).feature.handlers['connections.importFile']({});
    expect(many.imported).toEqual([]);
    expect(many.refused.join()).toContain('at most 500');
  });

  it('says which file cannot be read or written', async () => {
    const nowhere = join(folder, 'none', 'connections.json');
    const world = worldAnswering(nowhere);
    const { id } = await world.feature.handlers['connections.save'](draftOf());
    await expect(world.feature.handlers['connections.importFile']({})).rejects.toMatchObject({ code: 'file-unreadable' });
    await expect(world.feature.handlers['connections.exportFile']({ ids: [id] })).rejects.toMatchObject({ code: 'file-not-written' });
  });

  it('reminds of a planned expiry on the credential card', async () => {
    const { handlers } = worldOf().feature;
    const { id } = await handlers['connections.save'](draftOf({ secretExpiresOn: '2026-12-01' }));
    expect((await handlers['connections.card']({ id })).advice.map((entry) => entry.id)).toContain('secret.planned-expiry');
  });

  it('does not read a device or a folder as a CA file', async () => {
    const { handlers } = worldOf().feature;
    for (const caFile of [folder, '/dev/zero'])
      expect((await handlers['connections.advise'](draftOf({ caFile }))).advice.map((entry) => entry.id)).toContain('caFile.unreadable');
  });

  it('says when a CA file is missing or holds no certificate', async () => {
    const { handlers } = worldOf().feature;
    const path = join(folder, 'ca.pem');
    expect((await handlers['connections.advise'](draftOf({ caFile: path }))).advice.map((entry) => entry.id)).toContain('caFile.unreadable');
    await writeFile(path, 'hello');
    expect((await handlers['connections.advise'](draftOf({ caFile: path }))).advice.map((entry) => entry.id)).toContain('caFile.no-certificate');
  });

  it('says which certificate of a CA file is damaged, and what to do', async () => {
    const { handlers } = worldOf().feature;
    const path = join(folder, 'damaged.pem');
    const rubbish = '-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n';
    const adviceFor = async (text: string) => {
      await writeFile(path, text);
      const { advice } = await handlers['connections.advise'](draftOf({ caFile: path }));
      return advice.filter((entry) => entry.field === 'caFile');
    };
    const [good = ''] = rootCertificates;
    expect(await adviceFor(rubbish)).toMatchObject([
      { id: 'caFile.damaged', severity: 'error', text: expect.stringContaining('Export the root certificate again') },
    ]);
    expect(await adviceFor(`${good}\n${rubbish}`)).toMatchObject([{ text: expect.stringContaining('Certificate 2 of 2') }]);
    expect(await adviceFor(good.slice(0, good.indexOf('-----END')))).toMatchObject([{ id: 'caFile.damaged' }]);
    expect(await adviceFor(`# our root\n${good}\n${good}`)).toEqual([]);
  });

  it('advises before there is a name', () => {
    expect(connectionCalls['connections.advise'].input.safeParse(draftOf({ name: '' })).success).toBe(true);
    expect(connectionCalls['connections.save'].input.safeParse(draftOf({ name: '' })).success).toBe(false);
  });
});

describe('the production lock', () => {
  it('is locked until unlocked with a reason, and locks itself again', async () => {
    const world = worldOf();
    const { handlers } = world.feature;
    const { id } = await handlers['connections.save'](draftOf({ production: true }));
    const lock = async () => (await handlers['connections.card']({ id })).lock.kind;
    expect(await lock()).toBe('locked');
    await handlers['connections.unlock']({ id, reason: 'CHG-1', minutes: 30 });
    expect(await lock()).toBe('unlocked');
    world.pass(31);
    expect(await lock()).toBe('locked');
    await handlers['connections.unlock']({ id, reason: 'CHG-2', minutes: 30 });
    const other = await handlers['connections.save'](draftOf({ name: 'Another' }));
    expect((await handlers['connections.list']({})).locks).toMatchObject({ [id]: { kind: 'unlocked' }, [other.id]: { kind: 'open' } });
    await handlers['connections.lock']({ id });
    expect(await lock()).toBe('locked');
  });

  it('leaves other connections open', async () => {
    const { handlers } = worldOf().feature;
    const { id } = await handlers['connections.save'](draftOf());
    expect((await handlers['connections.card']({ id })).lock.kind).toBe('open');
  });

  const policies: readonly { readonly name: string; readonly text: string; readonly production: boolean; readonly kind: string }[] = [
    { name: 'a policy that forbids writes', text: '{"forbidWrites": true, "contact": "IAM desk"}', production: false, kind: 'forbidden' },
    { name: 'a policy that forbids test syncs', text: '{"forbidWrites": ["test-sync"]}', production: false, kind: 'forbidden' },
    { name: 'a policy for production, on production', text: '{"forbidProductionWrites": true}', production: true, kind: 'forbidden' },
    { name: 'a policy for production, elsewhere', text: '{"forbidProductionWrites": true}', production: false, kind: 'open' },
    { name: 'a damaged policy file', text: '{"forbidWrites":', production: false, kind: 'forbidden' },
    { name: 'a policy with an unknown word', text: '{"forbidWritesPlease": true}', production: false, kind: 'forbidden' },
    { name: 'an empty policy', text: '{}', production: false, kind: 'open' },
  ];
  it('forbids the kind of run that a policy names, and no other', async () => {
    const policyFile = join(folder, 'policy.json');
    await writeFile(policyFile, '{"forbidWrites": ["clean-up"]}');
    const { handlers, locks, require } = worldOf({ policyFile }).feature;
    const { id } = await handlers['connections.save'](draftOf());
    const connection = await require(id);
    expect((await locks.state(connection, 'test-sync')).kind).toBe('open');
    expect((await locks.state(connection, 'clean-up')).kind).toBe('forbidden');
  });

  for (const policy of policies) {
    it(`obeys ${policy.name}`, async () => {
      const policyFile = join(folder, 'policy.json');
      await writeFile(policyFile, policy.text);
      const { handlers } = worldOf({ policyFile }).feature;
      const { id } = await handlers['connections.save'](draftOf({ production: policy.production }));
      expect((await handlers['connections.card']({ id })).lock.kind).toBe(policy.kind);
    });
  }
});
