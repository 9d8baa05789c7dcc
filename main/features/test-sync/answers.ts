// Reading what a server answered, over the tolerant reader of protocols/scim. Pure; the words are used as evidence.
import type { Evidence } from '../../../contract/common.ts';
import { isJsonObject, member, readPage, textMember } from '../../protocols/scim/read-answer.ts';
import type { Json, JsonObject, ScimPage, ScimResult } from '../../protocols/scim/types.ts';

/** A 2xx answer. */
export function succeeded(result: ScimResult): boolean {
  return result.kind === 'answered' && result.status >= 200 && result.status < 300;
}

export function statusOf(result: ScimResult): number | undefined {
  return result.kind === 'answered' ? result.status : undefined;
}

/** The resource a 2xx answer carries, if it carries one. */
export function resourceOf(result: ScimResult): JsonObject | undefined {
  return result.kind === 'answered' && succeeded(result) && isJsonObject(result.json) ? result.json : undefined;
}

/** The list a 2xx answer carries, if it is one. */
export function pageOf(result: ScimResult): ScimPage | undefined {
  return result.kind === 'answered' ? readPage(result) : undefined;
}

/** A text attribute that is not empty. */
export function textOf(resource: JsonObject | undefined, attribute: string): string | undefined {
  const value = resource === undefined ? undefined : textMember(resource, attribute);
  return value === '' ? undefined : value;
}

export function namePart(resource: JsonObject, part: 'givenName' | 'familyName'): string | undefined {
  const name = member(resource, 'name');
  return isJsonObject(name) ? textOf(name, part) : undefined;
}

/** Ids of a group's members; undefined when the answer does not show members at all. */
export function memberIds(group: JsonObject): ReadonlySet<string> | undefined {
  const members = member(group, 'members');
  if (!Array.isArray(members)) return undefined;
  return new Set(
    members.flatMap((entry: Json) => {
      const value = isJsonObject(entry) ? textOf(entry, 'value') : undefined;
      return value === undefined ? [] : [value];
    }),
  );
}

/** A value as it stands in a sentence. */
export const shown = (value: Json | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 120));

/** What came back, in one sentence that follows "the server". */
export function inWords(result: ScimResult): string {
  if (result.kind === 'no-token') return 'was not asked, since no access token could be had';
  if (result.kind === 'failed') return `gave no answer (${result.failure.detail})`;
  const { error, unreadable } = result;
  const code = error?.scimType ?? error?.errorName;
  const detail = error?.detail === undefined ? '' : `: ${error.detail.slice(0, 200).replace(/[.\s]+$/, '')}`;
  const form = unreadable === undefined ? '' : ` with ${unreadable.why}`;
  return `answered ${result.status}${code === undefined ? '' : ` ${code}`}${form}${detail}`;
}

/** Evidence from one answer, seen from this desk. */
export function seen(result: ScimResult, text: string): Evidence {
  if (result.kind === 'no-token') return { vantage: 'this desk', text };
  return { vantage: 'this desk', text, at: result.exchange.startedAt, exchangeId: result.exchange.id };
}
