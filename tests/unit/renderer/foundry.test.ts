// Foundry's admin API and the practice room as the window holds them: what is missing is said, and a secret goes through without being kept.
import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../contract/calls.ts';
import type { FoundryAccess } from '../../../contract/foundry.ts';
import { createStewardStore } from '../../../renderer/state/store.ts';
import { missingFoundry, noFoundry, readAttributeLines } from '../../../renderer/words/foundry.ts';
import { fakeBridge } from './fake-bridge.ts';

const access: FoundryAccess = { ...noFoundry, domain: 'foundry.halden.example', clientId: 'client' };

function open() {
  const fake = fakeBridge('filled');
  const secrets: Parameters<Bridge['connections']['setSecret']>[0][] = [];
  const status = () => ({ store: 'session-only', place: 'In memory', isSet: secrets.length > 0 }) as const;
  let kept: FoundryAccess | null = null;
  const store = createStewardStore({
    ...fake.bridge,
    'foundry-access': {
      ...fake.bridge['foundry-access'],
      get: async () => ({ ok: true, value: { access: kept, secret: status() } }),
      save: async (saved) => {
        kept = saved.access;
        return { ok: true, value: { access: kept, secret: status() } };
      },
    },
    connections: {
      ...fake.bridge.connections,
      setSecret: async (entered) => {
        secrets.push(entered);
        return { ok: true, value: status() };
      },
    },
  });
  return { state: () => store.getState(), secrets };
}

describe('the access to Foundry’s admin API', () => {
  it('names what is still missing', () => {
    expect(missingFoundry(noFoundry)).toEqual(['domain', 'client ID']);
    expect(missingFoundry({ ...noFoundry, signIn: 'token', domain: 'foundry.halden.example' })).toEqual([]);
    expect(missingFoundry(access)).toEqual([]);
  });

  it('hands the secret over in its slot and does not keep it; an empty one is not handed over', async () => {
    const { state, secrets } = open();
    expect(await state().saveFoundryAccess('c-staging', access, '')).toBe(true);
    expect(secrets).toEqual([]);
    expect(await state().saveFoundryAccess('c-staging', access, 'not-a-real-secret')).toBe(true);
    expect(secrets).toEqual([{ id: 'c-staging', slot: 'foundry', secret: { text: 'not-a-real-secret' } }]);
    expect(state().foundryCards['c-staging']).toMatchObject({ access, secret: { isSet: true } });
    expect(JSON.stringify(state())).not.toContain('not-a-real-secret');
    await state().forgetFoundryAccess('c-staging');
    expect(state().foundryCards['c-staging']?.access).toBeNull();
  });

  it('that cannot be tried is told with main’s reason', async () => {
    const { state } = open();
    expect(await state().tryFoundryAccess('c-staging')).toBeUndefined();
    expect(state().notices.at(-1)).toMatchObject({ code: 'foundry.no-access' });
  });
});

describe('the attributes of a practice log-in', () => {
  it('are read line by line, several values apart by semicolons', () => {
    expect(readAttributeLines('department = Optics\n\n title=Lead; Engineer \nempty=')).toEqual({
      attributes: { department: ['Optics'], title: ['Lead', 'Engineer'], empty: [''] },
      unread: [],
    });
  });

  it('without a name are not read, and shown', () => {
    expect(readAttributeLines('Optics\n= Lead')).toEqual({ attributes: {}, unread: ['Optics', '= Lead'] });
  });
});
