// Removes one thing of a run, and nothing else: a fresh GET must show its externalId and one of its names right before the DELETE, and only
// a 404 afterwards (or a soft delete that can be told from none) counts as gone. A network error is never taken for "gone".
import type { Journal } from '../../platform/runs/types.ts';
import { pathSegment } from '../../protocols/scim/filter.ts';
import type { JsonObject, ScimResult } from '../../protocols/scim/types.ts';
import { inWords, resourceOf, statusOf, succeeded, textOf } from './answers.ts';
import { type Asker, ask } from './ask.ts';
import { type LookUp, lookUp, resemblance } from './look-up.ts';
import type { StepLog } from './step-log.ts';
import { collectionOf, inFull, notePrefix, type Thing } from './things.ts';

export interface Remover extends Asker {
  readonly journal: Journal;
}

export type Deletion =
  /** The server took the DELETE; whether it is gone is still to be seen. */
  | { readonly kind: 'deleted' }
  /** It is not there: never made, or gone already. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly result: ScimResult }
  | { readonly kind: 'left'; readonly why: string };

/** Sends the DELETE for one thing, when it is certain to be ours. Writes into the journal only when the story ends here. */
export async function deleteThing(remover: Remover, log: StepLog, thing: Thing, known: ReadonlySet<string>): Promise<Deletion> {
  const found = await locate(remover, log, thing, known);
  if (found.kind === 'absent') {
    await settle(remover, thing, 'gone', found.note);
    return { kind: 'absent' };
  }
  if (found.kind === 'left') {
    await settle(remover, thing, 'left', found.note);
    return { kind: 'left', why: found.note };
  }
  thing.id = found.id;
  thing.activeBefore = found.resource.active !== false;
  const path = `${collectionOf(thing)}/${pathSegment(found.id)}`;
  const remove = () => ask(remover, log, { method: 'DELETE', path, words: `delete the ${inFull(thing)}` });
  let result = await remove();
  // DELETE is idempotent: after a lost answer one more try says what became of the first.
  if (result.kind === 'failed' && result.failure.layer !== 'cancelled') result = await remove();
  if (succeeded(result) || statusOf(result) === 404 || statusOf(result) === 410) {
    thing.fate = 'deleted';
    return { kind: 'deleted' };
  }
  if (result.kind === 'answered') {
    await settle(remover, thing, 'left', `${notePrefix.notNow}the server ${inWords(result)}`);
    return { kind: 'refused', result };
  }
  const back = await read(remover, log, thing, found.id);
  if (statusOf(back) === 404 || statusOf(back) === 410) {
    await settle(remover, thing, 'gone', `removed: the answer to the deletion was lost, ${statusOf(back)} seen afterwards`);
    return { kind: 'deleted' };
  }
  const why = `${notePrefix.notNow}the server ${inWords(result)}`;
  await settle(remover, thing, 'left', why);
  return { kind: 'left', why };
}

type Located =
  | { readonly kind: 'here'; readonly id: string; readonly resource: JsonObject }
  | { readonly kind: 'absent'; readonly note: string }
  | { readonly kind: 'left'; readonly note: string };

/** Reads it by id when the id is known, else (or when the id shows something else) looks it up by its own key and reads that. */
async function locate(remover: Remover, log: StepLog, thing: Thing, known: ReadonlySet<string>): Promise<Located> {
  let missed = '';
  if (thing.id !== undefined) {
    const here = await readOurs(remover, log, thing, thing.id);
    if (here.kind === 'here' || here.kind === 'left') return here;
    // A 404 under the server's own id: it is gone, unless it came back under another id, which the look-up would show.
    if (here.kind === 'missing') missed = `not there any more: ${here.status} seen under its id ${thing.id}`;
  }
  const others = new Set([...known].filter((id) => id !== thing.id));
  const found = await lookUpLate(remover, log, thing, others);
  switch (found.kind) {
    case 'one': {
      const here = await readOurs(remover, log, thing, found.id);
      if (here.kind === 'here' || here.kind === 'left') return here;
      return { kind: 'left', note: `${notePrefix.notNow}the list and the resource itself tell different things` };
    }
    case 'several':
      return {
        kind: 'left',
        note: `${notePrefix.leftAlone}${found.ids.length} entries carry both its externalId and its name (ids ${found.ids.join(', ')}), so it cannot be told which one this run made`,
      };
    case 'stranger':
      if (missed !== '') return { kind: 'absent', note: missed };
      return {
        kind: 'left',
        note: `${notePrefix.leftAlone}what is there (id ${found.ids.join(', ')}) does not carry both its externalId ${thing.externalId} and its name, so it is not certain to be what this run made`,
      };
    case 'unknown':
      if (missed !== '') return { kind: 'absent', note: missed };
      return { kind: 'left', note: `${notePrefix.notNow}it could not be looked up, the server ${found.why}` };
    case 'none':
      return { kind: 'absent', note: missed || (thing.id === undefined ? neverMade : 'not there any more: looked up by its own key') };
  }
}

