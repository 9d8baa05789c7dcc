// A run as an administrator reads it in a terminal: the steps, then each finding with what to do, then what was made and removed.
// Text from servers is stripped of control characters, so that an answer cannot drive the terminal.
import { stripVTControlCharacters } from 'node:util';
import type { Explanation } from '../../contract/app.ts';
import type { Finding, Run, RunSummary, Step, StepStatus } from '../../contract/common.ts';
import { wasMade, wasNeverMade } from '../platform/runs/effects.ts';
import { localTime } from './local-time.ts';
import type { Terminal, Tone } from './terminal.ts';

const marks: Readonly<Record<Step['status'], { readonly mark: string; readonly tone: Tone; readonly word: string }>> = {
  passed: { mark: '✓', tone: 'good', word: 'passed' },
  warned: { mark: '!', tone: 'warning', word: 'warning' },
  failed: { mark: '✗', tone: 'bad', word: 'failed' },
  skipped: { mark: '–', tone: 'muted', word: 'skipped' },
  'not-reachable-from-here': { mark: '?', tone: 'warning', word: 'not reachable from here' },
  pending: { mark: '·', tone: 'muted', word: 'not started' },
  running: { mark: '…', tone: 'muted', word: 'running' },
};

const severityTones: Readonly<Record<Finding['severity'], Tone>> = { error: 'bad', warning: 'warning', info: 'muted' };

/** Control characters and escape sequences removed, line breaks kept as blanks. */
export function clean(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '');
}

/** Lines of at most `width`; those after the first begin with `hanging`, so that a numbered line stays one block. */
export function wrap(text: string, indent: string, hanging: string = indent, width = 100): string {
  const lines: string[] = [];
  let line = '';
  for (const word of clean(text).split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width - Math.max(indent.length, hanging.length)) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((entry, index) => `${index === 0 ? indent : hanging}${entry}`).join('\n');
}

export function duration(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '';
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The first of many lines, and how many more there are where. */
export function atMost(most: number, lines: readonly string[], where: string): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `… and ${lines.length - most + 1} more ${where}`];
}

export function stepLine(step: Step, terminal: Terminal, ofReason: 'new' | 'said-before' = 'new'): string {
  const { mark, tone, word } = marks[step.status];
  const said = ofReason === 'said-before' ? `${word}, reason as above` : word;
  const head = `${terminal.paint(tone, mark)} ${step.title.padEnd(58)} ${terminal.paint(tone, said)}`;
  const ran = step.durationMs !== undefined && step.status !== 'skipped';
  const time = ran ? terminal.paint('muted', `  ${duration(step.durationMs)}`) : '';
  const tellsWhy = step.status !== 'passed' && step.reason !== undefined && ofReason === 'new';
  const reason = tellsWhy ? `\n${terminal.paint('muted', wrap(step.reason ?? '', '    '))}` : '';
  const told = step.facts.map((fact) => `${fact.label}: ${clean(fact.value)}`);
  const facts = atMost(12, told, 'in the report')
    .map((fact) => `\n    ${terminal.paint('muted', fact)}`)
    .join('');
  return `${head}${time}${reason}${facts}`;
}

/** Tells steps one after the other: why some did not run is said with the first of them. */
export function stepTeller(terminal: Terminal): (step: Step) => string {
  const told = new Set<string>();
  return (step) => {
    const reason = step.status === 'skipped' ? step.reason : undefined;
    const same = reason !== undefined && told.has(reason);
    if (reason !== undefined) told.add(reason);
    return stepLine(step, terminal, same ? 'said-before' : 'new');
  };
}

