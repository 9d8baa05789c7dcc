// Changes of the person as the provider sends them, each proven by reading back: names, userName, disable, enable.
// Any 2xx is a success of the request, with or without a body: what came of it is read, not believed.

import { observed } from '../../platform/observations.ts';
import type { DialectChange } from '../../protocols/scim/dialects.ts';
import { userPath } from '../../protocols/scim/filter.ts';
import { member } from '../../protocols/scim/read-answer.ts';
import type { JsonObject, ScimResult } from '../../protocols/scim/types.ts';
import { inWords, resourceOf, seen, shown, statusOf, succeeded } from './answers.ts';
import { sendChange } from './as-idp.ts';
import { ask } from './ask.ts';
import { differences, type Wanted } from './compare.ts';
import { activeKeptAsString, disabledNotReadable, patchNotApplied, patchRefused, renameRefused } from './findings-people.ts';
import { changedNames, renamedUserName } from './names.ts';
import type { Session, TestPerson } from './session.ts';
import { type Ending, ended, passed, type StepLog, skipped } from './step-log.ts';
import { trouble } from './trouble.ts';

interface Intent {
  /** Follows "the request to". */
  readonly what: string;
  /** What follows in the administrator's world when it does not work. */
  readonly effect: string;
  readonly change: DialectChange;
  readonly wanted: Wanted;
  /** What a refusal is called, when it has a finding of its own. */
  readonly refused?: (result: ScimResult) => Ending;
  /** What is seen on reading back and has a finding of its own. */
  readonly special?: (result: ScimResult, kept: JsonObject | undefined) => Ending | undefined;
}

async function carryOut(session: Session, log: StepLog, person: TestPerson, intent: Intent): Promise<Ending> {
  const { what, effect } = intent;
  const { kind, result } = await sendChange(session, log, intent.change, person.id);
  if (kind === 'not-read' || !succeeded(result)) {
    const stop = trouble(session, log, result);
    if (stop !== undefined) return stop;
    if (intent.refused !== undefined) return intent.refused(result);
    const answer = inWords(result);
    const evidence = [seen(result, `To ${what}: the server ${answer}.`)];
    return ended(log, patchRefused.make({ idp: session.idp, change: what, answer, effect }, evidence), 'stop');
  }
  const back = await ask(session, log, { method: 'GET', path: userPath(person.id), words: 'read the person back' });
  const kept = resourceOf(back);
  const special = intent.special?.(back, kept) ?? trouble(session, log, back);
  if (special !== undefined) return special;
  const wrong = kept === undefined ? [`the person: the server ${inWords(back)}`] : differences(intent.wanted, kept);
  if (wrong.length === 0) return passed(log, 'Done, and seen by reading back.');
  const evidence = [seen(back, `Read back after the request to ${what}: ${wrong.join('; ')}.`)];
  return ended(log, patchNotApplied.make({ change: what, effect, differences: wrong }, evidence), 'stop');
}

const noPerson = (): Ending => skipped('There is no test person.', 'create-user');

export async function changeNames(session: Session, log: StepLog): Promise<Ending> {
  const { person, dialect, idp } = session;
  if (person === undefined) return noPerson();
  const wanted = changedNames(session.firstNames);
  return carryOut(session, log, person, {
    what: 'change display name and name',
    effect: `People keep their old names on the server, and ${idp} believes them changed.`,
    change: dialect.changeNames({ id: person.id, ...wanted }),
    wanted,
  });
}

/** The new name is in the journal before it is sent, so that clean-up knows both. */
export async function renamePerson(session: Session, log: StepLog): Promise<Ending> {
  const { person, dialect, idp } = session;
  if (person === undefined) return noPerson();
  const userName = renamedUserName(session.firstNames.userName);
  if (person.thing !== undefined) {
    await session.journal.renaming(person.thing.journalId, userName);
    person.thing.names.push(userName);
  }
  return carryOut(session, log, person, {
    what: 'change the userName',
    effect: `People whose sign-in name changes stay under the old one, although ${idp} believes them renamed.`,
    change: dialect.renameUser({ id: person.id, userName }),
    wanted: { userName },
    refused: (result) => {
      const answer = inWords(result);
      return ended(log, renameRefused.make({ idp, answer }, [seen(result, `To change the userName: the server ${answer}.`)]), 'go-on');
    },
  });
}

export async function disablePerson(session: Session, log: StepLog): Promise<Ending> {
  const { person, dialect, idp } = session;
  if (person === undefined) return noPerson();
  return carryOut(session, log, person, {
    what: 'disable the person',
    effect: `${idp} will not be able to disable leavers: they keep their access.`,
    change: dialect.disableUser({ id: person.id }),
    wanted: { active: false },
    special: (result, kept) => {
      log.facts.push(...inactiveSeen(result, kept));
      if (statusOf(result) === 404 || statusOf(result) === 410) {
        const answer = inWords(result);
        // Enabling is tried all the same: a person who comes back is readable again, and can be removed.
        return ended(log, disabledNotReadable.make({ idp, answer }, [seen(result, `Read after the disable: the server ${answer}.`)]), 'go-on');
      }
      const active = kept === undefined ? undefined : member(kept, 'active');
      if (typeof active !== 'string') return undefined;
      return ended(log, activeKeptAsString.make({ idp, kept: shown(active) }, [seen(result, `Read back: active is ${shown(active)}.`)]), 'stop');
    },
  });
}

function inactiveSeen(result: ScimResult, kept: JsonObject | undefined): StepLog['facts'] {
  const status = statusOf(result);
  if (status === 404 || status === 410) return [observed('inactive', `the person can no longer be read (${status})`)];
  if (kept === undefined) return [];
  const active = member(kept, 'active');
  if (active === false) return [observed('inactive', 'kept; the person stays readable')];
  return [observed('inactive', typeof active === 'string' ? 'kept as text, not as a boolean' : 'not kept: the person stays active')];
}

export async function enablePerson(session: Session, log: StepLog): Promise<Ending> {
  const { person, dialect, idp } = session;
  if (person === undefined) return noPerson();
  return carryOut(session, log, person, {
    what: 'enable the person again',
    effect: `People who come back stay locked out, although ${idp} believes them enabled.`,
    change: dialect.enableUser({ id: person.id }),
    wanted: { active: true },
  });
}
