// A finding as Markdown for a ticket. Everything from outside is escaped, so that a server's text cannot become a link or an image.
import type { Finding } from '../../contract/common.ts';
import { dateTime } from './format.ts';
import { severityWords, vantageWords } from './labels.ts';

/** The whole finding: cause, consequence, remedy, who acts, how to verify, evidence, source. Ends with a line break. */
export function findingMarkdown(finding: Finding): string {
  const lines = [`### ${severityWords[finding.severity]}: ${escaped(finding.title)}`, '', escaped(finding.cause)];
  if (finding.consequence !== undefined) lines.push('', `**What follows:** ${escaped(finding.consequence)}`);
  if (finding.remedy.length > 0) lines.push('', '**How to fix it**', '', ...finding.remedy.map((line, index) => `${index + 1}. ${escaped(line)}`));
  lines.push('', `**Who must act:** ${finding.actor}`);
  if (finding.verify !== undefined) lines.push('', `**How to verify:** ${escaped(finding.verify)}`);
  if (finding.evidence.length > 0) {
    lines.push('', '**Evidence**', '');
    for (const seen of finding.evidence) {
      const when = seen.at === undefined ? '' : ` (${dateTime(seen.at, 'UTC')} UTC)`;
      lines.push(`- ${vantageWords[seen.vantage]}${when}: ${escaped(seen.text)}`);
    }
  }
  const source = finding.source.url === undefined ? escaped(finding.source.title) : `${escaped(finding.source.title)}, <${finding.source.url}>`;
  lines.push('', `Source: ${source}. Finding \`${finding.id}\` of SCIM Steward.`, '');
  return lines.join('\n');
}

function escaped(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/[\\`*_[\]<>|#!]/g, (mark) => `\\${mark}`);
}
