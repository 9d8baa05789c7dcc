// Findings across a log, from its failures that nothing ended and from the words of their newest events. Looks at a handful of events a cause, so that a log of
// a million costs no more than one of a thousand.
import type { Finding } from '../../../contract/common.ts';
import type { LogEvent, LogFilter } from '../../../contract/provisioning-log.ts';
import type { FindingKind } from '../../platform/findings/define.ts';
import type { LogStore } from '../../platform/storage/provisioning-log/types.ts';
import {
  deletionsHeldBack,
  flagMissing,
  matchingNotUnique,
  membersOutOfScope,
  nestedGroups,
  quarantined,
  quarantineNear,
  type Seen,
  secretExpired,
  throttled,
} from './findings.ts';
import type { SubjectFailure } from './summary.ts';

interface Sign {
  readonly kind: FindingKind<Seen>;
  /** By the code without its prefix. */
  readonly causes: RegExp;
  /** By the words of the reason, whatever the code. */
  readonly words?: RegExp;
}

/** What a finding is seen from. The wrapper InvalidCredentials carries an inner code, so both are looked for. */
const signs: readonly Sign[] = [
  {
    kind: secretExpired,
    causes: /^(?:InvalidCredentials|CredentialValidationFailure|Unauthorized|application\.integration\.authentication_failure)$/,
    words: /AADSTS7000222|invalid_client|invalid_token|token (?:has |is )?expired|secret (?:has |is )?expired|StatusCode: Unauthorized/i,
  },
  { kind: quarantined, causes: /^(?:Encountered.*|Quarantined?OnDemand|IngestionInterrupted)$/, words: /\bquarantined?\b/i },
  { kind: throttled, causes: /^(?:TooManyRequests|application\.integration\.rate_limit_exceeded)$/, words: /StatusCode: (?:429|TooManyRequests)/i },
  { kind: matchingNotUnique, causes: /^(?:DuplicateTargetEntries|DuplicateSourceEntries|MultipleEntriesInResponse)$/ },
  { kind: membersOutOfScope, causes: /^UnableToResolveReferenceAttributeValue$/ },
  { kind: deletionsHeldBack, causes: /^TooManyDeletes$/, words: /accidental deletion|deletion threshold/i },
  {
    kind: flagMissing,
    causes: /^$/,
    words:
      /(?:active|boolean)[^.]{0,80}(?:string|"False\\?"|“False”)|(?:invalid|unsupported|unknown)[^.]{0,40}\bop(?:eration)?\b[^.]{0,40}(?:Add|Replace|Remove)\b/,
  },
];

const looked = 20;
const mostPairs = 50;

/** Failures of references count for no quarantine. */
const ofReference = ({ operation, cause }: SubjectFailure) => operation.startsWith('member ') || cause === 'UnableToResolveReferenceAttributeValue';

export function findingsAcross(store: LogStore, filter: LogFilter, open: readonly SubjectFailure[], events: number): readonly Finding[] {
  const byCause = new Map<string, SubjectFailure[]>();
  for (const failure of open) {
    const cause = failure.cause ?? '';
    const known = byCause.get(cause);
    if (known === undefined) byCause.set(cause, [failure]);
    else known.push(failure);
  }
  const found = new Map<FindingKind<Seen>, { count: number; sample: LogEvent; job: string | null }>();
  for (const [cause, failures] of byCause) {
    const sample = cause === '' ? [] : store.page({ ...filter, statuses: ['failure'], codes: [cause] }, 0, looked).events;
    for (const { kind, causes, words } of signs) {
      const event = causes.test(cause) ? sample[0] : sample.find(({ reason }) => words?.test(reason ?? '') === true);
      if (event === undefined) continue;
      const before = found.get(kind);
      found.set(kind, { count: (before?.count ?? 0) + failures.length, sample: before?.sample ?? event, job: event.jobId });
    }
  }
  const findings: Finding[] = [...found].map(([kind, { count, sample, job }]) =>
    kind.make({ events: count, job }, [
      { vantage: 'the IdP', text: `${sample.code ?? 'No code'}: ${sample.reason ?? 'no reason'}`.slice(0, 500), at: sample.at },
    ]),
  );
  return [...findings, ...nearQuarantine(open, events), ...nested(store, open)];
}

function nearQuarantine(open: readonly SubjectFailure[], events: number): readonly Finding[] {
  const counting = open.filter((failure) => !ofReference(failure)).length;
  const share = events === 0 ? 0 : counting / events;
  if (counting < 4000 || share < 0.3) return [];
  return [quarantineNear.make({ events: counting, job: null, share }, [{ vantage: 'the IdP', text: `${counting} of ${events} events` }])];
}

/** A member that failed and is itself a group of this log. */
function nested(store: LogStore, open: readonly SubjectFailure[]): readonly Finding[] {
  const members = new Set(open.flatMap(({ operation }) => /^member added (.+)$/s.exec(operation)?.[1] ?? []));
  const names = [...members].slice(0, mostPairs).flatMap((object) => {
    const { events } = store.page({ object, kinds: ['group'] }, 0, 1);
    return events[0] === undefined ? [] : [events[0].from.name ?? object];
  });
  if (names.length === 0) return [];
  return [
    nestedGroups.make({ pairs: names.length, names }, [{ vantage: 'the IdP', text: `Members that are groups: ${names.slice(0, 10).join(', ')}` }]),
  ];
}
