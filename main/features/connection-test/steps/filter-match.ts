// A filter must find exactly the user it names: read one user, ask for it by userName, by externalId, and by userName in another case.
// A server that ignores filters passes every "finds nobody" test on an empty directory; it cannot pass this one.
// People's values stay in the exchanges; findings and reasons name the attribute only.
import { eq } from '../../../protocols/scim/filter.ts';
import { filterIgnored, filterNoMatch, filterUserNameCase } from '../../../protocols/scim/filter-findings.ts';
import { textMember } from '../../../protocols/scim/read-answer.ts';
import type { JsonObject } from '../../../protocols/scim/types.ts';
import { ask, conclude, forColumns, type Judgement, notAList, type Reading, refusedList, shown, troubleJudgement } from '../answers.ts';
import { filterSeveral } from '../findings.ts';
import type { SampleUser, StepContext, StepResult } from '../types.ts';
import { refusedFilter } from '../unmatched.ts';
import { all, type Column, columns } from '../verdicts.ts';
import { evidence } from './evidence.ts';

const firstPage = { path: 'Users', query: { startIndex: '1', count: '5' }, purpose: 'a user to look for' };
const wouldSend =
  'The identity provider looks for each person by filter before it makes an account; a filter that does not match makes duplicates or 409 answers.';

export async function runFilterMatch(context: StepContext): Promise<StepResult> {
  const listed = await ask(context, firstPage);
  if (listed.kind === 'trouble') return conclude([...listed.notes, troubleJudgement(listed)], wouldSend);
  const { answer, page, notes } = listed;
  if (answer.status >= 300) return conclude([...notes, refusedList(context, answer, 'Users', 'GET Users?startIndex=1&count=5')], wouldSend);
  if (page === undefined) return conclude([...notes, notAList(context, answer, 'Users', 'GET Users?startIndex=1&count=5')], wouldSend);
  const sample = sampleFrom(page.resources);
  if (sample === undefined) {
    const reason = 'Not provable yet: the server shows no user to look for. The test sync makes one and proves it.';
    return { ...conclude(notes, wouldSend), verdicts: all('skipped'), reason };
  }
  return conclude([...notes, ...(await lookFor(context, sample))], wouldSend);
}

/** Any user with a userName, one with an externalId if there is one: the first listed need not be a person. */
function sampleFrom(users: readonly JsonObject[]): SampleUser | undefined {
  const samples = users.flatMap((user): readonly SampleUser[] => {
    const id = textMember(user, 'id');
    const userName = textMember(user, 'userName');
    const externalId = textMember(user, 'externalId');
    if (id === undefined || userName === undefined || userName === '') return [];
    return [{ id, userName, ...(externalId === undefined || externalId === '' ? {} : { externalId }) }];
  });
  return samples.find((sample) => sample.externalId !== undefined) ?? samples[0];
}

async function lookFor(context: StepContext, sample: SampleUser): Promise<readonly Judgement[]> {
  const byName = await look(context, sample, 'userName', sample.userName);
  const judged = [...byName.judgements];
  const mayAskMore = () => context.progress.stops.access === undefined;
  const otherCase = swapCase(sample.userName);
  if (byName.found && otherCase !== sample.userName && mayAskMore()) judged.push(...(await lookInOtherCase(context, sample, otherCase)));
  if (sample.externalId !== undefined && mayAskMore()) judged.push(...(await look(context, sample, 'externalId', sample.externalId)).judgements);
  else if (sample.externalId === undefined) judged.push(withoutExternalId(context));
  return judged;
}

/** Not seen is not passed: where Entra matches by externalId first, the column stays short of green. */
function withoutExternalId(context: StepContext): Judgement {
  const words = 'The users read have no externalId, so a match by it was not seen; the test sync proves it.';
  return { verdicts: { rfc: 'passed', entra: context.connection.matchingAttribute === 'externalId' ? 'warned' : 'passed', okta: 'passed' }, words };
}

/** Every letter from A to Z in its other case; others stay, since their rules differ (ß, ı). */
export const swapCase = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()));

type Sight = 'exactly' | 'nobody' | 'namesakes' | 'others' | 'unclear';

const sameValue = (user: JsonObject, attribute: Attribute, value: string): boolean => {
  const own = textMember(user, attribute);
  return attribute === 'userName' ? own?.toLowerCase() === value.toLowerCase() : own === value;
};

