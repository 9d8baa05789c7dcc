// A run with everything a report shows, with one text in every place that servers, files or people fill.
import type { Effect, Exchange, Run } from '../../../contract/common.ts';
import type { ReportContent } from '../../../main/features/runs/reports/index.ts';
import { exchange, failed, finding, passed, run } from '../storage/samples.ts';

export function effect(state: Effect['state'], over: Partial<Effect> = {}): Effect {
  return { journalId: `j-${state}`, resourceType: 'User', name: `name-${state}`, state, ...over };
}

export function contentWith(text: string, over: Partial<Run> = {}): ReportContent {
  const answered: Exchange = {
    ...exchange('e1', 1),
    url: `https://example.org/${text}`,
    purpose: text,
    requestHeaders: [[text, text]],
    requestBody: { text, bytes: text.length, truncated: false },
    outcome: {
      kind: 'answered',
      status: 500,
      statusText: text,
      headers: [['Content-Type', text]],
      body: { text, bytes: text.length, truncated: true },
    },
    peer: text,
  };
  const lost: Exchange = {
    ...answered,
    id: 'e2',
    sequence: 2,
    attempt: 2,
    outcome: { kind: 'failed', failure: { layer: 'tcp', code: text, detail: text } },
  };
  const outside: Exchange = { ...answered, id: 'e3', sequence: 3, stepId: 'elsewhere' };
  return {
    appVersion: '1.2.3',
    exchanges: [answered, lost, outside],
    run: run('r1', {
      kind: 'test-sync',
      connectionName: text,
      dialect: 'entra',
      faults: ['scim-500'],
      finishedAt: '2026-01-01T00:01:00.000Z',
      verdict: 'failed',
      verdicts: failed,
      summary: text,
      steps: [
        {
          id: 'token',
          title: text,
          status: 'failed',
          verdicts: failed,
          startedAt: '2026-01-01T00:00:00.000Z',
          durationMs: 1250,
          reason: text,
          wouldSend: text,
          facts: [{ label: text, value: text }],
          exchangeIds: ['e1', 'e2'],
          findingIds: ['scim.server-error'],
        },
        {
          id: 'read',
          title: 'Read',
          status: 'passed',
          verdicts: passed,
          durationMs: 5,
          reason: 'As it was written.',
          facts: [],
          exchangeIds: [],
          findingIds: [],
        },
        {
          id: 'names',
          title: 'Names',
          status: 'warned',
          verdicts: passed,
          durationMs: 5,
          reason: text,
          facts: [],
          exchangeIds: [],
          findingIds: ['scim.server-error'],
        },
        { id: 'gone', title: 'Gone', status: 'skipped', reason: text, stoppedBy: 'token', facts: [], exchangeIds: [], findingIds: [] },
        { id: 'far', title: 'Far', status: 'not-reachable-from-here', reason: text, facts: [], exchangeIds: [], findingIds: [] },
      ],
      findings: [
        {
          ...finding('scim.server-error', text),
          title: text,
          cause: text,
          consequence: text,
          remedy: [text, text],
          verify: text,
          source: { title: text, url: 'https://www.rfc-editor.org/rfc/rfc7644' },
        },
      ],
      effects: [effect('done', { name: text, resourceId: text, note: text }), effect('undone', { resourceId: '2', note: 'removed' })],
      ...over,
    }),
  };
}
