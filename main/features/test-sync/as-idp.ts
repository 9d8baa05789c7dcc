// Sends what the identity provider would send, by its dialect, and keeps its words with the step.
import type { DialectChange, DialectRequest } from '../../protocols/scim/dialects.ts';
import type { JsonObject, ScimResult } from '../../protocols/scim/types.ts';
import { resourceOf } from './answers.ts';
import { type Asker, ask } from './ask.ts';
import type { StepLog } from './step-log.ts';

/** One request of the dialect. */
export function send(asker: Asker, log: StepLog, request: DialectRequest): Promise<ScimResult> {
  say(log, request);
  return ask(asker, log, request);
}

export type Change =
  | { readonly kind: 'sent'; readonly result: ScimResult }
  /** The provider reads the resource first, and it could not be read: nothing was changed. */
  | { readonly kind: 'not-read'; readonly result: ScimResult };

/** One change of the dialect: as it is, or made from the resource as it stands. Never sent for a resource that answered under another id. */
export async function sendChange(asker: Asker, log: StepLog, change: DialectChange, id: string): Promise<Change> {
  if (!change.needsCurrent) return { kind: 'sent', result: await send(asker, log, change.request) };
  const read = await send(asker, log, change.read);
  const current = resourceOf(read);
  if (current === undefined || current.id !== id) return { kind: 'not-read', result: read };
  return { kind: 'sent', result: await send(asker, log, change.request(current)) };
}

/** "Entra disables the person: PATCH Users/... with [...]." */
export function inFull(request: DialectRequest): string {
  const query = Object.entries(request.query ?? {}).map(([name, value]) => `${name}=${value}`);
  return `${request.words}: ${request.method} ${request.path}${query.length === 0 ? '' : `?${query.join('&')}`}${formOf(request.body)}.`;
}

/** The words of a request once, with its method and form. */
function say(log: StepLog, request: DialectRequest): void {
  const line = inFull(request);
  if (!log.wouldSend.includes(line) && log.wouldSend.length < mostLines) log.wouldSend.push(line);
}

const mostLines = 6;
const longest = 300;

/** The operations of a PATCH as they are sent: the form is what providers differ in. Other bodies stand in the exchange. */
function formOf(body: JsonObject | undefined): string {
  const operations = body?.Operations;
  if (operations === undefined) return '';
  const text = JSON.stringify(operations);
  return ` with ${text.length > longest ? `${text.slice(0, longest)}...` : text}`;
}