export function findingText(finding: Finding, terminal: Terminal): string {
  const lines = [
    `${terminal.paint(severityTones[finding.severity], `${finding.severity.toUpperCase()}  ${clean(finding.title)}`)}  ${terminal.paint('muted', finding.id)}`,
    wrap(finding.cause, '  '),
  ];
  if (finding.consequence !== undefined) lines.push(wrap(`What follows: ${finding.consequence}`, '  '));
  lines.push(`  What to do (${finding.actor}):`, ...finding.remedy.map((line, index) => wrap(`${index + 1}. ${line}`, '    ', '       ')));
  if (finding.verify !== undefined) lines.push(wrap(`Mended when: ${finding.verify}`, '  '));
  for (const evidence of finding.evidence.slice(0, 4))
    lines.push(terminal.paint('muted', wrap(`Seen from ${evidence.vantage}: ${evidence.text}`, '  ')));
  if (finding.evidence.length > 4)
    lines.push(
      terminal.paint(
        'muted',
        `  … and ${finding.evidence.length - 4} more ${finding.evidence.length === 5 ? 'observation' : 'observations'} in the report`,
      ),
    );
  lines.push(terminal.paint('muted', `  Source: ${finding.source.title}${finding.source.url === undefined ? '' : ` ${finding.source.url}`}`));
  return lines.join('\n');
}

/** A clean-up makes nothing: its effects are what another run left. */
function effectLines({ kind, effects }: Pick<Run, 'kind' | 'effects'>): string[] {
  const real = effects.filter((effect) => !wasNeverMade(effect));
  if (real.length === 0) return [];
  const removed = real.filter((effect) => effect.state === 'undone').length;
  const left = real.filter((effect) => effect.state !== 'undone');
  const lines = [
    kind === 'clean-up'
      ? `Of ${real.length} ${real.length === 1 ? 'thing' : 'things'} left behind ${removed} ${removed === 1 ? 'is' : 'are'} gone.`
      : `Made ${real.filter(wasMade).length} and removed ${removed} throw-away ${real.length === 1 ? 'object' : 'objects'}.`,
  ];
  if (left.length > 0)
    lines.push(
      'STILL THERE:',
      ...left.map((effect) =>
        wrap(
          `${effect.resourceType} ${effect.name}${effect.resourceId === undefined ? '' : ` (id ${effect.resourceId})`}${effect.note === undefined ? '' : `: ${effect.note}`}`,
          '  ',
        ),
      ),
    );
  return lines;
}

/** The whole result of a run; its steps only where they were not just seen on stderr. */
export function runText(run: Run, terminal: Terminal, seen: 'steps-seen' | 'steps-not-seen'): string {
  const order: Readonly<Record<Finding['severity'], number>> = { error: 0, warning: 1, info: 2 };
  const findings = [...run.findings].sort((a, b) => order[a.severity] - order[b.severity]);
  const judged = (status: StepStatus) => (status === 'skipped' ? 'not judged' : marks[status].word);
  const columns =
    run.verdicts === undefined
      ? ''
      : `By the RFCs: ${judged(run.verdicts.rfc)} · for Entra: ${judged(run.verdicts.entra)} · for Okta: ${judged(run.verdicts.okta)}`;
  return [
    ...(seen === 'steps-seen' ? [] : run.steps.map(stepTeller(terminal))),
    '',
    ...findings.flatMap((finding) => [findingText(finding, terminal), '']),
    ...effectLines(run),
    terminal.paint('strong', clean(run.summary ?? `The run is ${run.state}.`)),
    columns,
    terminal.paint('muted', `Run ${run.id} · ${localTime(run.startedAt)}${run.practice ? ' · PRACTICE TENANT' : ''}`),
  ]
    .filter((line, index, all) => !(line === '' && all[index - 1] === ''))
    .join('\n');
}

export function runRow(run: RunSummary, terminal: Terminal): string {
  const status = run.verdict ?? (run.state === 'running' ? 'running' : 'skipped');
  const { tone, word } = marks[status];
  const note = run.state === 'finished' ? '' : ` (${run.state})`;
  return `${run.id}  ${localTime(run.startedAt).padEnd(24)}  ${run.kind.padEnd(15)}  ${clean(run.connectionName).padEnd(24)}  ${terminal.paint(tone, `${word}${note}`)}`;
}

export function explanationText(explanation: Explanation, terminal: Terminal): string {
  return [
    ...explanation.recognised.flatMap(({ finding, fields }) => [
      findingText(finding, terminal),
      ...fields.map((field) => `  ${field.label}: ${clean(field.value)}`),
      '',
    ]),
    ...explanation.unread.map((line) => wrap(line, '')),
  ].join('\n');
}