/** `namesakes`: every user who came carries the value, and there are several. */
function sight(reading: Reading, { id }: SampleUser, attribute: Attribute, value: string): Sight {
  if (reading.kind === 'trouble') return 'unclear';
  if (reading.answer.status === 404) return 'nobody';
  if (reading.page === undefined) return 'unclear';
  const ids = reading.page.resources.map((user) => textMember(user, 'id'));
  if (ids.length === 0) return 'nobody';
  if (ids.every((one) => one === id)) return 'exactly';
  return ids.includes(id) && reading.page.resources.every((user) => sameValue(user, attribute, value)) ? 'namesakes' : 'others';
}

type Attribute = 'userName' | 'externalId';

/** Entra matches by both (externalId first, then userName); Okta by userName. */
const filteringBy = (attribute: Attribute): readonly Column[] => (attribute === 'userName' ? columns : ['rfc', 'entra']);

async function look(
  context: StepContext,
  sample: SampleUser,
  attribute: Attribute,
  value: string,
): Promise<{ readonly found: boolean; readonly judgements: readonly Judgement[] }> {
  const asWritten = `GET Users?filter=${attribute} eq "..."`;
  const reading = await ask(
    context,
    { path: 'Users', query: { filter: eq(attribute, value) }, purpose: `a filter on ${attribute} that must match` },
    asWritten,
  );
  const concerned = filteringBy(attribute);
  if (reading.kind === 'trouble') return { found: false, judgements: [...reading.notes, troubleJudgement(reading)] };
  const { answer, notes } = reading;
  const proof = (text: string) => [evidence(context, `${asWritten} for a user of the list: ${text}`, answer.exchange)];
  const judged = (judgement: Judgement) => ({ found: false, judgements: [...notes, judgement] });
  switch (sight(reading, sample, attribute, value)) {
    case 'exactly':
      return { found: true, judgements: [...notes, { verdicts: all('passed'), words: `A filter on ${attribute} finds exactly the user it names.` }] };
    case 'namesakes': {
      const got = reading.page?.resources.length ?? 0;
      const finding = filterSeveral.make({ attribute, got }, proof(`${got} users came, and each of them carries this value.`));
      const words = `A filter on ${attribute} finds ${got} users who share the value.`;
      return { found: true, judgements: [...notes, { verdicts: forColumns('warned', concerned, 'passed'), words, findings: [finding] }] };
    }
    case 'others': {
      const got = reading.page?.resources.length ?? 0;
      const finding = filterIgnored.make({ attribute, resource: 'Users' }, proof(`${got} users came, others among them.`));
      return judged({
        verdicts: all('failed'),
        words: `A filter on ${attribute} gives ${got} users, others among them: it is ignored.`,
        findings: [finding],
      });
    }
    case 'nobody': {
      const finding = filterNoMatch.make({ attribute }, proof(`${shown(answer)}, and nobody came.`));
      return judged({
        verdicts: forColumns('failed', concerned, 'passed'),
        words: `A filter on ${attribute} does not find the user it names.`,
        findings: [finding],
      });
    }
    case 'unclear': {
      if (answer.status < 300) return judged(notAList(context, answer, 'Users', asWritten));
      const asked = { resource: 'Users', attribute, asWritten, asking: columns, filtering: concerned } as const;
      return judged(refusedFilter(asked, shown(answer), proof(`${shown(answer)}.`)));
    }
  }
}

async function lookInOtherCase(context: StepContext, sample: SampleUser, otherCase: string): Promise<readonly Judgement[]> {
  const asWritten = 'GET Users?filter=userName eq "..." in another case';
  const question = { path: 'Users', query: { filter: eq('userName', otherCase) }, purpose: 'a filter on userName in another case' };
  const reading = await ask(context, question, asWritten);
  if (reading.kind === 'trouble') return [...reading.notes, troubleJudgement(reading)];
  const seen = sight(reading, sample, 'userName', otherCase);
  if (seen === 'exactly' || seen === 'namesakes') return [...reading.notes, { verdicts: all('passed'), words: 'userName is compared without case.' }];
  const finding = filterUserNameCase.make({}, [
    evidence(context, `${asWritten}: ${shown(reading.answer)}, and the user did not come.`, reading.answer.exchange),
  ]);
  return [...reading.notes, { verdicts: all('failed'), words: 'The same userName in another case does not find the user.', findings: [finding] }];
}
