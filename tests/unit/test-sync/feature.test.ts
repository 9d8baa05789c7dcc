// Consent, refusals, leftovers and receipts: what the window and the terminal call.
import { describe, expect, it } from 'vitest';
import type { Connection, LockState, Receipt } from '../../../contract/connections.ts';
import { createTestSyncFeature, type SyncOrder, type TestSyncDeps } from '../../../main/features/test-sync/index.ts';
import { notePrefix } from '../../../main/features/test-sync/things.ts';
import { systemRandom } from '../../../main/platform/ports.ts';
import { Refusal } from '../../../main/platform/refusal.ts';
import { newRun } from '../../../main/platform/runs/living-run.ts';
import { createMemoryReporter } from '../../../main/platform/runs/memory.ts';
import type { JournalRow, LeftRun } from '../../../main/platform/runs/types.ts';
import { connectionOf, hastyClock, optionsOf } from './builders.ts';

interface Setting {
  readonly connection?: Partial<Connection>;
  readonly lock?: LockState;
  readonly secret?: boolean;
  readonly wrong?: readonly string[];
  readonly left?: readonly LeftRun[];
  readonly gone?: true;
  readonly optionsThen?: Record<string, string>;
}

function featureOf(setting: Setting = {}) {
  const connection = connectionOf({ practice: false, ...setting.connection });
  const orders: SyncOrder[] = [];
  const receipts: Omit<Receipt, 'id' | 'at' | 'who'>[] = [];
  let lock: LockState = setting.lock ?? { kind: 'open' };
  const bodies: Promise<unknown>[] = [];
  const deps: TestSyncDeps = {
    requireConnection: async () => {
      if (setting.gone) throw new Refusal('connection-gone', 'This connection no longer exists.');
      return connection;
    },
    lock: async () => lock,
    wrongWith: async () => setting.wrong ?? [],
    secretIsSet: async () => setting.secret ?? true,
    startRun: async (order, body) => {
      orders.push(order);
      const job = createMemoryReporter({ runId: 'run-new' });
      const noToken = { kind: 'trouble', trouble: { kind: 'no-secret', why: 'none in this test' } } as const;
      const network = {
        connection,
        makeTokenSource: () => ({ get: async () => noToken, reject: () => undefined }),
        makeScimClient: () => ({
          request: async () => ({ kind: 'no-token', trouble: noToken.trouble }) as const,
          requestWithToken: async () => ({ kind: 'no-token', trouble: noToken.trouble }) as const,
        }),
      };
      bodies.push(body({ job, network, exchangesOf: () => [] }));
      return { runId: 'run-new' };
    },
    leftovers: async () => setting.left ?? [],
    run: async (id) => ({
      ...newRun(
        id,
        { kind: 'test-sync', connection: { ...connection }, options: setting.optionsThen ?? {}, faults: [], crash: 'clean-up' },
        '2026-01-01T00:00:00.000Z',
      ),
    }),
    writeReceipt: async (receipt) => void receipts.push(receipt),
    clock: hastyClock,
    random: systemRandom,
  };
  return {
    feature: createTestSyncFeature(deps),
    orders,
    receipts,
    ended: () => Promise.all(bodies),
    setLock: (next: LockState) => {
      lock = next;
    },
  };
}

const row = (changes: Partial<JournalRow>): JournalRow => ({
  id: 'row-1',
  runId: 'dead-run',
  connectionId: 'own',
  resourceType: 'User',
  method: 'POST',
  path: 'Users',
  ownKey: { externalId: 'steward-x-1', name: 'steward-x-1@contoso.example' },
  state: 'done',
  alsoNamed: [],
  at: '2026-01-01T00:00:00.000Z',
  ...changes,
});

const leftRun = (...rows: readonly JournalRow[]): LeftRun => ({
  run: newRun('dead-run', { kind: 'test-sync', connection: connectionOf(), options: {}, faults: [], crash: 'clean-up' }, '2026-01-01T00:00:00.000Z'),
  rows,
});

