// Makes the test person, once, and sees that a second time is refused and that what was sent is what is kept.
import { observed } from '../../platform/observations.ts';
import type { ScimResult } from '../../protocols/scim/types.ts';
import { inWords, resourceOf, seen, statusOf, textOf } from './answers.ts';
import { send } from './as-idp.ts';
import { differences } from './compare.ts';
import { type Creation, create } from './create.ts';
import { createNoId, createRefused, duplicateAccepted, duplicateWrongStatus, readDiffers, reusableNotOurs } from './findings-people.ts';
import { lookUp } from './look-up.ts';
import { type GroupNames, type PersonNames, personNames, renamedUserName } from './names.ts';
import { deleteThing, proveGone } from './remove.ts';
import type { Session, TestPerson } from './session.ts';
import { type Ending, ended, passed, type StepLog, skipped } from './step-log.ts';
import { knownIds, type Thing } from './things.ts';
import { trouble } from './trouble.ts';

export async function createPerson(session: Session, log: StepLog): Promise<Ending> {
  const reused = session.options.reusablePerson ? await findReusable(session, log) : undefined;
  if (reused !== undefined) return reused;
  const made = await makePerson(session, log, session.firstNames);
  if (made.kind === 'stopped') return made.ending;
  session.person = made.person;
  return passed(log, `The person was created with the id ${made.person.id}.`);
}

type Made = { readonly kind: 'person'; readonly person: TestPerson } | { readonly kind: 'stopped'; readonly ending: Ending };

const createRequest = (session: Session, names: PersonNames) =>
  session.dialect.createUser({ ...names, email: names.userName, ...(session.idp === 'Okta' ? { password: session.password } : {}) });

/** Creates one person of the run; everybody who is needed for a step is made through this. */
export async function makePerson(session: Session, log: StepLog, names: PersonNames): Promise<Made> {
  const creation = await create(
    session,
    log,
    { resourceType: 'User', externalId: names.externalId, name: names.userName },
    createRequest(session, names),
  );
  if (creation.kind === 'made') return { kind: 'person', person: { id: creation.id, names, thing: creation.thing } };
  if (creation.kind === 'stranger') {
    const { externalId, userName } = names;
    return { kind: 'stopped', ending: somebodyElse(session, log, 'person', { externalId, userName }, creation.result) };
  }
  return { kind: 'stopped', ending: notMade(session, log, creation) };
}

/** The create was answered with somebody else's id: said as what is kept under it, and nothing more is sent there. */
export function somebodyElse(
  session: Session,
  log: StepLog,
  what: 'person' | 'group',
  wanted: { readonly externalId: string; readonly userName: string } | GroupNames,
  result: ScimResult,
): Ending {
  const kept = resourceOf(result);
  const wrong = kept === undefined ? [] : differences(wanted, kept);
  const proof = seen(result, `Read under the id that the create was answered with: ${wrong.join('; ')}. It was left alone.`);
  return ended(log, readDiffers.make({ idp: session.idp, what, differences: wrong }, [proof]), 'stop');
}

function notMade(session: Session, log: StepLog, creation: Exclude<Creation, { kind: 'made' | 'stranger' }>): Ending {
  const { result } = creation;
  if (creation.kind === 'no-id' || creation.kind === 'there-before')
    return ended(log, createNoId.make({ idp: session.idp, what: 'person' }, [seen(result, `The server ${inWords(result)}, without an id.`)]), 'stop');
  const stop = trouble(session, log, result);
  if (stop !== undefined) return stop;
  const answer = inWords(result);
  return ended(log, createRefused.make({ idp: session.idp, answer }, [seen(result, `The create was not accepted: the server ${answer}.`)]), 'stop');
}

/** The reusable person, when it is there already: only ours is taken, by its own key, and it is put back as it was at the end. */
async function findReusable(session: Session, log: StepLog): Promise<Ending | undefined> {
  const { externalId, userName } = session.firstNames;
  const sought = { resourceType: 'User', externalId, names: [userName, renamedUserName(userName)] } as const;
  const found = await lookUp(session, log, sought, new Set());
  switch (found.kind) {
    // Certain not to be there: it is made, and whatever carries its key from now on is this run's.
    case 'none':
      return undefined;
    case 'one':
      return takeReusable(session, log, found.id);
    case 'several':
    case 'stranger':
      return notOurs(session, log, `it is there (id ${found.ids.join(', ')}), and its externalId and userName are not those of one person of ours.`);
    case 'unknown':
      return notOurs(session, log, `whether it is there could not be found out: the server ${found.why}.`);
  }
}

function notOurs(session: Session, log: StepLog, why: string): Ending {
  const { userName } = session.firstNames;
  return ended(log, reusableNotOurs.make({ userName, why }, [{ vantage: 'this desk', text: `${userName}: ${why}` }]), 'stop');
}

