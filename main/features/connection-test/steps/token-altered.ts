// Does the server check the token at all? An altered one must be refused, and the true one accepted right after.
// Asked of Users: ServiceProviderConfig may be public (RFC 7644 section 4).
import { readPage } from '../../../protocols/scim/read-answer.ts';
import { ask, conclude, type Judgement, notAList, read, shown, troubleJudgement } from '../answers.ts';
import { tokenAlteredAccepted } from '../findings.ts';
import { notFoundFinding } from '../scim-trouble.ts';
import type { StepContext, StepResult } from '../types.ts';
import { all } from '../verdicts.ts';
import { alterToken } from './alter-token.ts';
import { evidence } from './evidence.ts';

const query = { startIndex: '1', count: '1' };
const path = 'Users?startIndex=1&count=1';

export async function runTokenAltered(context: StepContext): Promise<StepResult> {
  const altered = await alteredToken(context);
  if (context.progress.stops.access !== undefined) return conclude(altered);
  return conclude([...altered, ...(await trueToken(context))]);
}

async function alteredToken(context: StepContext): Promise<readonly Judgement[]> {
  const { progress, stepId, reporter } = context;
  if (progress.scim === undefined || progress.token === undefined) throw new Error('The altered-token step ran without a token.');
  const token = alterToken(progress.token.value);
  const result = await progress.scim.requestWithToken(token, 'GET', path, {
    purpose: 'altered token: must be refused',
    stepId,
    signal: reporter.signal,
  });
  if (result.kind === 'answered') {
    if (result.status === 401) return [{ verdicts: all('passed'), words: 'An altered token is refused with 401.' }];
    // Only a list of users shows that the token opened something: a log-in page is answered with 200 to everybody.
    if (readPage(result) !== undefined) {
      const finding = tokenAlteredAccepted.make({ status: result.status }, [
        evidence(context, `GET ${path} with an altered token: ${shown(result)}.`, result.exchange),
      ]);
      return [{ verdicts: all('failed'), words: `An altered token is accepted (${result.status}).`, findings: [finding] }];
    }
    // RFC 6750 section 3.1: invalid_token is answered 401. Another refusal is still a refusal.
    if (result.status >= 400 && result.status < 500 && result.status !== 429)
      return [
        {
          verdicts: { rfc: 'warned', entra: 'passed', okta: 'passed' },
          words: `An altered token is refused, with ${result.status} where RFC 6750 asks for 401.`,
        },
      ];
  }
  const reading = read(context, result, `GET ${path} with an altered token`);
  return reading.kind === 'trouble' ? [...reading.notes, troubleJudgement(reading)] : reading.notes;
}

async function trueToken(context: StepContext): Promise<readonly Judgement[]> {
  const { progress } = context;
  const reading = await ask(context, { path: 'Users', query, purpose: 'true token: must be accepted' });
  if (reading.kind === 'trouble') return [...reading.notes, troubleJudgement(reading)];
  const { answer, page, notes } = reading;
  if (answer.status === 404) {
    progress.usersEndpoint = 'missing';
    return [
      ...notes,
      {
        verdicts: all('failed'),
        words: 'The list of users is not found at this SCIM URL (404).',
        findings: [notFoundFinding(context, answer, `GET ${path}`)],
      },
    ];
  }
  progress.usersEndpoint = 'answers';
  if (page !== undefined) {
    const facts = [{ label: 'Users on the server', value: String(page.totalResults) }];
    return [...notes, { verdicts: all('passed'), words: 'The true token is accepted right after.', facts }];
  }
  if (answer.status < 300) return [...notes, notAList(context, answer, 'Users', `GET ${path}`)];
  return [
    ...notes,
    {
      verdicts: { rfc: 'warned', entra: 'passed', okta: 'passed' },
      words: `The true token is accepted; the plain list of users is refused (${shown(answer)}).`,
    },
  ];
}
