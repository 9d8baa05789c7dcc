// The end of every run, also of one that failed or was cancelled: what was made is removed, in reverse, groups before people, and proven gone.
// Takes no notice of the cancel; bounded by a limit on its time. A reusable person that was there before is put back as it was.
import type { Connection } from '../../../contract/connections.ts';
import { observed } from '../../platform/observations.ts';
import type { DialectChange } from '../../protocols/scim/dialects.ts';
import { userPath } from '../../protocols/scim/filter.ts';
import { member } from '../../protocols/scim/read-answer.ts';
import type { JsonObject, ScimResult } from '../../protocols/scim/types.ts';
import { inWords, namePart, resourceOf, seen, succeeded, textOf } from './answers.ts';
import { sendChange } from './as-idp.ts';
import { ask } from './ask.ts';
import { differences, type Wanted } from './compare.ts';
import { deleteNotDone, deleteRefused, deleteSoft, leftBehind } from './findings-groups.ts';
import { deleteThing, proveGone, type Remover, settle } from './remove.ts';
import type { Session, TestPerson } from './session.ts';
import { type Ending, ended, passed, type StepLog, skipped } from './step-log.ts';
import { type Holder, inFull, knownIds, notePrefix, type Thing } from './things.ts';
import { trouble } from './trouble.ts';

/** What removing works with, in a run and in a clean-up. */
export interface Removal extends Remover, Holder {
  readonly connection: Connection;
  readonly idp: 'Entra' | 'Okta' | 'The identity provider';
}

/** No removal starts after this long; what is then not removed is said to be left. */
export const removalLimitMs = (things: number): number => 120_000 + things * 2_000;

/** Deletes all things of one type, newest first. */
export async function deleteAll(removal: Removal, log: StepLog, resourceType: Thing['resourceType']): Promise<Ending> {
  const mine = removal.things.filter((thing) => thing.resourceType === resourceType && thing.fate === 'present').reverse();
  if (mine.length === 0) return skipped(`There is no test ${resourceType === 'User' ? 'person' : 'group'} to delete.`);
  const until = removal.clock.monotonic() + removalLimitMs(mine.length);
  const refused: { readonly thing: Thing; readonly result: ScimResult }[] = [];
  let deleted = 0;
  for (const thing of mine) {
    if (removal.clock.monotonic() > until) {
      await settle(removal, thing, 'left', `${notePrefix.notNow}the time for removing was over`);
      continue;
    }
    const deletion = await deleteThing(removal, log, thing, knownIds(removal, thing));
    if (deletion.kind === 'deleted') deleted += 1;
    if (deletion.kind === 'refused') refused.push({ thing, result: deletion.result });
  }
  const [first] = refused;
  if (first !== undefined) {
    const answer = inWords(first.result);
    const evidence = refused.slice(0, 10).map(({ thing, result }) => seen(result, `To delete the ${inFull(thing)}: the server ${inWords(result)}.`));
    const left = refused.map(({ thing }) => inFull(thing));
    return trouble(removal, log, first.result) ?? ended(log, deleteRefused.make({ idp: removal.idp, answer, left }, evidence), 'go-on');
  }
  const left = mine.filter((thing) => thing.fate === 'left');
  if (left.length > 0) return someLeft(log, left);
  const absent = mine.length - deleted;
  const gone = absent === 0 ? '' : ` ${absent === 1 ? 'One was' : `${absent} were`} not there, looked up by its own key.`;
  const words = { User: deleted === 1 ? 'person' : 'people', Group: deleted === 1 ? 'group' : 'groups' };
  return passed(log, `${deleted} ${words[resourceType]} deleted, ${deleted === 1 ? '' : 'each '}read and recognised right before.${gone}`);
}

/** Left without a refusal: no longer certain to be ours, or not to be reached. */
function someLeft(log: StepLog, left: readonly Thing[]): Ending {
  const [first] = left;
  const why = first === undefined ? '' : `${first.note}.`;
  log.facts.push(...left.slice(0, 20).map((thing) => ({ label: inFull(thing), value: thing.note })));
  return ended(
    log,
    leftBehind.make({ left: left.map(inFull), why }, [
      {
        vantage: 'this desk',
        text: left
          .map((thing) => `${inFull(thing)}: ${thing.note}`)
          .slice(0, 20)
          .join('; '),
      },
    ]),
    'go-on',
  );
}

