// The overview: does it work, what is failing, what should I do next. Made anew from what is stored; it stores nothing itself.
import type { Overview } from '../../../contract/app.ts';
import type { Handlers } from '../../../contract/calls.ts';
import type { Finding, Run, RunSummary } from '../../../contract/common.ts';
import type { TwoColumnVerdict } from '../../../contract/connection-test.ts';
import type { CredentialCard } from '../../../contract/connections.ts';
import type { Leftover } from '../../../contract/test-sync.ts';
import { mergeFindings } from '../../platform/findings/define.ts';

export interface OverviewDeps {
  readonly selected: () => Promise<CredentialCard | null>;
  readonly recentRuns: (connectionId: string | undefined) => Promise<readonly RunSummary[]>;
  readonly run: (id: string) => Promise<Run | undefined>;
  readonly columns: (connectionId: string) => Promise<TwoColumnVerdict>;
  readonly leftovers: () => Promise<readonly Leftover[]>;
  /** Ids of the connection test's steps, to send the administrator to the right screen. */
  readonly connectionTestSteps: ReadonlySet<string>;
}

type Next = Overview['next'][number];

export function createOverviewFeature(deps: OverviewDeps): Pick<Handlers, 'overview.get'> {
  return {
    'overview.get': async () => {
      const card = await deps.selected();
      const leftovers = [...(await deps.leftovers())];
      const recent = [...(await deps.recentRuns(card?.connection.id))];
      if (card === null) {
        return {
          card,
          headline: 'No connection yet.',
          tone: 'unknown',
          findings: [],
          next: [{ title: 'Begin', text: 'Try the practice tenant, add your connection, or paste an error message.', screen: 'connections' }],
          recent,
          leftovers,
        };
      }
      const ended = recent.filter((run) => run.state !== 'running');
      const test = ended.find((run) => run.kind === 'connection-test' && run.state === 'finished');
      const sync = ended.find((run) => run.kind === 'test-sync' && run.state === 'finished');
      const findings = await currentFindings(deps, [test, sync]);
      const columns = await deps.columns(card.connection.id);
      const errors = findings.filter((finding) => finding.severity === 'error').length;
      return {
        card,
        ...headline({ card, test, sync, errors, columns }),
        findings,
        next: nextSteps({ card, test, sync, findings, leftovers, columns, connectionTestSteps: deps.connectionTestSteps }),
        recent: recent.slice(0, 8),
        leftovers,
      };
    },
  };
}

/** Errors and warnings of the newest run of each kind, one a cause, errors first. */
async function currentFindings(deps: OverviewDeps, newest: readonly (RunSummary | undefined)[]): Promise<Finding[]> {
  const byId = new Map<string, Finding>();
  for (const summary of newest) {
    const run = summary === undefined ? undefined : await deps.run(summary.id);
    for (const finding of run?.findings ?? []) {
      if (finding.severity === 'info') continue;
      const known = byId.get(finding.id);
      byId.set(finding.id, known === undefined ? finding : mergeFindings(known, finding));
    }
  }
  return [...byId.values()].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
}

interface Facts {
  readonly card: CredentialCard;
  readonly test: RunSummary | undefined;
  readonly sync: RunSummary | undefined;
  readonly columns: TwoColumnVerdict;
}

function headline({ test, sync, errors, columns }: Facts & { readonly errors: number }): Pick<Overview, 'headline' | 'tone'> {
  if (test === undefined && sync === undefined) return { headline: 'Not tested yet.', tone: 'unknown' };
  if (errors > 0) return { headline: errors === 1 ? 'One error stands in the way.' : `${errors} errors stand in the way.`, tone: 'bad' };
  return { headline: columns.together, tone: columns.tone };
}

interface NextFacts extends Facts, Pick<OverviewDeps, 'connectionTestSteps'> {
  readonly findings: readonly Finding[];
  readonly leftovers: readonly Leftover[];
}

function nextSteps({ card, test, sync, findings, leftovers, columns, connectionTestSteps }: NextFacts): Next[] {
  const next: Next[] = [];
  if (leftovers.length > 0)
    next.push({
      title: 'Remove what a test sync left',
      text: 'It was cut off, or the server did not remove it. The app knows what it made and can remove exactly that.',
      screen: 'test-sync',
    });
  const worst = findings.find((finding) => finding.severity === 'error');
  const mend: readonly Next[] =
    worst === undefined
      ? []
      : [
          {
            title: 'Mend what fails',
            text: `${worst.title}. ${worst.remedy[0] ?? worst.cause}`,
            screen: worst.stepIds.some((id) => test !== undefined && connectionTestSteps.has(id)) ? 'connection-test' : 'runs',
          },
        ];
  if (card.connection.credentialMode === 'none') {
    next.push(...mend, {
      title: 'Explain an error message',
      text: 'This connection has no SCIM credential. Pasted errors can still be explained.',
      screen: 'support',
    });
    return next;
  }
  if (!card.secret.isSet || card.advice.some((advice) => advice.severity === 'error')) {
    next.push({
      title: 'Complete the connection',
      text: card.secret.isSet ? 'Some settings cannot work as they are.' : 'The secret is not set on this machine.',
      screen: 'connections',
    });
    return next;
  }
  next.push(...mend);
  if (test === undefined)
    next.push({
      title: 'Run the connection test',
      text: 'It reads only, takes a few seconds and says what works, what does not and why.',
      screen: 'connection-test',
    });
  else if (columns.tone === 'unknown' || columns.tone === 'warning')
    next.push({
      title: 'Fill in what your identity provider says',
      text: 'This desk sees one half. Use “Test connection” in the identity provider and enter the outcome.',
      screen: 'connection-test',
    });
  if (test !== undefined && worst === undefined && sync === undefined)
    next.push({
      title: 'Run the test sync',
      text: 'It provisions a throw-away person and group as your identity provider would, and removes them.',
      screen: 'test-sync',
    });
  return next;
}
