// Membership as the provider sends it: two, then many in one request, then one taken out. Every member id is one the server gave for a person
// this run made; every change is proven by reading the group with its members, which no provider does.

import { counted } from '../../platform/counted.ts';
import { eq } from '../../protocols/scim/filter.ts';
import type { ScimResult } from '../../protocols/scim/types.ts';
import { inWords, memberIds, pageOf, resourceOf, seen, succeeded, textOf } from './answers.ts';
import { sendChange } from './as-idp.ts';
import { ask } from './ask.ts';
import { membersDisagree, membersDropped, membersRefused, membersRemovalEmptiesGroup, membersRemovalIgnored } from './findings-groups.ts';
import type { Session, TestGroup, TestPerson } from './session.ts';
import { readGroup } from './step-group.ts';
import { type Ending, ended, passed, type StepLog, skipped } from './step-log.ts';
import { makePerson, nextNames } from './step-person.ts';
import { trouble } from './trouble.ts';

const noGroup = (): Ending => skipped('There is no test group.', 'create-group');

/** Makes people until there are so many beside the first; stops at the first that is not made, or when cancelled. */
async function makeOthers(session: Session, log: StepLog, count: number): Promise<Ending | undefined> {
  while (session.others.length < count) {
    if (log.signal?.aborted === true) return skipped('Cancelled during this step.');
    const made = await makePerson(session, log, nextNames(session));
    if (made.kind === 'stopped') return made.ending;
    session.others.push(made.person);
  }
  return undefined;
}

export async function addTwoMembers(session: Session, log: StepLog): Promise<Ending> {
  const { person, group } = session;
  if (person === undefined || group === undefined) return noGroup();
  const stopped = await makeOthers(session, log, 1);
  if (stopped !== undefined) return stopped;
  return addMembers(session, log, group, [person, ...session.others]);
}

export async function addManyMembers(session: Session, log: StepLog): Promise<Ending> {
  const { group } = session;
  if (group === undefined) return noGroup();
  const stopped = await makeOthers(session, log, 1 + session.options.members);
  if (stopped !== undefined) return stopped;
  return addMembers(session, log, group, session.others.slice(1));
}

async function addMembers(session: Session, log: StepLog, group: TestGroup, people: readonly TestPerson[]): Promise<Ending> {
  const { idp, dialect } = session;
  const members = people.map(({ id, names }) => ({ id, userName: names.userName }));
  const { kind, result } = await sendChange(session, log, dialect.addMembers({ id: group.id, members }), group.id);
  if (kind === 'not-read' || !succeeded(result)) return refused(session, log, result, 'add', people.length);
  const back = await readGroup(session, log, group);
  const stop = trouble(session, log, back);
  if (stop !== undefined) return stop;
  const kept = idsIn(back);
  const wanted = new Set([...session.members, ...people.map((person) => person.id)]);
  const missing = [...wanted].filter((id) => !kept.has(id));
  session.members = new Set([...wanted].filter((id) => kept.has(id)));
  log.facts.push({ label: 'Members', value: String(kept.size) });
  if (missing.length === 0) return passed(log, `All ${people.length} are in the group, seen by reading it, beside those who were there.`);
  session.dropsMembers = true;
  const facts = { idp, sent: people.length, kept: people.filter((person) => kept.has(person.id)).length };
  const evidence = [seen(back, `Read back: ${missing.length} of ${wanted.size} members are missing.`)];
  return ended(log, membersDropped.make(facts, evidence), kept.size === 0 ? 'stop' : 'go-on');
}

function refused(session: Session, log: StepLog, result: ScimResult, what: 'add' | 'remove', count: number): Ending {
  const stop = trouble(session, log, result);
  if (stop !== undefined) return stop;
  const answer = inWords(result);
  return ended(
    log,
    membersRefused.make({ idp: session.idp, what, count, answer }, [seen(result, `To ${what} members: the server ${answer}.`)]),
    'stop',
  );
}

const idsIn = (result: ScimResult): ReadonlySet<string> => {
  const group = resourceOf(result);
  return (group === undefined ? undefined : memberIds(group)) ?? new Set();
};

/** The list may leave members out; when it shows them, they are the same. */
export async function membershipAgrees(session: Session, log: StepLog): Promise<Ending> {
  const { group } = session;
  if (group === undefined) return noGroup();
  const byId = await readGroup(session, log, group);
  const filter = eq('displayName', group.names.displayName);
  const listed = await ask(session, log, { method: 'GET', path: 'Groups', query: { filter }, words: 'read the group in the list of groups' });
  const stop = trouble(session, log, byId) ?? trouble(session, log, listed);
  if (stop !== undefined) return stop;
  const own = idsIn(byId);
  const row = pageOf(listed)?.resources.find((resource) => textOf(resource, 'id') === group.id);
  if (row === undefined) {
    return passed(
      log,
      `By id the group has ${counted(own.size, 'member', 'members')}. The list of groups does not bring it by displayName, so there is nothing to compare.`,
    );
  }
  const inList = memberIds(row);
  if (inList === undefined)
    return passed(log, `By id the group has ${counted(own.size, 'member', 'members')}; the list leaves members out, which no provider minds.`);
  const same = own.size === inList.size && [...own].every((id) => inList.has(id));
  if (same) return passed(log, `By id and in the list the group has the same ${counted(own.size, 'member', 'members')}.`);
  const evidence = [
    seen(byId, `By id: ${counted(own.size, 'member', 'members')}.`),
    seen(listed, `In the list: ${counted(inList.size, 'member', 'members')}.`),
  ];
  return ended(log, membersDisagree.make({ byId: own.size, inList: inList.size }, evidence), 'go-on', { idp: 'passed' });
}

export async function removeMember(session: Session, log: StepLog): Promise<Ending> {
  const { group, idp, dialect } = session;
  if (group === undefined) return noGroup();
  const leaver = [...session.others].find((person) => session.members.has(person.id)) ?? session.person;
  if (leaver === undefined || session.members.size < 2)
    return skipped('The group has no two members, so it cannot be seen who stays.', 'add-two-members');
  const member = { id: leaver.id, userName: leaver.names.userName };
  const { kind, result } = await sendChange(session, log, dialect.removeMember({ id: group.id, member }), group.id);
  if (kind === 'not-read' || !succeeded(result)) return refused(session, log, result, 'remove', 1);
  const back = await readGroup(session, log, group);
  const stop = trouble(session, log, back);
  if (stop !== undefined) return stop;
  const kept = idsIn(back);
  const staying = [...session.members].filter((id) => id !== leaver.id);
  const lost = staying.filter((id) => !kept.has(id));
  session.members = new Set(staying.filter((id) => kept.has(id)));
  if (lost.length > 0) {
    const evidence = [seen(back, `Read back: ${counted(kept.size, 'member', 'members')}, ${staying.length} were to stay.`)];
    return ended(log, membersRemovalEmptiesGroup.make({ idp, lost: lost.length, remaining: kept.size }, evidence), 'go-on');
  }
  if (kept.has(leaver.id))
    return ended(log, membersRemovalIgnored.make({ idp }, [seen(back, 'Read back: the member is still in the group.')]), 'go-on');
  return passed(log, `The member is out, and the ${staying.length} others are still in the group, seen by reading it.`);
}
