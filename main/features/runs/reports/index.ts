// A run as a file to hand over. Pure: a run and its exchanges in, text out.
import type { ReportFormat } from '../../../../contract/runs.ts';
import type { ReportContent } from './content.ts';
import { toHar } from './har.ts';
import { toHtml } from './html.ts';
import { toJsonDocument } from './json.ts';
import { toJUnit } from './junit.ts';
import { toMarkdown } from './markdown.ts';

export type { ReportColumns, ReportContent } from './content.ts';
export { commands } from './content.ts';
export { toJsonDocument } from './json.ts';
export { findingToMarkdown } from './markdown.ts';

interface FormatRow {
  /** For the file dialog. */
  readonly title: string;
  readonly extension: string;
  readonly render: (content: ReportContent) => string;
}

export const formats = {
  html: { title: 'Web page', extension: 'html', render: toHtml },
  json: { title: 'JSON', extension: 'json', render: ({ run, columns }) => `${JSON.stringify(toJsonDocument(run, columns), null, 2)}\n` },
  junit: { title: 'JUnit XML', extension: 'xml', render: toJUnit },
  har: { title: 'HTTP archive', extension: 'har', render: toHar },
  markdown: { title: 'Markdown', extension: 'md', render: toMarkdown },
} as const satisfies Record<ReportFormat, FormatRow>;

export function renderReport(content: ReportContent, format: ReportFormat): string {
  return formats[format].render(content);
}
