// The group as the provider makes it: looked for, created empty, renamed. Its name carries the run's prefix.
import { groupPath } from '../../protocols/scim/filter.ts';
import { groupsEndpointMissing } from '../../protocols/scim/filter-findings.ts';
import type { ScimResult } from '../../protocols/scim/types.ts';
import { inWords, resourceOf, seen, statusOf, succeeded } from './answers.ts';
import { send, sendChange } from './as-idp.ts';
import { ask } from './ask.ts';
import { differences } from './compare.ts';
import { type Creation, create } from './create.ts';
import { groupCreateRefused } from './findings-groups.ts';
import { createNoId, patchNotApplied, patchRefused, readDiffers } from './findings-people.ts';
import { type GroupNames, renamedGroup } from './names.ts';
import type { Session, TestGroup } from './session.ts';
import { type Ending, ended, passed, type StepLog, skipped } from './step-log.ts';
import { somebodyElse } from './step-person.ts';
import { trouble } from './trouble.ts';

/** Reads the group with its members, as no provider does: that is how a success that is none is seen. */
export const readGroup = (session: Session, log: StepLog, group: TestGroup): Promise<ScimResult> =>
  ask(session, log, { method: 'GET', path: groupPath(group.id), words: 'read the group with its members' });

export async function makeGroup(session: Session, log: StepLog): Promise<Ending> {
  const { groupNames: names } = session;
  const before = await send(session, log, session.dialect.matchGroup({ displayName: names.displayName }));
  const stop = trouble(session, log, before);
  if (stop !== undefined) return stop;
  if (statusOf(before) === 404) {
    const plain = await ask(session, log, {
      method: 'GET',
      path: 'Groups',
      query: { startIndex: '1', count: '1' },
      words: 'ask whether there are groups at all',
    });
    if (statusOf(plain) === 404 || statusOf(plain) === 501) return withoutGroups(session, log, plain);
  }
  const made = await makeOneGroup(session, log, names);
  if (made.kind === 'stopped') return made.ending;
  session.group = made.group;
  return compareGroup(session, log, made.group);
}

type Made = { readonly kind: 'group'; readonly group: TestGroup } | { readonly kind: 'stopped'; readonly ending: Ending };

/** Creates one empty group of the run; both of them are made through this. */
export async function makeOneGroup(session: Session, log: StepLog, names: GroupNames): Promise<Made> {
  const key = { resourceType: 'Group', externalId: names.externalId, name: names.displayName } as const;
  const creation = await create(session, log, key, session.dialect.createGroup(names));
  if (creation.kind === 'made') return { kind: 'group', group: { id: creation.id, names, thing: creation.thing } };
  return { kind: 'stopped', ending: notMade(session, log, names, creation) };
}

function notMade(session: Session, log: StepLog, names: GroupNames, creation: Exclude<Creation, { kind: 'made' }>): Ending {
  const { idp } = session;
  const { result } = creation;
  if (creation.kind === 'stranger') return somebodyElse(session, log, 'group', names, result);
  if (creation.kind === 'no-id' || creation.kind === 'there-before')
    return ended(log, createNoId.make({ idp, what: 'group' }, [seen(result, `The server ${inWords(result)}, without an id.`)]), 'stop');
  const answer = inWords(result);
  return (
    trouble(session, log, result) ?? ended(log, groupCreateRefused.make({ idp, answer }, [seen(result, `The group: the server ${answer}.`)]), 'stop')
  );
}

/** RFC 7644 does not oblige a server to have groups, and Okta asks only where groups are pushed; Entra provisions them. */
function withoutGroups({ idp }: Session, log: StepLog, result: ScimResult): Ending {
  const finding = groupsEndpointMissing.make({ seen: inWords(result) }, [seen(result, `GET Groups: ${inWords(result)}.`)]);
  return idp === 'Okta' ? ended(log, { ...finding, severity: 'warning' }, 'stop') : ended(log, finding, 'stop', { rfc: 'warned' });
}

async function compareGroup(session: Session, log: StepLog, group: TestGroup): Promise<Ending> {
  const result = await readGroup(session, log, group);
  const stop = trouble(session, log, result);
  if (stop !== undefined) return stop;
  const kept = resourceOf(result);
  const wrong = kept === undefined ? [`the group: the server ${inWords(result)}`] : differences(group.names, kept);
  if (wrong.length === 0) return passed(log, `The group was created with the id ${group.id}, and everything that was sent is kept.`);
  return ended(log, readDiffers.make({ idp: session.idp, what: 'group', differences: wrong }, [seen(result, wrong.join('; '))]), 'go-on');
}

export async function renameGroup(session: Session, log: StepLog): Promise<Ending> {
  const { group, idp } = session;
  if (group === undefined) return skipped('There is no test group.', 'create-group');
  const displayName = renamedGroup(group.names.displayName);
  const effect = `A group renamed in the directory keeps its old name on the server, and people may lose what the new name gives at login.`;
  const change = 'rename the group';
  await session.journal.renaming(group.thing.journalId, displayName);
  group.thing.names.push(displayName);
  const { kind, result } = await sendChange(session, log, session.dialect.renameGroup({ id: group.id, displayName }), group.id);
  if (kind === 'not-read' || !succeeded(result)) {
    const answer = inWords(result);
    return (
      trouble(session, log, result) ??
      ended(log, patchRefused.make({ idp, change, answer, effect }, [seen(result, `To rename the group: the server ${answer}.`)]), 'go-on')
    );
  }
  const back = await readGroup(session, log, group);
  const stop = trouble(session, log, back);
  if (stop !== undefined) return stop;
  const kept = resourceOf(back);
  const wrong =
    kept === undefined ? [`the group: the server ${inWords(back)}`] : differences({ displayName, externalId: group.names.externalId }, kept);
  if (wrong.length === 0) return passed(log, 'Done, and seen by reading back.');
  return ended(log, patchNotApplied.make({ change, effect, differences: wrong }, [seen(back, wrong.join('; '))]), 'go-on');
}
