import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { callChannel, callNames, eventChannel } from '../../../contract/channels.ts';

type Listener = (...values: unknown[]) => void;
type Verb = (input: unknown) => Promise<unknown>;

// The preload is the one file that takes Electron's renderer half: a stand-in for the module, not for code of ours.
const electron = vi.hoisted(() => ({
  invoked: [] as unknown[][],
  listeners: new Map<string, Set<(...values: unknown[]) => void>>(),
  exposed: new Map<string, Record<string, unknown>>(),
}));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: Record<string, unknown>) => electron.exposed.set(name, api) },
  ipcRenderer: {
    invoke: async (...values: unknown[]) => {
      electron.invoked.push(values);
      return { ok: true, value: 'answered' };
    },
    on: (channel: string, listener: Listener) => electron.listeners.set(channel, (electron.listeners.get(channel) ?? new Set()).add(listener)),
    off: (channel: string, listener: Listener) => electron.listeners.get(channel)?.delete(listener),
  },
}));

let steward: Record<string, unknown> = {};
beforeAll(async () => {
  await import('../../../preload/index.ts');
  steward = electron.exposed.get('steward') ?? {};
});
beforeEach(() => electron.invoked.splice(0));

function send(...values: unknown[]): void {
  for (const listener of electron.listeners.get(eventChannel) ?? []) listener({ sender: 'must stay outside' }, ...values);
}

describe('the bridge to the page', () => {
  it('has exactly the calls of the contract, by feature and verb, and one subscription', () => {
    expect([...electron.exposed.keys()]).toEqual(['steward']);
    const names = Object.entries(steward).flatMap(([feature, verbs]) =>
      typeof verbs === 'object' && verbs !== null ? Object.keys(verbs).map((verb) => `${feature}.${verb}`) : [],
    );
    expect(names.sort()).toEqual([...callNames].sort());
    expect(Object.keys(steward).filter((name) => typeof steward[name] === 'function')).toEqual(['on']);
  });

  it('sends a call by its name and brings the reply as it is', async () => {
    const verbs = steward['connection-test'] as Record<string, Verb>;
    expect(await verbs.start?.({ connectionId: 'a' })).toEqual({ ok: true, value: 'answered' });
    expect(electron.invoked).toEqual([[callChannel, 'connection-test.start', { connectionId: 'a' }]]);
  });

  it('brings events by name, the payload only, until the page stops listening', () => {
    const heard: unknown[][] = [];
    const on = steward.on as (name: string, listener: Listener) => () => void;
    const stop = on('menu', (...values) => heard.push(values));
    send('menu', { command: 'find' });
    send('changed', { topic: 'runs', revision: 1 });
    stop();
    send('menu', { command: 'explain' });
    expect(heard).toEqual([[{ command: 'find' }]]);
  });

  it('knows no other event', () => {
    const on = steward.on as (name: string, listener: Listener) => () => void;
    expect(() => on('anything', () => undefined)).toThrow('anything');
  });
});
