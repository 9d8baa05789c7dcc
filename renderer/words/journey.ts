// Where a connection stands on the way from entered to proven: four stations, read from what main said. No judgement is made here.
import type { Overview } from '../../contract/app.ts';
import type { StepStatus } from '../../contract/common.ts';
import type { IdpReport } from '../../contract/connection-test.ts';
import type { Screen } from '../state/routes.ts';

export interface Station {
  readonly title: string;
  readonly text: string;
  readonly state: StepStatus | 'pending' | 'running';
  readonly screen: Screen;
}

/** The stations in order; a station without a result is `pending`. */
export function journey(overview: Overview, report: IdpReport | null | undefined): Station[] {
  const { card } = overview;
  const test = overview.recent.find((run) => run.kind === 'connection-test' && run.connectionId === card?.connection.id);
  const sync = overview.recent.find((run) => run.kind === 'test-sync' && run.connectionId === card?.connection.id);
  const faulty = card?.advice.some((advice) => advice.severity === 'error') ?? true;
  const ready = card !== null && !faulty && (card.secret.isSet || card.connection.credentialMode === 'none');
  return [
    {
      title: 'Connection',
      text: ready ? 'Entered' : faulty ? 'A field needs attention' : 'The secret is missing',
      state: ready ? 'passed' : 'warned',
      screen: 'connections',
    },
    {
      title: 'From this desk',
      text: test === undefined ? 'Not tested' : said(test.state === 'running' ? 'running' : test.verdict),
      state: stateOf(test),
      screen: 'connection-test',
    },
    { title: 'From your IdP', text: reported(report), state: reportState(report), screen: 'connection-test' },
    {
      title: 'Test sync',
      text: sync === undefined ? 'Not tried' : said(sync.state === 'running' ? 'running' : sync.verdict),
      state: stateOf(sync),
      screen: 'test-sync',
    },
  ];
}

function stateOf(run: Overview['recent'][number] | undefined): Station['state'] {
  if (run === undefined) return 'pending';
  return run.state === 'running' ? 'running' : (run.verdict ?? 'skipped');
}

function said(verdict: StepStatus | 'running' | undefined): string {
  if (verdict === 'running') return 'Running';
  if (verdict === 'passed') return 'Works';
  if (verdict === 'warned') return 'Works, with warnings';
  if (verdict === 'failed') return 'Fails';
  if (verdict === 'not-reachable-from-here') return 'Not reachable from here';
  return 'Not finished';
}

function reported(report: IdpReport | null | undefined): string {
  if (!report || report.outcome === 'not-tried') return 'Not reported';
  return report.outcome === 'success' ? 'Works' : 'Fails';
}

function reportState(report: IdpReport | null | undefined): Station['state'] {
  if (!report || report.outcome === 'not-tried') return 'pending';
  return report.outcome === 'success' ? 'passed' : 'failed';
}
