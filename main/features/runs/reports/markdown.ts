// Markdown for a ticket. What servers and people wrote is escaped: it can neither format, link, nor break out of its place.
import type { Finding } from '../../../../contract/common.ts';
import { secondWords } from '../../../platform/time-words.ts';
import {
  columnLines,
  connectionWords,
  idpWords,
  inWords,
  kindTitles,
  observationsOf,
  outcomeWords,
  type ReportContent,
  stateWords,
  statusWords,
} from './content.ts';

/**
 * One line of plain text. Escaped is only what Markdown or HTML could read as more, so that it stays readable where Markdown is not rendered:
 * marks anywhere, what begins a block at the start, and what some renderers turn into links by themselves.
 */
export function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]|<>~&]/g, '\\$&')
    .replace(/^([#+=-]|\d+[.)])/, (start) => `${start.slice(0, -1)}\\${start.slice(-1)}`)
    .replaceAll('://', '\\://')
    .replaceAll(/\bwww\./gi, (start) => `${start.slice(0, -1)}\\.`);
}

/** Code that cannot end early: the fence is longer than any run of backticks inside. */
function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return line === '' ? '' : `${fence} ${line} ${fence}`;
}

/** Only https addresses become links; `href` has no character that could end one early. */
function address(url: string | undefined): string {
  if (url === undefined) return '';
  return URL.canParse(url) && new URL(url).protocol === 'https:' ? ` <${new URL(url).href}>` : ` (${plain(url)})`;
}

/** In a table a bar ends the cell, even inside code. */
const cell = (text: string) => plain(text).replaceAll('\n', ' ');

const severityWords = { error: 'Error', warning: 'Warning', info: 'For information' } as const satisfies Record<Finding['severity'], string>;

/** One finding, as it is copied into a ticket. */
export function findingToMarkdown(finding: Finding): string {
  const { id, severity, title, cause, consequence, remedy, verify, actor, evidence, source } = finding;
  return [
    `### ${severityWords[severity]}: ${plain(title)}`,
    '',
    plain(cause),
    ...(consequence === undefined ? [] : ['', `**What follows:** ${plain(consequence)}`]),
    '',
    `**Who must act:** ${plain(actor)}`,
    '',
    '**What to do:**',
    '',
    ...remedy.map((line, index) => `${index + 1}. ${plain(line)}`),
    ...(verify === undefined ? [] : ['', `**How to see that it is mended:** ${plain(verify)}`]),
    ...(evidence.length === 0 ? [] : ['', '**Evidence:**', '']),
    ...evidence.map(
      ({ vantage, at, text }) => `- seen from ${plain(vantage)}${at === undefined ? '' : `, ${plain(secondWords(at))}`}: ${code(text)}`,
    ),
    '',
    `Finding ${code(id)}. Source: ${plain(source.title)}${address(source.url)}`,
    '',
  ].join('\n');
}

export function toMarkdown({ run, exchanges, appVersion, columns }: ReportContent): string {
  const facts = [
    `- Connection: ${plain(connectionWords(run))}`,
    `- Identity provider: ${plain(idpWords(run))}`,
    `- Begun ${plain(secondWords(run.startedAt))}, ${stateWords[run.state]}`,
    ...(run.verdicts === undefined
      ? []
      : [`- Verdicts: RFC ${statusWords[run.verdicts.rfc]}, Entra ${statusWords[run.verdicts.entra]}, Okta ${statusWords[run.verdicts.okta]}`]),
    ...(run.faults.length === 0 ? [] : [`- Faults switched on: ${run.faults.map(plain).join(', ')}`]),
  ];
  const steps = run.steps.map(
    (step) => `| ${cell(step.title)} | ${statusWords[step.status]} | ${inWords(step.durationMs)} | ${cell(step.reason ?? '')} |`,
  );
  const effects = run.effects.map(({ resourceType, name, state, note }) => `- ${resourceType} ${code(name)}: ${plain(note ?? state)}`);
  const observations = observationsOf(run).map(({ question, answer }) => `- ${plain(question)} ${plain(answer)}`);
  const requests = exchanges.map(
    (exchange) => `| ${exchange.sequence} | ${cell(exchange.method)} | ${cell(exchange.url)} | ${cell(outcomeWords(exchange))} |`,
  );
  return [
    `# ${kindTitles[run.kind]}: ${plain(run.connectionName)}`,
    '',
    ...(run.summary === undefined ? [] : [plain(run.summary), '']),
    ...facts,
    '',
    ...(columns === undefined
      ? []
      : [
          '## From this desk, and from your identity provider',
          '',
          ...columnLines(columns).map(([label, words]) => `- ${label}: ${plain(words)}`),
          '',
          ...columns.findings.map(findingToMarkdown),
        ]),
    '## Findings',
    '',
    ...(run.findings.length === 0 ? ['None.', ''] : run.findings.map(findingToMarkdown)),
    '## Steps',
    '',
    '| Step | Result | Time | Why |',
    '| --- | --- | --- | --- |',
    ...steps,
    '',
    ...(observations.length === 0 ? [] : ['## What the server was seen to do', '', ...observations, '']),
    ...(effects.length === 0 ? [] : ['## What was made and removed', '', ...effects, '']),
    ...(requests.length === 0 ? [] : ['## Requests', '', '| # | Method | Address | Answer |', '| --- | --- | --- | --- |', ...requests, '']),
    `Written by SCIM Steward ${plain(appVersion)}. Secrets were removed.`,
    '',
  ].join('\n');
}
