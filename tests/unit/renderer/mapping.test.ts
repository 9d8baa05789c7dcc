// The mapping room's part of the store: what was checked stands only for what is shown, what another room kept is never overwritten by what
// was read before, and a change that is tried out answers for itself alone.
import { describe, expect, it } from 'vitest';
import { type GroupClaim, unknownGroupClaim } from '../../../contract/claims.ts';
import { type Mapping, type RuleResult, type SignOn, type Simulation, unknownSignOn } from '../../../contract/mapping.ts';
import { noTrial } from '../../../renderer/state/mapping-slice.ts';
import { createStewardStore } from '../../../renderer/state/store.ts';
import { ruleCounts, rulesByUrgency, ruleWords } from '../../../renderer/words/mapping.ts';
import { fakeBridge } from './fake-bridge.ts';

const mapping: Mapping = {
  provider: 'entra',
  vantage: 'a file',
  origin: 'schema.json',
  template: null,
  tenantUrl: null,
  skipOutOfScopeDeletions: null,
  memberObjects: [],
  required: [],
  objects: [],
  notes: [],
};

const simulation: Simulation = {
  people: 3,
  inScope: 3,
  candidates: [],
  recommendation: { attribute: null, reason: '' },
  change: null,
  findings: [],
  notes: [],
};

const rule = (id: string, state: RuleResult['state']): RuleResult => ({ id, title: id, state, reason: 'Why.' });
const byOidc: GroupClaim = { ...unknownGroupClaim, protocol: 'oidc' };

async function open() {
  const fake = fakeBridge('filled');
  const saved: unknown[] = [];
  /** What main has. */
  const main: { mapping: Mapping | null; signOn: SignOn } = { mapping: null, signOn: unknownSignOn };
  const store = createStewardStore({
    ...fake.bridge,
    nested: {
      ...fake.bridge.nested,
      setClaim: async ({ claim }) => {
        main.signOn = { ...main.signOn, groups: claim };
        return { ok: true, value: { done: true } };
      },
    },
    mapping: {
      ...fake.bridge.mapping,
      get: async () => ({ ok: true, value: { ...main } }),
      chooseFile: async () => ({ ok: true, value: { mapping } }),
      save: async (kept) => {
        saved.push(kept);
        Object.assign(main, { mapping: kept.mapping, signOn: kept.signOn });
        return { ok: true, value: { done: true } };
      },
      check: async () => ({ ok: true, value: { findings: [], rules: [rule('a', 'not judged')], notes: [] } }),
      simulate: async () => ({ ok: true, value: simulation }),
    },
  });
  const state = () => store.getState();
  await state().loadMapping('c');
  return { state, saved, main, store };
}

describe('the mapping room', () => {
  it('checks and keeps a mapping as soon as it was taken', async () => {
    const { state, saved } = await open();
    const chosen = await state().chooseMappingFile();
    await state().takeMapping('c', chosen ?? { ...mapping, origin: 'none was chosen' });
    expect(state().mappings['c']?.check?.rules).toHaveLength(1);
    expect(saved).toEqual([{ connectionId: 'c', mapping, signOn: unknownSignOn }]);
  });

  it('shows no old answer for a mapping or a sign-in that was changed', async () => {
    const { state } = await open();
    await state().takeMapping('c', mapping);
    state().editMapping('c', { signOn: { ...unknownSignOn, providerId: 'employeeId' } });
    expect(state().mappings['c']?.check).toBeUndefined();
    const checking = state().checkMapping('c');
    state().editMapping('c', { signOn: { ...unknownSignOn, providerId: 'mail' } });
    await checking;
    expect(state().mappings['c']?.check).toBeUndefined();
  });

  it('shows what is kept now when it is entered again, and leaves what was typed and not kept', async () => {
    const { state, main, saved } = await open();
    state().editMapping('c', { signOn: { ...unknownSignOn, providerId: 'employeeId' } });
    main.mapping = mapping;
    main.signOn = { ...unknownSignOn, userName: 'mail', groups: byOidc };
    await state().loadMapping('c');
    const room = state().mappings['c'];
    expect(room?.mapping).toEqual(mapping);
    expect(room?.signOn).toEqual({ ...unknownSignOn, providerId: 'employeeId', userName: 'mail', groups: byOidc });
    expect(saved, 'looking keeps nothing').toEqual([]);
  });

  it('does not send a filter of the groups claim whose text is still missing', async () => {
    const { state, main } = await open();
    const groups: GroupClaim = { ...byOidc, filter: { attribute: 'display-name', match: 'prefix', value: ' ' } };
    state().editMapping('c', { signOn: { ...unknownSignOn, groups } });
    await state().takeMapping('c', mapping);
    expect(main.signOn.groups).toEqual(byOidc);
    expect(state().mappings['c']?.signOn.groups, 'what is typed stays').toEqual(groups);
  });

  it('does not overwrite a groups claim that was kept in the room of nested groups', async () => {
    const { state, main, store } = await open();
    store.setState({ snapshots: [{ id: 's', connectionId: 'c' } as never] });
    state().editMapping('c', { signOn: { ...unknownSignOn, groups: { ...unknownGroupClaim, protocol: 'saml' } } });
    expect(await state().keepGroupClaim('s', byOidc)).toBe(true);
    expect(state().mappings['c']?.signOn.groups).toEqual(byOidc);
    await state().checkMapping('c');
    expect(main.signOn.groups).toEqual(byOidc);
  });
});

describe('a change that is tried out', () => {
  it('answers for the change that is shown, and for no other', async () => {
    const { state } = await open();
    await state().takeMapping('c', mapping);
    state().editTrial('c', { after: { ...mapping, origin: 'new.json' } });
    await state().runTrial('c', 's');
    expect(state().trials['c']?.outcome).toEqual({ snapshotId: 's', simulation });
    state().editTrial('c', { dropped: [{ kind: 'group', id: 'g1', name: 'Analysts' }] });
    expect(state().trials['c']?.outcome).toBeUndefined();
    const running = state().runTrial('c', 's');
    state().editTrial('c', { dropped: [] });
    await running;
    expect(state().trials['c']).toEqual({ ...noTrial, after: { ...mapping, origin: 'new.json' } });
    expect(state().mappings['c']?.mapping, 'the mapping in use is not the one tried').toEqual(mapping);
  });
});

describe('the rules', () => {
  it('are listed broken first, and an open question never looks good', () => {
    const rules = [rule('kept', 'kept'), rule('open', 'not judged'), rule('other', 'does not apply'), rule('broken', 'broken')];
    expect(rulesByUrgency(rules).open.map(({ id }) => id)).toEqual(['broken', 'open']);
    expect(rulesByUrgency(rules).settled.map(({ id }) => id)).toEqual(['kept', 'other']);
    expect(ruleCounts(rules)).toBe('1 broken, 1 not judged, 1 kept, 1 does not apply');
    expect(ruleWords['not judged'].look).not.toBe('good');
  });
});
