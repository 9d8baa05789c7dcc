// The account that is mended, as SCIM shows it now, with the employee number that may prove whose it is. Reads only.
import type { TargetUser } from '../../domain/conflicts/evidence.ts';
import { resourceOf } from '../../protocols/scim/client.ts';
import { userPath } from '../../protocols/scim/filter.ts';
import { isJsonObject, member, textMember } from '../../protocols/scim/read-answer.ts';
import type { JsonObject, ScimClient } from '../../protocols/scim/types.ts';
import { byFilter, targetUser, troubleWords } from './ask-target.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export interface Account extends TargetUser {
  readonly employeeNumber: string | null;
}

type Read = { readonly kind: 'read'; readonly account: Account } | { readonly kind: 'trouble'; readonly why: string };

function employeeNumber(resource: JsonObject): string | null {
  const extension = member(resource, enterprise);
  return isJsonObject(extension) ? (textMember(extension, 'employeeNumber') ?? null) : null;
}

export async function readAccount(scim: ScimClient, id: string, stepId?: string): Promise<Read> {
  const result = await scim.request('GET', userPath(id), { purpose: 'the account that is mended', ...(stepId === undefined ? {} : { stepId }) });
  const resource = resourceOf(result);
  if (resource === undefined) return { kind: 'trouble', why: troubleWords(result) };
  const user = targetUser(resource);
  if (user.id !== id) return { kind: 'trouble', why: `The server answered with the account ${user.id}.` };
  return { kind: 'read', account: { ...user, employeeNumber: employeeNumber(resource) } };
}

/** Who carries this externalId. */
export async function existsWith(
  scim: ScimClient,
  externalId: string,
  stepId?: string,
): Promise<{ readonly kind: 'read'; readonly users: readonly TargetUser[] } | { readonly kind: 'trouble'; readonly why: string }> {
  const found = await byFilter(scim, 'externalId', externalId, stepId);
  return found.kind === 'answered' ? { kind: 'read', users: found.found } : { kind: 'trouble', why: found.why };
}
