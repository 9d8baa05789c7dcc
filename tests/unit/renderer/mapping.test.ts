// The mapping room's part of the store and its words: what was checked stands only for what is shown, and a pasted sign-in is not kept.
import { describe, expect, it } from 'vitest';
import { type Mapping, type RuleResult, unknownSignOn } from '../../../contract/mapping.ts';
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

const rule = (id: string, state: RuleResult['state']): RuleResult => ({ id, title: id, state, reason: 'Why.' });

async function open() {
  const fake = fakeBridge('filled');
  const saved: unknown[] = [];
  const store = createStewardStore({
    ...fake.bridge,
    mapping: {
      ...fake.bridge.mapping,
      chooseFile: async () => ({ ok: true, value: { mapping } }),
      save: async (kept) => {
        saved.push(kept);
        return { ok: true, value: { done: true } };
      },
      check: async () => ({ ok: true, value: { findings: [], rules: [rule('a', 'not judged')], notes: [] } }),
    },
  });
  const state = () => store.getState();
  await state().loadMapping('c');
  return { state, saved };
}

describe('the mapping room', () => {
  it('checks and keeps a file as soon as it was chosen', async () => {
    const { state, saved } = await open();
    await state().chooseMappingFile('c');
    expect(state().mappings['c']?.check?.rules).toHaveLength(1);
    expect(saved).toEqual([{ connectionId: 'c', mapping, signOn: unknownSignOn }]);
  });

  it('shows no old answer for a mapping or a sign-in that was changed', async () => {
    const { state } = await open();
    await state().chooseMappingFile('c');
    state().editMapping('c', { signOn: { ...unknownSignOn, providerId: 'employeeId' } });
    expect(state().mappings['c']?.check).toBeUndefined();
    const checking = state().checkMapping('c');
    state().editMapping('c', { signOn: { ...unknownSignOn, providerId: 'mail' } });
    await checking;
    expect(state().mappings['c']?.check).toBeUndefined();
  });

  it('lists broken rules first and never shows an open question as good', () => {
    const rules = [rule('kept', 'kept'), rule('open', 'not judged'), rule('other', 'does not apply'), rule('broken', 'broken')];
    expect(rulesByUrgency(rules).map(({ id }) => id)).toEqual(['broken', 'open', 'kept', 'other']);
    expect(ruleCounts(rules)).toBe('1 broken, 1 not judged, 1 kept, 1 does not apply');
    expect(ruleWords['not judged'].look).not.toBe('good');
  });
});
