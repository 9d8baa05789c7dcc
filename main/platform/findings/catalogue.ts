// The findings catalogue: every kind of finding the app can report, gathered from the modules that define them, and written as a page.
import type { Finding, Severity } from '../../../contract/common.ts';
import type { FindingKind } from './define.ts';

/** A finding without what was seen: its words for the kind's own example. */
export type CatalogueRow = Omit<Finding, 'evidence' | 'stepIds'>;

function isKind(value: unknown): value is FindingKind<unknown> {
  return typeof value === 'object' && value !== null && 'make' in value && 'example' in value && 'id' in value;
}

function kindsIn(value: unknown): readonly FindingKind<unknown>[] {
  if (isKind(value)) return [value];
  if (value instanceof Map) return [...value.values()].flatMap(kindsIn);
  if (Array.isArray(value)) return value.flatMap(kindsIn);
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype ? Object.values(value).filter(isKind) : [];
}

/** Every finding kind that these modules export, alone, in a table or in a map; each once, in order of id. */
export function gatherKinds(modules: readonly object[]): readonly FindingKind<unknown>[] {
  const kinds = new Set(modules.flatMap((module) => Object.values(module).flatMap(kindsIn)));
  return [...kinds].sort((a, b) => a.id.localeCompare(b.id));
}

/** What a kind says for its own example. */
export function catalogueRow(kind: FindingKind<unknown>): CatalogueRow {
  const { evidence: _evidence, stepIds: _stepIds, ...row } = kind.make(kind.example, []);
  return row;
}

const severityWords: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Information' };

/** The page docs/findings.md. */
export function renderCatalogue(kinds: readonly FindingKind<unknown>[]): string {
  const sections = kinds
    .map(catalogueRow)
    .map((row) =>
      [
        `## ${row.id}`,
        '',
        `**${row.title}**`,
        '',
        `${severityWords[row.severity]} · who must act: ${row.actor}`,
        '',
        row.cause,
        ...(row.consequence === undefined ? [] : ['', `What follows: ${row.consequence}`]),
        '',
        ...row.remedy.map((line, index) => `${index + 1}. ${line}`),
        ...(row.verify === undefined ? [] : ['', `Mended when: ${row.verify}`]),
        '',
        `Source: ${row.source.url === undefined ? row.source.title : `[${row.source.title}](${row.source.url})`}`,
      ].join('\n'),
    );
  return [
    '# What SCIM Steward can find',
    '',
    `${kinds.length} findings. This page is made from the app’s own data; values in the texts are examples.`,
    '',
    '| finding | severity | who must act |',
    '|---|---|---|',
    ...kinds.map(catalogueRow).map((row) => `| [${row.id}](#${row.id.replace(/[^a-z0-9-]/g, '')}) | ${row.severity} | ${row.actor} |`),
    '',
    sections.join('\n\n'),
    '',
  ].join('\n');
}