/** A create whose answer was lost may still be on its way to being done: a miss counts only this long after it was sent. */
const lateMs = 5_000;

async function lookUpLate(remover: Remover, log: StepLog, thing: Thing, known: ReadonlySet<string>): Promise<LookUp> {
  const found = await lookUp(remover, log, thing, known);
  if (found.kind !== 'none' || thing.id !== undefined) return found;
  const wait = lateMs - (Date.parse(remover.clock.now()) - Date.parse(thing.intendedAt));
  if (wait <= 0) return found;
  try {
    await remover.clock.wait(Math.min(wait, lateMs), log.signal);
  } catch (thrown) {
    if (log.signal?.aborted !== true) throw thrown;
    return { kind: 'unknown', why: 'was not asked long enough, since the clean-up was cancelled' };
  }
  return lookUp(remover, log, thing, known);
}

const neverMade = 'never made: looked up by its own key, nothing is there';

type Reading = Extract<Located, { kind: 'here' | 'left' }> | { readonly kind: 'elsewhere' } | { readonly kind: 'missing'; readonly status: number };

async function readOurs(remover: Remover, log: StepLog, thing: Thing, id: string): Promise<Reading> {
  const result = await read(remover, log, thing, id);
  const resource = resourceOf(result);
  if (resource !== undefined) {
    if (textOf(resource, 'id') === id && resemblance(thing, resource) === 'ours') return { kind: 'here', id, resource };
    return { kind: 'elsewhere' };
  }
  const status = statusOf(result);
  if (status === 404 || status === 410) return { kind: 'missing', status };
  return { kind: 'left', note: `${notePrefix.notNow}asked for it, the server ${inWords(result)}` };
}

const read = (remover: Remover, log: StepLog, thing: Thing, id: string) =>
  ask(remover, log, { method: 'GET', path: `${collectionOf(thing)}/${pathSegment(id)}`, words: `read the ${inFull(thing)}` });

export type Proof =
  | { readonly kind: 'gone'; readonly result: ScimResult }
  /** Still readable with active=false: removed for the identity provider, kept by the server. */
  | { readonly kind: 'soft'; readonly result: ScimResult }
  | { readonly kind: 'still-there'; readonly result: ScimResult }
  | { readonly kind: 'not-known'; readonly result: ScimResult };

/** Reads a deleted thing once more and writes the end of its story into the journal. */
export async function proveGone(remover: Remover, log: StepLog, thing: Thing): Promise<Proof> {
  const result = await read(remover, log, thing, thing.id ?? '');
  const status = statusOf(result);
  if (status === 404 || status === 410) {
    await settle(remover, thing, 'gone', `removed: ${status} seen afterwards`);
    return { kind: 'gone', result };
  }
  const resource = resourceOf(result);
  if (resource === undefined) {
    await settle(remover, thing, 'left', `${notePrefix.notNow}whether the deletion was done is not known, the server ${inWords(result)}`);
    return { kind: 'not-known', result };
  }
  if (thing.resourceType === 'User' && resource.active === false && thing.activeBefore === true) {
    await settle(remover, thing, 'gone', 'soft-deleted: still readable, with active=false');
    return { kind: 'soft', result };
  }
  await settle(remover, thing, 'left', `${notePrefix.notNow}the server took the deletion and still has it`);
  return { kind: 'still-there', result };
}

/** The end of a thing's story, on disk before it is said. */
export async function settle(remover: Pick<Remover, 'journal'>, thing: Thing, fate: 'gone' | 'left' | 'kept', words: string): Promise<void> {
  thing.fate = fate;
  thing.note = words;
  if (fate === 'gone') await remover.journal.undone(thing.journalId, words);
  else await remover.journal.left(thing.journalId, words);
}
