// The questions an identity provider asks before it writes: does this person exist? Proven by a match and by a miss.
import {
  filterExternalIdRefused,
  filterIgnored,
  filterNoMatch,
  filterRefused,
  filterUserNameCase,
  probeUnmatchedFilter404,
} from '../../protocols/scim/filter-findings.ts';
import type { ScimPage, ScimResult } from '../../protocols/scim/types.ts';
import { inWords, pageOf, seen, statusOf, succeeded, textOf } from './answers.ts';
import { send } from './as-idp.ts';
import { ask } from './ask.ts';
import { inOtherCase } from './names.ts';
import type { Session } from './session.ts';
import { wrongAddress } from './shared-findings.ts';
import { type Ending, ended, passed, type StepLog, skipped } from './step-log.ts';
import { trouble } from './trouble.ts';

type Attribute = 'externalId' | 'userName';

/** The attributes the dialect's provider filters on, the first one first. */
function attributesOf(session: Session): readonly Attribute[] {
  if (session.idp === 'Okta') return ['userName'];
  return session.connection.matchingAttribute === 'externalId' ? ['externalId', 'userName'] : ['userName'];
}

/** Both questions about somebody who cannot exist: 200 and an empty list is the only answer every provider takes. */
export async function matchNothing(session: Session, log: StepLog): Promise<Ending> {
  for (const attribute of attributesOf(session)) {
    // A reusable test person may well exist; the question here is about nobody.
    const value = attribute === 'externalId' ? `${session.prefix}-nobody` : `${session.prefix}-nobody@${session.options.testDomain}`;
    const result = await send(session, log, session.dialect.matchUser({ attribute, value }));
    const stop = trouble(session, log, result);
    if (stop !== undefined) return stop;
    if (statusOf(result) === 404) {
      const wrong = await addressIsWrong(session, log);
      if (wrong !== undefined) return wrong;
      const finding = probeUnmatchedFilter404.make({ attribute, resource: 'Users' }, [
        seen(result, `Asked for nobody by ${attribute}: the server ${inWords(result)}.`),
      ]);
      // Okta takes a 404 for "nobody"; Entra takes it for an incompatible server.
      return session.idp === 'Okta'
        ? passed(log, 'Nobody matches; the 404 is one that Okta tolerates.')
        : ended(log, finding, 'go-on', { rfc: 'warned' });
    }
    const page = pageOf(result);
    if (page === undefined) return refused(log, attribute, result);
    if (page.resources.length > 0 || page.totalResults > 0) return ignored(log, attribute, page, result);
  }
  return passed(log, 'Asked for somebody who does not exist, the server answers 200 and an empty list.');
}

/** A 404 to a plain page of people as well: there is no SCIM server here, whatever the filter. */
async function addressIsWrong(session: Session, log: StepLog): Promise<Ending | undefined> {
  const result = await ask(session, log, {
    method: 'GET',
    path: 'Users',
    query: { startIndex: '1', count: '1' },
    words: 'ask for people without a filter',
  });
  const finding = result.kind === 'answered' && result.status === 404 ? wrongAddress(result) : undefined;
  return finding === undefined ? trouble(session, log, result) : ended(log, finding, 'stop');
}

/** The person just created, by externalId. Okta never asks so: then it is judged by the RFCs alone. */
export async function matchExternalId(session: Session, log: StepLog): Promise<Ending> {
  const { person } = session;
  if (person === undefined) return skipped('There is no test person.', 'create-user');
  return findPerson(session, log, 'externalId', person.names.externalId, person.id);
}

/** The person just created, by userName as somebody else would type it. */
export async function matchUserNameCase(session: Session, log: StepLog): Promise<Ending> {
  const { person } = session;
  if (person === undefined) return skipped('There is no test person.', 'create-user');
  const plain = await findPerson(session, log, 'userName', person.names.userName, person.id);
  if (plain.status !== 'passed') return plain;
  const other = inOtherCase(person.names.userName);
  const result = await send(session, log, session.dialect.matchUser({ attribute: 'userName', value: other }));
  const stop = trouble(session, log, result);
  if (stop !== undefined) return stop;
  const page = pageOf(result);
  if (page !== undefined && holds(page, person.id))
    return passed(log, 'The person is found by userName, in the case it was created with and in another.');
  return ended(
    log,
    filterUserNameCase.make({}, [seen(result, `Asked for ${other}: the server ${page === undefined ? inWords(result) : 'brings nobody'}.`)]),
    'go-on',
  );
}

const holds = (page: ScimPage, id: string) => page.resources.some((resource) => textOf(resource, 'id') === id);

async function findPerson(session: Session, log: StepLog, attribute: Attribute, value: string, id: string): Promise<Ending> {
  const result = await send(session, log, session.dialect.matchUser({ attribute, value }));
  const stop = trouble(session, log, result);
  if (stop !== undefined) return stop;
  const page = pageOf(result);
  if (page === undefined) return refused(log, attribute, result);
  const others = page.resources.filter((resource) => textOf(resource, 'id') !== id);
  const stranger = others.some((resource) => textOf(resource, attribute)?.toLowerCase() !== value.toLowerCase());
  if (stranger) return ignored(log, attribute, page, result);
  if (holds(page, id)) return passed(log, `The filter on ${attribute} brings the person and nobody else.`);
  return ended(log, filterNoMatch.make({ attribute }, [seen(result, `Filter on ${attribute} for the person just created: nobody.`)]), 'go-on');
}

function ignored(log: StepLog, attribute: Attribute, page: ScimPage, result: ScimResult): Ending {
  const count = Math.max(page.resources.length, page.totalResults);
  const text = `Filter on ${attribute}: ${count} came, others than the one named among them.`;
  return ended(log, filterIgnored.make({ attribute, resource: 'Users' }, [seen(result, text)]), 'go-on');
}

function refused(log: StepLog, attribute: Attribute, result: ScimResult): Ending {
  const answer = succeeded(result) ? `${inWords(result)} without a list` : inWords(result);
  const evidence = [seen(result, `Filter on ${attribute}: the server ${answer}.`)];
  // RFC 7644 leaves it to the server what can be filtered; an identity provider that asks by it does not.
  if (attribute === 'externalId') return ended(log, filterExternalIdRefused.make({ seen: answer }, evidence), 'go-on', { rfc: 'warned' });
  return ended(log, filterRefused.make({ attribute, resource: 'Users', seen: answer }, evidence), 'go-on');
}
