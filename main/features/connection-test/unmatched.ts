// Judges the answer to a filter that can match nobody: RFC 7644 3.4.2 wants 200 and an empty list. A 404 is what Entra fails on and Okta tolerates;
// a filled list means that the filter was ignored; a 400 that the attribute cannot be filtered.

import { filterExternalIdRefused, filterIgnored, filterRefused, probeUnmatchedFilter404 } from '../../protocols/scim/filter-findings.ts';
import { forColumns, type Judgement, notAList, type Reading, shown, troubleJudgement } from './answers.ts';
import { notFoundFinding } from './scim-trouble.ts';
import { evidence } from './steps/evidence.ts';
import type { StepContext } from './types.ts';
import type { Column } from './verdicts.ts';

export interface Unmatched {
  readonly resource: 'Users' | 'Groups';
  readonly attribute: string;
  readonly asWritten: string;
  /** The columns whose identity provider asks this, or whose standard rules it. */
  readonly asking: readonly Column[];
  /** Columns that filter on this attribute: for the others a refusal does not matter. */
  readonly filtering: readonly Column[];
}

export function judgeUnmatched(context: StepContext, reading: Reading, asked: Unmatched): readonly Judgement[] {
  if (reading.kind === 'trouble') return [...reading.notes, troubleJudgement(reading, asked.asking, 'skipped')];
  return [...reading.notes, judge(context, reading, asked)];
}

function judge(context: StepContext, { answer, page }: Extract<Reading, { kind: 'answer' }>, asked: Unmatched): Judgement {
  const { resource, attribute, asWritten, asking } = asked;
  const proof = evidence(context, `${asWritten}: ${shown(answer)}.`, answer.exchange);
  if (answer.status === 404) {
    if (resource === 'Users' && context.progress.usersEndpoint === 'missing')
      return {
        verdicts: forColumns('failed', asking, 'skipped'),
        words: 'There are no users at this SCIM URL (404).',
        findings: [notFoundFinding(context, answer, asWritten)],
      };
    const tolerant: readonly Column[] = asking.filter((column) => column !== 'okta');
    return {
      verdicts: { ...forColumns('failed', tolerant, 'skipped'), okta: asking.includes('okta') ? 'passed' : 'skipped' },
      words: 'A filter that matches nobody is answered 404 instead of 200 with an empty list. Entra takes that for a broken server; Okta accepts it.',
      findings: [probeUnmatchedFilter404.make({ attribute, resource }, [proof])],
    };
  }
  if (answer.status >= 300) return refusedFilter(asked, shown(answer), [proof]);
  if (page === undefined) return notAList(context, answer, resource, asWritten, asking);
  const got = Math.max(page.resources.length, page.totalResults);
  if (got === 0) return { verdicts: forColumns('passed', asking, 'skipped'), words: 'A value that nobody has gives 200 and an empty list.' };
  const counted = evidence(
    context,
    `${asWritten}: answered 200 with ${page.resources.length} entries, totalResults ${page.totalResults}.`,
    answer.exchange,
  );
  return {
    verdicts: forColumns('failed', asking, 'skipped'),
    words: `A value that nobody has finds ${got} ${resource.toLowerCase()}: the filter is ignored.`,
    findings: [filterIgnored.make({ attribute, resource }, [counted])],
  };
}

/** The server cannot filter on this attribute. RFC 7644 leaves filters to the server, so the RFC's own column only warns. */
export function refusedFilter(
  { attribute, resource, asking, filtering }: Unmatched,
  seen: string,
  proof: Parameters<typeof filterIgnored.make>[1],
): Judgement {
  const failing = filtering.filter((column) => column !== 'rfc' && asking.includes(column));
  const verdicts = { ...forColumns('failed', failing, 'passed'), rfc: 'warned' } as const;
  const kept = {
    rfc: verdicts.rfc,
    entra: asking.includes('entra') ? verdicts.entra : 'skipped',
    okta: asking.includes('okta') ? verdicts.okta : 'skipped',
  } as const;
  const finding =
    attribute === 'externalId' ? filterExternalIdRefused.make({ seen }, proof) : filterRefused.make({ attribute, resource, seen }, proof);
  return { verdicts: kept, words: `A filter on ${attribute} is refused (${seen}).`, findings: [finding] };
}
