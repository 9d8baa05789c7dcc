// What Okta sends: two users when the settings are saved, and a look-up by userName before it makes somebody.
// An empty list or a 404 are both fine for the look-up.
import { eq } from '../../../protocols/scim/filter.ts';
import { ask, conclude, type Judgement, notAList, refusedList, shown, troubleJudgement, written } from '../answers.ts';
import { pagingCountIgnored } from '../findings.ts';
import type { StepContext, StepResult } from '../types.ts';
import { judgeUnmatched } from '../unmatched.ts';
import { evidence } from './evidence.ts';

const asking = ['rfc', 'okta'] as const;

export async function runOktaProbe(context: StepContext): Promise<StepResult> {
  const first = await firstUsers(context);
  if (context.progress.stops.access !== undefined) return conclude(first);
  const filter = eq('userName', `${context.random.word(16)}@${context.random.word(8)}.invalid`);
  const question = { path: 'Users', query: { filter, startIndex: '1', count: '100' }, purpose: 'Okta’s look-up of a user' };
  const reading = await ask(context, question);
  const second = judgeUnmatched(context, reading, {
    resource: 'Users',
    attribute: 'userName',
    asWritten: written(question),
    asking,
    filtering: asking,
  });
  return conclude(
    [...first, ...second],
    'Okta sends GET Users?startIndex=1&count=2 when the settings are saved, and GET Users?filter=userName eq "..."&startIndex=1&count=100 before it makes a user.',
  );
}

async function firstUsers(context: StepContext): Promise<readonly Judgement[]> {
  const question = { path: 'Users', query: { startIndex: '1', count: '2' }, purpose: 'Okta’s test of the settings' };
  const reading = await ask(context, question);
  if (reading.kind === 'trouble') return [...reading.notes, troubleJudgement(reading, asking, 'skipped')];
  const { answer, page, notes } = reading;
  const proof = evidence(context, `${written(question)}: ${shown(answer)}.`, answer.exchange);
  if (answer.status >= 300) return [...notes, refusedList(context, answer, 'Users', written(question), asking)];
  if (page === undefined) return [...notes, notAList(context, answer, 'Users', written(question), asking)];
  if (page.resources.length <= 2)
    return [...notes, { verdicts: { rfc: 'passed', entra: 'skipped', okta: 'passed' }, words: 'The first users are given.' }];
  const finding = pagingCountIgnored.make({ asked: 2, got: page.resources.length }, [proof]);
  return [
    ...notes,
    {
      verdicts: { rfc: 'warned', entra: 'skipped', okta: 'warned' },
      words: `Two users were asked for and ${page.resources.length} came.`,
      findings: [finding],
    },
  ];
}
