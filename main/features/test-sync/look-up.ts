// Finds a thing of the run again by its own key. A thing is ours only when a fresh answer carries both its externalId and one of its names;
// what matches one of the two is a stranger's. A miss counts only when the server showed that it can be asked.
import { eq } from '../../protocols/scim/filter.ts';
import { listAll } from '../../protocols/scim/list-all.ts';
import type { JsonObject, ScimPage } from '../../protocols/scim/types.ts';
import { inWords, pageOf, textOf } from './answers.ts';
import { type Asker, ask } from './ask.ts';
import { note, type StepLog } from './step-log.ts';
import { collectionOf, inFull, nameAttributeOf, type Thing } from './things.ts';

/** What is looked for: its own key and every name it may have. */
export type Sought = Pick<Thing, 'resourceType' | 'externalId'> & { readonly names: readonly string[] };

export type Resemblance = 'ours' | 'half' | 'other';

/** RFC 7643: userName is case-insensitive; externalId and displayName are compared as they are written. */
export function resemblance(thing: Sought, resource: JsonObject): Resemblance {
  const fold = (name: string) => (thing.resourceType === 'User' ? name.toLowerCase() : name);
  const name = textOf(resource, nameAttributeOf(thing));
  const named = name !== undefined && thing.names.some((own) => fold(own) === fold(name));
  const keyed = textOf(resource, 'externalId') === thing.externalId;
  if (named && keyed) return 'ours';
  return named || keyed ? 'half' : 'other';
}

export type LookUp =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  /** The server was asked and has nothing that is ours. */
  | { readonly kind: 'none' }
  /** Something carries its name or its externalId, not both. */
  | { readonly kind: 'stranger'; readonly ids: readonly string[] }
  /** It could not be found out. */
  | { readonly kind: 'unknown'; readonly why: string };

/** What the answers so far brought. */
interface Sighting {
  readonly ours: Set<string>;
  readonly halves: Set<string>;
  /** Questions the server answered so that a miss is a miss. */
  readonly answered: Set<string>;
  why: string;
}

/** Asks by externalId and by every name it may have. Ids in `known` belong to other things of the run and are not taken for this one. */
export async function lookUp(asker: Asker, log: StepLog, thing: Sought, known: ReadonlySet<string>): Promise<LookUp> {
  const sighting: Sighting = { ours: new Set(), halves: new Set(), answered: new Set(), why: '' };
  const names = thing.names.map((value) => ({ attribute: nameAttributeOf(thing), value }));
  for (const { attribute, value } of [{ attribute: 'externalId', value: thing.externalId }, ...names]) {
    const filter = eq(attribute, value);
    const result = await ask(asker, log, {
      method: 'GET',
      path: collectionOf(thing),
      query: { filter },
      words: `look for the ${inFull(thing)} by ${attribute}`,
    });
    const page = pageOf(result);
    if (page !== undefined) {
      gather(sighting, thing, page.resources, known);
      if (isAnswerTo(page, attribute, value)) sighting.answered.add(filter);
    } else if (result.kind !== 'answered') {
      return { kind: 'unknown', why: inWords(result) };
    } else {
      sighting.why = inWords(result);
    }
  }
  const byExternalId = sighting.answered.has(eq('externalId', thing.externalId));
  const byNames = names.every(({ attribute, value }) => sighting.answered.has(eq(attribute, value)));
  const found = verdict(sighting);
  if (found !== undefined) return found;
  return byExternalId || byNames ? { kind: 'none' } : lookThrough(asker, log, thing, known, sighting);
}

function gather(sighting: Sighting, thing: Sought, resources: readonly JsonObject[], known: ReadonlySet<string>): void {
  for (const resource of resources) {
    const id = textOf(resource, 'id');
    const likeness = resemblance(thing, resource);
    if (id !== undefined && !known.has(id) && likeness !== 'other') (likeness === 'ours' ? sighting.ours : sighting.halves).add(id);
  }
}

function verdict({ ours, halves }: Sighting): LookUp | undefined {
  const [first, ...others] = ours;
  if (first !== undefined) return others.length === 0 ? { kind: 'one', id: first } : { kind: 'several', ids: [...ours] };
  return halves.size > 0 ? { kind: 'stranger', ids: [...halves] } : undefined;
}

/** A filter is evidence only when all it brought fits it and the list is whole: a server that ignores filters proves nothing by them. */
function isAnswerTo(page: ScimPage, attribute: string, value: string): boolean {
  const fits = (resource: JsonObject) => {
    const has = textOf(resource, attribute);
    return attribute === 'userName' ? has?.toLowerCase() === value.toLowerCase() : has === value;
  };
  return page.resources.every(fits) && page.totalResults <= page.resources.length;
}

const longestList = 2_000;

/** No filter can be trusted here: the whole list is read instead, when it is short enough and the server pages as it says. */
async function lookThrough(asker: Asker, log: StepLog, thing: Sought, known: ReadonlySet<string>, sighting: Sighting): Promise<LookUp> {
  const listing = await listAll(asker.scim, collectionOf(thing), {
    count: 100,
    max: longestList,
    stepId: log.stepId,
    purpose: `look for the ${inFull(thing)} in the whole list, since no filter finds it`,
    ...(log.signal === undefined ? {} : { signal: log.signal }),
  });
  if (listing.coverage === 'partial' && listing.why.kind === 'stopped') note(log, listing.why.result);
  gather(sighting, thing, listing.resources, known);
  const found = verdict(sighting);
  if (found !== undefined) return found;
  if (listing.coverage === 'complete') return { kind: 'none' };
  return { kind: 'unknown', why: sighting.why === '' ? 'answers no filter that would find it' : sighting.why };
}
