// Asked for only: does the server take a group as a member of a group, keep it, and show the same by id and in the list? No identity provider
// sends this, so it is no verdict about one. The inner group is the run's own, journalled like everything else, and taken out again at once.
import { observed } from '../../platform/observations.ts';
import type { DialectChange, DialectRequest } from '../../protocols/scim/dialects.ts';
import { eq } from '../../protocols/scim/filter.ts';
import { isJsonObject, member } from '../../protocols/scim/read-answer.ts';
import type { Json, JsonObject, ScimResult } from '../../protocols/scim/types.ts';
import { inWords, memberIds, pageOf, resourceOf, seen, statusOf, succeeded, textOf } from './answers.ts';
import { sendChange } from './as-idp.ts';
import { ask } from './ask.ts';
import { nestedDisagree, nestedDropped, nestedKept, nestedRefused } from './findings-nested.ts';
import { innerGroupNames } from './names.ts';
import type { Session, TestGroup } from './session.ts';
import { makeOneGroup, readGroup } from './step-group.ts';
import { type Ending, ended, passed, type StepLog, skipped } from './step-log.ts';
import { trouble } from './trouble.ts';

export async function tryGroupAsMember(session: Session, log: StepLog): Promise<Ending> {
  const { group, dialect, idp } = session;
  if (group === undefined) return skipped('There is no test group.', 'create-group');
  if (session.dropsMembers)
    return skipped('The server drops members that it was sent, so it could not be told whether it drops groups.', 'add-members');
  const made = await makeOneGroup(session, log, innerGroupNames(session.prefix));
  if (made.kind === 'stopped') return made.ending;
  const inner = { id: made.group.id, userName: made.group.names.displayName };
  const add = inWordsOfOurs(
    dialect.addMembers({ id: group.id, members: [inner] }),
    `A group is added as a member, in the form ${idp} has for people`,
  );
  const { kind, result } = await sendChange(session, log, add, group.id);
  if (kind === 'not-read') return trouble(session, log, result) ?? skipped('The group could not be read before it was to be changed.');
  if (!succeeded(result)) return refused(session, log, result);
  return compared(session, log, group, inner);
}

/** What a server answers to a member it does not take: any 4xx, and 501. Who may not sign in, is put off or meets a fault is told as that. */
function refused(session: Session, log: StepLog, result: ScimResult): Ending {
  const status = statusOf(result);
  const isAnswer = status !== undefined && ((status >= 400 && status < 500 && status !== 401 && status !== 429) || status === 501);
  const stop = isAnswer ? undefined : trouble(session, log, result);
  if (stop !== undefined) return stop;
  const answer = inWords(result);
  log.facts.push(observed('nested-group', `refused with ${status}`));
  return ended(log, nestedRefused.make({ answer }, [seen(result, `To add a group as a member: the server ${answer}.`)]), 'go-on');
}

async function compared(
  session: Session,
  log: StepLog,
  group: TestGroup,
  inner: { readonly id: string; readonly userName: string },
): Promise<Ending> {
  const byId = await readGroup(session, log, group);
  const kept = resourceOf(byId);
  const filter = eq('displayName', textOf(kept, 'displayName') ?? group.names.displayName);
  const listed = await ask(session, log, { method: 'GET', path: 'Groups', query: { filter }, words: 'read the group in the list of groups' });
  const stop = trouble(session, log, byId) ?? trouble(session, log, listed);
  if (stop !== undefined) return stop;
  const row = pageOf(listed)?.resources.find((resource) => textOf(resource, 'id') === group.id);
  const views = { byId: kept !== undefined && memberIds(kept)?.has(inner.id) === true, inList: listView(session, kept, row, inner.id) };
  if (views.byId || views.inList === 'shown') {
    const remove = inWordsOfOurs(session.dialect.removeMember({ id: group.id, member: inner }), 'The group is taken out again');
    const { result } = await sendChange(session, log, remove, group.id);
    if (!succeeded(result)) log.facts.push({ label: 'Taken out again', value: `not yet: the server ${inWords(result)}` });
  }
  const evidence = [
    seen(byId, `By id: the inner group is ${views.byId ? '' : 'not '}among the members.`),
    ...(views.inList === 'not-told'
      ? []
      : [seen(listed, `In the list: the inner group is ${views.inList === 'shown' ? '' : 'not '}among the members.`)]),
  ];
  log.facts.push(observed('nested-group', answerOf(views)));
  if (!views.byId && views.inList !== 'shown') return ended(log, nestedDropped.make({ inList: views.inList }, evidence), 'go-on');
  if (!views.byId || views.inList === 'missing')
    return ended(log, nestedDisagree.make({ shown: views.byId ? 'by id' : 'in the list' }, evidence), 'go-on');
  const type = kept === undefined ? undefined : typeShown(kept, inner.id);
  if (type !== undefined) log.facts.push({ label: 'Type of the member, as shown', value: type });
  log.findings.push(nestedKept.make({ inList: views.inList }, evidence));
  return passed(
    log,
    views.inList === 'shown'
      ? 'The server keeps a group as a member, and shows it by id and in the list.'
      : 'The server keeps a group as a member, seen by reading the group by its id. The list does not tell.',
  );
}

function answerOf({ byId, inList }: { readonly byId: boolean; readonly inList: 'shown' | 'missing' | 'not-told' }): string {
  if (!byId && inList !== 'shown') return 'accepted, and dropped';
  if (byId && inList !== 'missing') return inList === 'shown' ? 'kept, and shown by id and in the list' : 'kept, and shown by id';
  return byId ? 'kept, and shown by id only' : 'kept, and shown in the list only';
}

/** What the list says about it. A list that leaves out people too is known by another step, and says nothing about groups. */
function listView(session: Session, kept: JsonObject | undefined, row: JsonObject | undefined, innerId: string): 'shown' | 'missing' | 'not-told' {
  const inList = row === undefined ? undefined : memberIds(row);
  if (inList === undefined) return 'not-told';
  if (inList.has(innerId)) return 'shown';
  const byId = (kept === undefined ? undefined : memberIds(kept)) ?? new Set();
  return [...session.members].some((id) => byId.has(id) && !inList.has(id)) ? 'not-told' : 'missing';
}

function typeShown(group: JsonObject, id: string): string | undefined {
  const members = member(group, 'members');
  if (!Array.isArray(members)) return undefined;
  const entry = members.find((one: Json) => isJsonObject(one) && textOf(one, 'value') === id);
  return isJsonObject(entry) ? textOf(entry, 'type') : undefined;
}

/** The form of a dialect, under words that do not say that its provider sends this. */
function inWordsOfOurs(change: DialectChange, words: string): DialectChange {
  const renamed = (request: DialectRequest): DialectRequest => ({ ...request, words });
  if (!change.needsCurrent) return { needsCurrent: false, request: renamed(change.request) };
  return {
    needsCurrent: true,
    read: { ...change.read, words: 'The group is read, so that all of it can be sent back' },
    request: (current) => renamed(change.request(current)),
  };
}
