// The one door between page and app: sender check, input parsed by contract/calls.ts, the handler, one reply form for whatever happens.
// Bound to one window, so a page never names a window. It decides nothing itself and sends nothing but values of the contract.
import { calls } from '../../contract/calls.ts';
import { type CallName, callChannel, callNames, eventChannel } from '../../contract/channels.ts';
import type { CallSchema, ErrorEnvelope, Reply } from '../../contract/common.ts';
import type { AppEvent } from '../app-types.ts';
import { Refusal, toEnvelope } from '../platform/refusal.ts';
import { type CallEventLike, whyUntrusted } from './sender.ts';

/** `webContents.ipc`: handlers that hear this window alone. */
export interface WindowIpcLike<E extends CallEventLike> {
  handle(channel: string, listener: (event: E, ...values: unknown[]) => Promise<Reply>): void;
}

/** The handlers as the door sees them: the input has been parsed by then. */
export type AnyHandlers = { readonly [N in CallName]: (input: never) => Promise<unknown> };

export interface DoorOptions {
  readonly windowId: number;
  /** Resolves when the app is composed: calls that come earlier wait. */
  readonly handlers: () => Promise<AnyHandlers>;
  readonly log: (level: 'warning' | 'error', message: string, thrown?: unknown) => void;
  /** `check` in development and tests: an answer that breaks the contract is a bug and is told as one. */
  readonly outputs: 'check' | 'trust';
}

/** Opens the door of one window. */
export function answerCalls<E extends CallEventLike>(ipc: WindowIpcLike<E>, options: DoorOptions): void {
  ipc.handle(callChannel, async (event, name, input) => {
    const untrusted = whyUntrusted(event, options.windowId);
    if (untrusted !== undefined) {
      options.log('warning', `A call was refused: ${untrusted}.`);
      return refused({ code: 'sender-refused', message: 'This page may not call SCIM Steward.' });
    }
    try {
      return { ok: true, value: await answer(name, input, options) };
    } catch (thrown) {
      return refused(toEnvelope(thrown, (bug) => options.log('error', `The call ${printable(name)} failed.`, bug)));
    }
  });
}

async function answer(name: unknown, input: unknown, options: DoorOptions): Promise<unknown> {
  const known = callNames.find((candidate) => candidate === name);
  if (known === undefined) throw new Refusal('unknown-call', 'SCIM Steward does not know this request.');
  const schema: CallSchema = calls[known];
  const parsed = schema.input.safeParse(input);
  if (!parsed.success) {
    // Places only: the values may hold what was typed, a secret among them.
    const places = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole input');
    options.log('warning', `The call ${known} had a bad input at ${places.join(', ')}.`);
    throw new Refusal('bad-input', `SCIM Steward could not use what was entered (${places.join(', ')}).`, { places: places.join(', ') });
  }
  const handlers = await options.handlers();
  const value = await handlers[known](parsed.data as never);
  return options.outputs === 'check' ? schema.output.parse(value) : value;
}

function refused(error: ErrorEnvelope): Reply {
  return { ok: false, error };
}

function printable(name: unknown): string {
  return typeof name === 'string' ? name.slice(0, 60) : typeof name;
}

export interface EventTargetLike {
  isDestroyed(): boolean;
  send(channel: string, ...values: unknown[]): void;
}

/** Sends an event to the window, if it is still there. */
export function sendEvent(target: EventTargetLike, event: AppEvent): void {
  if (!target.isDestroyed()) target.send(eventChannel, event.name, event.payload);
}
