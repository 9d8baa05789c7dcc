// The stand-in's end of the process IPC: sends messages to the driver, hands out those that come, matches answers to questions.
import { EventEmitter } from 'node:events';
import type { DialogAnswer, DialogRequest, FromDriver, FromStandIn } from '../wire.ts';

type MessageOf<K extends FromDriver['kind']> = Extract<FromDriver, { readonly kind: K }>;

const incoming = new EventEmitter();
const questions = new Map<number, (answer: DialogAnswer) => void>();
let lastQuestion = 0;

export function tell(message: FromStandIn): void {
  // The driver may be gone while the app still closes; there is nobody left to tell then.
  if (process.connected === true) process.send?.(message, undefined, undefined, () => undefined);
}

export function hear<K extends FromDriver['kind']>(kind: K, listener: (message: MessageOf<K>) => void): void {
  incoming.on(kind, listener);
}

export function ask(request: DialogRequest): Promise<DialogAnswer> {
  lastQuestion += 1;
  const number = lastQuestion;
  tell({ kind: 'ask', number, request });
  return new Promise((resolve) => questions.set(number, resolve));
}

hear('answer', ({ number, answer }) => {
  questions.get(number)?.(answer);
  questions.delete(number);
});

if (process.send === undefined) throw new Error('The Chromium host must be started by its driver: npm start -- --host chromium');
process.on('message', (message: FromDriver) => incoming.emit(message.kind, message));
// Without its driver the app has no window: it leaves as if the window had been closed.
process.on('disconnect', () => incoming.emit('quit', { kind: 'quit' }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => incoming.emit('quit', { kind: 'quit' }));
