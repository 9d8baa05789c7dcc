// The rows of a mapping as an administrator types them, and back: brackets that were left out, texts in quotation marks, matching order. Pure.
import type { AttributeMapping, MappedSource, Mapping, ObjectMapping } from '../../contract/mapping.ts';

/** A row while it is typed in; what is not typed (default value, when it flows) goes along from the row it was. */
export interface TypedRow {
  readonly key: string;
  readonly target: string;
  readonly source: string;
  /** 0: not a matching attribute. */
  readonly matchingPriority: number;
  readonly was: AttributeMapping | undefined;
}

export const objectWords = { user: 'People', group: 'Groups', other: 'Others' } satisfies Record<ObjectMapping['kind'], string>;

/** What Foundry reads, for suggestions while typing. */
export const usualTargets = {
  user: [
    'externalId',
    'userName',
    'active',
    'displayName',
    'emails[type eq \u0022work\u0022].value',
    'name.givenName',
    'name.familyName',
    'name.formatted',
  ],
  group: ['displayName', 'externalId', 'members'],
  other: [],
} satisfies Record<ObjectMapping['kind'], readonly string[]>;

const plainName = /^[A-Za-z_][\w.]*$/;

/** `mail` and `user.mail` are taken for the attribute, as the portal shows it; a text in quotation marks for itself; all else is an expression. */
export function typedSource(text: string): MappedSource {
  const written = text.trim();
  if (written === '') return { kind: 'none', expression: '' };
  if (/^\[[^[\]]*\]$/.test(written)) return { kind: 'attribute', expression: written };
  if (/^"[^"]*"$/.test(written)) return { kind: 'constant', expression: written };
  if (plainName.test(written)) return { kind: 'attribute', expression: `[${written.replace(/^user\./i, '')}]` };
  return { kind: 'function', expression: written };
}

export function typedRows({ attributes }: ObjectMapping): readonly TypedRow[] {
  return attributes.map((was, at) => ({
    key: `row-${at}`,
    target: was.target,
    source: was.source.expression,
    matchingPriority: was.matchingPriority,
    was,
  }));
}

function attributeOf({ target, source, matchingPriority, was }: TypedRow): AttributeMapping {
  const unchanged = was !== undefined && was.source.expression === source;
  return {
    target: target.trim(),
    source: unchanged ? was.source : typedSource(source),
    defaultValue: was?.defaultValue ?? null,
    matchingPriority,
    flowType: was?.flowType ?? 'Always',
  };
}

/** The mapping with these rows; rows without a target are left out. */
export function withRows(mapping: Mapping, rows: readonly (readonly TypedRow[])[]): Mapping {
  const objects = mapping.objects.map((object, at) => {
    const typed = rows[at];
    return typed === undefined ? object : { ...object, attributes: typed.filter(({ target }) => target.trim() !== '').map(attributeOf) };
  });
  const same = JSON.stringify(objects) === JSON.stringify(mapping.objects);
  const origin = same || mapping.origin === 'Typed in' || mapping.origin.endsWith(', edited') ? mapping.origin : `${mapping.origin}, edited`;
  return { ...mapping, objects, origin, vantage: same ? mapping.vantage : 'a file' };
}

/** Why the rows cannot be kept; undefined when they can. */
export function rowsTrouble(rows: readonly TypedRow[]): string | undefined {
  const targets = rows.map(({ target }) => target.trim()).filter((target) => target !== '');
  const twice = targets.find((target, at) => targets.findIndex((other) => other.toLowerCase() === target.toLowerCase()) !== at);
  if (twice !== undefined) return `“${twice}” stands twice. An attribute is written by one row.`;
  const lost = rows.find(({ target, source }) => target.trim() === '' && source.trim() !== '');
  return lost === undefined ? undefined : `“${lost.source}” goes to no attribute yet. Name one, or remove the row.`;
}

/** `Matching, 1`; empty for a row that does not match. */
export const matchingWords = (priority: number): string => (priority === 0 ? '' : `Matching, ${priority}`);