/** Reads everything that was deleted once more: only a 404 is gone, and a soft delete is said. */
export async function proveAllGone(removal: Removal, log: StepLog): Promise<Ending> {
  const deleted = removal.things.filter((thing) => thing.fate === 'deleted');
  if (deleted.length === 0) return skipped('Nothing was deleted, so there is nothing to look for.');
  const until = removal.clock.monotonic() + removalLimitMs(deleted.length);
  const gone: Thing[] = [];
  const soft: Thing[] = [];
  const still: Thing[] = [];
  let ending: Ending | undefined;
  for (const thing of deleted) {
    if (removal.clock.monotonic() > until) {
      await settle(removal, thing, 'left', `${notePrefix.notNow}the time for looking was over`);
      continue;
    }
    const proof = await proveGone(removal, log, thing);
    if (proof.kind === 'gone') gone.push(thing);
    if (proof.kind === 'soft') soft.push(thing);
    if (proof.kind === 'still-there') still.push(thing);
    if (proof.kind === 'not-known') ending ??= trouble(removal, log, proof.result);
  }
  for (const [id, type] of [
    ['delete-person', 'User'],
    ['delete-group', 'Group'],
  ] as const)
    log.facts.push(
      ...deletionSeen(
        id,
        [gone, soft, still].map((things) => things.filter((thing) => thing.resourceType === type).length),
      ),
    );
  if (soft.length > 0) {
    log.findings.push(
      deleteSoft.make({ count: soft.length }, [
        { vantage: 'this desk', text: `Still readable with active=false: ${soft.map(inFull).slice(0, 10).join(', ')}.` },
      ]),
    );
  }
  if (still.length > 0) {
    const left = still.map(inFull);
    return ended(
      log,
      deleteNotDone.make({ idp: removal.idp, left }, [{ vantage: 'this desk', text: `Read after the deletion: ${left.slice(0, 10).join(', ')}.` }]),
      'go-on',
    );
  }
  if (ending !== undefined) return ending;
  const left = deleted.filter((thing) => thing.fate === 'left');
  if (left.length > 0) return someLeft(log, left);
  return passed(
    log,
    soft.length > 0
      ? `${soft.length} still readable with active=false: the server deletes softly. Nothing else is left.`
      : 'Read once more, everything that was deleted gives 404.',
  );
}

function deletionSeen(id: 'delete-person' | 'delete-group', [gone = 0, soft = 0, still = 0]: readonly number[]): StepLog['facts'] {
  const answers = [
    ...(gone > 0 ? ['gone, 404 seen afterwards'] : []),
    ...(soft > 0 ? ['still readable, with active=false'] : []),
    ...(still > 0 ? ['answered with success and not done'] : []),
  ];
  return answers.length === 0 ? [] : [observed(id, answers.join('; or: '))];
}

/** People of a run: a reusable one is put back or kept switched off, all others are deleted. */
export async function deletePeople(session: Session, log: StepLog): Promise<Ending> {
  const { person } = session;
  const kept = session.options.reusablePerson && person !== undefined ? await putBack(session, log, person) : undefined;
  const deleted = await deleteAll(session, log, 'User');
  if (kept === undefined || deleted.status === 'failed') return deleted;
  return kept.status !== 'passed' || deleted.status === 'skipped' ? kept : deleted;
}

async function putBack(session: Session, log: StepLog, person: TestPerson): Promise<Ending> {
  const { dialect, firstNames, options } = session;
  const before = person.before;
  const names = before === undefined ? firstNames : namesIn(before, person);
  // A run that died may have left it renamed: it goes back to the one name it is known by.
  const userName = firstNames.userName;
  const active = before === undefined ? false : member(before, 'active') !== false;
  const { id } = person;
  const changes: readonly DialectChange[] = [
    dialect.renameUser({ id, userName }),
    dialect.changeNames({ id, displayName: names.displayName, givenName: names.givenName, familyName: names.familyName }),
    active ? dialect.enableUser({ id }) : dialect.disableUser({ id }),
  ];
  for (const change of changes) {
    const ours = await ask(session, log, { method: 'GET', path: userPath(id), words: 'read the reusable person before putting it back' });
    if (textOf(resourceOf(ours), 'externalId') !== firstNames.externalId) break;
    const { result } = await sendChange(session, log, change, id);
    if (!succeeded(result)) log.facts.push({ label: 'Putting back', value: `the server ${inWords(result)}` });
  }
  const back = await ask(session, log, { method: 'GET', path: userPath(id), words: 'read the reusable person after putting it back' });
  const kept = resourceOf(back);
  const wanted: Wanted = { userName, displayName: names.displayName, givenName: names.givenName, familyName: names.familyName, active };
  const wrong = kept === undefined ? [`the server ${inWords(back)}`] : differences(wanted, kept);
  const note = before === undefined ? 'the reusable test person stays, switched off, for the next run' : 'the reusable test person was there before';
  if (person.thing !== undefined) await settle(session, person.thing, 'kept', `${notePrefix.kept}${note}`);
  if (wrong.length === 0)
    return passed(
      log,
      `The reusable test person ${options.testDomain === '' ? '' : `${userName} `}is as it is kept between runs, seen by reading back.`,
    );
  const why = `It could not be put back as it was: ${wrong.join('; ')}.`;
  return ended(log, leftBehind.make({ left: [`user ${userName}`], why }, [seen(back, why)]), 'go-on');
}

function namesIn(before: JsonObject, person: TestPerson) {
  return {
    displayName: textOf(before, 'displayName') ?? person.names.displayName,
    givenName: namePart(before, 'givenName') ?? person.names.givenName,
    familyName: namePart(before, 'familyName') ?? person.names.familyName,
  };
}
