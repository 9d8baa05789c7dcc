// How a directory is read, as it is entered in the window: what is missing is said, and a secret goes through without being kept.
import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../contract/calls.ts';
import type { IdpAccess } from '../../../contract/idp-access.ts';
import { createStewardStore } from '../../../renderer/state/store.ts';
import { missingGraph, missingOkta, needsAccess, noGraph, noOkta } from '../../../renderer/words/idp-access.ts';
import { fakeBridge } from './fake-bridge.ts';

const graph = { ...noGraph, tenantId: 'halden.example', clientId: 'client', scimApp: 'app' };

function open() {
  const fake = fakeBridge('filled');
  const secrets: Parameters<Bridge['connections']['setSecret']>[0][] = [];
  let access: IdpAccess = { graph: null, okta: null };
  const status = (isSet: boolean) => ({ store: 'session-only', place: 'In memory', isSet }) as const;
  const card = () => ({ access, secrets: { graph: status(secrets.length > 0), okta: status(false) } });
  const store = createStewardStore({
    ...fake.bridge,
    'idp-access': {
      ...fake.bridge['idp-access'],
      get: async () => ({ ok: true, value: card() }),
      save: async (saved) => {
        access = saved.access;
        return { ok: true, value: card() };
      },
    },
    connections: {
      ...fake.bridge.connections,
      setSecret: async (entered) => {
        secrets.push(entered);
        return { ok: true, value: status(true) };
      },
    },
  });
  return { state: () => store.getState(), secrets };
}

describe('the access to an identity provider', () => {
  it('names what is still missing', () => {
    expect(missingGraph(noGraph)).toEqual(['tenant', 'client ID', 'app that provisions']);
    expect(missingGraph(graph)).toEqual([]);
    expect(missingOkta({ ...noOkta, signIn: 'api-token' })).toEqual(['domain', 'app that provisions']);
    expect(missingOkta({ ...noOkta, domain: 'halden.okta.example', scimApp: 'app' })).toEqual(['client ID']);
  });

  it('is needed for Entra and Okta until it is entered, and never for the SCIM server', () => {
    const nothing: IdpAccess = { graph: null, okta: null };
    expect(needsAccess('entra', nothing)).toBe('needed');
    expect(needsAccess('okta', { ...nothing, graph })).toBe('needed');
    expect(needsAccess('entra', { ...nothing, graph })).toBe('not needed');
    expect(needsAccess('scim', nothing)).toBe('not needed');
  });

  it('keeps what was entered for the other provider, hands the secret over in its slot, and does not keep it', async () => {
    const { state, secrets } = open();
    await state().saveAccess('c-staging', { okta: { ...noOkta, domain: 'halden.okta.example', scimApp: 'app', clientId: 'c' } });
    expect(await state().saveAccess('c-staging', { graph }, { slot: 'graph', text: 'not-a-real-secret' })).toBe(true);
    expect(state().accessCards['c-staging']).toMatchObject({
      access: { graph: { tenantId: 'halden.example' }, okta: { domain: 'halden.okta.example' } },
      secrets: { graph: { isSet: true } },
    });
    expect(secrets).toEqual([{ id: 'c-staging', slot: 'graph', secret: { text: 'not-a-real-secret' } }]);
    expect(JSON.stringify(state())).not.toContain('not-a-real-secret');
  });

  it('is asked for before a directory is read that nobody said how to read', async () => {
    const { state } = open();
    expect(await state().askAccess('c-staging', 'entra')).toBe('needed');
    expect(state().notices.at(-1)?.title).toBe('First say how Microsoft Entra ID is read');
    await state().saveAccess('c-staging', { graph });
    expect(await state().askAccess('c-staging', 'entra')).toBe('not needed');
  });
});
