// Makes one thing on the target: the journal row is on disk before the request is sent. A create without a clear answer is looked up by its
// own key, so that what was made is known and what was not made is known too.
import type { DialectRequest } from '../../protocols/scim/dialects.ts';
import { pathSegment } from '../../protocols/scim/filter.ts';
import type { ScimResult } from '../../protocols/scim/types.ts';
import { resourceOf, statusOf, succeeded, textOf } from './answers.ts';
import { send } from './as-idp.ts';
import { ask } from './ask.ts';
import { lookUp, resemblance } from './look-up.ts';
import { type Remover, settle } from './remove.ts';
import type { StepLog } from './step-log.ts';
import { collectionOf, type Holder, inFull, knownIds, type Thing } from './things.ts';

export type Creation =
  | { readonly kind: 'made'; readonly thing: Thing; readonly id: string; readonly result: ScimResult }
  /** A 2xx that names something which was there before. */
  | { readonly kind: 'there-before'; readonly id: string; readonly result: ScimResult }
  /** A 2xx with the id of something that carries neither the externalId nor the name that were sent; `result` shows it. */
  | { readonly kind: 'stranger'; readonly id: string; readonly result: ScimResult }
  /** A 2xx that does not say the id; found again by its own key, or not. */
  | { readonly kind: 'no-id'; readonly thing: Thing; readonly id?: string; readonly result: ScimResult }
  /** Surely not made. */
  | { readonly kind: 'refused'; readonly result: ScimResult }
  /** No answer or a server error, and the thing is there or may be there: clean-up goes on looking for it. */
  | { readonly kind: 'unclear'; readonly thing: Thing; readonly result: ScimResult };

export interface Maker extends Remover, Holder {
  /** Everything this run made, in order. */
  readonly things: Thing[];
}

export async function create(
  maker: Maker,
  log: StepLog,
  key: { readonly resourceType: 'User' | 'Group'; readonly externalId: string; readonly name: string },
  request: DialectRequest,
): Promise<Creation> {
  const { resourceType, externalId, name } = key;
  const journalId = await maker.journal.intend({ resourceType, method: 'POST', path: request.path, ownKey: { externalId, name } });
  const thing: Thing = {
    journalId,
    resourceType,
    externalId,
    intendedAt: maker.clock.now(),
    names: [name],
    id: undefined,
    fate: 'present',
    note: '',
  };
  maker.things.push(thing);
  const result = await send(maker, log, request);
  if (succeeded(result)) {
    const id = textOf(resourceOf(result), 'id');
    if (id !== undefined) {
      const shown = await shownAsStranger(maker, log, thing, id, result);
      return shown === undefined ? made(maker, thing, id, result) : foundStranger(maker, log, thing, id, shown);
    }
    const found = await lookUp(maker, log, thing, knownIds(maker));
    if (found.kind !== 'one') return { kind: 'no-id', thing, result };
    await adopt(maker, thing, found.id);
    return { kind: 'no-id', thing, id: found.id, result };
  }
  return await lookedUp(maker, log, thing, result);
}

async function made(maker: Maker, thing: Thing, id: string, result: ScimResult): Promise<Creation> {
  if (knownIds(maker, thing).has(id)) {
    // There is nothing new to remove under this row, and what was there before is not this row's.
    await settle(maker, thing, 'gone', `nothing new was made: the server answered with ${id}, which was there before`);
    return { kind: 'there-before', id, result };
  }
  await adopt(maker, thing, id);
  return { kind: 'made', thing, id, result };
}

/**
 * Defined when the id that a create was answered with is that of somebody else: nothing is ever changed under it. What lost one of its two
 * values is still ours; what shows neither of them, in the answer and when read, is not.
 */
async function shownAsStranger(maker: Maker, log: StepLog, thing: Thing, id: string, result: ScimResult): Promise<ScimResult | undefined> {
  const answered = resourceOf(result);
  if (knownIds(maker).has(id) || (answered !== undefined && resemblance(thing, answered) !== 'other')) return undefined;
  const path = `${collectionOf(thing)}/${pathSegment(id)}`;
  const read = await ask(maker, log, { method: 'GET', path, words: `read what the create of the ${inFull(thing)} was answered with` });
  const kept = resourceOf(read);
  return kept !== undefined && resemblance(thing, kept) === 'other' ? read : undefined;
}

/** What the create itself did is looked up by its own key; what it was answered with is left alone. */
async function foundStranger(maker: Maker, log: StepLog, thing: Thing, id: string, shown: ScimResult): Promise<Creation> {
  const found = await lookUp(maker, log, thing, new Set([...knownIds(maker), id]));
  if (found.kind === 'one') await adopt(maker, thing, found.id);
  if (found.kind === 'none')
    await settle(
      maker,
      thing,
      'gone',
      `never made: the server answered with ${id}, which is somebody else, and looked up by its own key nothing is there`,
    );
  return { kind: 'stranger', id, result: shown };
}

async function adopt(maker: Maker, thing: Thing, id: string): Promise<void> {
  thing.id = id;
  await maker.journal.done(thing.journalId, id);
}

/** After anything but a 2xx: is it there all the same? Cancelled creates are left to clean-up, which asks without the cancel. */
async function lookedUp(maker: Maker, log: StepLog, thing: Thing, result: ScimResult): Promise<Creation> {
  if (result.kind === 'no-token') {
    await settle(maker, thing, 'gone', 'never made: no access token, nothing was sent');
    return { kind: 'refused', result };
  }
  if (log.signal?.aborted === true) return { kind: 'unclear', thing, result };
  const found = await lookUp(maker, log, thing, knownIds(maker));
  const status = statusOf(result);
  if (found.kind === 'one') {
    await adopt(maker, thing, found.id);
    return { kind: 'unclear', thing, result };
  }
  // No answer: it may still be on its way, so that a miss now is no proof. Clean-up looks again, later.
  if (status === undefined) return { kind: 'unclear', thing, result };
  if (found.kind === 'none') {
    await settle(maker, thing, 'gone', 'never made: looked up by its own key, nothing is there');
    return { kind: 'refused', result };
  }
  // A 4xx says that the request was not carried out (RFC 9110 15.5); a 5xx does not.
  if (status >= 400 && status < 500) {
    await settle(maker, thing, 'gone', `never made: the server refused it with ${status}`);
    return { kind: 'refused', result };
  }
  return { kind: 'unclear', thing, result };
}
