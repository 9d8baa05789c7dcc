import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../contract/common.ts';
import { joinDocuments } from '../../../main/cli/document.ts';
import { localTime } from '../../../main/cli/local-time.ts';
import { atMost, runText, wrap } from '../../../main/cli/report.ts';
import { neverMade } from '../../../main/platform/runs/effects.ts';
import { run } from '../storage/samples.ts';
import { plainTerminal } from './in-process.ts';

type Document = Parameters<typeof joinDocuments>[1][number];
const document = (verdicts: Document['verdicts'], rest: Partial<Document> = {}): Document => ({
  command: 'check',
  connection: 'Foundry',
  verdict: verdicts.entra,
  verdicts,
  steps: [],
  findings: [],
  created: [],
  removed: [],
  left: [],
  observations: [],
  ...rest,
});

describe('one document of several runs', () => {
  it('has the worst verdict alone and for each audience, and lists what all of them list', () => {
    const first = document({ rfc: 'passed', entra: 'passed', okta: 'failed' }, { steps: [1], created: ['a'] });
    const second = document({ rfc: 'warned', entra: 'failed', okta: 'skipped' }, { steps: [2], left: ['a'] });
    expect(joinDocuments('cleanup', [first, second])).toEqual({
      command: 'cleanup',
      connection: 'Foundry',
      verdict: 'failed',
      verdicts: { rfc: 'warned', entra: 'failed', okta: 'failed' },
      steps: [1, 2],
      findings: [],
      created: ['a'],
      removed: [],
      left: ['a'],
      observations: [],
    });
  });

  it('has one finding for one cause, with all that was seen and the worse severity', () => {
    const finding = (severity: 'error' | 'warning', seen: string) => ({
      id: 'token.slow',
      severity,
      title: 't',
      cause: 'c',
      remedy: [],
      actor: 'you' as const,
      evidence: [{ vantage: 'this desk' as const, text: seen }],
      source: { title: 's' },
    });
    const verdicts = { rfc: 'passed', entra: 'passed', okta: 'passed' } as const;
    const documents = [finding('warning', 'one'), finding('error', 'two')].map((one) => document(verdicts, { findings: [one] }));
    expect(joinDocuments('practice', documents)?.findings).toEqual([
      { ...finding('error', 'one'), evidence: [...finding('error', 'one').evidence, ...finding('error', 'two').evidence] },
    ]);
  });

  it('does not pass for an audience that one of them did not judge', () => {
    const [judged, not] = [
      document({ rfc: 'passed', entra: 'passed', okta: 'passed' }),
      document({ rfc: 'passed', entra: 'passed', okta: 'skipped' }),
    ];
    expect(joinDocuments('practice', [judged, not])?.verdicts).toEqual({ rfc: 'passed', entra: 'passed', okta: 'skipped' });
  });
});

describe('a time in the terminal', () => {
  it('is readable and names its zone', () => {
    expect(localTime('2026-11-23T20:05:09.000Z', 'UTC')).toBe('23 Nov 2026, 20:05 UTC');
    expect(localTime('2026-11-23T20:05:09.000Z', 'Asia/Tokyo')).toBe('24 Nov 2026, 05:05 GMT+9');
    expect(localTime('soon')).toBe('soon');
  });
});

describe('what a run made and removed', () => {
  const effect = (state: Effect['state'], more: Partial<Effect> = {}): Effect => ({
    journalId: 'j',
    resourceType: 'User',
    name: 'n',
    state,
    ...more,
  });
  const effects = [effect('undone', { resourceId: '1' }), effect('undone', { note: `${neverMade}: refused` }), effect('done', { resourceId: '2' })];

  it('counts what was made, not what was tried', () => {
    expect(runText(run('r', { kind: 'test-sync', effects }), plainTerminal(), 'steps-seen')).toContain('Made 2 and removed 1 throw-away objects.');
  });

  it('says of a clean-up how much of what was left is gone', () => {
    expect(runText(run('r', { kind: 'clean-up', effects }), plainTerminal(), 'steps-seen')).toContain('Of 2 things left behind 1 is gone.');
  });
});

describe('a list in the terminal', () => {
  it('that would fill the screen says how many more there are, and where', () => {
    expect(atMost(3, ['a', 'b', 'c'], 'there')).toEqual(['a', 'b', 'c']);
    expect(atMost(3, ['a', 'b', 'c', 'd'], 'there')).toEqual(['a', 'b', '… and 2 more there']);
  });

  it('hangs under its first word and stays within the width', () => {
    const lines = wrap(`- ${'word '.repeat(60).trim()}`, '  ', '    ').split('\n');
    expect(lines[1]).toMatch(/^ {4}word/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