describe('the consent', () => {
  it('names what will be made, changed and removed, and what it may set off', async () => {
    const consent = await featureOf().feature['test-sync.consent'](optionsOf({ members: 5 }));
    expect(consent.refusals).toEqual([]);
    expect(consent.makes.join(' ')).toContain('7 test people');
    expect(consent.makes.join(' ')).toContain('@contoso.example');
    expect(consent.changes.join(' ')).toContain('Nothing that this run did not make.');
    expect(consent.removes.join(' ')).toContain('Everything it made');
    for (const word of ['organization assignment', 'intake', 'delete softly', 'No mail']) expect(consent.mayTrigger.join(' ')).toContain(word);
  });

  it('is for these options and this target alone', async () => {
    const one = featureOf();
    const { consentId } = await one.feature['test-sync.consent'](optionsOf());
    await expect(one.feature['test-sync.start']({ options: optionsOf({ members: 101 }), consentId })).rejects.toMatchObject({
      code: 'test-sync.other-consent',
    });
    const moved = featureOf({ connection: { scimUrl: 'https://elsewhere.example/scim/' } });
    await expect(moved.feature['test-sync.start']({ options: optionsOf(), consentId })).rejects.toMatchObject({ code: 'test-sync.other-consent' });
    expect([...one.orders, ...moved.orders]).toEqual([]);
    expect(await one.feature['test-sync.start']({ options: optionsOf(), consentId })).toEqual({ runId: 'run-new' });
    expect(one.orders).toMatchObject([{ kind: 'test-sync', crash: 'clean-up', dialect: 'entra' }]);
  });

  const refused: readonly [string, Setting, Partial<Parameters<typeof optionsOf>[0]>, RegExp][] = [
    ['production is locked', { lock: { kind: 'locked' } }, {}, /Unlock/],
    ['a policy forbids it', { lock: { kind: 'forbidden', by: 'The policy of this machine forbids it.' } }, {}, /policy/],
    ['no secret is set', { secret: false }, {}, /No secret/],
    ['the connection has no credential', { connection: { credentialMode: 'none' } }, {}, /no SCIM credential/],
    ['its address is without https', { wrong: ['The SCIM URL must begin with https://.'] }, {}, /https/],
    ['no test domain is given', {}, { testDomain: ' ' }, /domain/],
    ['the test domain is none', {}, { testDomain: 'contoso.com/../' }, /domain/],
  ];
  for (const [title, setting, options, words] of refused) {
    it(`refuses when ${title}, and start refuses as well`, async () => {
      const { feature, orders } = featureOf(setting);
      const consent = await feature['test-sync.consent'](optionsOf(options));
      expect(consent.refusals.join(' ')).toMatch(words);
      await expect(feature['test-sync.start']({ options: optionsOf(options), consentId: consent.consentId })).rejects.toMatchObject({
        code: 'test-sync.refused',
      });
      expect(orders).toEqual([]);
    });
  }

  it('does not outlive the lock: what was allowed when it was shown is refused when it is locked by then', async () => {
    const one = featureOf({ lock: { kind: 'unlocked', until: '2026-01-01T01:00:00.000Z', reason: 'CHG-1' } });
    const { consentId } = await one.feature['test-sync.consent'](optionsOf());
    one.setLock({ kind: 'locked' });
    await expect(one.feature['test-sync.start']({ options: optionsOf(), consentId })).rejects.toMatchObject({ code: 'test-sync.refused' });
  });
});

describe('receipts', () => {
  it('are left before the first write and at the end, with the reason of the unlock', async () => {
    const one = featureOf({ connection: { production: true }, lock: { kind: 'unlocked', until: '2026-01-01T01:00:00.000Z', reason: 'CHG-1' } });
    const { consentId } = await one.feature['test-sync.consent'](optionsOf());
    await one.feature['test-sync.start']({ options: optionsOf(), consentId });
    await one.ended();
    expect(one.receipts.map(({ action, reason, runId }) => [action, reason, runId])).toEqual([
      ['Test sync begins', 'CHG-1', 'run-new'],
      ['Test sync ended', 'CHG-1', 'run-new'],
    ]);
  });
});

describe('leftovers', () => {
  it('offers what may still be there, and neither what is kept on request nor what is not certain to be ours', async () => {
    const { feature } = featureOf({
      left: [
        leftRun(
          row({ id: 'a' }),
          row({ id: 'b', state: 'intended' }),
          row({ id: 'c', state: 'abandoned', note: `${notePrefix.notNow}the server answered 500` }),
          row({ id: 'd', state: 'abandoned', note: `${notePrefix.leftAlone}several` }),
          row({ id: 'e', state: 'abandoned', note: `${notePrefix.kept}reusable` }),
        ),
      ],
    });
    const { leftovers } = await feature['test-sync.leftovers']({});
    expect(leftovers.flatMap(({ effects }) => effects.map((effect) => effect.journalId))).toEqual(['a', 'b', 'c']);
  });

  it('starts a clean-up of that run, and refuses one with nothing left', async () => {
    const some = featureOf({ left: [leftRun(row({}))] });
    await some.feature['test-sync.cleanUp']({ runId: 'dead-run' });
    expect(some.orders).toMatchObject([{ kind: 'clean-up', cleansUp: 'dead-run', crash: 'clean-up' }]);
    await expect(featureOf().feature['test-sync.cleanUp']({ runId: 'dead-run' })).rejects.toMatchObject({ code: 'test-sync.nothing-left' });
  });

  it('refuses a clean-up on another server than the one where things were left', async () => {
    const { feature, orders } = featureOf({ left: [leftRun(row({}))], optionsThen: { scimUrl: 'https://then.example/scim/' } });
    await expect(feature['test-sync.cleanUp']({ runId: 'dead-run' })).rejects.toMatchObject({ code: 'test-sync.other-target' });
    expect(orders).toEqual([]);
  });

  it('takes an address with a query or without its last slash for the same server', async () => {
    const { feature, orders } = featureOf({
      left: [leftRun(row({}))],
      connection: { scimUrl: 'https://one.example/scim/' },
      optionsThen: { scimUrl: 'https://one.example/scim?aadOptscim062020' },
    });
    await feature['test-sync.cleanUp']({ runId: 'dead-run' });
    expect(orders).toHaveLength(1);
  });

  it('says where to look for what, when the connection was deleted meanwhile', async () => {
    const { feature } = featureOf({ gone: true, left: [leftRun(row({}))], optionsThen: { scimUrl: 'https://then.example/scim/' } });
    await expect(feature['test-sync.cleanUp']({ runId: 'dead-run' })).rejects.toMatchObject({
      code: 'test-sync.connection-gone',
      message: expect.stringMatching(/deleted.*then\.example.*steward-x-1@contoso\.example/),
    });
  });

  it('refuses a clean-up on a locked production', async () => {
    const { feature, orders } = featureOf({ left: [leftRun(row({}))], lock: { kind: 'locked' } });
    await expect(feature['test-sync.cleanUp']({ runId: 'dead-run' })).rejects.toMatchObject({ code: 'test-sync.refused' });
    expect(orders).toEqual([]);
  });
});