async function takeReusable(session: Session, log: StepLog, id: string): Promise<Ending> {
  const { firstNames } = session;
  const result = await send(session, log, session.dialect.readUser({ id }));
  const stop = trouble(session, log, result);
  if (stop !== undefined) return stop;
  const before = resourceOf(result);
  if (before === undefined || textOf(before, 'externalId') !== firstNames.externalId)
    return notOurs(session, log, 'read by its id it is somebody else.');
  session.person = { id, names: { ...firstNames, userName: textOf(before, 'userName') ?? firstNames.userName }, thing: undefined, before };
  session.spared.add(id);
  log.facts.push({ label: 'Reusable test person', value: `${firstNames.userName} was there already and is used; it is put back as it was.` });
  return passed(log, 'The reusable test person is there already, with the externalId this app gives it. Nobody was created.');
}

/**
 * The very same create a second time: 409, or it is found out, and undone. A reusable person keeps its externalId for itself, so that what a
 * crash leaves of the second one can never be taken for the person who was there before.
 */
export async function createTwice(session: Session, log: StepLog): Promise<Ending> {
  const { person } = session;
  if (person === undefined) return skipped('There is no test person.', 'create-user');
  const names = person.before === undefined ? person.names : { ...person.names, externalId: `${session.prefix}-twin` };
  const again = await create(
    session,
    log,
    { resourceType: 'User', externalId: names.externalId, name: names.userName },
    createRequest(session, names),
  );
  const status = statusOf(again.result);
  log.facts.push(...createTwiceSeen(again));
  if (again.kind === 'refused') {
    if (status === 409) return passed(log, 'The second create is refused with 409.');
    return wrongStatus(session, log, again.result);
  }
  if (again.kind === 'unclear') return wrongStatus(session, log, again.result);
  if (again.kind === 'stranger')
    return somebodyElse(session, log, 'person', { externalId: names.externalId, userName: names.userName }, again.result);
  const removed =
    again.kind === 'there-before' ? 'is the first one: the server answered the second create with it' : await undo(session, log, again.thing);
  return ended(
    log,
    duplicateAccepted.make({ idp: session.idp, removed }, [seen(again.result, `The second create: the server ${inWords(again.result)}.`)]),
    'go-on',
  );
}

function createTwiceSeen({ kind, result }: Creation): StepLog['facts'] {
  const status = statusOf(result);
  if (result.kind !== 'answered' || status === undefined) return [];
  if (kind === 'made' || kind === 'no-id') return [observed('create-twice', 'a second person is made')];
  if (kind === 'there-before') return [observed('create-twice', `answered ${status} with the person who is there`)];
  if (kind !== 'refused') return [];
  return [observed('create-twice', `refused with ${status}`), observed('error-body', errorForm(result))];
}

/** RFC 7644 3.12 names `status`; Foundry's other interfaces answer `errorName`. */
function errorForm({ error, json }: Extract<ScimResult, { kind: 'answered' }>): string {
  if (error?.errorName !== undefined) return 'the platform’s own (errorName), not SCIM’s';
  if (error?.scimType !== undefined) return 'SCIM’s (RFC 7644), with scimType';
  if (error?.status !== undefined || error?.detail !== undefined) return 'SCIM’s (RFC 7644), without scimType';
  return json === undefined ? 'no JSON body' : 'JSON of a form of its own';
}

/** A 500 here is one way of refusing a duplicate, and has its own finding; silence and a refused token are told as such. */
function wrongStatus(session: Session, log: StepLog, result: ScimResult): Ending {
  const status = statusOf(result);
  const stop = status === undefined || status === 401 || status === 403 ? trouble(session, log, result) : undefined;
  if (stop !== undefined) return stop;
  const answer = inWords(result);
  return ended(log, duplicateWrongStatus.make({ idp: session.idp, answer }, [seen(result, `The second create: the server ${answer}.`)]), 'go-on');
}

/** Removes the second person at once, so that the steps that follow meet one and not two. */
async function undo(session: Session, log: StepLog, thing: Thing): Promise<string> {
  const deletion = await deleteThing(session, log, thing, knownIds(session, thing));
  if (deletion.kind !== 'deleted') return 'could not be removed yet';
  const proof = await proveGone(session, log, thing);
  return proof.kind === 'gone' || proof.kind === 'soft' ? 'was removed again' : 'could not be removed yet';
}

export async function readPerson(session: Session, log: StepLog): Promise<Ending> {
  const { person } = session;
  if (person === undefined) return skipped('There is no test person.', 'create-user');
  const result = await send(session, log, session.dialect.readUser({ id: person.id }));
  const stop = trouble(session, log, result);
  if (stop !== undefined) return stop;
  const kept = resourceOf(result);
  const wrong = kept === undefined ? [`the person: the server ${inWords(result)}`] : differences(wantedOf(person), kept);
  if (wrong.length === 0) return passed(log, 'Everything that was sent is kept.');
  return ended(log, readDiffers.make({ idp: session.idp, what: 'person', differences: wrong }, [seen(result, wrong.join('; '))]), 'go-on');
}

/** A reusable person found before may have been left with other names; only what links it is compared then. */
function wantedOf(person: TestPerson) {
  const { externalId, userName } = person.names;
  return person.before === undefined ? { ...person.names, active: true } : { externalId, userName };
}

/** The next person of this run, for membership. */
export const nextNames = (session: Session): PersonNames => personNames(session.prefix, session.others.length + 2, session.options);
