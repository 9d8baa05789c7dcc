// Two pages of one user each: the second must hold another user. Okta pages through everybody; Entra does not page in provisioning.
import { observed } from '../../../platform/observations.ts';
import { textMember } from '../../../protocols/scim/read-answer.ts';
import type { JsonObject } from '../../../protocols/scim/types.ts';
import { ask, conclude, type Judgement, notAList, type Reading, refusedList, troubleJudgement, written } from '../answers.ts';
import { pagingRepeats } from '../findings.ts';
import type { StepContext, StepResult } from '../types.ts';
import { all } from '../verdicts.ts';
import { evidence } from './evidence.ts';

const asking = ['rfc', 'okta'] as const;
const wouldSend = 'Okta reads all users page by page, startIndex growing by 100.';

const page = (startIndex: number) => ({
  path: 'Users',
  query: { startIndex: String(startIndex), count: '1' },
  purpose: `page ${startIndex} of one user each`,
});

export async function runPaging(context: StepContext): Promise<StepResult> {
  const one = await ask(context, page(1));
  const before = judgePage(context, one, page(1));
  const first = idsOf(one)[0];
  const total = one.kind === 'answer' ? (one.page?.totalResults ?? 0) : 0;
  if (one.kind === 'trouble' || one.page === undefined) return conclude(before, wouldSend);
  if (total < 2 || first === undefined) {
    const reason = `Not provable yet: the server shows ${total === 1 ? 'one user' : 'fewer than two users'}. Run it again when there are two.`;
    return { ...conclude(one.notes, wouldSend), verdicts: all('skipped'), reason };
  }
  const two = await ask(context, page(2));
  return conclude([...before, ...judgePage(context, two, page(2)), ...judgeSecond(context, two, first)], wouldSend);
}

const idsOf = (reading: Reading): readonly string[] =>
  reading.kind === 'answer' ? (reading.page?.resources ?? []).map((user: JsonObject) => textMember(user, 'id') ?? '').filter((id) => id !== '') : [];

function judgePage(context: StepContext, reading: Reading, question: ReturnType<typeof page>): readonly Judgement[] {
  if (reading.kind === 'trouble') return [...reading.notes, troubleJudgement(reading, asking, 'skipped')];
  const { answer, notes } = reading;
  if (reading.page !== undefined) return notes;
  if (answer.status < 300) return [...notes, notAList(context, answer, 'Users', written(question), asking)];
  return [...notes, refusedList(context, answer, 'Users', written(question), asking)];
}

function judgeSecond(context: StepContext, reading: Reading, first: string): readonly Judgement[] {
  if (reading.kind === 'trouble' || reading.page === undefined) return [];
  const [second] = idsOf(reading);
  if (second !== undefined && second !== first)
    return [
      {
        verdicts: { rfc: 'passed', entra: 'skipped', okta: 'passed' },
        words: 'Page two holds another user than page one.',
        facts: [observed('paging', 'yes, page two holds another person')],
      },
    ];
  const { startIndex } = reading.page;
  const text =
    second === undefined
      ? `startIndex=2 gives nobody, though there are ${reading.page.totalResults} users.`
      : `startIndex=2 gives the user of startIndex=1${startIndex === undefined ? '' : `, and says startIndex ${startIndex}`}.`;
  const finding = pagingRepeats.make({ empty: second === undefined }, [evidence(context, text, reading.answer.exchange)]);
  return [
    {
      verdicts: { rfc: 'failed', entra: 'skipped', okta: 'failed' },
      words: text,
      findings: [finding],
      facts: [observed('paging', second === undefined ? 'no, page two is empty' : 'no, every page is page one')],
    },
  ];
}
