// What a test sync will make, change and remove and what it may set off, said before it does it. The id proves that this very text was shown.
// Pure: nothing is sent or stored from here.
import { createHash } from 'node:crypto';
import type { Connection, LockState } from '../../../contract/connections.ts';
import type { Consent, TestSyncOptions } from '../../../contract/test-sync.ts';
import { dialects } from '../../protocols/scim/dialects.ts';
import { groupNames, innerGroupNames, peopleCount, personNames, renamedGroup, renamedUserName, runPrefix, targetName } from './names.ts';

export interface ConsentFacts {
  readonly connection: Connection;
  readonly options: TestSyncOptions;
  readonly lock: LockState;
  readonly secret: 'set' | 'missing';
  /** Why the connection cannot be used as it is, each a sentence. */
  readonly wrong: readonly string[];
}

/** The prefix as it stands in the text: the word itself is drawn when the run starts. */
const shownPrefix = runPrefix('<random>');

export function describeConsent(facts: ConsentFacts): Consent {
  const { connection, options } = facts;
  const said = { makes: makes(facts), changes: changes(options), removes: removes(options), mayTrigger: mayTrigger(facts) };
  const shown = { ...said, options, target: [connection.id, connection.scimUrl, connection.tokenUrl, connection.clientId, connection.production] };
  const consentId = createHash('sha256').update(JSON.stringify(shown)).digest('hex');
  return { consentId, ...said, refusals: refusals(facts) };
}

function makes({ connection, options }: ConsentFacts): string[] {
  const first = personNames(shownPrefix, 1, options);
  const second = personNames(shownPrefix, 2, options);
  const last = personNames(shownPrefix, peopleCount(options), options);
  const group = groupNames(shownPrefix);
  return [
    `${peopleCount(options)} test people: ${options.reusablePerson ? `${first.userName}, and ${second.userName}` : first.userName} to ${last.userName}, shown as “${first.displayName}”.`,
    `1 test group: “${group.displayName}”.`,
    ...(options.nestedGroup ? [`1 more test group, without people: “${innerGroupNames(shownPrefix).displayName}”.`] : []),
    `All of it on ${targetName(connection)}.`,
    ...(options.reusablePerson ? [`${first.userName} is the reusable test person: it is made only when it is not there yet.`] : []),
    `The requests are those of ${dialects[options.dialect].title}.`,
  ];
}

function changes(options: TestSyncOptions): string[] {
  const first = personNames(shownPrefix, 1, options);
  return [
    `Of the first test person: display name, name, userName (to ${renamedUserName(first.userName)}), active (off and on again).`,
    `Of the test group: its members (only the test people) and its name (to “${renamedGroup(groupNames(shownPrefix).displayName)}”).`,
    ...(options.nestedGroup
      ? ['For a moment the second test group becomes a member of the first, which no identity provider does; then it is taken out again.']
      : []),
    'Nothing that this run did not make.',
  ];
}

function removes(options: TestSyncOptions): string[] {
  return [
    'Everything it made, in reverse, also after a failure or a cancel: each is read first, and removed only when externalId and name are the run’s own.',
    ...(options.reusablePerson ? ['Not the reusable test person: it is put back as it was, or stays switched off when this run made it.'] : []),
    'Should the app be cut off, its next start offers to remove what was left.',
  ];
}

function mayTrigger({ connection, options }: ConsentFacts): string[] {
  if (connection.practice) return ['Only the practice tenant on this machine: its organization rules run as Foundry’s would.'];
  const people = peopleCount(options);
  return [
    'Foundry runs organization assignment, user intake and rule-based groups for the new people: an intake form may come up for approval.',
    `The server may delete softly: then ${options.reusablePerson ? people - 1 : people} switched-off test people stay visible to its administrators.`,
    ...(options.nestedGroup
      ? ['A group inside a group may be shown to administrators, or counted by rules that follow nesting, until it is removed.']
      : []),
    'The changes stand in the server’s audit log under this connection’s client.',
    `No mail is sent from here; whether the server writes to new people at ${options.testDomain} is its own matter.`,
    ...(options.members > 100 ? [`${people} people are made one by one: about ${people * 5} requests.`] : []),
  ];
}

const domainForm = /^@?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i;

/** Why it may not start; empty when it may. */
function refusals({ connection, options, lock, secret, wrong }: ConsentFacts): string[] {
  return [
    ...(connection.credentialMode === 'none' ? ['This connection has no SCIM credential, so nothing can be written with it.'] : []),
    ...(connection.credentialMode !== 'none' && secret === 'missing'
      ? ['No secret is set for this connection. Enter it on the Connection page, or by “connections set-secret” in the terminal.']
      : []),
    ...wrong,
    ...(domainForm.test(options.testDomain.trim())
      ? []
      : ['Enter the domain that the test people’s user names shall end with: one that the realm admits, such as contoso.com.']),
    ...lockRefusal(lock),
  ];
}

export function lockRefusal(lock: LockState): string[] {
  switch (lock.kind) {
    case 'open':
    case 'unlocked':
      return [];
    case 'locked':
      return [
        'This connection is labelled production and is locked. Unlock it for a while, with a reason: on the Connection page, or by “connections unlock” in the terminal.',
      ];
    case 'forbidden':
      return [lock.by];
  }
}
