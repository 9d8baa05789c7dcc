// The target's users that a conflict is about, read by SCIM: by user name, by the externalId that single sign-on sends, by the user ID of the message.
// Reads only. What was refused or did not answer says why, and never counts as “nobody”.
import type { Asked, Conflict, TargetUser } from '../../domain/conflicts/evidence.ts';
import { nothingAsked } from '../../domain/conflicts/evidence.ts';
import { resourceOf } from '../../protocols/scim/client.ts';
import { eq, userPath } from '../../protocols/scim/filter.ts';
import { isJsonObject, member, readPage, textMember } from '../../protocols/scim/read-answer.ts';
import type { JsonObject, ScimClient, ScimResult } from '../../protocols/scim/types.ts';

export interface TargetAnswers {
  readonly byUserName: Asked<TargetUser>;
  readonly byExternalId: Asked<TargetUser>;
  readonly byId: Asked<TargetUser>;
}

export function targetUser(resource: JsonObject): TargetUser {
  const active = member(resource, 'active');
  const meta = member(resource, 'meta');
  const groups = member(resource, 'groups');
  return {
    id: textMember(resource, 'id') ?? '',
    userName: textMember(resource, 'userName') ?? '',
    externalId: textMember(resource, 'externalId') ?? null,
    displayName: textMember(resource, 'displayName') ?? null,
    active: typeof active === 'boolean' ? active : typeof active === 'string' ? active.toLowerCase() === 'true' : null,
    created: isJsonObject(meta) ? (textMember(meta, 'created') ?? null) : null,
    groups: Array.isArray(groups)
      ? groups.flatMap((group) => (isJsonObject(group) ? [textMember(group, 'display') ?? textMember(group, 'value') ?? ''] : []))
      : [],
  };
}

/** What came of a request, in a sentence. */
export function troubleWords(result: ScimResult): string {
  switch (result.kind) {
    case 'answered':
      return `The server answered ${result.status}.`;
    case 'failed':
      return result.failure.detail;
    case 'no-token':
      return 'No token was given: the connection test says why.';
  }
}

/** Who has this value; of a server that ignores filters, of its first page. */
export async function byFilter(scim: ScimClient, attribute: 'userName' | 'externalId', value: string, stepId?: string): Promise<Asked<TargetUser>> {
  const result = await scim.request('GET', 'Users', {
    purpose: `conflict: who has this ${attribute}`,
    query: { filter: eq(attribute, value) },
    ...(stepId === undefined ? {} : { stepId }),
  });
  // Some servers answer 404 to a filter that finds nobody.
  if (result.kind === 'answered' && result.status === 404) return { kind: 'answered', found: [] };
  const page = result.kind === 'answered' ? readPage(result) : undefined;
  if (page === undefined) return nothingAsked(troubleWords(result));
  // A server that ignores filters lists everybody: only who really has the value counts.
  const same = (user: TargetUser) => (attribute === 'userName' ? user.userName.toLowerCase() === value.toLowerCase() : user.externalId === value);
  return { kind: 'answered', found: page.resources.map(targetUser).filter(same) };
}

async function byUserId(scim: ScimClient, id: string): Promise<Asked<TargetUser>> {
  if (id.trim() === '') return { kind: 'answered', found: [] };
  const result = await scim.request('GET', userPath(id), { purpose: 'conflict: the existing user by its id' });
  if (result.kind === 'answered' && (result.status === 404 || result.status === 400)) return { kind: 'answered', found: [] };
  const resource = resourceOf(result);
  return resource === undefined ? nothingAsked(troubleWords(result)) : { kind: 'answered', found: [targetUser(resource)] };
}

/** One after the other: a paste is about a few people. */
export async function askTarget(scim: ScimClient, conflict: Conflict): Promise<TargetAnswers> {
  return {
    byUserName: await byFilter(scim, 'userName', conflict.username),
    byExternalId: await byFilter(scim, 'externalId', conflict.providerUserId),
    byId: await byUserId(scim, conflict.existingUserId),
  };
}
