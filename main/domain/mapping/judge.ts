// How a rule's judgement is told, and the mapping as rules look at it. A rule that lacks what it needs says so: it is never kept by default.
import type { AttributeMapping, Mapping, ObjectMapping, SignOn } from '../../../contract/mapping.ts';
import { rowOf } from './sources.ts';

export type Judged<F> =
  | { readonly kind: 'kept'; readonly reason: string }
  | { readonly kind: 'broken'; readonly facts: F; readonly evidence: readonly string[] }
  | { readonly kind: 'not judged'; readonly reason: string }
  | { readonly kind: 'does not apply'; readonly reason: string };

export const keeps = (reason: string) => ({ kind: 'kept', reason }) as const;
export const breaks = <F>(facts: F, ...evidence: readonly string[]) => ({ kind: 'broken', facts, evidence }) as const;
export const unjudged = (reason: string) => ({ kind: 'not judged', reason }) as const;
export const foreignTo = (reason: string) => ({ kind: 'does not apply', reason }) as const;

export interface View {
  readonly mapping: Mapping;
  readonly signOn: SignOn;
  readonly user: ObjectMapping | undefined;
  readonly group: ObjectMapping | undefined;
}

/** The enabled mapping of each kind, else the first one. */
export function viewOf(mapping: Mapping, signOn: SignOn): View {
  const first = (kind: ObjectMapping['kind']) => {
    const all = mapping.objects.filter((object) => object.kind === kind);
    return all.find((object) => object.enabled) ?? all[0];
  };
  return { mapping, signOn, user: first('user'), group: first('group') };
}

export const inUser = ({ user }: View, target: string): AttributeMapping | undefined => rowOf(user?.attributes ?? [], target);
export const inGroup = ({ group }: View, target: string): AttributeMapping | undefined => rowOf(group?.attributes ?? [], target);

export const noUser = unjudged('There is no mapping of people in this file.');
export const noGroup = unjudged('There is no mapping of groups in this file.');

/** `[mail]`, or the default value where nothing else flows. */
export function flowing(row: AttributeMapping): string {
  if (row.source.kind !== 'none') return row.source.expression;
  return row.defaultValue === null ? 'nothing' : `the default value “${row.defaultValue}”`;
}

/** “externalId comes from [mailNickname]”. */
export const mappedText = (row: AttributeMapping): string => `${row.target} comes from ${flowing(row)}`;

/** Matching attributes in the order they are asked for. */
export function matchingRows(rows: readonly AttributeMapping[]): readonly AttributeMapping[] {
  return rows.filter((row) => row.matchingPriority > 0).sort((one, other) => one.matchingPriority - other.matchingPriority);
}
