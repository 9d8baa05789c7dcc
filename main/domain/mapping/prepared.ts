// A mapping made ready to be applied to very many people: expressions read once, then one call a person.
import type { AttributeMapping, Mapping, ObjectMapping } from '../../../contract/mapping.ts';
import { unknownSignOn } from '../../../contract/mapping.ts';
import { type AttributeLookup, evaluate } from './evaluate.ts';
import { matchingRows, viewOf } from './judge.ts';
import { mappedSource, rowOf } from './sources.ts';

export type Sent =
  | { readonly kind: 'sent'; readonly text: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'not evaluated'; readonly reason: string };

export type Sends = (lookup: AttributeLookup) => Sent;

const nothing: Sent = { kind: 'nothing' };
const orDefault = (row: AttributeMapping): Sent =>
  row.defaultValue === null || row.defaultValue === '' ? nothing : { kind: 'sent', text: row.defaultValue };

/** What a row sends for a person: its value, else its default; absent and empty values are not sent. */
export function sends(row: AttributeMapping, provider: Mapping['provider']): Sends {
  const source = mappedSource(row.source, provider);
  if (source.kind === 'not given') return () => orDefault(row);
  if (source.kind !== 'known') return () => ({ kind: 'not evaluated', reason: source.reason });
  return (lookup) => {
    const got = evaluate(source.expression, lookup);
    if (got.kind === 'not-evaluated') return { kind: 'not evaluated', reason: got.reason };
    if (typeof got.value === 'string') return got.value === '' ? orDefault(row) : { kind: 'sent', text: got.value };
    return got.value === null ? orDefault(row) : { kind: 'not evaluated', reason: 'several values flow where one is expected' };
  };
}

export interface Prepared {
  readonly externalId: Sends;
  readonly userName: Sends;
  /** In the order they are asked for; Okta: userName alone. */
  readonly matching: readonly Sends[];
  readonly scope: ObjectMapping['scope'];
  /** False: nobody is provisioned. */
  readonly on: boolean;
  readonly skipOutOfScopeDeletions: boolean;
  /** The mapping's expression for externalId, for people. */
  readonly externalIdWords: string;
}

export function prepare(mapping: Mapping): Prepared {
  const { user } = viewOf(mapping, unknownSignOn);
  const rows = user?.attributes ?? [];
  const okta = mapping.provider === 'okta';
  const own = (target: string): Sends | undefined => {
    const row = rowOf(rows, target);
    return row === undefined ? undefined : sends(row, mapping.provider);
  };
  const byAttribute =
    (name: string): Sends =>
    (lookup) => {
      const value = lookup(name);
      if (value === undefined) return { kind: 'not evaluated', reason: `the directory snapshot has no attribute ${name}` };
      return typeof value === 'string' && value !== '' ? { kind: 'sent', text: value } : nothing;
    };
  const userName = own('userName') ?? (okta ? byAttribute('login') : () => nothing);
  return {
    externalId: own('externalId') ?? (okta ? byAttribute('id') : () => nothing),
    userName,
    matching: okta ? [userName] : matchingRows(rows).map((row) => sends(row, mapping.provider)),
    scope: user?.scope ?? [],
    on: user?.enabled === true,
    skipOutOfScopeDeletions: mapping.skipOutOfScopeDeletions === true,
    externalIdWords: rowOf(rows, 'externalId')?.source.expression ?? (okta ? '[id]' : ''),
  };
}
