// JUnit XML for build servers: a step is a testcase. A warning passes there, with its reason in the output.
import type { Finding, Step } from '../../../../contract/common.ts';
import { columnLines, commands, kindTitles, type ReportColumns, type ReportContent, stateWords } from './content.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** What XML 1.0 cannot hold, even escaped, becomes U+FFFD. */
const withoutForbidden = (text: string) =>
  text.toWellFormed().replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
const attribute = (text: string) => withoutForbidden(text).replaceAll(/[&<>"'\n\r\t]/g, (character) => entities[character] ?? character);
const content = (text: string) => withoutForbidden(text).replaceAll(/[&<>\r]/g, (character) => entities[character] ?? character);
const seconds = (milliseconds = 0) => (milliseconds / 1000).toFixed(3);

function inText(findings: readonly Finding[]): string {
  return findings
    .map(({ title, cause, remedy, actor, evidence }) =>
      [
        title,
        cause,
        `Who must act: ${actor}`,
        ...remedy.map((line, index) => `${index + 1}. ${line}`),
        ...evidence.map(({ vantage, text }) => `Seen from ${vantage}: ${text}`),
      ].join('\n'),
    )
    .join('\n\n');
}

function body(step: Step, findings: readonly Finding[]): string {
  const reason = step.reason ?? '';
  switch (step.status) {
    case 'failed': {
      const type = findings.map(({ id }) => id).join(' ') || 'failed';
      return `<failure message="${attribute(reason)}" type="${attribute(type)}">${content(inText(findings))}</failure>`;
    }
    case 'warned':
      return `<system-out>${content(`Warning: ${reason}\n${inText(findings)}`)}</system-out>`;
    case 'skipped':
    case 'pending':
    case 'running':
    case 'not-reachable-from-here':
      return `<skipped message="${attribute(step.status === 'not-reachable-from-here' ? `Not reachable from here. ${reason}` : reason)}"/>`;
    case 'passed':
      return '';
  }
}

/** What the identity provider reported, once it is known: a failure there is one for a build too. */
function reportedCase(columns: ReportColumns | undefined, classname: string): string[] {
  if (columns === undefined || columns.report === null || columns.report.outcome === 'not-tried') return [];
  const errors = columns.findings.filter(({ severity }) => severity === 'error');
  const message = attribute(columnLines(columns)[1]?.[1] ?? '');
  const type = attribute(errors.map(({ id }) => id).join(' '));
  const body = errors.length === 0 ? '' : `<failure message="${message}" type="${type}">${content(inText(errors))}</failure>`;
  return [`    <testcase classname="${classname}" name="reported by your identity provider" time="0.000">${body}</testcase>`];
}

function properties(columns: ReportColumns | undefined): string[] {
  if (columns === undefined) return [];
  const lines = columnLines(columns).map(([label, words]) => `      <property name="${attribute(label)}" value="${attribute(words)}"/>`);
  return ['    <properties>', ...lines, '    </properties>'];
}

export function toJUnit({ run, columns }: ReportContent): string {
  const suite = `${kindTitles[run.kind]}: ${run.connectionName}`;
  const cases = run.steps.map((step) => {
    const findings = run.findings.filter(({ id }) => step.findingIds.includes(id));
    const name = attribute(`${step.id}: ${step.title}`);
    return `    <testcase classname="scim-steward.${commands[run.kind]}" name="${name}" time="${seconds(step.durationMs)}">${body(step, findings)}</testcase>`;
  });
  // Not ending well is no step's fault, yet a build must not go green on it.
  const stopped = run.state === 'broken' || run.state === 'interrupted' || run.state === 'cancelled';
  if (stopped) {
    const why = attribute(run.summary ?? stateWords[run.state]);
    cases.push(
      `    <testcase classname="scim-steward.${commands[run.kind]}" name="the run ended by itself" time="0.000"><error message="${why}" type="${run.state}"/></testcase>`,
    );
  }
  const reported = reportedCase(columns, `scim-steward.${commands[run.kind]}`);
  cases.push(...reported);
  const reportedFailures = reported.filter((one) => one.includes('<failure ')).length;
  const count = (...statuses: readonly Step['status'][]) => run.steps.filter(({ status }) => statuses.includes(status)).length;
  const total = run.steps.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0);
  const numbers = `tests="${cases.length}" failures="${count('failed') + reportedFailures}" errors="${stopped ? 1 : 0}" skipped="${count('skipped', 'pending', 'running', 'not-reachable-from-here')}" time="${seconds(total)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="SCIM Steward" ${numbers}>`,
    `  <testsuite name="${attribute(suite)}" ${numbers} timestamp="${attribute(run.startedAt)}">`,
    ...properties(columns),
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
