// Groups, as Entra asks (a filter on a random displayName, without members) and as Okta lists them.
// A missing endpoint is told apart from a 404 for "nothing matched" by asking for the plain list as well.
import { eq } from '../../../protocols/scim/filter.ts';
import { groupsEndpointMissing } from '../../../protocols/scim/filter-findings.ts';
import { ask, conclude, type Judgement, notAList, type Reading, refusedList, shown, troubleJudgement, written } from '../answers.ts';
import { notFoundFinding } from '../scim-trouble.ts';
import type { StepContext, StepResult } from '../types.ts';
import { judgeUnmatched } from '../unmatched.ts';
import { evidence } from './evidence.ts';

const missingStatuses: ReadonlySet<number> = new Set([404, 405, 501]);
const asEntra = ['rfc', 'entra'] as const;
const asOkta = ['rfc', 'okta'] as const;

export async function runGroupsProbe(context: StepContext): Promise<StepResult> {
  const wouldSend = 'Entra sends GET Groups?excludedAttributes=members&filter=displayName eq "..."; Okta sends GET Groups?startIndex=1&count=100.';
  const list = { path: 'Groups', query: { startIndex: '1', count: '100' }, purpose: 'Okta’s list of groups' };
  const listed = await ask(context, list);
  if (context.progress.stops.access !== undefined) return conclude(judgeList(context, listed, written(list)), wouldSend);
  const filter = eq('displayName', `scim-steward-${context.random.uuid()}`);
  const probe = { path: 'Groups', query: { excludedAttributes: 'members', filter }, purpose: 'Entra’s look-up of a group' };
  const probed = await ask(context, probe);
  if (isMissing(listed) && isMissing(probed)) return conclude([...listed.notes, missing(context, listed)], wouldSend);
  const unmatched = { resource: 'Groups', attribute: 'displayName', asWritten: written(probe), asking: asEntra, filtering: asEntra } as const;
  return conclude([...judgeList(context, listed, written(list)), ...judgeUnmatched(context, probed, unmatched)], wouldSend);
}

type Answered = Extract<Reading, { kind: 'answer' }>;

const isMissing = (reading: Reading): reading is Answered => reading.kind === 'answer' && missingStatuses.has(reading.answer.status);

function missing(context: StepContext, { answer }: Answered): Judgement {
  // Nothing at all is found at this address: that is the cause, not the groups.
  if (context.progress.usersEndpoint === 'missing')
    return { ...refusedList(context, answer, 'Groups', 'GET Groups'), findings: [notFoundFinding(context, answer, 'GET Groups')] };
  const finding = groupsEndpointMissing.make({ seen: shown(answer) }, [evidence(context, `GET Groups: ${shown(answer)}.`, answer.exchange)]);
  // RFC 7644 does not oblige a server to have groups, and Okta asks only where groups are pushed; Entra asks in every test.
  return {
    verdicts: { rfc: 'warned', entra: 'failed', okta: 'warned' },
    words: `There are no groups at this SCIM URL (${shown(answer)}).`,
    findings: [finding],
  };
}

function judgeList(context: StepContext, reading: Reading, asWritten: string): readonly Judgement[] {
  if (reading.kind === 'trouble') return [...reading.notes, troubleJudgement(reading, asOkta, 'skipped')];
  const { answer, page, notes } = reading;
  if (isMissing(reading)) return [...notes, missing(context, reading)];
  if (answer.status < 300 && page === undefined) return [...notes, notAList(context, answer, 'Groups', asWritten, asOkta)];
  if (page === undefined)
    return [...notes, { verdicts: { rfc: 'warned', entra: 'skipped', okta: 'warned' }, words: `The list of groups is refused (${shown(answer)}).` }];
  return [
    ...notes,
    {
      verdicts: { rfc: 'passed', entra: 'skipped', okta: 'passed' },
      words: 'Groups are given.',
      facts: [{ label: 'Groups on the server', value: String(page.totalResults) }],
    },
  ];
}
