import { describe, expect, it } from 'vitest';
import { callChannel, callNames, eventChannel } from '../../../contract/channels.ts';
import type { Reply } from '../../../contract/common.ts';
import { Refusal } from '../../../main/platform/refusal.ts';
import { type AnyHandlers, answerCalls, sendEvent } from '../../../main/shell/ipc.ts';
import type { CallEventLike } from '../../../main/shell/sender.ts';

type Listener = (event: CallEventLike, ...values: unknown[]) => Promise<Reply>;
type Handler = (input: never) => Promise<unknown>;

const secret = 'S3cret-of-the-client';
const goodEvent: CallEventLike = { sender: { id: 1 }, senderFrame: { url: 'app://steward/index.html', parent: null } };

/** A door whose handlers all fail loudly, but those given. */
function door(given: Partial<Record<string, Handler>>, outputs: 'check' | 'trust' = 'check') {
  const logged: string[] = [];
  const channels = new Map<string, Listener>();
  const unexpected: Handler = async () => {
    throw new Error('No handler was expected to be called.');
  };
  const handlers = Object.fromEntries(callNames.map((name) => [name, given[name] ?? unexpected])) as AnyHandlers;
  answerCalls(
    { handle: (channel, listener) => void channels.set(channel, listener) },
    {
      windowId: 1,
      handlers: async () => handlers,
      outputs,
      log: (level, message, thrown) => logged.push(`${level} ${message} ${thrown instanceof Error ? thrown.message : ''}`),
    },
  );
  const call = (name: unknown, input: unknown, event: CallEventLike = goodEvent) => {
    const listener = channels.get(callChannel);
    if (listener === undefined) throw new Error('The door is not open.');
    return listener(event, name, input);
  };
  return { call, logged, channels };
}

describe('a call of the page', () => {
  it('reaches its handler with the parsed input and brings back its value', async () => {
    const seen: unknown[] = [];
    const { call } = door({
      'app.openExternal': async (input) => {
        seen.push(input);
        return { opened: true };
      },
    });
    expect(await call('app.openExternal', { url: 'https://learn.microsoft.com/', more: 'is dropped' })).toEqual({
      ok: true,
      value: { opened: true },
    });
    expect(seen).toEqual([{ url: 'https://learn.microsoft.com/' }]);
  });

  it.each([
    ['a page that is not ours', { sender: { id: 1 }, senderFrame: { url: 'https://evil.example/', parent: null } }],
    ['a frame that is gone', { sender: { id: 1 }, senderFrame: null }],
    ['a frame inside the page', { sender: { id: 1 }, senderFrame: { url: 'app://steward/', parent: { url: 'app://steward/', parent: null } } }],
    ['another window', { ...goodEvent, sender: { id: 2 } }],
  ])('is refused and logged when it comes from %s', async (_who, event) => {
    const { call, logged } = door({});
    expect(await call('app.info', {}, event)).toMatchObject({ ok: false, error: { code: 'sender-refused' } });
    expect(logged).toHaveLength(1);
  });

  it.each(['app.nothing', 'constructor', '__proto__', 7, undefined, null])('is refused when its name is %s', async (name) => {
    expect(await door({}).call(name, {})).toMatchObject({ ok: false, error: { code: 'unknown-call' } });
  });

  it('is refused with the places when its input is bad, and the typed values are neither logged nor echoed', async () => {
    const { call, logged } = door({});
    const reply = await call('connections.setSecret', { id: 5, secret: { text: secret, handle: 7 } });
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input', details: { places: 'id' } } });
    expect(JSON.stringify([reply, logged])).not.toContain(secret);
    expect(logged[0]).toContain('connections.setSecret');
  });

  it.each([undefined, null, 'text', [], 7])('is refused when its input is %s', async (input) => {
    expect(await door({}).call('runs.get', input)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  it('brings an expected refusal as it is', async () => {
    const { call, logged } = door({
      'connections.remove': async () => {
        throw new Refusal('locked', 'Production is locked: unlock it first.', { connection: 'Acme' });
      },
    });
    expect(await call('connections.remove', { id: 'a' })).toEqual({
      ok: false,
      error: { code: 'locked', message: 'Production is locked: unlock it first.', details: { connection: 'Acme' } },
    });
    expect(logged).toEqual([]);
  });

  it('brings a bug as internal, without its words, and logs it', async () => {
    const { call, logged } = door({
      'connections.remove': async () => {
        throw new TypeError('undefined is not a function');
      },
    });
    const reply = await call('connections.remove', { id: 'a' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(reply)).not.toContain('undefined is not');
    expect(logged.join()).toContain('undefined is not a function');
  });

  it('is a bug when the answer breaks the contract, where answers are checked', async () => {
    const broken = { 'app.openExternal': async () => ({ opened: 'yes' }) };
    const input = { url: 'https://learn.microsoft.com/' };
    expect(await door(broken, 'check').call('app.openExternal', input)).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(await door(broken, 'trust').call('app.openExternal', input)).toMatchObject({ ok: true });
  });

  it('goes over the one channel of the contract', () => {
    expect([...door({}).channels.keys()]).toEqual([callChannel]);
  });
});

describe('an event', () => {
  it('goes to the window by name and payload, and nowhere when the window is gone', () => {
    const sent: unknown[][] = [];
    const window = (gone: boolean) => ({ isDestroyed: () => gone, send: (...values: unknown[]) => sent.push(values) });
    sendEvent(window(false), { name: 'menu', payload: { command: 'find' } });
    sendEvent(window(true), { name: 'menu', payload: { command: 'find' } });
    expect(sent).toEqual([[eventChannel, 'menu', { command: 'find' }]]);
  });
});
