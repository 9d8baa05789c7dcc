// Whether the server holds a write to the version it is meant for: a false If-Match must give 412, first to a PATCH that would change nothing,
// then to a PUT of the person as just read. Only then may people be sent by PUT.
import { isJsonObject } from '../../protocols/scim/read-answer.ts';
import type { ScimAnswer } from '../../protocols/scim/types.ts';
import { inWords } from './asking.ts';
import { ifMatchIgnored, stoppedEarly } from './findings.ts';
import type { RerunContext } from './run.ts';
import { readPerson, wholePerson } from './scim-person.ts';
import { patchSchema } from './send-person.ts';

const falseVersion = 'W/"scim-steward-no-such-version"';
const same = (status: 'passed' | 'failed' | 'skipped') => ({ rfc: status, entra: status, okta: status });

export async function checkIfMatch({ job, rerun, store, asker, stop }: RerunContext): Promise<boolean> {
  const stepId = 'if-match';
  job.startStep(stepId);

  function refused(why: string, finding = stoppedEarly.make({ why }, [])): false {
    stop.now({ kind: 'obstacle', words: why });
    job.endStep(stepId, { status: 'failed', verdicts: same('failed'), reason: why, findings: [finding], exchangeIds: [] });
    return false;
  }

  const [person] = await store.next(rerun.id, ['waiting'], 0, 1);
  if (person === undefined) {
    job.endStep(stepId, { status: 'skipped', verdicts: same('skipped'), reason: 'Nobody is left to send.', exchangeIds: [] });
    return true;
  }
  const path = `Users/${encodeURIComponent(person.id)}`;
  const told = await asker.ask({ method: 'GET', path, stepId, purpose: 'Reading the person for the check' }, 'may-stop');
  if (told.kind !== 'answered' || !isJsonObject(told.answer.json)) return refused('The person for the check could not be read.');
  const resource = told.answer.json;
  const name = readPerson(resource, undefined).values.displayName;
  if (name === undefined) return refused('The first person has no display name, so the check cannot be made without changing something.');
  const headers = { 'If-Match': falseVersion };
  const harmless = { schemas: [patchSchema], Operations: [{ op: 'replace', path: 'displayName', value: name }] };
  for (const [method, body] of [
    ['PATCH', harmless],
    ['PUT', wholePerson(resource)],
  ] as const) {
    const answer: ScimAnswer | undefined = await asker
      .ask({ method, path, headers, body, stepId, purpose: `${method} with a false If-Match` }, 'may-stop')
      .then((one) => (one.kind === 'answered' ? one.answer : undefined));
    if (answer === undefined) return refused(`The ${method} with a false If-Match got no answer.`);
    if (answer.status !== 412) {
      const seen = { vantage: 'this desk', text: `${method} with a false If-Match: ${inWords(answer)}`, exchangeId: answer.exchange.id } as const;
      return refused('PUT is not used: the server ignores If-Match.', ifMatchIgnored.make({ method, status: answer.status }, [seen]));
    }
  }
  job.endStep(stepId, {
    status: 'passed',
    verdicts: same('passed'),
    reason: 'A false If-Match was refused with 412, by PATCH and by PUT.',
    exchangeIds: [],
  });
  return true;
}
